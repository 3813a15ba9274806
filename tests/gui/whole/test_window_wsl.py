"""The window over the stand-in for wsl.exe: distros that really boot, restarts that really end what runs there."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QTreeWidget
from pytestqt.qtbot import QtBot

from tests.gui.at_window import words
from tests.gui.whole.opened import OpenedWindows, settle
from tests.pcs.first_time import Pc
from tests.wsl.distros.base import made
from tests.wsl.world import World
from wizard.app.machines.this_pc import ThisPc
from wizard.gui.controller import Controller
from wizard.gui.flow import intents
from wizard.gui.flow.steps import Page
from wizard.gui.job_runner import JobRunner
from wizard.gui.widgets.cards import ChoiceCard
from wizard.gui.window import EXTRA, NEXT
from wizard.model.ports import SiteKind
from wizard.model.wanted import TmpfsWanted, Wanted, WslWanted
from wizard.transports.windows.pc import Windows

pytestmark = [
    pytest.mark.root,
    pytest.mark.distro,
    pytest.mark.xdist_group("distro"),
    pytest.mark.timeout(900),
]
WANTED = Wanted(
    name="team",
    title="Our team",
    wsl=WslWanted(systemd=True),
    tmpfs=TmpfsWanted(size="1g"),
    godebug={"netdns": "go"},
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made()
    with World(tmp_path) as world:
        yield world


@pytest.fixture
def open_window(
    app: QApplication, qtbot: QtBot, world: World, tmp_path: Path
) -> Iterator[Callable[[], Controller]]:
    opened = OpenedWindows(qtbot, WANTED)
    pc = Pc(world, tmp_path)

    def computer() -> ThisPc:
        pc.answer()
        assert isinstance(pc.first.transport, Windows)
        return ThisPc(pc.first.transport)

    yield lambda: opened.open(lambda: JobRunner(computer(), WANTED))
    opened.close()


def press(qtbot: QtBot, controller: Controller, label: str, which: object = NEXT) -> None:
    button = controller.window.button(which)  # type: ignore[arg-type]
    assert label in button.text().replace("&", ""), button.text()
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, controller)


def apply(qtbot: QtBot, controller: Controller) -> None:
    """From the difference to the question after it."""
    assert controller.state.page is Page.REVIEW
    qtbot.waitUntil(lambda: controller.state.seen is not None, timeout=20_000)
    press(qtbot, controller, "Apply")
    press(qtbot, controller, "Apply")
    assert controller.state.problem is None, controller.state.problem


def first_program(world: World, name: str) -> str:
    return world.run("-d", name, "--cd", "/", "--exec", "/bin/cat", "/proc/1/comm").stdout.decode().strip()


def ours(root: Path) -> dict[str, bytes]:
    """What the setup may write."""
    names = ("etc/wsl.conf", "etc/fstab", "home/me/.profile", "home/me/.config/go/env")
    return {name: (root / name).read_bytes() for name in names if (root / name).is_file()}


def test_set_up_restart_keep_and_undo(
    open_window: Callable[[], Controller], world: World, qtbot: QtBot
) -> None:
    world.add("Debian")
    world.add("Sleeper")
    root = world.root("Debian")
    conf = root / "etc/wsl.conf"
    conf.write_text("# mine\n[boot]\nsystemd=false\n")
    os.utime(conf, (1_000_000_000, 1_000_000_000))  # as most are, it is older than the distro's start
    assert first_program(world, "Debian") == "init"
    before = ours(root)
    calls = len(world.calls)

    controller = open_window()
    assert len(world.calls) - calls <= 2, "one list, and one look at the default distro, which runs"
    assert controller.state.site.name == "Debian"
    press(qtbot, controller, "Set up")
    scanned(qtbot, controller)
    apply(qtbot, controller)

    assert "Debian needs a restart" in words(controller.window)
    assert first_program(world, "Debian") == "init", "nothing restarts before the yes"
    press(qtbot, controller, "Later", EXTRA)
    assert "is waiting for Debian to restart" in words(controller.window)
    controller.do(intents.AskRestart())
    settle(qtbot, controller)
    press(qtbot, controller, "Restart Debian")
    assert controller.state.verified is not None
    assert controller.state.verified.well, words(controller.window)
    assert first_program(world, "Debian") == "systemd"
    assert not world.is_running("Sleeper"), "nothing else was started"
    press(qtbot, controller, "Keep changes")
    assert controller.state.page is Page.DONE

    controller.do(intents.StartOver())
    settle(qtbot, controller)
    for intent in (intents.OpenHistory(), intents.TakeBack(1)):
        controller.do(intent)
        settle(qtbot, controller)
    apply(qtbot, controller)
    assert ours(root) == before
    press(qtbot, controller, "Restart Debian")
    assert first_program(world, "Debian") == "init"
    press(qtbot, controller, "Keep changes")
    assert ours(root) == before


def test_what_a_restart_ends_is_on_the_screen_before_the_yes(
    open_window: Callable[[], Controller], world: World, qtbot: QtBot
) -> None:
    world.add("Debian")
    (world.root("Debian") / "etc/wsl.conf").write_text("[boot]\nsystemd=false\n")
    argv = [str(world.exe), "-d", "Debian", "-u", "me", "--exec", "/bin/sleep", "987"]
    with subprocess.Popen(argv, env=world.environ, stdin=subprocess.DEVNULL) as work:
        qtbot.waitUntil(lambda: world.is_running("Debian"), timeout=60_000)
        controller = open_window()
        press(qtbot, controller, "Set up")
        scanned(qtbot, controller)
        apply(qtbot, controller)
        page = controller.window.pages[Page.VERIFY]
        shown = [
            tree.topLevelItem(row).text(0)
            for tree in page.findChildren(QTreeWidget)
            if tree.isVisible()
            for row in range(tree.topLevelItemCount())
        ]
        assert any("sleep" in line for line in shown), shown
        assert work.poll() is None
        press(qtbot, controller, "Restart Debian")
        assert work.wait(60) != 0
    press(qtbot, controller, "Undo changes", EXTRA)
    assert controller.state.page is Page.DONE
    assert "Restart it again" in words(controller.window)


def scanned(qtbot: QtBot, controller: Controller) -> None:
    """From what is needed to the difference."""
    press(qtbot, controller, "Start check")
    press(qtbot, controller, "See findings")
    press(qtbot, controller, "Review")


def test_a_restart_that_was_never_made_is_shown_when_the_window_opens_again(
    open_window: Callable[[], Controller], world: World, qtbot: QtBot
) -> None:
    world.add("Debian")
    (world.root("Debian") / "etc/wsl.conf").write_text("[boot]\nsystemd=false\n")
    assert first_program(world, "Debian") == "init"
    began = time.monotonic()
    controller = open_window()
    press(qtbot, controller, "Set up")
    scanned(qtbot, controller)
    # Moments are whole seconds: a setup of the very second in which the distro began is not told from one before.
    qtbot.waitUntil(lambda: time.monotonic() - began > 1.5)
    apply(qtbot, controller)
    press(qtbot, controller, "Later", EXTRA)
    controller.do(intents.Verify())
    settle(qtbot, controller)
    press(qtbot, controller, "Keep changes")
    controller.window.close()

    again = open_window()
    assert "Debian is waiting for a restart" in words(again.window)
    again.do(intents.AskRestart())
    settle(qtbot, again)
    press(qtbot, again, "Restart Debian")
    assert first_program(world, "Debian") == "systemd"
    assert "waiting for a restart" not in words(again.window)


def test_the_settings_of_this_pc_end_every_distro_and_are_taken_back(
    open_window: Callable[[], Controller], world: World, qtbot: QtBot
) -> None:
    world.add("Debian")
    world.add("Other")
    config = world.profile / ".wslconfig"
    config.write_bytes(b"[wsl2]\r\nmemory=2GB\r\n")
    before = config.read_bytes()
    for name in ("Debian", "Other"):
        assert first_program(world, name)
    controller = open_window()
    (card,) = (each for each in controller.window.findChildren(ChoiceCard) if "This PC" in each.text())
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    settle(qtbot, controller)
    assert controller.state.site.kind is SiteKind.WINDOWS
    press(qtbot, controller, "Set up")
    shown = words(controller.window)
    assert "current: 2 GiB" in shown
    (processors,) = (
        each
        for each in controller.window.findChildren(QComboBox)
        if each.isVisible() and "processors" in each.accessibleName()
    )
    processors.setCurrentIndex(1)
    processors.activated.emit(1)
    scanned(qtbot, controller)
    apply(qtbot, controller)
    assert b"processors" in config.read_bytes()
    assert "WSL needs a restart" in words(controller.window)
    assert {name for name in ("Debian", "Other") if world.is_running(name)} == {"Debian", "Other"}
    press(qtbot, controller, "Restart WSL")
    assert controller.state.verified is not None
    assert ["--shutdown"] in world.calls
    press(qtbot, controller, "Undo changes", EXTRA)
    assert config.read_bytes() == before


def test_a_distro_that_does_not_come_back_is_rescued_after_a_yes(
    open_window: Callable[[], Controller], world: World, qtbot: QtBot
) -> None:
    world.add("Debian")
    root = world.root("Debian")
    (root / "etc/wsl.conf").write_text("[boot]\nsystemd=false\n")
    assert first_program(world, "Debian") == "init"
    before = ours(root)
    world.fault("unbootable", when="systemd")
    controller = open_window()
    press(qtbot, controller, "Set up")
    scanned(qtbot, controller)
    apply(qtbot, controller)
    press(qtbot, controller, "Restart Debian")
    assert "Debian did not start again" in words(controller.window)
    assert ours(root) != before, "nothing is taken back before the yes"
    press(qtbot, controller, "Repair in safe mode")
    assert controller.state.problem is None, controller.state.problem
    assert controller.state.page is Page.DONE
    assert ours(root) == before
    assert not (world.profile / ".wslconfig").exists()
    assert first_program(world, "Debian") == "init"

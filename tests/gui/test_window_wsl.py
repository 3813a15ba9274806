"""The window over the stand-in for wsl.exe: distros that really boot, restarts that really end what runs there."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QTreeWidget
from pytestqt.qtbot import QtBot

from tests.firsttime_pc import Pc
from tests.gui.test_window import words
from tests.wsl.base import made
from tests.wsl.world import World
from wizard.app.texts import Speech
from wizard.app.this_pc import ThisPc
from wizard.gui.conductor import Conductor
from wizard.gui.flow import intents
from wizard.gui.flow.steps import Page
from wizard.gui.widgets.cards import ChoiceCard
from wizard.gui.window import EXTRA, NEXT, Window, open_machine
from wizard.gui.worker import SiteWorker
from wizard.model.ports import SiteKind
from wizard.model.wanted import TmpfsWanted, Wanted, WslWanted
from wizard.transports.windows.pc import Windows

pytestmark = [
    pytest.mark.root,
    pytest.mark.distro,
    pytest.mark.xdist_group("distro"),
    pytest.mark.timeout(900),
]
PATIENCE_MS = 240_000
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
) -> Iterator[Callable[[], Conductor]]:
    opened: list[tuple[Window, list[SiteWorker]]] = []
    pc = Pc(world, tmp_path)

    def computer() -> ThisPc:
        pc.answer()
        assert isinstance(pc.first.site, Windows)
        return ThisPc(pc.first.site)

    def open_it() -> Conductor:
        window = Window(Speech("en"))
        workers: list[SiteWorker] = []
        opened.append((window, workers))
        window.painted.connect(lambda: workers.append(open_machine(window, lambda: (computer(), (WANTED,)))))
        window.open_on_screen()
        qtbot.waitUntil(lambda: bool(window.findChildren(Conductor)), timeout=20_000)
        conductor = window.findChildren(Conductor)[0]
        settle(qtbot, conductor)
        return conductor

    yield open_it
    for window, workers in opened:
        for worker in workers:
            worker.close()
        window.is_watched = False
        window.leave()


def settle(qtbot: QtBot, conductor: Conductor) -> None:
    """Wait until nothing is being done."""
    qtbot.waitUntil(
        lambda: conductor.state.busy is None and conductor.state.waiting is None, timeout=PATIENCE_MS
    )
    QApplication.processEvents()


def press(qtbot: QtBot, conductor: Conductor, label: str, which: object = NEXT) -> None:
    button = conductor.window.button(which)  # type: ignore[arg-type]
    assert label in button.text().replace("&", ""), button.text()
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, conductor)


def apply(qtbot: QtBot, conductor: Conductor) -> None:
    """From the difference to the question after it."""
    assert conductor.state.page is Page.REVIEW
    qtbot.waitUntil(lambda: conductor.state.seen is not None, timeout=20_000)
    press(qtbot, conductor, "Apply")
    press(qtbot, conductor, "Apply")
    assert conductor.state.problem is None, conductor.state.problem


def first_program(world: World, name: str) -> str:
    return world.run("-d", name, "--cd", "/", "--exec", "/bin/cat", "/proc/1/comm").stdout.decode().strip()


def ours(root: Path) -> dict[str, bytes]:
    """What the setup may write."""
    names = ("etc/wsl.conf", "etc/fstab", "home/me/.profile", "home/me/.config/go/env")
    return {name: (root / name).read_bytes() for name in names if (root / name).is_file()}


def test_set_up_restart_keep_and_undo(
    open_window: Callable[[], Conductor], world: World, qtbot: QtBot
) -> None:
    world.add("Debian")
    world.add("Sleeper")
    root = world.root("Debian")
    (root / "etc/wsl.conf").write_text("# mine\n[boot]\nsystemd=false\n")
    assert first_program(world, "Debian") == "init"
    before = ours(root)
    calls = len(world.calls)

    conductor = open_window()
    assert len(world.calls) - calls <= 2, "one list, and one look at the default distro, which runs"
    assert conductor.state.site.name == "Debian"
    press(qtbot, conductor, "Set up")
    scanned(qtbot, conductor)
    apply(qtbot, conductor)

    assert "Debian has to restart" in words(conductor.window)
    assert first_program(world, "Debian") == "init", "nothing restarts before the yes"
    press(qtbot, conductor, "Later", EXTRA)
    assert "waits for a restart of Debian" in words(conductor.window)
    conductor.do(intents.AskRestart())
    settle(qtbot, conductor)
    press(qtbot, conductor, "Restart now")
    assert conductor.state.verified is not None
    assert conductor.state.verified.well, words(conductor.window)
    assert first_program(world, "Debian") == "systemd"
    assert not world.is_running("Sleeper"), "nothing else was started"
    press(qtbot, conductor, "Keep")
    assert conductor.state.page is Page.DONE

    conductor.do(intents.StartOver())
    settle(qtbot, conductor)
    for intent in (intents.OpenHistory(), intents.TakeBack(1)):
        conductor.do(intent)
        settle(qtbot, conductor)
    apply(qtbot, conductor)
    assert ours(root) == before
    press(qtbot, conductor, "Restart now")
    assert first_program(world, "Debian") == "init"
    press(qtbot, conductor, "Keep")
    assert ours(root) == before


def test_what_a_restart_ends_is_on_the_screen_before_the_yes(
    open_window: Callable[[], Conductor], world: World, qtbot: QtBot
) -> None:
    world.add("Debian")
    (world.root("Debian") / "etc/wsl.conf").write_text("[boot]\nsystemd=false\n")
    argv = [str(world.exe), "-d", "Debian", "-u", "me", "--exec", "/bin/sleep", "987"]
    with subprocess.Popen(argv, env=world.environ, stdin=subprocess.DEVNULL) as work:
        qtbot.waitUntil(lambda: world.is_running("Debian"), timeout=60_000)
        conductor = open_window()
        press(qtbot, conductor, "Set up")
        scanned(qtbot, conductor)
        apply(qtbot, conductor)
        page = conductor.window.pages[Page.VERIFY]
        shown = [
            tree.topLevelItem(row).text(0)
            for tree in page.findChildren(QTreeWidget)
            if tree.isVisible()
            for row in range(tree.topLevelItemCount())
        ]
        assert any("sleep" in line for line in shown), shown
        assert work.poll() is None
        press(qtbot, conductor, "Restart now")
        assert work.wait(60) != 0
    press(qtbot, conductor, "Undo", EXTRA)
    assert conductor.state.page is Page.DONE
    assert "restart it once more" in words(conductor.window)


def scanned(qtbot: QtBot, conductor: Conductor) -> None:
    """From what is needed to the difference."""
    press(qtbot, conductor, "Scan")
    press(qtbot, conductor, "See findings")
    press(qtbot, conductor, "Review")


def test_a_restart_that_was_never_made_is_shown_when_the_window_opens_again(
    open_window: Callable[[], Conductor], world: World, qtbot: QtBot
) -> None:
    world.add("Debian")
    (world.root("Debian") / "etc/wsl.conf").write_text("[boot]\nsystemd=false\n")
    assert first_program(world, "Debian") == "init"
    began = time.monotonic()
    conductor = open_window()
    press(qtbot, conductor, "Set up")
    scanned(qtbot, conductor)
    # Moments are whole seconds: a setup of the very second in which the distro began is not told from one before.
    qtbot.waitUntil(lambda: time.monotonic() - began > 1.5)
    apply(qtbot, conductor)
    press(qtbot, conductor, "Later", EXTRA)
    conductor.do(intents.Verify())
    settle(qtbot, conductor)
    press(qtbot, conductor, "Keep")
    conductor.window.close()

    again = open_window()
    assert "Debian waits for a restart" in words(again.window)
    again.do(intents.AskRestart())
    settle(qtbot, again)
    press(qtbot, again, "Restart now")
    assert first_program(world, "Debian") == "systemd"
    assert "waits for a restart" not in words(again.window)


def test_the_settings_of_this_pc_end_every_distro_and_are_taken_back(
    open_window: Callable[[], Conductor], world: World, qtbot: QtBot
) -> None:
    world.add("Debian")
    world.add("Other")
    config = world.profile / ".wslconfig"
    config.write_bytes(b"[wsl2]\r\nmemory=2GB\r\n")
    before = config.read_bytes()
    for name in ("Debian", "Other"):
        assert first_program(world, name)
    conductor = open_window()
    (card,) = (each for each in conductor.window.findChildren(ChoiceCard) if "This PC" in each.text())
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    settle(qtbot, conductor)
    assert conductor.state.site.kind is SiteKind.WINDOWS
    press(qtbot, conductor, "Set up")
    shown = words(conductor.window)
    assert "today: 2 GiB" in shown
    (processors,) = (
        each
        for each in conductor.window.findChildren(QComboBox)
        if each.isVisible() and "Processors" in each.accessibleName()
    )
    processors.setCurrentIndex(1)
    processors.activated.emit(1)
    scanned(qtbot, conductor)
    apply(qtbot, conductor)
    assert b"processors" in config.read_bytes()
    assert "WSL has to restart" in words(conductor.window)
    assert {name for name in ("Debian", "Other") if world.is_running(name)} == {"Debian", "Other"}
    press(qtbot, conductor, "Restart now")
    assert conductor.state.verified is not None
    assert ["--shutdown"] in world.calls
    press(qtbot, conductor, "Undo", EXTRA)
    assert config.read_bytes() == before


def test_a_distro_that_does_not_come_back_is_rescued_after_a_yes(
    open_window: Callable[[], Conductor], world: World, qtbot: QtBot
) -> None:
    world.add("Debian")
    root = world.root("Debian")
    (root / "etc/wsl.conf").write_text("[boot]\nsystemd=false\n")
    assert first_program(world, "Debian") == "init"
    before = ours(root)
    world.fault("unbootable", when="systemd")
    conductor = open_window()
    press(qtbot, conductor, "Set up")
    scanned(qtbot, conductor)
    apply(qtbot, conductor)
    press(qtbot, conductor, "Restart now")
    assert "Debian did not come back" in words(conductor.window)
    assert ours(root) != before, "nothing is taken back before the yes"
    press(qtbot, conductor, "Repair in safe mode")
    assert conductor.state.problem is None, conductor.state.problem
    assert conductor.state.page is Page.DONE
    assert ours(root) == before
    assert not (world.profile / ".wslconfig").exists()
    assert first_program(world, "Debian") == "init"

"""First-time setup in the window, on a PC without WSL (the stand-in): every step by a click, and Windows restarts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.at_window import words
from tests.gui.whole.opened import OpenedWindows, settle
from tests.gui.whole.test_window_wsl import WANTED
from tests.pcs.first_time import PLATFORM, SUBSYSTEM, Pc
from tests.wsl.distros.base import made
from tests.wsl.world import World
from wizard.app.machines.this_pc import ThisPc
from wizard.app.setup.install import FirstTime
from wizard.gui.controller import Controller
from wizard.gui.job_runner import JobRunner
from wizard.gui.window import NEXT
from wizard.model.ports import Transport
from wizard.transports.windows.pc import Windows

pytestmark = [
    pytest.mark.root,
    pytest.mark.distro,
    pytest.mark.xdist_group("distro"),
    pytest.mark.timeout(900),
]
PASSWORD = "correct horse"


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    made()
    with World(tmp_path) as world:
        yield Pc(world, tmp_path)


@pytest.fixture
def open_window(app: QApplication, qtbot: QtBot, pc: Pc) -> Iterator[Callable[[], Controller]]:
    opened = OpenedWindows(qtbot, WANTED)

    def first_time(site: Transport) -> FirstTime:
        pc.answer()
        return pc.first

    def open_it() -> Controller:
        opened.leave()
        assert isinstance(pc.first.transport, Windows)
        transport = pc.first.transport
        return opened.open(lambda: JobRunner(ThisPc(transport), WANTED, first_time))

    yield open_it
    opened.close()


def seen(controller: Controller, kind: type[QWidget]) -> list[QWidget]:
    page = controller.window.pages[controller.state.page]
    return [widget for widget in page.findChildren(kind) if widget.isVisible()]


def click(qtbot: QtBot, controller: Controller, label: str) -> None:
    buttons = [button for button in seen(controller, QPushButton) if isinstance(button, QPushButton)]
    (button,) = [each for each in buttons if each.text().replace("&", "") == label]
    assert button.isEnabled(), words(controller.window)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, controller)
    assert controller.state.problem is None, controller.state.problem


def test_from_nothing_to_a_distro_with_a_user(
    open_window: Callable[[], Controller], pc: Pc, qtbot: QtBot
) -> None:
    pc.without(PLATFORM, SUBSYSTEM)
    controller = open_window()
    assert "Install WSL" in words(controller.window)
    assert pc.calls("dism.exe") == []
    assert pc.calls("shutdown.exe") == []
    assert {call[0] for call in pc.world.calls} <= {"--list"}, "looking starts nothing"

    click(qtbot, controller, "Run step now")
    assert ["--install", "--no-distribution"] in pc.world.calls
    assert pc.calls("shutdown.exe") == [], "Windows restarts only by a click"
    click(qtbot, controller, "Restart Windows")
    assert pc.calls("shutdown.exe") == ["/r /t 0"]
    assert pc.comes_back
    pc.reboot()

    controller = open_window()
    (distros,) = (each for each in seen(controller, QComboBox) if "Distro" in each.accessibleName())
    assert isinstance(distros, QComboBox)
    place = distros.findText("Debian")
    distros.setCurrentIndex(place)
    distros.activated.emit(place)
    assert "Install the distro Debian" in words(controller.window)
    click(qtbot, controller, "Run step now")

    name, password, again = (each for each in seen(controller, QLineEdit) if isinstance(each, QLineEdit))
    assert name.text() == "zoe-smith"
    assert password.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(password, PASSWORD)
    make = next(each for each in seen(controller, QPushButton) if "Create" in each.text())  # type: ignore[attr-defined]
    assert not make.isEnabled(), "typed once only"
    qtbot.keyClicks(again, PASSWORD)
    click(qtbot, controller, "Create user")

    assert controller.state.first is None
    assert controller.state.machine is not None
    assert controller.state.machine.name == "Debian"
    assert controller.window.button(NEXT).isEnabled()
    assert password.text() == ""
    assert pc.world.run("-d", "Debian", "--exec", "/usr/bin/id", "-un").stdout == b"zoe-smith\n"
    assert PASSWORD not in str(pc.world.calls)
    places = (pc.notes.parent, pc.world.profile)
    kept = [path for place in places for path in place.rglob("*") if path.is_file()]
    assert all(PASSWORD.encode() not in path.read_bytes() for path in kept), "never stored"


def test_a_step_that_fails_says_so_and_can_be_tried_again(
    open_window: Callable[[], Controller], pc: Pc, qtbot: QtBot
) -> None:
    pc.without(PLATFORM, package="2.6.1.0")
    pc.says_yes = False
    controller = open_window()
    (button,) = [each for each in seen(controller, QPushButton) if each.text() == "Run step &now"]  # type: ignore[attr-defined]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[arg-type]
    settle(qtbot, controller)
    assert controller.state.problem is not None
    assert pc.calls("dism.exe") == []
    pc.says_yes = True
    click(qtbot, controller, "Run step now")
    assert len(pc.calls("dism.exe")) == 1

"""The window with a real machine behind it: opening, the whole way, languages, colours, and leaving."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from tests.gui import demo
from tests.gui.at_window import press, settle, until_seen, words
from tests.gui.conftest import Opened
from wizard.app.session import Session
from wizard.gui.flow import intents
from wizard.gui.flow.steps import Page
from wizard.gui.window import BACK, EXTRA, NEXT
from wizard.transports.host import Host
from wizard.transports.tree import Tree


def test_the_whole_way_with_the_next_button(opened: Opened, qtbot: QtBot, machine: Path) -> None:
    before = (machine / "etc/fstab").read_bytes()
    controller = opened()
    pages = [controller.state.page]
    for _ in range(4):
        press(qtbot, controller)
        pages.append(controller.state.page)
    until_seen(qtbot, controller)
    press(qtbot, controller)
    assert (machine / "etc/fstab").read_bytes() == before, "nothing is written before the second yes"
    press(qtbot, controller)
    assert controller.state.verified is not None
    assert controller.state.verified.well
    assert b"size=4g" in (machine / "etc/fstab").read_bytes()
    press(qtbot, controller, EXTRA)
    assert controller.state.page is Page.DONE
    assert (machine / "etc/fstab").read_bytes() == before
    assert pages == [Page.MACHINE, Page.NEEDS, Page.SCAN, Page.FINDINGS, Page.REVIEW]


def test_a_setup_that_waits_is_offered_first(opened: Opened, qtbot: QtBot, machine: Path) -> None:
    session = Session(Tree(machine), Host(), demo.BASELINE)
    session.apply(session.plan(session.look()))
    controller = opened()
    assert controller.state.open is not None
    assert not controller.window.button(NEXT).isEnabled()
    assert "Keep or undo setup 1?" in words(controller.window)
    focus = controller.window.focusWidget()
    assert focus is not None
    assert focus.text() == "Check &again"  # type: ignore[attr-defined]


def test_history_undoes_through_a_preview(opened: Opened, qtbot: QtBot, machine: Path) -> None:
    before = (machine / "etc/fstab").read_bytes()
    session = Session(Tree(machine), Host(), demo.BASELINE)
    session.apply(session.plan(session.look()))
    session.accept()
    controller = opened()
    for intent in (intents.OpenHistory(), intents.PickSetup(1), intents.TakeBack(1)):
        controller.do(intent)
        settle(qtbot, controller)
    assert controller.state.page is Page.REVIEW
    assert b"size=4g" in (machine / "etc/fstab").read_bytes()
    until_seen(qtbot, controller)
    press(qtbot, controller)
    press(qtbot, controller)
    assert (machine / "etc/fstab").read_bytes() == before


def test_history_undoes_only_the_setups_lines_in_edited_files(
    opened: Opened, qtbot: QtBot, machine: Path
) -> None:
    before = (machine / "etc/fstab").read_bytes()
    session = Session(Tree(machine), Host(), demo.BASELINE)
    session.apply(session.plan(session.look()))
    session.accept()
    edited = b"# mine\n" + (machine / "etc/fstab").read_bytes()
    (machine / "etc/fstab").write_bytes(edited)
    controller = opened()
    for intent in (intents.OpenHistory(), intents.PickSetup(1), intents.TakeBack(1)):
        controller.do(intent)
        settle(qtbot, controller)
    assert "/etc/fstab will not be changed" in words(controller.window)
    (box,) = [each for each in controller.window.findChildren(QCheckBox) if "edited files" in each.text()]
    box.click()
    settle(qtbot, controller)
    assert box.isChecked()
    assert "/etc/fstab will not be changed" not in words(controller.window)
    assert (machine / "etc/fstab").read_bytes() == edited
    until_seen(qtbot, controller)
    press(qtbot, controller)
    press(qtbot, controller)
    assert (machine / "etc/fstab").read_bytes() == b"# mine\n" + before


def test_closing_while_looking_closes(opened: Opened, qtbot: QtBot) -> None:
    controller = opened()
    press(qtbot, controller)
    controller.do(intents.Scan())
    controller.window.close()
    assert not controller.window.isVisible()


def test_closing_while_applying_waits_for_the_choice(opened: Opened, qtbot: QtBot) -> None:
    controller = opened()
    for _ in range(4):
        press(qtbot, controller)
    until_seen(qtbot, controller)
    press(qtbot, controller)
    controller.do(intents.Apply())
    controller.window.close()
    assert controller.window.isVisible()
    settle(qtbot, controller)
    assert controller.state.page in (Page.APPLY, Page.VERIFY)


def test_back_goes_back(opened: Opened, qtbot: QtBot) -> None:
    controller = opened()
    press(qtbot, controller)
    press(qtbot, controller, BACK)
    assert controller.state.page is Page.MACHINE
    assert controller.window.currentId() == Page.MACHINE

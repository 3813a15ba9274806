"""No text of the window holds a secret of the machine, or a character that hides or turns what is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as replace_class
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.gui import states
from tests.gui.conftest import Show
from tests.gui.gallery import pictures
from tests.laws.shown.hostile_machine import OBEYED, RAW, SECRET, lay
from wizard.app.machines.computer import Machine
from wizard.app.session import Session
from wizard.engine.setup.decide import remaining_steps
from wizard.gui.flow.jobs import ProblemKind, Todo
from wizard.gui.flow.state import FlowState, History, Offer, Outcome, OutcomeKind, Waits
from wizard.gui.flow.steps import Page
from wizard.gui.problems import problem_of
from wizard.gui.widgets.history_window import HistoryWindow
from wizard.model.commands.command import Command
from wizard.model.errors import MachineError
from wizard.model.findings import Restart
from wizard.model.first_time import FirstLook
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Record, Setup
from wizard.model.ports import Site, SiteKind
from wizard.model.radius import Ending, Radius
from wizard.model.text import plain, say
from wizard.transports.host import Host
from wizard.transports.tree import Tree

WILD = f" {OBEYED} token={SECRET} "
FIRST_TIMES = pictures()
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def hostile(tmp_path: Path) -> FlowState:
    session = Session(Tree(lay(tmp_path / "root"), "me"), Host(), states.BASELINE)
    look = session.look()
    plan = session.plan(look, [item.rule for item in look.judged if item.finding.edits])
    state = replace(states.fresh(), look=look, chosen=look.recommended, plan=plan, diff=session.diff(plan))
    return replace(state, seen=plan.id)


def cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[object]:
    for row in range(model.rowCount(parent)):
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield from (model.data(index, role) for role in ROLES)
        yield from cells(model, model.index(row, 0, parent))


def texts(root: QWidget) -> Iterator[object]:
    for widget in root.findChildren(QWidget):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        yield widget.windowTitle()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        if isinstance(widget, QLineEdit):
            yield from (widget.text(), widget.placeholderText())
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from cells(widget.model(), QModelIndex())


def assert_harmless(said: list[object]) -> None:
    words = [each for each in said if isinstance(each, str)]
    assert sum(map(len, words)) > 100
    harmful = [each for each in words if SECRET[:10] in each or any(raw in each for raw in RAW)]
    assert [ascii(each)[:400] for each in harmful] == []


PAGES = (Page.NEEDS, Page.SCAN, Page.FINDINGS, Page.REVIEW, Page.APPLY, Page.VERIFY, Page.DONE)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_no_page_says_it(show: Show, hostile: FlowState, page: Page) -> None:
    controller = show(replace(hostile, page=page))
    said: list[object] = []
    for view in controller.window.findChildren(QAbstractItemView):
        for row in range(view.model().rowCount() if view.model() is not None else 0):
            view.setCurrentIndex(view.model().index(row, 0))
            QApplication.processEvents()
            for below in range(view.model().rowCount(view.model().index(row, 0))):
                view.setCurrentIndex(view.model().index(below, 0, view.model().index(row, 0)))
                QApplication.processEvents()
                said += texts(controller.window)
    assert_harmless([*said, *texts(controller.window)])


@pytest.fixture
def setups(hostile: FlowState) -> tuple[Setup, ...]:
    """What the journal of a machine says, which anybody may have written who is root there."""
    assert hostile.plan is not None
    plan = replace(hostile.plan, profile=WILD, site=WILD)
    record = Record(plan, WILD, WILD)
    undo = replace(record, plan=replace(plan, undoes=1), at="2026-05-04T03:02:01+00:00")
    return (Setup(3, Phase.TRIAL, record), Setup(2, Phase.ACCEPTED, undo), Setup(1, Phase.UNDONE, None))


def test_the_history_window_does_not_say_it(
    show: Show, hostile: FlowState, setups: tuple[Setup, ...]
) -> None:
    said: list[object] = []
    for setup in setups:
        past = History(setups, complete=True, picked=setup.number, diff=hostile.diff)
        error = MachineError("unreachable", say("{x}", x=WILD))
        error.__cause__ = OSError(WILD)
        failed = problem_of(error)
        controller = show(replace(hostile, page=Page.MACHINE, history=past, problem=failed))
        said += texts(controller.window)
        (window,) = controller.window.findChildren(HistoryWindow)
        assert window.isVisible()
    assert_harmless(said)


def test_no_word_about_how_it_ended_says_it(show: Show, setups: tuple[Setup, ...]) -> None:
    record = setups[0].record
    assert record is not None
    plan = replace(
        record.plan,
        changes=(*record.plan.changes, replace(states.CHANGE, path=f"/srv/{WILD}")),
        commands=(Command(("apt-get", WILD), as_root=True, undo=None, why=plain(WILD)),),
    )
    receipt = Receipt(3, Phase.UNDONE, (WILD,), (WILD,))
    for ending in OutcomeKind:
        done = replace(states.fresh(), page=Page.DONE, outcome=Outcome(ending, 3, plan, receipt))
        assert_harmless(list(texts(show(done).window)))
    waits = replace(states.fresh(), open=Waits(3, Phase.SWITCHING, plan, WILD), glance=states.glance())
    assert_harmless(list(texts(show(waits).window)))


def test_no_word_about_a_restart_says_it(show: Show) -> None:
    ending = Ending(WILD, WILD, say("Work: {names}", names=WILD), 2)
    radius = Radius(Restart.WSL, (WILD, "Debian"), (ending,), (plain(WILD),))
    site = Site(SiteKind.WSL, WILD, "wsl")
    runs = replace(states.fresh(states.RUNNING), site=site, page=Page.VERIFY, machine=wild(states.DEBIAN))
    lost = replace(states.problem(ProblemKind.NO_BOOT), steps=(Todo(plain(WILD), f"wsl -d {WILD}"),))
    for state in (replace(runs, offer=Offer(radius)), replace(runs, offer=Offer(radius), problem=lost)):
        assert_harmless(list(texts(show(state).window)))


def wild(machine: Machine) -> Machine:
    return replace(machine, name=f"{machine.name}{WILD}", release=WILD)


@pytest.mark.parametrize("chosen", [states.PC, states.DEBIAN, states.SLEEPING], ids=lambda each: each.name)
def test_the_choice_of_a_machine_does_not_say_it(
    show: Show, setups: tuple[Setup, ...], chosen: Machine
) -> None:
    known = states.glance(*setups, open=3)
    known = replace(known, user=WILD, release=WILD)
    machines = tuple(map(wild, states.SURVEY.machines))
    for there in (machines, machines[:1]):
        state = replace(
            states.fresh(states.RUNNING),
            machines=there,
            machine=wild(chosen),
            site=replace(states.SITE, name=WILD),
            pc=replace(states.ABOUT_PC, windows=WILD, wsl=WILD),
            glance=known,
            glances={machine.name: known for machine in machines},
            remarks=(say("{x}", x=WILD), plain(WILD)),
            open=Waits(3, Phase.TRIAL, setups[0].record.plan, WILD) if setups[0].record else None,
        )
        assert_harmless(list(texts(show(state).window)))


@pytest.mark.parametrize("name", [name for name in FIRST_TIMES if name.startswith("first-")])
def test_first_time_setup_does_not_say_it(show: Show, name: str) -> None:
    assert_harmless(list(texts(show(_wild_first(FIRST_TIMES[name])).window)))


def _wild_first(state: FlowState) -> FlowState:
    """The same of a PC on which all that has a name has a hostile one."""
    first = state.first
    assert first is not None
    offered = tuple(f"{each}{WILD}" for each in first.offered or ())
    if first.seen is None:
        return replace(state, first=replace(first, offered=offered))
    pc = first.seen.pc
    assert isinstance(pc.distros, tuple)
    named = tuple(replace_class(each, name=f"{each.name}{WILD}", flavor=WILD) for each in pc.distros)
    told = replace_class(pc, distros=named, account=WILD)
    choice = replace(first.seen.choice, distro=offered[1] if first.seen.choice.distro else None)
    seen = FirstLook(told, remaining_steps(told, choice), choice)
    return replace(state, first=replace(first, seen=seen, offered=offered))

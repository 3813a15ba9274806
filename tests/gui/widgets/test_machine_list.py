"""The choice of a machine: what is pressed is told, and what is only shown is not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidget
from pytestqt.qtbot import QtBot

from tests.gui.gallery import pictures
from tests.gui.states import DEBIAN, PC, SLEEPING
from wizard.app.texts import Speech
from wizard.gui.style.theme import current
from wizard.gui.views.machines import MachinesView
from wizard.gui.widgets.cards import ChoiceCard
from wizard.gui.widgets.machine_list import MachineList


@pytest.fixture
def machines(app: QApplication, qtbot: QtBot) -> MachineList:
    made = MachineList()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def display(machines: MachineList, name: str) -> None:
    machines.display(MachinesView.of(pictures()[name]), Speech("en"), current(), "en")


def rows(machines: MachineList) -> QTreeWidget:
    (tree,) = machines.findChildren(QTreeWidget)
    return tree


def test_showing_a_choice_is_no_choice(machines: MachineList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(machines.picked):
        display(machines, "machines")
        display(machines, "machines-asleep")
    assert rows(machines).currentItem().text(0) == SLEEPING.name


def test_a_distro_is_picked_by_key(machines: MachineList, qtbot: QtBot) -> None:
    display(machines, "machines")
    assert rows(machines).currentItem().text(0).startswith(DEBIAN.name)
    with qtbot.waitSignal(machines.picked) as picked:
        qtbot.keyClick(rows(machines), Qt.Key.Key_Down)
    assert picked.args == [SLEEPING]


def test_the_pc_is_a_card(machines: MachineList, qtbot: QtBot) -> None:
    display(machines, "machines")
    with qtbot.waitSignal(machines.picked) as picked:
        qtbot.keyClick(machines.findChildren(ChoiceCard)[0], Qt.Key.Key_Space)
    assert picked.args == [PC]


def test_one_machine_is_no_choice(machines: MachineList) -> None:
    machines.display(None, Speech("en"), current(), "en")
    assert machines.isHidden()

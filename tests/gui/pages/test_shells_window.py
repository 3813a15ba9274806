"""The window with what each kind of shell gets."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QPushButton

from tests.gui.conftest import Show
from tests.gui.gallery import PC_SITE, pictures
from wizard.app.shells.table import ShellTable, ShellValues
from wizard.gui.pages.shells_window import ShellsWindow
from wizard.model.rehearsal.shells import ShellKind
from wizard.model.text import say

TABLE = ShellTable(
    False,
    say("Read from the start files. The shells were not started."),
    (
        ShellValues(
            (ShellKind.TERMINAL, ShellKind.INNER), {"go": "/usr/local/go/bin/go", "GOFLAGS": "<b>-v</b>"}
        ),
        ShellValues((ShellKind.SCRIPT,), {}, ("version",)),
    ),
)


def test_a_column_for_each_group_and_a_row_for_each_setting(show: Show) -> None:
    controller = show(pictures()["findings"])
    cells = ShellsWindow(controller.window, TABLE, controller.speech, controller.theme).cells
    heads = [cells.horizontalHeaderItem(place).text() for place in range(cells.columnCount())]
    assert heads == ["a new terminal\na terminal inside VS Code or tmux", "an sh script"]
    found = {
        cells.verticalHeaderItem(number).text(): [
            cells.item(number, place).text() for place in range(cells.columnCount())
        ]
        for number in range(cells.rowCount())
    }
    assert found["go"] == ["/usr/local/go/bin/go", "not found"]
    assert found["version"] == ["not found", "could not be found out"]
    assert found["GOFLAGS"] == ["<b>-v</b>", "not set"]


def test_it_opens_from_the_findings_and_only_where_there_are_shells(show: Show) -> None:
    controller = show(pictures()["findings"])
    page = controller.window.pages[controller.state.page].inside(controller).body
    (button,) = (each for each in page.findChildren(QPushButton) if each.text() == "&Shells")
    assert button.isVisible()
    button.click()
    QApplication.processEvents()
    (opened,) = (each for each in controller.window.findChildren(ShellsWindow) if each.isVisible())
    assert opened.cells.rowCount() == 5
    opened.close()
    show(replace(pictures()["findings"], site=PC_SITE))
    assert not button.isVisible()

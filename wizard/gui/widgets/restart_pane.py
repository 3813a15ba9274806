"""A restart on the screen: all that ends with it; what is being done; the steps if a distro does not come back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wizard.gui.style.icons import IconLabel
from wizard.gui.style.theme import GRID, Theme
from wizard.gui.views.restarts import RestartView
from wizard.gui.widgets.cards import Card
from wizard.gui.widgets.labels import Words, heading
from wizard.gui.widgets.panels import Speak
from wizard.gui.widgets.text_widgets import Quote
from wizard.gui.widgets.trees import Rows
from wizard.model.text import say


class RestartPane(QWidget):
    """A restart on the screen: all that ends with it; what is being done; the steps if a distro does not come
    back."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._title, self._says = IconLabel(), heading(), Words()
        self._command, self._unknown = Words(), Words()
        self._rows, self._steps = Rows(2), Quote()
        card = Card()
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(GRID)
        for part in (self._title, self._says, self._steps):
            words.addWidget(part)
        line.addLayout(words, 1)
        card.column.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(card)
        column.addWidget(self._rows, 1)
        column.addWidget(self._unknown)
        column.addWidget(self._command)
        column.addStretch()

    def first(self) -> QWidget:
        """The widget that gets the focus: the list of what stops or, if that is not shown, the steps. So both are
        read before the button."""
        return self._rows if self._rows.isVisibleTo(self) else self._steps

    def display(self, view: RestartView | None, speak: Speak, theme: Theme) -> None:
        """Show *view*, or nothing."""
        self.setVisible(view is not None)
        if view is None:
            return
        self._icon.show_icon(view.icon, theme.of(view.icon))
        self._title.tell(speak(view.title))
        self._says.tell(speak(view.says))
        self._steps.setAccessibleName(speak(say("Steps")))
        self._steps.tell(
            "\n".join(
                f"{number}. {speak(step.what)}\n     {step.command}"
                for number, step in enumerate(view.steps, 1)
            )
        )
        self._rows.name(speak(say("What stops")), [speak(say("What stops")), speak(say("Where"))])
        self._rows.setVisible(bool(view.endings))
        self._rows.clear()
        for ending in view.endings:
            self._rows.row((speak(ending.what), speak(ending.where)), theme)
        self._unknown.tell("\n".join(map(speak, view.unknown)))
        command = say(
            "The wizard runs {command} and then starts {machine} again.",
            command=view.command,
            machine=view.machine,
        )
        self._command.tell(speak(command) if view.command else "")
        self._command.tinted(theme.muted)

"""First-time setup on the screen: what is missing, step by step; the next step has a button."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wizard.gui.flow import intents
from wizard.gui.flow.jobs import Secret
from wizard.gui.style.icons import IconLabel
from wizard.gui.style.theme import GRID, Theme
from wizard.gui.views.first_time import FirstView, StepAsks, StepCard, password_problem, user_problem
from wizard.gui.widgets.cards import Card
from wizard.gui.widgets.labels import Words, caption, heading
from wizard.gui.widgets.line_edit import LineEdit
from wizard.gui.widgets.panels import Do, Speak
from wizard.gui.widgets.text_widgets import Quote
from wizard.model.text import say


class StepPanel(Card):
    """One step; *controls* is what can have the focus, from top to bottom. Only a step that can be done now has
    buttons, and fields for what it has to be told."""

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do
        self._view: StepCard | None = None
        self._first: FirstView | None = None
        self._speak: Speak | None = None
        self._title, self._marks = heading(), Words()
        self._effect, self._undo, self._commands = Words(), Words(), Quote()
        self.button, self._later, self._web = QPushButton(), QPushButton(), QCheckBox()
        self._user, self._password, self._again = LineEdit(), LineEdit(), LineEdit()
        self._labels = [caption(entry) for entry in (self._user, self._password, self._again)]
        self._wrong, self._hint = Words(), Words()
        for entry in (self._password, self._again):
            entry.setEchoMode(LineEdit.EchoMode.Password)
            entry.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhHiddenText)
            entry.textEdited.connect(self._check)
        self._user.textEdited.connect(self._name_user)
        self._web.clicked.connect(self._choose_web)
        self.button.clicked.connect(self._take)
        self._later.clicked.connect(lambda: do(intents.ComeBack()))
        self._fields = self._arrange()
        fields = (self._user, self._password, self._again)
        self.controls: tuple[QWidget, ...] = (self._commands, *fields, self._web, self._later, self.button)

    def _arrange(self) -> QWidget:
        fields = QWidget()
        grid = QGridLayout(fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        grid.setColumnStretch(1, 1)
        for place, entry in enumerate((self._user, self._password, self._again)):
            grid.addWidget(self._labels[place], place, 0)
            grid.addWidget(entry, place, 1)
        grid.addWidget(self._hint, 3, 1)
        for part in (self._title, self._marks, self._effect, self._commands, self._undo):
            self.column.addWidget(part)
        self.column.addWidget(fields)
        self.column.addWidget(self._wrong)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._web, 1)
        row.addStretch()
        row.addWidget(self._later)
        row.addWidget(self.button)
        self.column.addLayout(row)
        return fields

    def display(self, number: int, view: StepCard, first: FirstView, speak: Speak, theme: Theme) -> None:
        """Show *view*, the step of that *number*."""
        if self._view is None or self._view.id != view.id:
            self._forget()
        self._view, self._first, self._speak = view, first, speak
        self._title.tell(f"{number}. {speak(view.title)}")
        self._marks.tell(" · ".join(map(speak, view.marks)))
        self._marks.tinted(theme.of("fixable"))
        self._effect.tell(speak(view.effect))
        self._undo.tell(speak(view.undo) if view.now else "")
        self._undo.tinted(theme.muted)
        self._commands.setAccessibleName(speak(say("Commands")))
        self._commands.tell("\n".join(view.commands))
        self.button.setText(speak(view.verb))
        self.button.setVisible(view.now)
        self._later.setText(speak(say("Restart lat&er")))
        self._later.setVisible(view.now and view.can_wait)
        self._later.setEnabled(not first.busy)
        self._web.setText(speak(say("&Without the Microsoft Store (it may be blocked)")))
        self._web.setVisible(view.now and view.asks is StepAsks.WEB)
        self._web.setChecked(first.choice.from_web)
        self._web.setEnabled(not first.busy)
        self._wrong.tinted(theme.of("blocked"))
        self._show_fields(view, speak, theme)
        self._check()

    def _show_fields(self, view: StepCard, speak: Speak, theme: Theme) -> None:
        shown = view.now and view.asks is StepAsks.USER
        self._fields.setVisible(shown)
        words = (say("&User name"), say("&Password"), say("Password &again"))
        for label, text, entry in zip(
            self._labels, words, (self._user, self._password, self._again), strict=True
        ):
            label.setText(speak(text))
            entry.setAccessibleName(speak(text).replace("&", ""))
        self._hint.tell(speak(say("For sudo. The password is passed to the distro and stored nowhere else.")))
        self._hint.tinted(theme.muted)
        if shown and not self._user.hasFocus():
            self._user.setText(view.user)

    def _forget(self) -> None:
        for entry in (self._user, self._password, self._again):
            entry.clear()

    def _check(self) -> None:
        """Say what is wrong with what is typed; only what is right can be sent."""
        view, first, speak = self._view, self._first, self._speak
        if view is None or first is None or speak is None:
            return
        wrong = None
        if view.now and view.asks is StepAsks.USER:
            typed = (self._password.text(), self._again.text())
            wrong = user_problem(self._user.text()) or password_problem(*typed)
        self._wrong.tell(speak(wrong) if wrong is not None else "")
        self.button.setEnabled(view.now and not first.busy and wrong is None)

    def _name_user(self, words: str) -> None:
        if self._first is not None and user_problem(words) is None:
            self._do(intents.ChooseFirst(replace(self._first.choice, user=words)))
        self._check()

    def _choose_web(self, on: bool) -> None:
        if self._first is not None:
            self._do(intents.ChooseFirst(replace(self._first.choice, from_web=on)))

    def _take(self) -> None:
        if self._view is None:
            return
        typed = self._password.text() if self._view.asks is StepAsks.USER else ""
        self._forget()
        self._do(intents.TakeStep(self._view.id, Secret(typed) if typed else None))


class FirstTimePane(QWidget):
    """First-time setup on the screen: what is missing, step by step; the next step has a button. *distros* is the
    first control, the steps' come after it."""

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do
        self._view: FirstView | None = None
        self._icon, self._says, self._more = IconLabel(), heading(), Words()
        self._done, self.distros = Words(), QComboBox()
        self._label = caption(self.distros)
        self.distros.activated.connect(self._choose)
        self._steps: list[StepPanel] = []
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(self._says)
        words.addWidget(self._more)
        words.addWidget(self._done)
        top.addLayout(words, 1)
        choice = QHBoxLayout()
        choice.setSpacing(GRID)
        choice.addWidget(self._label)
        choice.addWidget(self.distros, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._column.addLayout(top)
        self._column.addLayout(choice)

    def display(self, view: FirstView | None, speak: Speak, theme: Theme) -> None:
        """Show *view*, or nothing."""
        self.setVisible(view is not None)
        self._view = view
        if view is None:
            return
        self._icon.show_icon(view.icon, theme.of(view.icon))
        self._says.tell(speak(view.says))
        self._more.tell("\n".join(map(speak, (*view.barrier, *view.gaps))))
        self._done.tell("\n".join(f"✓ {speak(title)}" for title in view.done))
        self._done.tinted(theme.of("ok"))
        self._show_distros(view, speak)
        while len(self._steps) < len(view.steps):
            panel = StepPanel(self._do)
            self._column.addWidget(panel)
            before = self._steps[-1].controls[-1] if self._steps else self.distros
            for earlier, behind in pairwise((before, *panel.controls)):
                QWidget.setTabOrder(earlier, behind)
            self._steps.append(panel)
        for place, panel in enumerate(self._steps):
            panel.setVisible(place < len(view.steps))
            if place < len(view.steps):
                panel.display(len(view.done) + place + 1, view.steps[place], view, speak, theme)

    def _show_distros(self, view: FirstView, speak: Speak) -> None:
        chooser = view.chooser
        self._label.setVisible(chooser is not None)
        self.distros.setVisible(chooser is not None)
        if chooser is None:
            return
        self._label.setText(speak(say("D&istro to install")))
        self.distros.setAccessibleName(speak(say("Distro to install")))
        with QSignalBlocker(self.distros):
            self.distros.clear()
            self.distros.addItems(list(chooser.names))
            self.distros.setCurrentIndex(chooser.place if chooser.place is not None else -1)
        self.distros.setPlaceholderText(speak(say("Choose a distro")))
        self.distros.setEnabled(not view.busy)

    def _choose(self, place: int) -> None:
        if self._view is not None and self._view.chooser is not None:
            self._do(intents.ChooseFirst(self._view.chooser.choices[place]))

    def first(self) -> QWidget | None:
        """What the next step is told, or its button."""
        usable = (control for panel in self._steps for control in panel.controls[1:])
        return next((each for each in usable if each.isVisibleTo(self) and each.isEnabled()), None)

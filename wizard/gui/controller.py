"""Between window, flow and worker: what the person does becomes intents, their effects become work, and every
new state is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWizard

from wizard.app.texts import Speech
from wizard.gui.flow import intents
from wizard.gui.flow.intents import Halt, Intent, Leave, StartJob
from wizard.gui.flow.jobs import Problem
from wizard.gui.flow.state import NOTHING, NOWHERE, FlowState
from wizard.gui.flow.steps import Page
from wizard.gui.flow.transitions import step
from wizard.gui.language import speak_qt
from wizard.gui.style.fusion import apply_style
from wizard.gui.style.theme import Theme
from wizard.gui.views.buttons import Button, Buttons
from wizard.gui.views.frame import SidebarView, news
from wizard.gui.window import BACK, CANCEL, EXTRA, NEXT, Window
from wizard.gui.worker import SiteWorker
from wizard.model.override import override
from wizard.model.wanted import Wanted

if TYPE_CHECKING:
    from wizard.app.machines.computer import Machine
    from wizard.gui.pages.shells_window import ShellsWindow
    from wizard.gui.widgets.history_window import HistoryWindow

_REDRESSING = (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange)


class Controller(QObject):
    """Between window, flow and worker: what the person does becomes intents, their effects become work, and every new
    state is shown. Lives as long as its window. *usable* is sent when a page stands there and no job is at work."""

    usable = Signal()

    def __init__(
        self, window: Window, worker: SiteWorker, wanted: Wanted, profiles: Sequence[Wanted]
    ) -> None:
        super().__init__(window)
        self.window = window
        self.history: HistoryWindow | None = None
        self.shells: ShellsWindow | None = None
        self.state = FlowState(NOWHERE, NOTHING, tuple(profiles), wanted)
        self._worker = worker
        self._meant: dict[QWizard.WizardButton, Intent] = {}
        self._settled = False
        self._news = ""
        worker.progressed.connect(lambda generation, event: self.do(intents.JobProgress(generation, event)))
        worker.answered.connect(lambda generation, result: self.do(intents.JobFinished(generation, result)))
        window.is_watched = True
        window.pressed.connect(lambda which: self.do(self._meant[which]))
        window.cancelled.connect(lambda: self.do(intents.Cancel()))
        window.quitting.connect(lambda: self.do(intents.Quit()))
        window.installEventFilter(self)
        window.sidebar.history.clicked.connect(lambda: self.do(intents.OpenHistory()))

    @property
    def speech(self) -> Speech:
        return self.window.speech

    @property
    def theme(self) -> Theme:
        return self.window.theme

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _REDRESSING and self.window.redress():
            self.display()
        return False

    def begin(self, chosen: Machine | None = None) -> None:
        """Show the first page and ask which machines there are; *chosen* is opened first, if it is there."""
        _dress()
        self.state = replace(self.state, machine=chosen)
        self.do(intents.Open())

    def do(self, intent: Intent) -> None:
        """Take *intent*, show what comes of it, and have done what it asks for."""
        before = self.state
        self.state, effects = step(before, intent)
        if self.state.unagreed != before.unagreed:
            self._settled = False  # another question on the same page: Enter must not mean what it did
        self.display()
        for effect in effects:
            match effect:
                case StartJob(generation, job, machine):
                    self._worker.run(generation, job, machine)
                case Halt(generation):
                    self._worker.halt(generation)
                case Leave():
                    self.window.leave()

    def switch_language(self, language: str) -> None:
        """Speak *language* from now on, everywhere."""
        self.speech.switch(language)
        speak_qt(QApplication.instance(), self.speech.language)
        self.display()

    def display(self) -> None:
        """Show the state."""
        state, window = self.state, self.window
        frame = window.pages[state.page]
        frame.display(state, self)
        window.sidebar.display(SidebarView.of(state), self.speech, self.theme)
        if window.currentId() != state.page:
            window.setCurrentId(state.page)
            self._settled = False
        self._buttons(Buttons.of(state))
        if not self._settled and state.working is None:
            self._settled = True
            first = frame.inside(self).body.first()
            (first if first is not None else window.button(NEXT)).setFocus()
            self.usable.emit()
        self._history()
        self._shells()
        self._announce(self.speech(news(state)))

    def _announce(self, words: str) -> None:
        """Let a screen reader say what is new."""
        if words != self._news and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.window, words))
        self._news = words

    def _buttons(self, buttons: Buttons) -> None:
        row: tuple[tuple[QWizard.WizardButton, Button | None], ...] = (
            (BACK, buttons.back),
            (EXTRA, buttons.extra),
            (NEXT, buttons.next),
            (CANCEL, buttons.cancel),
        )
        for which, button in row:
            if button is None:
                self.window.show_button(which, "", shown=False)
                continue
            self._meant[which] = button.intent
            hint = self.speech(button.tip) if button.tip is not None else ""
            self.window.show_button(
                which, self.speech(button.label), hint, enabled=button.enabled, on_enter=not buttons.ends
            )

    def _history(self) -> None:
        if self.state.history is None:
            if self.history is not None:
                self.history.hide()
            return
        from wizard.gui.views.history import HistoryView
        from wizard.gui.widgets.history_window import HistoryWindow

        view = HistoryView.of(self.state)
        if self.history is None:
            self.history = HistoryWindow(self, self.window)
        if view is not None:
            self.history.display(view)
        if not self.history.isVisible():
            self.history.show()

    def _shells(self) -> None:
        if self.state.shells is None:
            if self.shells is not None:
                self.shells.hide()
            return
        from wizard.gui.pages.shells_window import ShellsWindow
        from wizard.gui.views.shells import ShellsView

        view = ShellsView.of(self.state)
        if self.shells is None:
            self.shells = ShellsWindow(self, self.window)
        if view is not None:
            self.shells.display(view)
        if not self.shells.isVisible():
            self.shells.show()


def show_refusal(window: Window, problem: Problem) -> None:
    """The machine could not be opened: say why; the window can only be closed."""
    from wizard.gui.widgets.panels import ProblemPanel

    panel = ProblemPanel()
    window.pages[Page.MACHINE].add(panel)
    panel.display(problem, window.speech, window.theme)
    window.button(CANCEL).setFocus()


def _dress() -> None:
    app: Any = QApplication.instance()
    apply_style(app)

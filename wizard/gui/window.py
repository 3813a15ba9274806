"""The wizard's window: shows the state, turns what the person does into intents, and effects into work."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWizard

from wizard.app.texts import Speech
from wizard.gui import intents
from wizard.gui.flow import step
from wizard.gui.intents import Halt, Intent, Leave, Run
from wizard.gui.labels import tip
from wizard.gui.language import speak_qt
from wizard.gui.overriding import override
from wizard.gui.pages.make import body
from wizard.gui.pages.page import PageFrame
from wizard.gui.rail import Rail
from wizard.gui.state import Page, State
from wizard.gui.theme import Theme, follow_scheme, theme_of
from wizard.gui.views.buttons import Button, Buttons
from wizard.gui.views.frame import RailView
from wizard.gui.worker import SiteWorker
from wizard.model.wanted import Wanted

if TYPE_CHECKING:
    from wizard.app.session import Session
    from wizard.gui.historywindow import HistoryWindow

_BACK = QWizard.WizardButton.CustomButton1
_EXTRA = QWizard.WizardButton.CustomButton2
_NEXT = QWizard.WizardButton.CustomButton3
_CANCEL = QWizard.WizardButton.CancelButton
_ROW = [QWizard.WizardButton.Stretch, _BACK, _EXTRA, _NEXT, _CANCEL]
NAME = "WSL Go Wizard"
WIDTH, HEIGHT = 1040, 700


class Window(QWizard):
    """See the module. Pages are made when they are first shown."""

    def __init__(self, session: Session, speech: Speech, profiles: Sequence[Wanted]) -> None:
        super().__init__()
        self.speech = speech
        self.theme: Theme = theme_of(QApplication.palette())
        self.state = State(session.site.site, session.site.can, tuple(profiles), session.wanted)
        self.worker = SiteWorker(session, self)
        self.worker.told.connect(self._told)
        self.worker.answered.connect(self._answered)
        self.history: HistoryWindow | None = None
        self._painted = False
        self._leaving = False
        self._settled = False
        self._intents: dict[QWizard.WizardButton, Intent] = {}
        self._arrange()

    def _arrange(self) -> None:
        self.setWindowTitle(NAME)
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoDefaultButton)
        self.rail = Rail()
        self.rail.history.clicked.connect(lambda: self.do(intents.OpenHistory()))
        self.setSideWidget(self.rail)
        self.setButtonLayout(_ROW)
        for which in (_BACK, _EXTRA, _NEXT):
            self.button(which).clicked.connect(lambda _=False, which=which: self.do(self._intents[which]))
        self.pages = {page: PageFrame(self, partial(body, page)) for page in Page}
        for page, frame in self.pages.items():
            self.setPage(page, frame)
        self.setStartId(Page.MACHINE)

    def open_on_screen(self) -> None:
        """Show the window, no larger than the screen. Nothing is asked of the machine before it is painted."""
        room = self.screen().availableSize()
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        self.display()
        self.show()

    def do(self, intent: Intent) -> None:
        """Take *intent*, show what comes of it, and have done what it asks for."""
        self.state, effects = step(self.state, intent)
        self.display()
        for effect in effects:
            match effect:
                case Run(generation, job):
                    self.worker.run(generation, job)
                case Halt(generation):
                    self.worker.halt(generation)
                case Leave():
                    self._leave()

    def _leave(self) -> None:
        if not self._leaving:
            self._leaving = True
            self.close()

    def _told(self, generation: int, event: Any) -> None:
        self.do(intents.Told(generation, event))

    def _answered(self, generation: int, result: Any) -> None:
        self.do(intents.Answer(generation, result))

    def switch_language(self, language: str) -> None:
        """Speak *language* from now on, everywhere."""
        self.speech.switch(language)
        speak_qt(QApplication.instance(), self.speech.language)
        self.display()

    def display(self) -> None:
        """Show the state."""
        state = self.state
        frame = self.pages[state.page]
        frame.display(state)
        self.rail.display(RailView.of(state), self.speech, self.theme)
        if self.currentId() != state.page:
            self.setCurrentId(state.page)
            self._settled = False
        self._buttons(Buttons.of(state))
        if not self._settled and state.working is None:
            self._settled = self.isVisible()
            first = frame.body.first()
            (first if first is not None else self.button(_NEXT)).setFocus()
        self._history()

    def _buttons(self, buttons: Buttons) -> None:
        for which, button in (
            (_BACK, buttons.back),
            (_EXTRA, buttons.extra),
            (_NEXT, buttons.next),
            (_CANCEL, buttons.cancel),
        ):
            self._button(which, button)
        following = self.button(_NEXT)
        if isinstance(following, QPushButton):
            following.setDefault(True)

    def _button(self, which: QWizard.WizardButton, button: Button | None) -> None:
        widget = self.button(which)
        widget.setVisible(button is not None)
        if button is None:
            return
        self._intents[which] = button.intent
        widget.setText(self.speech(button.label))
        widget.setEnabled(button.enabled)
        widget.setToolTip(tip(self.speech(button.tip)) if button.tip is not None else "")

    def _history(self) -> None:
        if self.state.history is None:
            if self.history is not None:
                self.history.hide()
            return
        from wizard.gui.historywindow import HistoryWindow
        from wizard.gui.views.history import HistoryView

        view = HistoryView.of(self.state)
        if self.history is None:
            self.history = HistoryWindow(self, self)
        if view is not None:
            self.history.display(view)
        if not self.history.isVisible():
            self.history.show()

    @override
    def reject(self) -> None:
        """Escape means what the button says."""
        self.do(intents.Cancel())

    @override
    def closeEvent(self, event: Any) -> None:
        if self._leaving:
            event.accept()
            return
        self.do(intents.Quit())
        event.setAccepted(self._leaving)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            theme = theme_of(QApplication.palette())
            if hasattr(self, "rail") and theme != self.theme:
                self.theme = theme
                self.display()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, lambda: self.do(intents.Open()))


def run(session: Session, *, language: str | None = None, profiles: Sequence[Wanted] = ()) -> int:
    """Show the wizard for *session* until it is closed. *language* is a key of `LANGUAGES`, the system's if
    not said; *profiles* are the cards to choose from. Returns the exit code of the program."""
    instance = QApplication.instance()
    app = instance if isinstance(instance, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("wsl-go-wizard")
    app.setApplicationDisplayName(NAME)
    follow_scheme(app)
    speech = Speech(language)
    speak_qt(app, speech.language)
    window = Window(session, speech, profiles)
    window.open_on_screen()
    code = app.exec()
    window.worker.close()
    return code

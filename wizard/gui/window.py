"""The wizard's window. It comes onto the screen with its steps and its title; the computer is found, and all
else is imported, in another thread while it stands there (see `conductor` for what happens then)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWizard

from wizard.app.texts import Speech
from wizard.gui.faults import tell_faults
from wizard.gui.flow.steps import Page
from wizard.gui.language import speak_qt
from wizard.gui.override import override
from wizard.gui.pages.page import PageFrame
from wizard.gui.widgets.labels import tip
from wizard.gui.widgets.rail import Rail
from wizard.gui.widgets.theme import Theme, follow_scheme, theme_of
from wizard.model.text import say

if TYPE_CHECKING:
    from wizard.app.computer import Computer, Machine
    from wizard.app.session import Session
    from wizard.gui.flow.jobs import Problem
    from wizard.gui.worker import Opening, SiteWorker
    from wizard.model.wanted import Wanted

BACK = QWizard.WizardButton.CustomButton1
EXTRA = QWizard.WizardButton.CustomButton2
NEXT = QWizard.WizardButton.CustomButton3
CANCEL = QWizard.WizardButton.CancelButton
NAME = "WSL Go Wizard"
WIDTH, HEIGHT = 1040, 700


class Window(QWizard):
    """A rail, eight pages, a row of buttons. It tells what the person does, and shows what it is given.

    *painted* is sent once, when the window is on the screen; *pressed* names one of the buttons; *cancelled*
    is Escape and the Cancel button; *quitting* the window's own close button.
    """

    painted = Signal()
    pressed = Signal(object)
    cancelled = Signal()
    quitting = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self.speech = speech
        self.theme: Theme = theme_of(QApplication.palette())
        self.is_watched = False
        self._on_screen = False
        self._leaving = False
        self.setWindowTitle(NAME)
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoDefaultButton)
        self.rail = Rail()
        self.setSideWidget(self.rail)
        self.setButtonLayout([QWizard.WizardButton.Stretch, BACK, EXTRA, NEXT, CANCEL])
        for which in (BACK, EXTRA, NEXT):
            self.button(which).clicked.connect(lambda _=False, which=which: self.pressed.emit(which))
        self.pages = {page: PageFrame(page) for page in Page}
        for page, frame in self.pages.items():
            self.setPage(page, frame)

    def open_on_screen(self) -> None:
        """Show the window, no larger than the screen. Nothing is asked of the machine before it is painted."""
        room = self.screen().availableSize()
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        self.rail.display_first(self.speech, self.theme)
        self.pages[Page.MACHINE].announce(self.speech, self.theme)
        for which in (BACK, EXTRA):
            self.show_button(which, "", shown=False)
        self.show_button(NEXT, self.speech(say("&Set up")), enabled=False)
        self.show_button(CANCEL, self.speech(say("&Close")))
        self.show()

    def show_button(
        self,
        which: QWizard.WizardButton,
        label: str,
        hint: str = "",
        *,
        enabled: bool = True,
        shown: bool = True,
        on_enter: bool = True,
    ) -> None:
        """Name a button, or hide it. Enter means the *next* one, unless it shall not."""
        button = self.button(which)
        button.setVisible(shown)
        button.setText(label)
        button.setEnabled(enabled)
        button.setToolTip(tip(hint))
        if which is NEXT and isinstance(button, QPushButton):
            button.setDefault(on_enter)

    def leave(self) -> None:
        """Close, really."""
        if not self._leaving:
            self._leaving = True
            self.close()

    @override
    def reject(self) -> None:
        """Escape means what the button says."""
        if self.is_watched:
            self.cancelled.emit()
        else:
            self.leave()

    @override
    def closeEvent(self, event: Any) -> None:
        if self.is_watched:
            self.quitting.emit()
        else:
            self._leaving = True
        event.setAccepted(self._leaving)

    def redress(self) -> bool:
        """Take the colours that are in force now. True if they are others than before."""
        before, self.theme = self.theme, theme_of(QApplication.palette())
        return self.theme != before

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._on_screen:
            self._on_screen = True
            QTimer.singleShot(0, self.painted.emit)


def run(
    computer: Computer | Session | Callable[[], Computer | Session],
    *,
    language: str | None = None,
    profiles: Sequence[Wanted] | Callable[[], Sequence[Wanted]] = (),
    chosen: Machine | None = None,
) -> int:
    """Show the wizard until it is closed; returns the exit code of the program.

    *computer* is where machines are chosen from; a session is the only machine. It and *profiles* (the cards to
    choose from, what is wanted at first before the others) may be functions: they are then called in another
    thread when the window is on the screen, which therefore comes sooner, and a `WizardError` that they raise
    is shown there. *chosen* is the machine to begin with (of This PC, the name does not matter); else it is the
    one that is meant. *language* is a key of `LANGUAGES`, the system's if not said.
    """
    instance = QApplication.instance()
    app = instance if isinstance(instance, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("wsl-go-wizard")
    app.setApplicationDisplayName(NAME)
    follow_scheme(app)
    speech = Speech(language)
    speak_qt(app, speech.language)
    window = Window(speech)
    tell_faults(window, speech)
    window.painted.connect(lambda: open_machine(window, _opening(computer, profiles), chosen))
    window.open_on_screen()
    return app.exec()


def open_machine(window: Window, opening: Opening, chosen: Machine | None = None) -> SiteWorker:
    """Find the computer in a thread of its own, and let a `Conductor` work when it is there. The thread ends
    with the program's event loop."""
    from wizard.gui.preload import FIRST, LATER, one_by_one
    from wizard.gui.worker import SiteWorker

    worker = SiteWorker(opening, window)

    def opened(wanted: Wanted, profiles: Sequence[Wanted]) -> None:
        def begin() -> None:
            from wizard.gui.conductor import Conductor

            Conductor(window, worker, wanted, profiles).begin(chosen)
            one_by_one(LATER, window)

        one_by_one(FIRST, window, begin)

    def refused(problem: Problem) -> None:
        from wizard.gui.conductor import show_refusal

        show_refusal(window, problem)

    worker.opened.connect(opened)
    worker.refused.connect(refused)
    app = QApplication.instance()
    if app is not None:
        app.aboutToQuit.connect(worker.close)
    worker.open()
    return worker


def _opening(
    computer: Computer | Session | Callable[[], Computer | Session],
    profiles: Sequence[Wanted] | Callable[[], Sequence[Wanted]],
) -> Opening:
    def opening() -> tuple[Computer | Session, Sequence[Wanted]]:
        found = computer() if callable(computer) else computer
        return found, profiles() if callable(profiles) else profiles

    return opening

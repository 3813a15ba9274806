"""The wizard's window: the sidebar, the pages, the row of buttons. It decides nothing (see `controller`)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWizard

from wizard.app.texts import Speech
from wizard.gui.flow.steps import Page
from wizard.gui.pages.page_frame import PageFrame
from wizard.gui.style.theme import Theme, theme_of
from wizard.gui.widgets.labels import tip
from wizard.gui.widgets.sidebar import Sidebar
from wizard.model.override import override
from wizard.model.text import say

BACK = QWizard.WizardButton.CustomButton1
EXTRA = QWizard.WizardButton.CustomButton2
NEXT = QWizard.WizardButton.CustomButton3
CANCEL = QWizard.WizardButton.CancelButton
NAME = "WSL Go Wizard"
WIDTH, HEIGHT = 1040, 700


class Window(QWizard):
    """A sidebar, eight pages, a row of buttons. It tells what the person does, and shows what it is given.

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
        self.sidebar = Sidebar()
        self.setSideWidget(self.sidebar)
        self.sidebar.about.clicked.connect(self._tell_about)
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
        self.sidebar.display_first(self.speech, self.theme)
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

    def _tell_about(self) -> None:
        from wizard.gui.widgets.about_window import AboutWindow

        about = AboutWindow(self, self.speech)
        about.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about.open()

    def come_forward(self) -> None:
        """Be seen: somebody wants this window."""
        self.setWindowState(
            (self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
        )
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)

    def leave(self) -> None:
        """Close without asking again."""
        if not self._leaving:
            self._leaving = True
            self.close()

    @override
    def reject(self) -> None:
        """Escape does what the Cancel button does."""
        if self.is_watched:
            self.cancelled.emit()
        else:
            self.leave()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down scroll the page, wherever the focus is, if nothing there has a use for them."""
        page = self.currentPage()
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and isinstance(page, PageFrame):
            page.turn_page(forward=event.key() == Qt.Key.Key_PageDown)
        else:
            super().keyPressEvent(event)

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

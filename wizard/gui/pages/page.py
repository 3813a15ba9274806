"""What all pages are: a title, a sentence, what went wrong, what is being done, and a body that scrolls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget, QWizardPage

from wizard.app.texts import Speech
from wizard.gui.icons import IconLabel
from wizard.gui.intents import Intent
from wizard.gui.labels import Words, title
from wizard.gui.panels import Activity, ProblemPanel
from wizard.gui.state import State
from wizard.gui.theme import GRID, Theme
from wizard.gui.views.frame import FrameView

V = TypeVar("V")


class Stage(Protocol):
    """What a page stands on."""

    @property
    def speech(self) -> Speech: ...

    @property
    def theme(self) -> Theme: ...

    def do(self, intent: Intent) -> None:
        """Tell the flow what the person wants."""
        ...

    def switch_language(self, language: str) -> None: ...


class Body(QWidget, Generic[V]):
    """The part of a page that is its own: `of` pictures the state, `display` shows the picture."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage

    def of(self, state: State) -> V | None:
        """The page's view of *state*; None if there is nothing to show yet."""
        return None

    def display(self, view: V) -> None:
        """Show *view*. Called only when it, the language or the colours changed."""

    def first(self) -> QWidget | None:
        """The control that has the focus when the page opens; None leaves it to the *next* button."""
        return None


class NoticePanel(QWidget):
    """A short word that something went well."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel()
        self._words = Words()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def display(self, words: str, theme: Theme, icon: str = "ok") -> None:
        self.setVisible(bool(words))
        self._icon.show_icon(icon, theme.of(icon))
        self._words.tell(words)


class PageFrame(QWizardPage):
    """A wizard page around a `Body`, which is made when the page is first shown."""

    def __init__(self, stage: Stage, body: Callable[[Stage], Body[Any]]) -> None:
        super().__init__()
        self._stage = stage
        self._make = body
        self._body: Body[Any] | None = None
        self._shown: object = None

    @property
    def body(self) -> Body[Any]:
        """The body, made on demand."""
        if self._body is None:
            self._body = self._build()
        return self._body

    def _build(self) -> Body[Any]:
        body = self._make(self._stage)
        self._title, self._sentence = title(), Words()
        self._problem, self._notice, self._activity = ProblemPanel(), NoticePanel(), Activity()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addWidget(self._problem)
        column.addWidget(self._notice)
        column.addSpacing(GRID)
        column.addWidget(_scrolling(body), 1)
        column.addWidget(self._activity)
        return body

    def display(self, state: State) -> None:
        """Show *state*, if it looks different from what is shown."""
        body = self.body
        frame, view = FrameView.of(state), body.of(state)
        speech, theme = self._stage.speech, self._stage.theme
        self._frame(frame)
        picture = (view, speech.language, theme)
        if view is not None and picture != self._shown:
            self._shown = picture
            body.display(view)

    def _frame(self, view: FrameView) -> None:
        speak, theme = self._stage.speech, self._stage.theme
        self._title.tell(speak(view.title))
        self._sentence.tell(speak(view.sentence))
        self._sentence.tinted(theme.muted)
        self._problem.display(view.problem, speak, theme)
        self._notice.display(speak(view.notice) if view.notice is not None else "", theme)
        self._activity.display(view, speak)
        self.setAccessibleName(speak(view.title))
        self.setAccessibleDescription(speak(view.sentence))


def _scrolling(body: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(body)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    body.setAutoFillBackground(False)
    return area

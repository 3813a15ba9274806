"""What stands below a page's sentence: what went wrong, what went well, the page's body, what is being done."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider, QFrame, QScrollArea, QVBoxLayout, QWidget

from wizard.gui.flow.state import FlowState
from wizard.gui.flow.steps import Page
from wizard.gui.pages.make_body import make_body
from wizard.gui.pages.page_body import PageBody
from wizard.gui.style.theme import GRID
from wizard.gui.views.frame import FrameView
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.panels import Activity, NoticePanel, ProblemPanel


class BodyWithNotices(QWidget):
    """What stands below a page's sentence: what went wrong, what went well, the page's body, what is being done. The
    body scrolls; the rest stays."""

    def __init__(self, page: Page, stage: PageContext) -> None:
        super().__init__()
        self._stage = stage
        self._shown: object = None
        self.body: PageBody[Any] = make_body(page, stage)
        self._problem, self._notice, self._activity = ProblemPanel(), NoticePanel(), Activity()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._problem)
        column.addWidget(self._notice)
        column.addSpacing(GRID)
        self._area = _scrolling(self.body)
        column.addWidget(self._area, 1)
        column.addWidget(self._activity)

    def display(self, state: FlowState) -> None:
        """Show *state*, if it looks different from what is shown."""
        speech, theme = self._stage.speech, self._stage.theme
        frame, view = FrameView.of(state), self.body.of(state)
        self._problem.display(frame.problem, speech, theme)
        self._notice.display(speech(frame.notice) if frame.notice is not None else "", theme, frame.icon)
        self._activity.display(frame, speech)
        picture = (view, speech.language, theme)
        if view is not None and picture != self._shown:
            self._shown = picture
            self.body.display(view)

    def turn_page(self, *, forward: bool) -> None:
        """Scroll the body by a screenful, where there is more than fits."""
        steps = QAbstractSlider.SliderAction
        self._area.verticalScrollBar().triggerAction(
            steps.SliderPageStepAdd if forward else steps.SliderPageStepSub
        )


def _scrolling(body: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    # To ask for Qt's own viewport makes PySide prepare every class of widget that it might be.
    viewport = QWidget()
    area.setViewport(viewport)
    area.setWidget(body)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    viewport.setAutoFillBackground(False)
    body.setAutoFillBackground(False)
    return area

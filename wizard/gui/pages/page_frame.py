"""What all pages are: a title, a sentence, and below them what is their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget, QWizardPage

from wizard.gui.flow.steps import SENTENCES, TITLES, Page
from wizard.gui.style.theme import GRID, Theme
from wizard.gui.widgets.labels import Words, title
from wizard.model.text import Text

if TYPE_CHECKING:
    from wizard.gui.flow.state import FlowState
    from wizard.gui.pages.body_with_notices import BodyWithNotices
    from wizard.gui.views.frame import FrameView
    from wizard.gui.widgets.context import PageContext


class PageFrame(QWizardPage):
    """A wizard page around a `PageBody`. All but the title is made when the page is first shown."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._title, self._sentence = title(), Words()
        self._inside: BodyWithNotices | None = None
        # QWizard asks this before the page is full, and would leave its lower half empty.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(3 * GRID, 2 * GRID, GRID, 0)
        self._column.setSpacing(GRID)
        self._column.addWidget(self._title)
        self._column.addWidget(self._sentence)
        self._column.addStretch()  # the title is where it stays, while there is nothing below it yet

    def announce(self, speak: Callable[[Text], str], theme: Theme, frame: FrameView | None = None) -> None:
        """Show the title and the sentence: those of *frame*, or of the page."""
        title, says = (frame.title, frame.sentence) if frame else (TITLES[self._page], SENTENCES[self._page])
        words, sentence = speak(title), speak(says)
        self._title.tell(words)
        self._sentence.tell(sentence)
        self._sentence.tinted(theme.muted)
        self.setAccessibleName(words)
        self.setAccessibleDescription(sentence)

    def display(self, state: FlowState, stage: PageContext) -> None:
        """Show *state*, if it looks different from what is shown."""
        from wizard.gui.views.frame import FrameView

        self.announce(stage.speech, stage.theme, FrameView.of(state))
        self.inside(stage).display(state)

    def inside(self, stage: PageContext) -> BodyWithNotices:
        """What stands below the sentence, made on demand."""
        from wizard.gui.pages.body_with_notices import BodyWithNotices

        if self._inside is None:
            self._inside = BodyWithNotices(self._page, stage)
            self._column.takeAt(self._column.count() - 1)
            self._column.addWidget(self._inside, 1)
        return self._inside

    def turn_page(self, *, forward: bool) -> None:
        """Scroll what stands below the sentence by a screenful, where there is more than fits."""
        if self._inside is not None:
            self._inside.turn_page(forward=forward)

    def add(self, widget: QWidget) -> None:
        """Put *widget* below the sentence, for a page that has nothing else to show."""
        self._column.insertWidget(self._column.count() - 1, widget)

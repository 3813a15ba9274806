"""What a page's own widget is."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from wizard.gui.flow.state import FlowState
from wizard.gui.widgets.context import PageContext

V = TypeVar("V")


class PageBody(QWidget, Generic[V]):
    """The widget of one page. `of` makes its view of the state, `display` shows that view."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__()
        self.stage = stage

    def of(self, state: FlowState) -> V | None:
        """The page's view of *state*; None if there is nothing to show yet."""
        return None

    def display(self, view: V) -> None:
        """Show *view*. Called only when it, the language or the colours changed."""

    def first(self) -> QWidget | None:
        """The control that has the focus when the page opens; None leaves it to the *next* button."""
        return None

"""What a page's own widget is, and what it stands on."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from wizard.app.texts import Speech
from wizard.gui.flow.intents import Intent
from wizard.gui.flow.state import FlowState
from wizard.gui.widgets.theme import Theme

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

    def of(self, state: FlowState) -> V | None:
        """The page's view of *state*; None if there is nothing to show yet."""
        return None

    def display(self, view: V) -> None:
        """Show *view*. Called only when it, the language or the colours changed."""

    def first(self) -> QWidget | None:
        """The control that has the focus when the page opens; None leaves it to the *next* button."""
        return None

"""What a page, and a widget that acts by itself, may use of the window."""

from __future__ import annotations

from typing import Protocol

from wizard.app.texts import Speech
from wizard.gui.flow.intents import Intent
from wizard.gui.style.theme import Theme


class PageContext(Protocol):
    """Texts in the user's language, colours, and a way to send intents."""

    @property
    def speech(self) -> Speech: ...

    @property
    def theme(self) -> Theme: ...

    def do(self, intent: Intent) -> None:
        """Tell the flow what the person wants."""
        ...

    def switch_language(self, language: str) -> None: ...

"""Texts as a person reads them."""

from __future__ import annotations

from wizard.model.text import Text


def words(text: Text | None) -> str:
    return text.render() if text is not None else ""

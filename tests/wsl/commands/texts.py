"""`languages.toml`: what `wsl.exe` says in one language, English where that has no words of its own."""

from __future__ import annotations

import tomllib
from pathlib import Path

FILE = Path(__file__).with_name("languages.toml")


def texts(language: str) -> dict[str, str]:
    """All texts in *language*; a language WSL does not have is English (WSL §6)."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {**tables["en-US"], **tables.get(language, {})}


def languages() -> tuple[str, ...]:
    return tuple(tomllib.loads(FILE.read_text(encoding="utf-8")))

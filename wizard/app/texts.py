"""Texts in the user's language. Everything shown goes through gettext; Babel keeps the catalogues."""

from __future__ import annotations

import gettext
from functools import cache

from wizard.model.text import Text
from wizard.resources import DamagedError, intact

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
DOMAIN = "wizard"


_ENGLISH = "en"
"""The language of the texts in the source, which needs no catalogue."""


class Speech:
    """Sentences in one language, switchable while the program runs."""

    def __init__(self, language: str | None = None) -> None:
        """Raises `DamagedError` and `OSError` if there is a catalogue of the language that cannot be read."""
        self.language = language or preferred()
        self._catalogue = _catalogue(self.language)

    def __call__(self, text: Text) -> str:
        """*text* in the language that is set now."""
        return text.render(self._catalogue)

    def switch(self, language: str) -> None:
        """Speak *language* from now on: a key of `LANGUAGES`. Raises `DamagedError` and `OSError`, and goes on as
        before, if that cannot be."""
        known = language if language in LANGUAGES else _ENGLISH
        self._catalogue = _catalogue(known)
        self.language = known


def speech_of_faults(language: str | None = None) -> Speech:
    """A `Speech` for what failed: in English if that is the catalogue."""
    try:
        return Speech(language)
    except (DamagedError, OSError):
        return Speech(_ENGLISH)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == _ENGLISH or language not in LANGUAGES:
        return gettext.NullTranslations()
    with intact("locale", language, "LC_MESSAGES", f"{DOMAIN}.mo") as path, path.open("rb") as file:
        return gettext.GNUTranslations(file)


def preferred() -> str:
    """The language of `LANGUAGES` that fits the system's locale best; Chinese of any kind gets zh_CN."""
    import locale
    import os

    for name in ("WSL_GO_WIZARD_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh_CN" if value.lower().startswith("zh") else "en"
    system = locale.getlocale()[0] or ""
    return "zh_CN" if system.lower().startswith(("zh", "chinese")) else "en"

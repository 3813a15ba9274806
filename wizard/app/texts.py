"""Texts in the user's language. Everything shown goes through gettext; Babel keeps the catalogues."""

from __future__ import annotations

import gettext
from functools import cache

from wizard.model.text import Text
from wizard.resources import resource

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
DOMAIN = "wizard"


class Speech:
    """Sentences in one language, switchable while the program runs."""

    def __init__(self, language: str | None = None) -> None:
        self.language = language or preferred()

    def __call__(self, text: Text) -> str:
        """*text* in the language that is set now."""
        return text.render(_catalogue(self.language))

    def switch(self, language: str) -> None:
        """Speak *language* from now on: a key of `LANGUAGES`."""
        self.language = language if language in LANGUAGES else "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = str(resource("locale"))
    return gettext.translation(DOMAIN, folder, languages=[language], fallback=True)


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

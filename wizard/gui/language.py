"""Qt's own words in the user's language, and fonts that have its letters."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from wizard.gui.style.theme import BODY_PT

_CHINESE = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei")
_spoken: list[QTranslator] = []
_families: list[str] = []


def speak_qt(app: QCoreApplication | None, language: str) -> None:
    """Let Qt's own buttons and dialogs speak *language*, and choose the font."""
    if not isinstance(app, QApplication):
        return
    QLocale.setDefault(QLocale(language))
    for translator in _spoken:
        app.removeTranslator(translator)
    _spoken.clear()
    if language != "en":
        translator = QTranslator()
        if translator.load(
            f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ):
            app.installTranslator(translator)
            _spoken.append(translator)
    _choose_font(app, language)


def _choose_font(app: QApplication, language: str) -> None:
    """The system's font in our size. For Chinese, families with simplified letters follow it: without them
    Qt may take a Japanese font, whose letters look different."""
    font = app.font()
    if not _families:
        _families.extend(font.families())
    font.setFamilies([*_families, *(_CHINESE if language == "zh_CN" else ())])
    font.setPointSizeF(BODY_PT)
    app.setFont(font)

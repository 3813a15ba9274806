"""Prints a report as PDF: Qt lays its simple markup out, and draws its charts."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLibraryInfo, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtSvg import QSvgRenderer

from wizard.app.display import has_display
from wizard.model.errors import MachineError
from wizard.model.text import say

_DPI: Final = 96
_SHARP: Final = 3
"""Pixels of a drawing for each of the page."""
_MARGIN_MM: Final = 16.0
_FOOT: Final = 26.0
_SVG: Final = r'(?s)<svg class="chart".*?</svg>|<svg class="icon".*?</svg>'


def as_pdf(markup: str, title: str) -> bytes:
    """*markup* on pages of A4, each with its number. Raises `MachineError` if Qt cannot draw here."""
    keeps = _application()
    document, device = QTextDocument(), QBuffer()
    writer = _writer(device, title)
    width, height = writer.width(), writer.height()
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setPageSize(QSizeF(width, height - _FOOT))
    document.setHtml(_with_images(document, markup, float(width)))
    painter = QPainter(writer)
    pages = document.pageCount()
    for number in range(pages):
        if number:
            writer.newPage()
        _page(painter, document, QRectF(0, number * (height - _FOOT), width, height - _FOOT))
        painter.drawText(
            QRectF(0, height - _FOOT, width, _FOOT),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom),
            f"{number + 1} / {pages}",
        )
    painter.end()
    del keeps
    return bytes(device.data().data())


def _application() -> object:
    """What has to live for text to be laid out. Raises `MachineError` if there can be none."""
    there = QGuiApplication.instance()
    if there is not None:
        return there
    words = ["wsl-go-wizard"]
    if sys.platform == "linux" and not has_display():
        plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
        if not (plugins / "platforms/libqoffscreen.so").exists():
            raise MachineError(
                "no-pdf",
                say("Without a display, this installation cannot make PDF files."),
                next_step=say("Write the report as an .html file, and print it in a browser."),
            )
        words += ["-platform", "offscreen"]
    return QGuiApplication(words)


def _writer(device: QBuffer, title: str) -> QPdfWriter:
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(device)
    writer.setResolution(_DPI)
    writer.setTitle(title)
    writer.setCreator("WSL Go Wizard")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM - 4),
            QPageLayout.Unit.Millimeter,
        )
    )
    return writer


def _page(painter: QPainter, document: QTextDocument, part: QRectF) -> None:
    painter.save()
    painter.translate(0, -part.top())
    painter.setClipRect(part)
    document.drawContents(painter, part)
    painter.restore()


def _with_images(document: QTextDocument, markup: str, width: float) -> str:
    """*markup* with an image instead of each drawing, which its text cannot hold."""
    count = 0

    def image(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        drawn = QSvgRenderer(QByteArray(found[0].encode()))
        size = drawn.defaultSize()
        wide = width if "chart" in found[0][:20] else float(size.width())
        high = wide * size.height() / max(1, size.width())
        picture = QImage(int(wide * _SHARP), int(high * _SHARP), QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        drawn.render(painter)
        painter.end()
        name = f"drawing:{count}"
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), picture)
        return f'<img src="{name}" width="{wide:.0f}" height="{high:.0f}">'

    return re.sub(_SVG, image, markup)

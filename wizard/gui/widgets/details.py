"""The pane beside the findings: what we saw, why it matters, what we would do, and what must be restarted."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wizard.app.explain import how_known
from wizard.gui.style.icons import IconLabel
from wizard.gui.style.theme import GRID, Theme
from wizard.gui.views.findings import EvidenceRow, FindingRow
from wizard.gui.widgets.labels import Words, heading
from wizard.gui.widgets.panels import Speak
from wizard.gui.widgets.source_links import SourceLinks
from wizard.gui.widgets.text_widgets import Quote
from wizard.model.override import override
from wizard.model.text import Text, say

_PARTS = 6


class Details(QScrollArea):
    """The pane beside the findings: what we saw, why it matters, what we would do, and what must be restarted."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setMinimumWidth(26 * GRID)
        self._icon, self._title, self._word, self._says = IconLabel(), heading(), Words(), Words()
        self._heads = [Words(strong=True) for _ in range(_PARTS)]
        self._texts = [Quote() if part in (0, 2) else Words() for part in range(_PARTS)]
        self._known_head, self._known = Words(strong=True), SourceLinks()
        self._column = self._arrange()

    @override
    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, 18 * GRID)

    def _arrange(self) -> QVBoxLayout:
        inside = QWidget()
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        inside.setAutoFillBackground(True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(self._title)
        sign = QHBoxLayout()
        sign.setSpacing(GRID)
        sign.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        sign.addWidget(self._word, 1)
        column.addLayout(sign)
        column.addSpacing(GRID // 2)
        column.addWidget(self._says)
        pairs = zip((*self._heads, self._known_head), (*self._texts, self._known), strict=True)
        for head, text in pairs:
            column.addSpacing(GRID)
            column.addWidget(head)
            column.addWidget(text)
        column.addStretch()
        self.setWidget(inside)
        return column

    def display(self, row: FindingRow, speak: Speak, theme: Theme) -> None:
        """Show all there is to say about *row*."""
        self._icon.show_icon(row.icon, theme.of(row.icon))
        self._title.tell(speak(row.title))
        self._word.tell(f"{speak(row.word)} · {speak(row.severity)}")
        self._word.tinted(theme.muted)
        self._says.tell(speak(row.says))
        self.setAccessibleName(speak(row.title))
        parts = (
            (say("What the check found"), "\n".join(_seen(part, speak) for part in row.seen)),
            (say("Why it matters"), speak(row.why) if row.why is not None else ""),
            (say("What the repair changes"), "\n".join(map(speak, row.does))),
            (say("What you can do"), speak(row.do) if row.do is not None else ""),
            (say("When it takes effect"), _joined(row.effect, row.restart, speak)),
            (say("Risk"), _joined(row.may_break, _careful(), speak) if row.careful else ""),
        )
        for head, text, (title, words) in zip(self._heads, self._texts, parts, strict=True):
            head.tell(speak(title) if words else "")
            text.tell(words)
            text.setAccessibleName(speak(title))
        self._known_head.tell(speak(how_known.TITLE) if row.sources else "")
        self._known.display(row.sources, speak)
        self.verticalScrollBar().setValue(0)


def _seen(seen: EvidenceRow, speak: Speak) -> str:
    note = f"– {speak(seen.note)}" if seen.note is not None else ""
    return "\n  ".join(part for part in (seen.where, seen.quote, note) if part)


def _joined(effect: Text | None, restart: Text | None, speak: Speak) -> str:
    return "\n".join(dict.fromkeys(speak(text) for text in (effect, restart) if text is not None))


def _careful() -> Text:
    return say("The wizard never selects this repair for you. Read what it can break before you do.")

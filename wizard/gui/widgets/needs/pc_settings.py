"""The settings of This PC: each a list to choose from, with what stands in ``.wslconfig`` today beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy

from wizard.gui.pc import KEYS
from wizard.gui.style.theme import GRID, Theme
from wizard.gui.views.needs.pc import SettingRow
from wizard.gui.widgets.cards import Card
from wizard.gui.widgets.labels import Words, caption
from wizard.gui.widgets.panels import Speak


class PcSettings(Card):
    """*chosen* tells the field of `WslConfigWanted` and its new value."""

    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[Words, QComboBox, Words]] = []
        self._shown: tuple[SettingRow, ...] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        self.column.addLayout(self._grid)
        for _ in KEYS:
            self._add()

    def display(self, settings: tuple[SettingRow, ...], speak: Speak, theme: Theme) -> None:
        """Show these."""
        self._shown = settings
        for (label, combo, today), setting in zip(self._lines, settings, strict=True):
            words = speak(setting.label)
            label.setText(words)
            combo.setAccessibleName(words.replace("&", ""))
            combo.setAccessibleDescription(speak(setting.today))
            combo.clear()
            for _, choice in setting.choices:
                combo.addItem(speak(choice))
            combo.setCurrentIndex(setting.place)
            today.tell(speak(setting.today))
            today.tinted(theme.muted)

    def _add(self) -> None:
        place, combo, today = len(self._lines), QComboBox(), Words()
        label = caption(combo)
        combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        combo.activated.connect(lambda choice, place=place: self._choose(place, choice))
        self._grid.addWidget(label, place, 0)
        self._grid.addWidget(combo, place, 1)
        self._grid.addWidget(today, place, 2, Qt.AlignmentFlag.AlignVCenter)
        self._lines.append((label, combo, today))

    def _choose(self, place: int, choice: int) -> None:
        setting = self._shown[place]
        self.chosen.emit(setting.field, setting.choices[choice][0])

"""What you need: a profile as cards, and below it the few settings that matter."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wizard.gui.flow import intents
from wizard.gui.flow.state import FlowState
from wizard.gui.pages.page_body import PageBody
from wizard.gui.style.theme import GRID
from wizard.gui.views import needs
from wizard.gui.views import pc_needs as pcneeds
from wizard.gui.views.needs import GO_CHOICES, GO_WORDS, NeedsView
from wizard.gui.widgets.card_grid import CardGrid
from wizard.gui.widgets.cards import Card, ChoiceCard
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.editable_list import ListEditor
from wizard.gui.widgets.labels import Words, caption, heading
from wizard.gui.widgets.line_edit import LineEdit
from wizard.gui.widgets.memory_slider import MemoryGauge
from wizard.gui.widgets.pc_settings import PcSettings
from wizard.model.override import override
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted

OWN = "own"
TOML = "TOML (*.toml)"
_TMPFS = tuple(needs.TmpfsChoice)


class NeedsPage(PageBody[NeedsView]):
    """What you need: a profile as cards, and below it the few settings that matter."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__(stage)
        self._view: NeedsView | None = None
        self._own_go = False
        self._cards: list[ChoiceCard] = []
        self._group = QButtonGroup(self)
        self._profiles, self._settings = heading(), heading()
        self._grid = CardGrid()
        self._load, self._save = QPushButton(), QPushButton()
        self._load.clicked.connect(self._ask_load)
        self._save.clicked.connect(self._ask_save)
        self._go, self._version = QComboBox(), LineEdit()
        self._go_label = caption(self._go)
        self._wrong = Words()
        self._tmp, self._gauge, self._tmp_says = QComboBox(), MemoryGauge(), Words()
        self._tmp_label = caption(self._tmp)
        self._systemd = QCheckBox()
        self._debug = ListEditor(self._setting_problem)
        self._folders = ListEditor(self._folder_problem)
        self._distro = Card()
        self._pc: PcSettings | None = None
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self._profiles, 1)
        top.addWidget(self._load)
        top.addWidget(self._save)
        column.addLayout(top)
        column.addWidget(self._grid)
        column.addSpacing(GRID)
        column.addWidget(self._settings)
        card = self._distro
        card.column.addLayout(self._form())
        lists = QHBoxLayout()
        lists.setSpacing(3 * GRID)
        lists.addWidget(self._debug, 1)
        lists.addWidget(self._folders, 1)
        card.column.addSpacing(GRID)
        card.column.addLayout(lists)
        column.addWidget(card)
        column.addStretch()

    def _form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self._go_label, 0, 0)
        grid.addWidget(self._go, 0, 1)
        grid.addWidget(self._version, 0, 2)
        grid.addWidget(self._wrong, 1, 1, 1, 2)
        grid.addWidget(self._tmp_label, 2, 0)
        grid.addWidget(self._tmp, 2, 1)
        grid.addWidget(self._gauge, 2, 2)
        grid.addWidget(self._tmp_says, 3, 1, 1, 2)
        grid.addWidget(self._systemd, 4, 1, 1, 2)
        return grid

    def _connect(self) -> None:
        self._go.activated.connect(self._choose_go)
        self._version.textEdited.connect(self._write_version)
        self._tmp.activated.connect(self._choose_tmp)
        self._gauge.valueChanged.connect(self._choose_size)
        self._systemd.clicked.connect(lambda on: self._want(needs.with_systemd(self._wanted, on)))
        self._debug.added.connect(self._add_setting)
        self._debug.removed.connect(
            lambda words: self._want(needs.with_setting(self._wanted, words.partition("=")[0], None))
        )
        self._folders.added.connect(
            lambda path: self._want(needs.with_folders(self._wanted, (*self._wanted.projects.folders, path)))
        )
        self._folders.removed.connect(self._drop_folder)

    @property
    def _wanted(self) -> Wanted:
        return self._view.wanted if self._view is not None else Wanted()

    def _want(self, wanted: Wanted) -> None:
        profiles = self._view.profiles if self._view is not None else ()
        self.stage.do(intents.Want(needs.own(wanted, profiles)))

    def _pick(self, place: int) -> None:
        if self._view is not None and place < len(self._view.picks):
            self._own_go = False
            self._want(self._view.picks[place])

    def _choose_go(self) -> None:
        choice = self._go.currentData()
        self._own_go = choice == OWN
        self._want(needs.with_go(self._wanted, None if self._own_go else choice))
        if self._own_go:
            self._version.setFocus()

    def _write_version(self, words: str) -> None:
        right = needs.version_problem(words.strip()) is None
        self._want(needs.with_go(self._wanted, words.strip() if right else None))
        self._show_version()

    def _choose_tmp(self) -> None:
        choice = _TMPFS[self._tmp.currentIndex()]
        size = f"{self._view.tmpfs.size}g" if self._view is not None else None
        by_choice = {needs.TmpfsChoice.LEAVE: None, needs.TmpfsChoice.AUTO: needs.TmpfsChoice.AUTO.value}
        self._want(needs.with_tmpfs(self._wanted, by_choice.get(choice, size)))

    def _choose_size(self, size: int) -> None:
        """The bar begins at nothing, but a Go build needs more than that."""
        least = max(size, needs.LEAST_GIB)
        with QSignalBlocker(self._gauge):
            self._gauge.setValue(least)
        self._want(needs.with_tmpfs(self._wanted, f"{least}g"))

    def _add_setting(self, words: str) -> None:
        made = needs.setting(words)
        if not isinstance(made, Text):
            self._want(needs.with_setting(self._wanted, *made))

    def _drop_folder(self, path: str) -> None:
        rest = tuple(folder for folder in self._wanted.projects.folders if folder != path)
        self._want(needs.with_folders(self._wanted, rest))

    def _setting_problem(self, words: str) -> str:
        made = needs.setting(words)
        return self.stage.speech(made) if isinstance(made, Text) else ""

    def _folder_problem(self, words: str) -> str:
        wrong = needs.folder_problem(words)
        return self.stage.speech(wrong) if wrong is not None else ""

    def _ask_load(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self._load.text().replace("&", ""), "", TOML)
        if path:
            self._own_go = False
            self.stage.do(intents.LoadProfile(path))

    def _ask_save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, self._save.text().replace("&", ""), f"{self._wanted.name}.toml", TOML
        )
        if path:
            self.stage.do(intents.SaveProfile(path))

    @override
    def of(self, state: FlowState) -> NeedsView:
        return NeedsView.of(state)

    @override
    def display(self, view: NeedsView) -> None:
        self._view = view
        speak = self.stage.speech
        self._profiles.tell(speak(say("Profile")))
        self._settings.tell(speak(say("Settings")))
        self._load.setText(speak(say("&Load…")))
        self._save.setText(speak(say("Sa&ve…")))
        self._render_cards(view)
        self._distro.setVisible(not view.pc)
        if view.pc:
            self._settings_of_pc().display(view.pc, speak, self.stage.theme)
        else:
            self._render_distro(view)
        if self._pc is not None:
            self._pc.setVisible(bool(view.pc))

    def _settings_of_pc(self) -> PcSettings:
        if self._pc is None:
            self._pc = PcSettings()
            self._pc.chosen.connect(
                lambda field, value: self._want(pcneeds.with_setting(self._wanted, field, value))
            )
            self._column.insertWidget(self._column.indexOf(self._distro), self._pc)
        return self._pc

    def _render_distro(self, view: NeedsView) -> None:
        self._render_go(view)
        self._render_tmp(view)
        self._systemd.setText(self.stage.speech(say("Enable systemd to &run services in the distro")))
        self._systemd.setChecked(view.systemd)
        self._render_lists(view)

    def _render_cards(self, view: NeedsView) -> None:
        added = False
        while len(self._cards) < len(view.cards):
            card = ChoiceCard()
            card.setCheckable(True)
            place = len(self._cards)
            card.clicked.connect(lambda _=False, place=place: self._pick(place))
            self._group.addButton(card)
            self._cards.append(card)
            added = True
        speak = self.stage.speech
        for card, shown in zip(self._cards, view.cards, strict=False):
            card.tell(speak(shown.title), speak(shown.about), " · ".join(map(speak, shown.asks)))
            card.setToolTip(speak(shown.changes))
            card.setChecked(shown.chosen)
        self._grid.show_cards(self._cards[: len(view.cards)])
        if added:
            for before, behind in pairwise((self._save, *self._cards)):
                QWidget.setTabOrder(before, behind)
        for card in self._cards[len(view.cards) :]:
            card.hide()

    def _render_go(self, view: NeedsView) -> None:
        speak = self.stage.speech
        self._own_go = view.go_given or (self._own_go and view.go is None)
        self._go_label.setText(speak(say("&Go")))
        self._go.clear()
        for choice in GO_CHOICES:
            self._go.addItem(speak(GO_WORDS[choice]), choice)
        self._go.addItem(speak(say("this version:")), OWN)
        place = len(GO_CHOICES) if self._own_go else GO_CHOICES.index(view.go)
        self._go.setCurrentIndex(place)
        self._version.setVisible(self._own_go)
        self._version.setPlaceholderText("1.25.5")
        self._version.setAccessibleName(speak(say("Go version")))
        if view.go_given and view.go is not None and not self._version.hasFocus():
            self._version.setText(view.go)
        self._show_version()

    def _show_version(self) -> None:
        wrong = needs.version_problem(self._version.text().strip()) if self._own_go else None
        self._wrong.tell(self.stage.speech(wrong) if wrong is not None else "")
        self._wrong.tinted(self.stage.theme.muted)

    def _render_tmp(self, view: NeedsView) -> None:
        speak, tmpfs = self.stage.speech, view.tmpfs
        words = {
            needs.TmpfsChoice.LEAVE: speak(say("do not change")),
            needs.TmpfsChoice.AUTO: speak(say("in memory, automatic size")),
            needs.TmpfsChoice.SIZE: speak(say("in memory, this size:")),
        }
        self._tmp_label.setText(speak(say("/t&mp")))
        self._tmp.clear()
        for choice in _TMPFS:
            self._tmp.addItem(words[choice])
        self._tmp.setCurrentIndex(_TMPFS.index(tmpfs.choice))
        self._tmp_says.tell(speak(tmpfs.says))
        self._tmp_says.tinted(self.stage.theme.muted)
        with QSignalBlocker(self._gauge):
            self._gauge.setRange(0, max(tmpfs.most, tmpfs.size, 16 if not tmpfs.most else 0))
            self._gauge.setValue(tmpfs.size)
        self._gauge.setVisible(tmpfs.choice is needs.TmpfsChoice.SIZE)
        self._gauge.setAccessibleName(speak(tmpfs.says))

    def _render_lists(self, view: NeedsView) -> None:
        speak, theme = self.stage.speech, self.stage.theme
        add, remove = speak(say("Add")), speak(say("Remove"))
        self._debug.name(speak(say("GO&DEBUG for every Go program")), "netdns=go", add, remove, theme)
        self._debug.show_entries([f"{key}={value}" for key, value in view.godebug])
        label = speak(say("&Project folders (for their go.mod)"))
        self._folders.name(label, "~/src/app", add, remove, theme)
        self._folders.show_entries(view.folders)

    @override
    def first(self) -> QWidget | None:
        return next((card for card in self._cards if card.isChecked()), None)

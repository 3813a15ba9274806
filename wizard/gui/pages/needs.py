"""What you need: a profile as cards, and below it the few settings that matter."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, QTimer
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

from wizard.gui.flow import intents, wishes
from wizard.gui.flow.entries import ListEntry
from wizard.gui.flow.state import FlowState
from wizard.gui.pages.page_body import PageBody
from wizard.gui.style.theme import GRID
from wizard.gui.views.needs import page as needs
from wizard.gui.views.needs import pc as pcneeds
from wizard.gui.views.needs.page import FIPS_CHOICES, GO_CHOICES, NeedsView
from wizard.gui.widgets.card_grid import CardGrid
from wizard.gui.widgets.cards import Card, ChoiceCard
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.labels import Words, caption, heading, tip
from wizard.gui.widgets.needs.choice_or_own import ChoiceOrOwn
from wizard.gui.widgets.needs.editable_list import ListEditor
from wizard.gui.widgets.needs.memory_slider import MemoryGauge
from wizard.gui.widgets.needs.modules_card import ModulesCard, connect_entry
from wizard.gui.widgets.needs.pc_settings import PcSettings
from wizard.model.override import override
from wizard.model.text import say
from wizard.model.wanted import Wanted

TOML = "TOML (*.toml)"
_TMPFS = tuple(needs.TmpfsChoice)


class NeedsPage(PageBody[NeedsView]):
    """What you need: a profile as cards, and below it the few settings that matter."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__(stage)
        self._view: NeedsView | None = None
        self._cards: list[ChoiceCard] = []
        self._group = QButtonGroup(self)
        self._profiles, self._settings = heading(), heading()
        self._grid = CardGrid()
        self._load, self._save = QPushButton(), QPushButton()
        self._load.clicked.connect(self._ask_load)
        self._save.clicked.connect(self._ask_save)
        self._go = ChoiceOrOwn(wishes.version_problem, self)
        self._fips = ChoiceOrOwn(wishes.fips_problem, self)
        self._tmp, self._gauge, self._tmp_says = QComboBox(), MemoryGauge(), Words()
        self._tmp_label = caption(self._tmp)
        self._systemd = QCheckBox()
        self._weekly = QCheckBox()
        self._debug, self._folders = ListEditor(), ListEditor()
        self._modules: ModulesCard | None = None
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
        self._go.add_to(grid, 0)
        grid.addWidget(self._tmp_label, 2, 0)
        grid.addWidget(self._tmp, 2, 1)
        grid.addWidget(self._gauge, 2, 2)
        grid.addWidget(self._tmp_says, 3, 1, 1, 2)
        self._fips.add_to(grid, 4)
        grid.addWidget(self._systemd, 6, 1, 1, 2)
        grid.addWidget(self._weekly, 7, 1, 1, 2)
        return grid

    def _connect(self) -> None:
        self._go.chosen.connect(lambda version: self._want(wishes.with_go(self._wanted, version)))
        self._fips.chosen.connect(lambda module: self._want(wishes.with_fips(self._wanted, module)))
        self._tmp.activated.connect(self._choose_tmp)
        self._gauge.valueChanged.connect(self._choose_size)
        self._systemd.clicked.connect(lambda on: self._want(wishes.with_systemd(self._wanted, on)))
        self._weekly.clicked.connect(lambda on: self._want(wishes.with_weekly(self._wanted, on)))
        self._debug.removed.connect(self._drop_setting)
        self._folders.removed.connect(self._drop_folder)
        for editor, entry in ((self._debug, ListEntry.GODEBUG), (self._folders, ListEntry.FOLDER)):
            connect_entry(editor, entry, self.stage)

    @property
    def _wanted(self) -> Wanted:
        return self._view.wanted if self._view is not None else Wanted()

    def _want(self, wanted: Wanted) -> None:
        profiles = self._view.profiles if self._view is not None else ()
        self.stage.do(intents.Want(wishes.own(wanted, profiles)))

    def _pick(self, place: int) -> None:
        if self._view is not None and place < len(self._view.picks):
            self._forget_lines()
            self._want(self._view.picks[place])

    def _forget_lines(self) -> None:
        """Another profile says itself where it has a value of its own."""
        choices = (self._go, self._fips, *((self._modules.database,) if self._modules is not None else ()))
        for choice in choices:
            choice.forget()

    def _choose_tmp(self) -> None:
        choice = _TMPFS[self._tmp.currentIndex()]
        size = f"{self._view.tmpfs.size}g" if self._view is not None else None
        by_choice = {needs.TmpfsChoice.LEAVE: None, needs.TmpfsChoice.AUTO: needs.TmpfsChoice.AUTO.value}
        self._want(wishes.with_tmpfs(self._wanted, by_choice.get(choice, size)))

    def _choose_size(self, size: int) -> None:
        """The bar begins at nothing, but a Go build needs more than that."""
        least = max(size, needs.LEAST_GIB)
        with QSignalBlocker(self._gauge):
            self._gauge.setValue(least)
        self._want(wishes.with_tmpfs(self._wanted, f"{least}g"))

    def _drop_setting(self, place: int) -> None:
        key, _ = self._view.godebug[place] if self._view is not None else ("", "")
        self._want(wishes.with_setting(self._wanted, key, None))

    def _drop_folder(self, place: int) -> None:
        folders = self._wanted.projects.folders
        self._want(wishes.with_folders(self._wanted, (*folders[:place], *folders[place + 1 :])))

    def _ask_load(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self._load.text().replace("&", ""), "", TOML)
        if path:
            self._forget_lines()
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
        self._render_modules(view)
        if view.pc:
            self._settings_of_pc().display(view.pc, speak, self.stage.theme)
        else:
            self._render_distro(view)
        if self._pc is not None:
            self._pc.setVisible(bool(view.pc))

    def _render_modules(self, view: NeedsView) -> None:
        """The card is made when the page is on the screen: it would take as long as all the rest."""
        if self._modules is not None:
            self._modules.setVisible(not view.pc)
            self._modules.display(view)
        elif not view.pc:
            QTimer.singleShot(0, self, self._add_modules)

    def _add_modules(self) -> None:
        if self._modules is None and self._view is not None:
            self._modules = ModulesCard(self.stage, self._want)
            self._column.insertWidget(self._column.indexOf(self._distro) + 1, self._modules)
            self._render_modules(self._view)

    def _settings_of_pc(self) -> PcSettings:
        if self._pc is None:
            self._pc = PcSettings()
            self._pc.chosen.connect(
                lambda field, value: self._want(pcneeds.with_setting(self._wanted, field, value))
            )
            self._column.insertWidget(self._column.indexOf(self._distro), self._pc)
        return self._pc

    def _render_distro(self, view: NeedsView) -> None:
        speak = self.stage.speech
        self._render_choices(view)
        self._render_tmp(view)
        self._systemd.setText(speak(say("Enable systemd to &run services in the distro")))
        self._systemd.setChecked(view.systemd)
        self._weekly.setText(speak(say("Check for drift every &week")))
        self._weekly.setToolTip(
            tip(speak(say("A timer in the distro reports what has drifted. It changes nothing.")))
        )
        self._weekly.setChecked(view.weekly)
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

    def _render_choices(self, view: NeedsView) -> None:
        speak, theme = self.stage.speech, self.stage.theme
        own = speak(say("this version:"))
        self._go.name(speak(say("&Go")), own, "1.25.5", theme)
        self._go.show_choice(view.go, GO_CHOICES, speak)
        self._fips.name(speak(say("&FIPS 140")), own, "v1.0.0", theme)
        self._fips.show_choice(view.fips, FIPS_CHOICES, speak)

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
        buttons = [speak(say("Add")), speak(say("Remove"))]
        self._debug.name(speak(say("GO&DEBUG for every Go program")), "netdns=go", buttons, theme)
        label = speak(say("&Project folders (for their go.mod)"))
        self._folders.name(label, "~/src/app", buttons, theme)
        settings = [f"{key}={value}" for key, value in view.godebug]
        for editor, entry, shown in (
            (self._debug, ListEntry.GODEBUG, settings),
            (self._folders, ListEntry.FOLDER, view.folders),
        ):
            wrong = view.refused.get(entry)
            editor.show_entries(shown, view.typed.get(entry, ""), speak(wrong) if wrong is not None else "")

    @override
    def first(self) -> QWidget | None:
        return next((card for card in self._cards if card.isChecked()), None)

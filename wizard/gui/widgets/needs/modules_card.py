"""Where Go downloads modules from, and what it checks: proxies in order, private modules, the checksum database."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from wizard.gui.flow import intents, wishes
from wizard.gui.flow.entries import ListEntry
from wizard.gui.style.theme import GRID
from wizard.gui.views.needs.modules import DATABASES, ModulesView
from wizard.gui.views.needs.page import NeedsView
from wizard.gui.widgets.card_grid import CardGrid
from wizard.gui.widgets.cards import Card
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.labels import caption, tip
from wizard.gui.widgets.needs.choice_or_own import ChoiceOrOwn
from wizard.gui.widgets.needs.editable_list import ListEditor
from wizard.model.text import say
from wizard.model.wanted import Wanted


class ModulesCard(Card):
    """Proxies in order, private modules, the checksum database. What is *wanted* after an edit is told as it is."""

    def __init__(self, stage: PageContext, want: Callable[[Wanted], None]) -> None:
        super().__init__()
        self._stage, self._want = stage, want
        self._view: ModulesView | None = None
        self._wanted = Wanted()
        self._ready = QComboBox()
        self._ready_label = caption(self._ready)
        self.chain = ListEditor(is_ordered=True)
        self._leads_on = QCheckBox()
        self.private = ListEditor()
        self.database = ChoiceOrOwn(wishes.database_problem, self)
        self._arrange()
        self._ready.activated.connect(self._take_ready)
        self.chain.removed.connect(self._drop_hop)
        self.chain.moved.connect(self._move_hop)
        self.chain.picked.connect(lambda _: self._show_hop())
        self._leads_on.clicked.connect(self._lead_on)
        self.private.removed.connect(self._drop_private)
        self.database.chosen.connect(lambda name: want(wishes.with_database(self._wanted, name)))
        for editor, entry in ((self.chain, ListEntry.PROXY), (self.private, ListEntry.PRIVATE)):
            connect_entry(editor, entry, stage)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self._ready_label, 0, 0)
        grid.addWidget(self._ready, 0, 1)
        self.database.add_to(grid, 1)
        self.column.addLayout(grid)
        self.column.addSpacing(GRID)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.chain)
        column.addWidget(self._leads_on)
        lists = CardGrid(42 * GRID)
        lists.set_gap(3 * GRID)
        lists.show_cards([left, self.private])
        self.column.addWidget(lists)

    def display(self, view: NeedsView) -> None:
        """Show *view*."""
        self._view, self._wanted = view.modules, view.wanted
        speak, theme = self._stage.speech, self._stage.theme
        modules = view.modules
        self._ready_label.setText(speak(say("Module pro&xies")))
        self._ready.clear()
        self._ready.addItems([speak(each.title) for each in modules.ready])
        self._ready.setCurrentIndex(modules.place)
        self.database.name(
            speak(say("Chec&ksum database")), speak(say("this database:")), "NAME+HASH+KEY", theme
        )
        self.database.show_choice(modules.database, DATABASES, speak)
        buttons = [speak(text) for text in (say("Add"), say("Remove"), say("Move up"), say("Move down"))]
        self.chain.name(
            speak(say("Proxies that Go asks, i&n order")), "https://proxy.example.com", buttons, theme
        )
        self.private.name(speak(say("Pr&ivate modules")), "github.com/OWNER/*", buttons, theme)
        refused = {entry: speak(why) for entry, why in view.refused.items()}
        self.chain.show_entries(
            [hop.shows for hop in modules.chain],
            view.typed.get(ListEntry.PROXY, ""),
            refused.get(ListEntry.PROXY, ""),
            [speak(hop.says) for hop in modules.chain],
        )
        self.private.show_entries(
            modules.private, view.typed.get(ListEntry.PRIVATE, ""), refused.get(ListEntry.PRIVATE, "")
        )
        self._leads_on.setText(speak(say("Any &error of the selected proxy leads to the next one ( | )")))
        self._leads_on.setToolTip(
            tip(speak(say("Otherwise Go asks the next one only if this one does not have the module.")))
        )
        self._show_hop()

    def _show_hop(self) -> None:
        chain = self._view.chain if self._view is not None else ()
        place = self.chain.place
        hop = chain[place] if 0 <= place < len(chain) else None
        self._leads_on.setEnabled(hop is not None and hop.leads_on)
        self._leads_on.setChecked(hop is not None and hop.leads_on and hop.after_any_error)

    def _take_ready(self, place: int) -> None:
        wanted = self._view.ready[place].wanted if self._view is not None else None
        if wanted is not None:
            self._want(wanted)
        else:
            self.chain.write()

    def _move_hop(self, place: int, by: int) -> None:
        if self._view is not None:
            self._want(wishes.with_chain(self._wanted, wishes.moved(self._view.hops, place, by)))

    def _drop_hop(self, place: int) -> None:
        if self._view is not None:
            hops = self._view.hops
            self._want(wishes.with_chain(self._wanted, (*hops[:place], *hops[place + 1 :])))

    def _lead_on(self, on: bool) -> None:
        place = self.chain.place
        if self._view is not None and place >= 0:
            hops = self._view.hops
            hop = hops[place]._replace(after_any_error=on)
            self._want(wishes.with_chain(self._wanted, (*hops[:place], hop, *hops[place + 1 :])))

    def _drop_private(self, place: int) -> None:
        patterns = self._wanted.modules.private
        self._want(wishes.with_private(self._wanted, (*patterns[:place], *patterns[place + 1 :])))


def connect_entry(editor: ListEditor, entry: ListEntry, stage: PageContext) -> None:
    """Tell the flow what is written in the line of *editor*, and when it shall be added."""
    editor.written.connect(lambda words: stage.do(intents.WriteEntry(entry, words)))
    editor.added.connect(lambda: stage.do(intents.AddEntry(entry)))

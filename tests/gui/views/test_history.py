"""History says why a setup cannot be undone."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gui.gallery import history
from tests.gui.read import words
from wizard.gui.views.history import HistoryView


def test_history_says_why_a_setup_cannot_be_taken_back() -> None:
    state = history()
    assert state.history is not None
    for picked, why in ((3, ""), (2, "This setup is already undone."), (1, "written by a newer version")):
        view = HistoryView.of(replace(state, history=replace(state.history, picked=picked)))
        assert view is not None
        assert why in words(view.why_not)
        assert view.can_undo is (why == "")
    damaged = tuple(replace(each, is_newer=False) for each in state.history.setups)
    view = HistoryView.of(replace(state, history=replace(state.history, setups=damaged, picked=1)))
    assert view is not None
    assert "damaged" in words(view.why_not)
    assert words(view.rows[-1].changed) == "damaged"

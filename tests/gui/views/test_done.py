"""The last page: what changed, and what is left to do."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gui.gallery import pictures
from tests.gui.read import words
from wizard.gui.flow import intents
from wizard.gui.views.done import DoneView
from wizard.model.orders import Phase, Receipt

PICTURES = pictures()


def notes(name: str) -> list[str]:
    return [words(note) for note in DoneView.of(PICTURES[name]).notes]


def test_what_was_kept_can_be_undone_later_and_says_where() -> None:
    assert "You can undo this setup at any time in History." in notes("done-kept")


def test_files_of_others_that_an_undo_left_are_listed() -> None:
    view = DoneView.of(PICTURES["done-undone"])
    assert view.icon == "advice"
    assert view.foreign


def test_what_the_setup_wrote_in_them_can_be_undone_from_there() -> None:
    undo = DoneView.of(PICTURES["done-undone"]).undo_lines
    assert undo is not None
    assert undo.intent == intents.UndoLines()
    assert DoneView.of(PICTURES["done-kept"]).undo_lines is None


def test_when_it_takes_effect_is_told_until_the_machine_restarted_with_it() -> None:
    due = PICTURES["done-due"]
    assert due.outcome is not None
    waits = "Takes effect after the distro restarts"
    assert [note for note in notes("done-due") if note.startswith(waits)]
    restarted = replace(due, restarted=due.outcome.number)
    assert not [note for note in DoneView.of(restarted).notes if words(note).startswith(waits)]


def test_a_restart_is_offered_only_where_one_is_due() -> None:
    due = DoneView.of(PICTURES["done-due"]).now
    assert due is not None
    assert due.intent == intents.AskRestart()
    assert DoneView.of(PICTURES["done-kept"]).now is None


def test_an_undo_of_what_a_restart_took_up_needs_another_restart() -> None:
    assert [note for note in notes("done-due-again") if "Restart it again to complete the undo." in note]


def test_nothing_done_claims_no_change() -> None:
    view = DoneView.of(PICTURES["done-nothing"])
    assert (view.files, view.kept, view.foreign) == ((), (), ())


def test_a_report_needs_a_check() -> None:
    state = PICTURES["done-nothing"]
    assert DoneView.of(state).can_report
    assert not DoneView.of(replace(state, look=None, verified=None)).can_report


def test_a_file_whose_original_is_gone_was_edited_by_nobody() -> None:
    state = PICTURES["done-undone"]
    assert state.outcome is not None
    receipt = Receipt(7, Phase.UNDONE, foreign=("/etc/fstab",), lost=("/etc/fstab",))
    view = DoneView.of(replace(state, outcome=replace(state.outcome, receipt=receipt)))
    assert (view.icon, view.foreign) == ("advice", ())
    assert words(view.headline) == "Setup 7 is undone, except for 1 file."
    assert "/etc/fstab was not restored because its original file is no longer in the journal." in " ".join(
        map(words, view.notes)
    )
    assert view.undo_lines is not None

"""What is said in a terminal: nothing of what is not there, and one is not counted as many."""

from __future__ import annotations

from tests.cli.conftest import Wizard


def test_a_setup_that_took_one_back_says_so(wizard: Wizard) -> None:
    wizard("apply", "--yes", "--accept")
    wizard("undo", "--yes")
    newest, oldest = wizard("history", "--language", "en").out.splitlines()
    assert "kept  undid setup 1: " in newest
    assert "took" not in oldest


def test_where_nothing_is_to_do_nothing_is_said_of_a_restart(wizard: Wizard) -> None:
    wizard("apply", "--yes", "--accept")
    wizard("undo", "--yes")
    output = wizard("undo", "1", "--yes", "--language", "en").out.splitlines()
    assert output == ["Nothing to change."]


def test_where_there_is_nothing_to_show_that_is_said(wizard: Wizard) -> None:
    assert (
        wizard("history", "--language", "en").out
        == "No setups yet. A setup appears here when you apply changes.\n"
    )
    assert wizard("drift", "--language", "en").out.startswith("No setup is in place")


def test_a_single_change_is_not_counted_as_many(wizard: Wizard) -> None:
    output = wizard("plan", "--only", "wsl-conf-damage", "--language", "en").out
    assert "1 change, +1 −1 lines." in output

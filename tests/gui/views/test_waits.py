"""A setup that waits is offered in full: what it changed, and every way on."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gui.gallery import TRIAL, pictures
from tests.gui.read import words
from wizard.gui.flow import intents
from wizard.gui.views.waits import due_view, waits_view

PICTURES = pictures()


def test_what_it_changed_is_listed() -> None:
    assert TRIAL.plan is not None
    files = waits_view(TRIAL, enabled=True).files
    assert files == tuple(change.shown for change in TRIAL.plan.changes)
    assert waits_view(replace(TRIAL, plan=None), enabled=True).files == ()


def test_nothing_can_be_clicked_while_the_wizard_works() -> None:
    for enabled in (True, False):
        assert {button.enabled for button in waits_view(TRIAL, enabled=enabled).actions} == {enabled}


def test_a_kept_setup_that_waits_for_a_restart_offers_only_that() -> None:
    view = due_view(PICTURES["machines-pending"], enabled=True)
    assert view is not None
    assert words(view.title) == "Debian is waiting for a restart"
    assert [action.intent for action in view.actions] == [intents.AskRestart()]


def test_where_nothing_waits_for_a_restart_none_is_offered() -> None:
    assert due_view(PICTURES["machines"], enabled=True) is None
    assert due_view(PICTURES["machine-trial"], enabled=True) is None

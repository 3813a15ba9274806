"""Buttons are named for what they do, and offer nothing that cannot be done."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui.gallery import pictures
from tests.gui.read import words
from wizard.gui.flow import intents
from wizard.gui.flow.needs import why_not
from wizard.gui.views.buttons import Buttons

PICTURES = pictures()


class TestButtons:
    def label(self, name: str) -> str:
        return words(Buttons.of(PICTURES[name]).next.label)

    def test_they_are_named_for_what_they_do(self) -> None:
        assert self.label("machine") == "&Set up"
        assert self.label("needs") == "&Start check"
        assert self.label("findings") == "&Review 2 repairs"
        assert self.label("findings-drift") == "&Finish"
        assert self.label("review") == "&Apply…"
        assert self.label("apply-ask") == "&Apply 3 changes"
        assert self.label("apply-stale") == "Check a&gain"
        assert self.label("verify-well") == "&Keep changes"
        assert self.label("done-kept") == "&Finish"

    def test_what_was_not_agreed_to_is_not_applied_by_default(self) -> None:
        row = Buttons.of(PICTURES["apply-unagreed"])
        assert (words(row.next.label), row.next.intent) == ("Do &not apply", intents.DoNotApply())
        assert row.extra is not None
        assert (words(row.extra.label), row.extra.intent) == ("Apply any&way", intents.ApplyAnyway())
        assert row.next.tip is not None
        assert row.extra.tip is not None

    def test_one_is_not_many(self) -> None:
        state = replace(PICTURES["findings"], chosen=frozenset({"one"}))
        assert words(Buttons.of(state).next.label) == "&Review 1 repair"

    def test_nothing_can_be_applied_that_was_not_seen(self) -> None:
        assert Buttons.of(PICTURES["review"]).next.enabled
        assert not Buttons.of(replace(PICTURES["review"], seen=None)).next.enabled

    def test_a_recording_says_why_it_cannot_be_changed(self) -> None:
        button = Buttons.of(PICTURES["review-locked"]).next
        assert (button.enabled, words(button.tip)) == (False, "This machine can be checked but not changed.")

    def test_while_applying_only_stop_is_left(self) -> None:
        row = Buttons.of(PICTURES["apply-work"])
        assert row.back is not None
        assert row.cancel is not None
        assert (row.next.enabled, row.back.enabled, row.cancel.enabled) == (False, False, True)
        assert words(row.cancel.label) == "S&top"

    @pytest.mark.parametrize("name", ["machine", "review", "verify-well"])
    def test_close_promises_no_more_than_it_knows(self, name: str) -> None:
        state = PICTURES[name]
        cancel = Buttons.of(state).cancel
        assert cancel is not None
        keeps = "The setup stays as it is." if state.open else "Closes the wizard. Nothing more is changed."
        assert words(cancel.tip).startswith(keeps)

    def test_stop_is_pressed_once(self) -> None:
        row = Buttons.of(PICTURES["apply-stopping"])
        assert row.cancel is not None
        assert not row.cancel.enabled

    def test_undo_stands_beside_keep(self) -> None:
        assert Buttons.of(PICTURES["verify-bad"]).extra is not None
        assert Buttons.of(PICTURES["review"]).extra is None


def test_while_it_restarts_nothing_can_be_clicked() -> None:
    buttons = Buttons.of(PICTURES["restart-work"])
    assert not buttons.next.enabled
    assert buttons.extra is not None
    assert not buttons.extra.enabled
    assert buttons.cancel is not None
    assert not buttons.cancel.enabled


def test_nothing_is_checked_for_what_cannot_be_and_the_button_says_why() -> None:
    forward = Buttons.of(PICTURES["needs-refused"]).next
    assert (forward.enabled, forward.tip) == (False, why_not(PICTURES["needs-refused"]))
    assert Buttons.of(PICTURES["needs-modules"]).next.enabled

"""Applying, stage by stage."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui.gallery import pictures
from tests.gui.read import words
from tests.gui.states import (
    PLAN,
)
from wizard.gui.views.apply import ApplyStage, ApplyView, hint
from wizard.gui.views.review import ReviewView

PICTURES = pictures()


class TestApply:
    @pytest.mark.parametrize(
        ("name", "stage"),
        [
            ("apply-ask", ApplyStage.ASK),
            ("apply-work", ApplyStage.WORK),
            ("apply-unagreed", ApplyStage.UNAGREED),
            ("apply-stale", ApplyStage.STALE),
            ("apply-failed", ApplyStage.FAILED),
            ("apply-cut", ApplyStage.INTERRUPTED),
        ],
    )
    def test_stages(self, name: str, stage: ApplyStage) -> None:
        view = ApplyView.of(PICTURES[name])
        assert view is not None
        assert view.stage is stage

    def test_what_differs_is_said_in_the_words_of_the_review(self) -> None:
        state = PICTURES["apply-unagreed"]
        view, review = ApplyView.of(state), ReviewView.of(state)
        assert view is not None
        assert review is not None
        points = [words(point) for point in view.points]
        assert points[0] == "The go command stops working in a new terminal (now 1.25.5)."
        assert points[-1].endswith("Go 1.26.6. ~/.bashrc:12 overrides it.")
        assert " ".join(points) in " ".join(map(words, review.rehearsal))
        assert (review.icon, view.touched) == ("fixable", ())
        assert words(hint(view)).startswith("Nothing was changed yet.")

    def test_the_last_step_is_the_one_being_done(self) -> None:
        view = ApplyView.of(PICTURES["apply-work"])
        assert view is not None
        assert [step.done for step in view.steps] == [True, True, False]
        assert view.reached == 666

    def test_taking_back_is_named(self) -> None:
        back = replace(PLAN, undoes=3)
        view = ApplyView.of(replace(PICTURES["apply-ask"], plan=back))
        assert view is not None
        assert words(view.question) == "Undo setup 3 on Ubuntu-24.04?"

"""The steps of the sidebar, seen from each page."""

from __future__ import annotations

import pytest

from wizard.gui.flow.steps import SENTENCES, TITLES, Page, StepStanding, steps_at


@pytest.mark.parametrize("here", Page)
def test_what_is_behind_is_done_and_what_is_ahead_is_not(here: Page) -> None:
    steps = steps_at(here)
    assert [step.number for step in steps] == list(range(1, len(Page) + 1))
    standings = [step.standing for step in steps]
    assert standings[:here] == [StepStanding.DONE] * here
    assert standings[here] is StepStanding.HERE
    assert set(standings[here + 1 :]) <= {StepStanding.AHEAD}
    assert steps[here].says.render() == f"Step {here + 1}, {TITLES[here].render()}: current"


def test_each_page_has_its_words() -> None:
    assert set(TITLES) == set(SENTENCES) == set(Page)
    assert len({title.render() for title in TITLES.values()}) == len(Page)

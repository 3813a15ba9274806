"""What the flow knows of progress, of setups and of what waits."""

from __future__ import annotations

import pytest

from wizard.gui.flow.state import LINES, History, ProgressSoFar, Waits
from wizard.model.events import Doing, Note, Progress
from wizard.model.orders import Phase
from wizard.model.plans import Setup
from wizard.model.text import plain


def test_progress_never_falls() -> None:
    far = ProgressSoFar().after(Progress(80, 100))
    assert far.reached == 800
    assert far.after(Progress(10, 100)).reached == 800
    assert far.after(Progress(1, 0)) == far
    assert far.after(Progress(200, 100)).reached == 1000


def test_a_bar_of_parts_goes_on_where_the_last_part_ended() -> None:
    so_far = ProgressSoFar(parts=2).after(Doing(plain("first"))).after(Progress(5, 5))
    assert so_far.reached == 500
    assert so_far.after(Doing(plain("second"))).after(Progress(1, 2)).reached == 750


def test_only_the_last_lines_are_kept() -> None:
    so_far = ProgressSoFar()
    for number in range(LINES + 5):
        so_far = so_far.after(Note(plain(str(number))))
    assert len(so_far.lines) == LINES
    assert so_far.lines[-1].render() == str(LINES + 4)


def test_a_setup_is_found_by_its_number() -> None:
    first, second = Setup(2, Phase.TRIAL, None), Setup(1, Phase.ACCEPTED, None)
    history = History((first, second))
    assert history.setup(1) is second
    assert history.setup(3) is history.setup(None) is None


@pytest.mark.parametrize(
    ("phase", "interrupted"), [(None, False), (Phase.TRIAL, False), (Phase.SWITCHING, True)]
)
def test_what_waits_may_have_been_interrupted(phase: Phase | None, interrupted: bool) -> None:
    assert Waits(1, phase).is_interrupted is interrupted

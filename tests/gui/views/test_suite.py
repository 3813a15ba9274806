"""The acceptance suite on the seventh page: check by check, with what could not be made."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.app.proof.made import results, suite
from tests.gui import states
from tests.gui.gallery import PC_SITE, pictures
from tests.gui.read import words
from wizard.gui.views.suite import SuiteView
from wizard.model.proof import StepOutcome

PICTURES = pictures()


def view(name: str) -> SuiteView:
    found = SuiteView.of(PICTURES[name])
    assert found is not None
    return found


def test_every_check_is_listed_below_its_heading() -> None:
    shown = view("verify-suite")
    titles = [words(group.title) for group in shown.groups]
    assert titles[:2] == ["Build and test", "CGO"]
    assert "Your project: ~/src/app" in titles
    rows = [row for group in shown.groups[:-1] for row in group.rows]
    assert len(rows) == len(results())
    by_word = [words(row.word) for row in rows]
    assert {"Passed", "Failed", "Could not check", "Does not apply"} == set(by_word)


def test_what_failed_or_could_not_be_made_says_why() -> None:
    rows = [row for group in view("verify-suite").groups for row in group.rows]
    failed = next(row for row in rows if row.icon == "blocked")
    assert words(failed.says[0]).startswith("Modules in the cache were changed")
    assert any("dir has been modified" in line for line in failed.quote)
    assert not any("hunter2" in line or "\x1b" in line for row in rows for line in row.quote)
    unmade = next(row for row in rows if row.icon == "unknown")
    assert unmade.says


def test_the_verdict_comes_with_the_counts() -> None:
    shown = view("verify-suite")
    assert (shown.icon, words(shown.verdict)) == ("blocked", "Acceptance suite: 1 check failed.")
    counted = suite().count(StepOutcome.PASSED)
    assert words(shown.counts[0]) == f"{counted} passed"


def test_build_time_is_told_by_place() -> None:
    speeds = view("verify-suite").groups[-1]
    assert words(speeds.title) == "Build time"
    assert [words(row.word) for row in speeds.rows] == [f"{each.seconds:.2f} s" for each in suite().speeds]


def test_while_it_runs_it_shows_what_it_has_proved() -> None:
    busy = view("verify-suite-busy")
    assert (busy.runs, busy.prove.enabled, busy.can_report) == (True, False, False)
    assert {(words(line.title), words(line.word)) for line in busy.lines} == {("A program builds", "Passed")}


def test_a_button_that_is_off_says_why() -> None:
    still = SuiteView.of(replace(PICTURES["verify-well"], can=states.CAN))
    assert still is not None
    assert not still.prove.enabled
    assert words(still.why_not) == "The acceptance suite needs a distro that runs."


@pytest.mark.parametrize("name", ["verify-due", "verify-well"])
def test_this_pc_has_no_suite(name: str) -> None:
    assert SuiteView.of(replace(PICTURES[name], site=PC_SITE)) is None


def test_nor_is_it_offered_beside_a_restart() -> None:
    assert SuiteView.of(PICTURES["restart-ask"]) is None

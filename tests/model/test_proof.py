"""A run of the suite is well only if every check that applies was made and passed."""

from __future__ import annotations

import itertools

import pytest

from wizard.model.proof import GROUPS, OUTCOMES, PLACES, DiskKind, StepOutcome, StepResult, SuiteResult
from wizard.model.text import say


def run(*outcomes: StepOutcome) -> SuiteResult:
    results = tuple(StepResult("x", "build", say("X"), outcome) for outcome in outcomes)
    return SuiteResult("Ubuntu", "", 1.0, "", "", results)


@pytest.mark.parametrize("outcomes", list(itertools.product(StepOutcome, repeat=2)))
def test_only_what_passed_or_does_not_apply_is_well(outcomes: tuple[StepOutcome, ...]) -> None:
    bad = {StepOutcome.FAILED, StepOutcome.UNCHECKED}
    assert run(*outcomes).well is not bool(bad & set(outcomes))


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        ((StepOutcome.FAILED, StepOutcome.UNCHECKED, StepOutcome.PASSED), "1 check failed."),
        ((StepOutcome.UNCHECKED, StepOutcome.PASSED), "No check failed, but 1 check could not be made."),
        ((StepOutcome.PASSED, StepOutcome.NOT_APPLICABLE), "1 check applies here, and it passed."),
        ((StepOutcome.PASSED, StepOutcome.PASSED), "All 2 checks that apply here passed."),
    ],
)
def test_the_verdict_says_the_worst(outcomes: tuple[StepOutcome, ...], sentence: str) -> None:
    assert run(*outcomes).verdict.render() == sentence


def test_everything_has_a_name() -> None:
    assert set(OUTCOMES) == set(StepOutcome)
    assert set(PLACES) == set(DiskKind)
    assert GROUPS

"""Which restart is still to come."""

from __future__ import annotations

import msgspec
import pytest

from wizard.engine.pending import Cause, causes, pending
from wizard.model.findings import Finding, Judged, Restart, Severity, Verdict
from wizard.model.orders import Phase
from wizard.model.plans import Plan, Record, Setup
from wizard.model.text import plain

NINE, TEN, ELEVEN = (f"2026-11-02T{hour:02}:00:00+00:00" for hour in (9, 10, 11))


def judged(verdict: Verdict, restart: Restart) -> Judged:
    finding = Finding(verdict, plain("x"), restart=restart)
    return Judged("a-rule", "wsl", plain("x"), Severity.LOW, finding)


def setup(phase: Phase = Phase.ACCEPTED, restart: Restart = Restart.DISTRO, at: str = TEN) -> Setup:
    return Setup(1, phase, Record(Plan("m", "s", restart=restart), at, "0.1"))


@pytest.mark.parametrize(
    ("verdict", "restart", "waits"),
    [
        (Verdict.ADVICE, Restart.DISTRO, Restart.DISTRO),
        (Verdict.ADVICE, Restart.WSL, Restart.WSL),
        (Verdict.ADVICE, Restart.SHELL, Restart.NONE),
        (Verdict.ADVICE, Restart.NONE, Restart.NONE),
        (Verdict.FIXABLE, Restart.DISTRO, Restart.NONE),
        (Verdict.OK, Restart.DISTRO, Restart.NONE),
    ],
)
def test_a_rule_that_finds_the_file_right_and_the_machine_not(
    verdict: Verdict, restart: Restart, waits: Restart
) -> None:
    assert pending([judged(verdict, restart)], [], None) is waits


@pytest.mark.parametrize("phase", list(Phase))
def test_a_setup_that_stands_and_is_younger_than_what_runs(phase: Phase) -> None:
    stands = phase in (Phase.TRIAL, Phase.ACCEPTED)
    assert pending([], [setup(phase)], NINE) is (Restart.DISTRO if stands else Restart.NONE)
    assert pending([], [setup(phase)], ELEVEN) is Restart.NONE


@pytest.mark.parametrize(
    ("applied", "began", "undone", "waits"),
    [
        (NINE, TEN, ELEVEN, True),  # what runs has felt it, and does not know that it is gone
        (NINE, NINE, TEN, True),
        (TEN, NINE, ELEVEN, False),  # never felt
        (NINE, ELEVEN, TEN, False),  # restarted since
        (NINE, TEN, TEN, False),
        (NINE, TEN, None, False),
    ],
)
def test_a_setup_that_was_undone_is_felt_until_the_restart(
    applied: str, began: str, undone: str | None, waits: bool
) -> None:
    gone = msgspec.structs.replace(setup(Phase.UNDONE, at=applied), undone_at=undone)
    assert pending([], [gone], began) is (Restart.DISTRO if waits else Restart.NONE)


def test_where_nobody_knows_when_it_began_there_is_no_false_alarm() -> None:
    assert pending([], [setup()], None) is Restart.NONE


def test_new_shells_come_by_themselves() -> None:
    assert pending([], [setup(restart=Restart.SHELL)], NINE) is Restart.NONE


def test_the_most_of_all() -> None:
    setups = [setup(restart=Restart.DISTRO), setup(restart=Restart.WSL, at=NINE)]
    assert (
        pending([judged(Verdict.ADVICE, Restart.DISTRO)], setups, "2026-11-01T00:00:00+00:00") is Restart.WSL
    )


def test_a_setup_that_cannot_be_read_says_nothing() -> None:
    assert causes([Setup(1, Phase.ACCEPTED, None), setup()]) == (Cause(TEN, Restart.DISTRO),)

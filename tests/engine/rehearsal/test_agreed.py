"""What a rehearsal of the staged files shows beyond what the user said yes to."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from wizard.engine.rehearsal.agreed import unagreed
from wizard.model.rehearsal.shells import (
    GoIs,
    Harm,
    HarmKind,
    Missed,
    Rehearsal,
    ShellKind,
    VariableUnset,
)

TAB, INNER = ShellKind.TERMINAL, ShellKind.INNER
LOST = Harm(HarmKind.LOST_FOLDER, (TAB,), "/a")
SLOW = Harm(HarmKind.SLOWER, (TAB,), "", "1", "9")
ERROR = Harm(HarmKind.NEW_ERROR, (TAB,), "", "", "bash: line 7: x: command not found")
SETTING = Harm(HarmKind.CHANGED_SETTING, (TAB,), "GOPROXY", "direct", "https://proxy")
MISSED = Missed(GoIs("1.27.3"), (TAB,), "1.25.5")


def seen(*each: Harm | Missed, stands_in: bool = False) -> Rehearsal:
    return Rehearsal(
        (TAB, INNER),
        harms=tuple(one for one in each if isinstance(one, Harm)),
        missed=tuple(one for one in each if isinstance(one, Missed)),
        stands_in=stands_in,
    )


@pytest.mark.parametrize("each", [LOST, SLOW, ERROR, SETTING, MISSED], ids=str)
def test_what_was_shown_before_is_agreed_to_and_what_was_not_is_named(each: Harm | Missed) -> None:
    assert unagreed(seen(each), seen(each)) == ()
    assert unagreed(seen(), seen(each)) == (), "less than what was said is fine"
    (text,) = unagreed(seen(each), seen())
    assert "a new terminal" in text.render()


@pytest.mark.parametrize("each", [LOST, SLOW, ERROR, SETTING, MISSED], ids=str)
def test_in_another_kind_of_shell_it_is_something_else(each: Harm | Missed) -> None:
    more = replace(each, kinds=(TAB, INNER))
    assert len(unagreed(seen(more), seen(each))) == 1
    assert unagreed(seen(each), seen(more)) == ()


def test_numbers_that_differ_from_run_to_run_mean_nothing_and_names_do() -> None:
    assert unagreed(seen(replace(SLOW, after="30")), seen(SLOW)) == ()
    assert unagreed(seen(replace(ERROR, after=ERROR.after.replace("7", "12"))), seen(ERROR)) == ()
    assert len(unagreed(seen(replace(ERROR, after="bash: y: command not found")), seen(ERROR))) == 1
    assert len(unagreed(seen(replace(LOST, name="/b")), seen(LOST))) == 1
    assert len(unagreed(seen(replace(MISSED, predicate=VariableUnset("GOROOT"))), seen(MISSED))) == 1


def test_settings_that_come_with_a_version_were_not_to_be_known_from_its_stand_in() -> None:
    assert unagreed(seen(SETTING), seen(stands_in=True)) == ()
    assert len(unagreed(seen(LOST), seen(stands_in=True))) == 1

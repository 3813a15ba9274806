"""What a rule may say and do is found in its source."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wizard.model.commands.command import Command
from wizard.model.edits.files import RunCommand, SetKey
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Finding, Restart, Rule
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules import catalogue
from wizard.rules.declare import advice, blocked, fixable, rule

FOLDER = Path(__file__).resolve().parents[3] / "packaging/rules"


@pytest.fixture(scope="module")
def collected() -> Iterator[Any]:
    sys.path.insert(0, str(FOLDER))
    from collect import collected

    yield collected
    sys.path.remove(str(FOLDER))


def _of(id: str) -> Rule:
    return next(rule for side in Side for rule in catalogue.rules(side) if rule.id == id)


@rule("x", area="wsl", title=say("All is well"), needs=())
def repairs(see: Snapshot, want: Wanted) -> Finding:
    why = say("It fails.") if want.name else say("It is slow.")
    edits = (SetKey("/etc/wsl.conf", "a", "b", "c"),)
    return fixable(say("It is so."), edits, why=why, restart=Restart.DISTRO, may_break=say("It may stop."))


@rule("y", area="wsl", title=say("All is well"), needs=())
def advises(see: Snapshot, want: Wanted) -> Finding:
    SetKey("/etc/wsl.conf", "a", "b", "c")
    return advice(say("It is so."), why=say("It fails."), do=_DO[want.name])


_DO = {"a": say("Do this."), "b": say("Do that.")}


def test_texts_edits_and_the_restart_of_a_repair(collected: Any) -> None:
    assert collected(repairs) == {
        "why": [["It fails.", "", [["It is so.", ""]]], ["It is slow.", "", [["It is so.", ""]]]],
        "do": [],
        "effect": [],
        "may_break": [["It may stop.", "", [["It is so.", ""]]]],
        "commands": [],
        "edits": ["set-key"],
        "restarts": ["distro"],
    }


def test_who_only_advises_makes_no_edit(collected: Any) -> None:
    found = collected(advises)
    assert found["edits"] == found["restarts"] == []
    assert found["do"] == [["Do this.", "", [["It is so.", ""]]], ["Do that.", "", [["It is so.", ""]]]]


@rule("z", area="wsl", title=say("All is well"), needs=())
def answers(see: Snapshot, want: Wanted) -> Finding:
    if want.name == "a":
        return advice(say("It is old."), why=say("It fails."))
    if want.name == "b":
        return _given(say("It is new."), say("It is slow."))
    what, why = _PAIRS[want.name]
    command = Command(("x",), as_root=False, undo=None, why=say("Makes it quick."))
    return fixable(say("It is odd."), (RunCommand(command),), why=why, may_break=what)


def _given(says: Text, why: Text) -> Finding:
    return blocked(says, why=why)


_given.__module__ = "wizard.rules.given"  # functions of rules are followed, no others

_PAIRS = {"c": (say("It may stop."), say("It is loud.")), "d": (say("It may go."), say("It is hot."))}


def test_each_text_has_the_answers_that_it_is_given_with(collected: Any) -> None:
    found = collected(answers)
    assert {one: when for one, _, when in found["why"]} == {
        "It fails.": [["It is old.", ""]],
        "It is slow.": [["It is new.", ""]],
        "It is loud.": [["It is odd.", ""]],
        "It is hot.": [["It is odd.", ""]],
    }
    assert [each[0] for each in found["may_break"]] == ["It may stop.", "It may go."]


def test_what_a_command_is_for_is_no_reason_of_the_rule(collected: Any) -> None:
    assert collected(answers)["commands"] == [["Makes it quick.", "", []]]


def test_a_row_of_a_family_brings_its_own_words(collected: Any) -> None:
    found = collected(_of("go-env-go111module"))
    assert any("modules disabled by GO111MODULE=off" in one for one, *_ in found["why"])
    assert [one for one, *_ in found["may_break"]] == ["Projects without a go.mod file may stop building."]
    assert "unset-variable" in found["edits"]


def test_a_row_that_leaves_it_to_a_person_repairs_nothing(collected: Any) -> None:
    assert collected(_of("modules-goproxy-http"))["edits"] == []


@pytest.mark.parametrize(
    "of", [rule for side in Side for rule in catalogue.rules(side)], ids=lambda of: of.id
)
def test_every_repair_says_why(collected: Any, of: Rule) -> None:
    """What the list of rules leaves out, nobody reads: a repair whose reason is written so that it is not found fails
    here."""
    found = collected(of)
    assert found["why"] or not found["edits"]


def test_every_text_is_one_that_is_translated(collected: Any) -> None:
    known = (FOLDER.parents[1] / "resources/locale/wizard.pot").read_text(encoding="utf-8")
    for of in catalogue.rules():
        found = collected(of)
        for slot in ("why", "do", "effect", "may_break", "commands"):
            for one, *_ in found[slot]:
                words = Text(one).template.replace("\\", "\\\\").replace('"', r"\"")
                assert f'"{words}"' in known, (of.id, one)

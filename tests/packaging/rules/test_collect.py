"""What a rule may say and do is found in its source."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wizard.model.edits.files import SetKey
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Finding, Restart, Rule
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules import catalogue
from wizard.rules.declare import advice, fixable, rule

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
        "why": [["It fails.", ""], ["It is slow.", ""]],
        "do": [],
        "effect": [],
        "may_break": [["It may stop.", ""]],
        "edits": ["set-key"],
        "restarts": ["distro"],
    }


def test_who_only_advises_makes_no_edit(collected: Any) -> None:
    found = collected(advises)
    assert found["edits"] == found["restarts"] == []
    assert found["do"] == [["Do this.", ""], ["Do that.", ""]]


def test_a_row_of_a_family_brings_its_own_words(collected: Any) -> None:
    found = collected(_of("go-env-go111module"))
    assert any("modules disabled by GO111MODULE=off" in one for one, _ in found["why"])
    assert found["may_break"] == [["Projects without a go.mod file may stop building.", ""]]
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
        for slot in ("why", "do", "effect", "may_break"):
            for one, _ in found[slot]:
                words = Text(one).template.replace("\\", "\\\\").replace('"', r"\"")
                assert f'"{words}"' in known, (of.id, one)

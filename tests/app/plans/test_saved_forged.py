"""Law: a saved plan in which anything says something else is refused, or does exactly what it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from tests.app.plans.leaves import Forgery, Where, other_lengths, other_values, plain
from tests.app.plans.recorded import session
from wizard.app.look import Look
from wizard.app.plans import saved
from wizard.app.session import Session
from wizard.engine.plan import make_plan
from wizard.model.edits.files import Wish
from wizard.model.errors import InputError, StaleError
from wizard.model.findings import Finding, Judged, Severity, Verdict
from wizard.model.plans import PLANS, Plan
from wizard.model.text import plain as plain_text

MACHINES = (
    ("ubuntu-24.04-messy", "other-values"),
    ("boot-command", "baseline"),
    ("linked-dotfiles", "china"),
    ("zsh-mise", "share"),
    ("pc-littered", "on-pc"),
    ("pc-virtualisation-off", "on-pc"),
)
everywhere = pytest.mark.parametrize(("name", "profile"), MACHINES)
KINDS = {
    "drop-item drop-line mend mend-rest reencode remove-key remove-registry-value replace-line run-command",
    "set-entry set-key set-link set-mount set-variable unpack unset-variable",
}


class Bench:
    """A machine, and the plan of all its repairs as a file has it."""

    def __init__(self, name: str, profile: str) -> None:
        self.session: Session = session(name, profile)
        self.wanted = self.session.wanted
        self.look: Look = self.session.look()
        self.plan = self.session.plan(self.look, self.session.rule_ids)
        self.document = plain(self.plan)

    def applied(self, document: Any) -> Plan | None:
        """What would be applied of *document*; None if it is refused."""
        self.session.wanted = self.wanted
        try:
            plan = PLANS.decode(msgspec.json.encode(document), Plan)
            saved.take_profile(plan, self.session)
            is_same = self.session.wanted == self.wanted
            return saved.remade(plan, self.session, self.look if is_same else self.session.look())
        except (ValueError, InputError, StaleError):
            return None


def effect(plan: Plan) -> object:
    """All that a plan does."""
    edits = {msgspec.json.encode(wish.edit) for wish in plan.wishes}
    return plan.changes, plan.commands, plan.downloads, plan.restart, edits


def does_something(where: Where) -> bool:
    """Whether what a plan says there is done, or is what it is done by: not a sentence, and no rule's name."""
    if "why" in where or "rules" in where:
        return False
    return where[0] in ("changes", "wishes", "commands", "downloads", "restart", "undoes", "machine")


def test_plans_of_every_kind_that_is_made_are_tried() -> None:
    tags = {wish.edit.__struct_config__.tag for each in MACHINES for wish in Bench(*each).plan.wishes}
    assert tags == set(" ".join(KINDS).split())


@everywhere
def test_a_plan_that_nobody_changed_is_applied_as_it_is(name: str, profile: str) -> None:
    bench = Bench(name, profile)
    assert bench.applied(bench.document) == bench.plan


@everywhere
def test_a_value_that_is_another_is_refused_or_without_effect(name: str, profile: str) -> None:
    bench = Bench(name, profile)
    refused = 0
    for forgery in (*other_values(bench.document), *other_lengths(bench.document)):
        applied = bench.applied(forgery.document)
        assert applied is None or effect(applied) == effect(bench.plan), forgery.where
        refused += applied is None
    assert refused > 50


@everywhere
def test_a_value_that_does_something_is_refused(name: str, profile: str) -> None:
    bench = Bench(name, profile)
    for forgery in other_values(bench.document):
        if does_something(forgery.where):
            assert bench.applied(forgery.document) is None, forgery.where


def consistent(bench: Bench) -> Iterator[Forgery]:
    """The plan with another edit in it, of which all its changes, commands and archives are made."""
    for where, document in other_values(bench.document["wishes"]):
        if not does_something(("wishes", *where)):
            continue
        try:
            wishes = msgspec.convert(document, tuple[Wish, ...])
            forged = asking_for(bench, wishes)
        except ValueError:
            continue
        if {wish.edit for wish in forged.wishes} == {
            wish.edit for wish in wishes
        }:  # each of them does something
            yield Forgery(where, plain(forged))


def asking_for(bench: Bench, wishes: Sequence[Wish]) -> Plan:
    """The plan that the planner makes of *wishes*, whoever would have them."""
    judged = [
        Judged(rule, "", plain_text(""), Severity.LOW, finding)
        for wish in wishes
        for finding in [
            Finding(Verdict.FIXABLE, plain_text(""), edits=(wish.edit,), restart=bench.plan.restart)
        ]
        for rule in wish.rules
    ]
    plan = make_plan(judged, bench.session.rule_ids, bench.look.ground, bench.plan.profile)
    return replace(plan, wanted=bench.plan.wanted)


@everywhere
def test_a_wish_is_refused_also_if_all_the_rest_is_made_of_it(name: str, profile: str) -> None:
    bench = Bench(name, profile)
    tried = 0
    for forgery in consistent(bench):
        assert bench.applied(forgery.document) is None, forgery.where
        tried += 1
    assert tried > 5

"""A value's exact *before* in a plan, and what is not planned because it is not known exactly."""

from __future__ import annotations

import pytest

from wizard.engine.plan import PlanInput, make_plan
from wizard.model.edits.files import Edit
from wizard.model.edits.registry import DropItem, RemoveRegistryValue, SetRegistryType, SetRegistryValue
from wizard.model.findings import Finding, Judged, Restart, Severity, Verdict
from wizard.model.plans import Plan
from wizard.model.probes import Account, Answer, Answers, Denied, Missing, RegistryProbe, Unavailable, Values
from wizard.model.registry import DWORD, ENVIRONMENT, EXPAND_SZ, SZ
from wizard.model.state import Absent, Change, Registered
from wizard.model.text import plain

KEY = ENVIRONMENT
PATH = rf"{KEY}\\Path"
VALUES = Values({"Path": "a;b;c", "N": 1}, types={"Path": SZ, "N": DWORD})


def plan_of(answer: Answer, **rules: tuple[Edit, ...]) -> Plan:
    judged = [
        Judged(
            rule,
            "windows",
            plain(rule),
            Severity.LOW,
            Finding(Verdict.FIXABLE, plain(rule), edits=edits, restart=Restart.SHELL),
        )
        for rule, edits in rules.items()
    ]
    ground = PlanInput(Answers(((RegistryProbe(KEY), answer),)), Account("me", 0, 0, "/", ""), "m", "PC")
    return make_plan(judged, list(rules), ground)


def test_a_change_holds_type_and_data_before_and_after() -> None:
    plan = plan_of(
        VALUES, one=(DropItem(KEY, "Path", 2, "b"),), two=(SetRegistryType(KEY, "Path", EXPAND_SZ),)
    )
    assert plan.changes == (Change(PATH, Registered(SZ, "a;b;c"), Registered(EXPAND_SZ, "a;c"), 0, 0),)
    assert plan.restart is Restart.SHELL
    assert (plan.clashes, plan.obstacles) == ((), ())


def test_a_value_that_is_not_there_is_absent_before() -> None:
    becomes = Registered(SZ, "x")
    for answer in (Values({}), Missing()):
        plan = plan_of(answer, one=(SetRegistryValue(KEY, "new", becomes),))
        assert plan.changes == (Change(rf"{KEY}\\new", Absent(), becomes, 0, 0),)
        assert plan_of(answer, one=(RemoveRegistryValue(KEY, "new"),)).changes == ()


def test_one_value_in_two_spellings_is_one_change() -> None:
    edits = {"one": (DropItem(KEY, "Path", 1, "a"),), "two": (DropItem(KEY, "PATH", 3, "c"),)}
    (change,) = plan_of(VALUES, **edits).changes
    assert change.after == Registered(SZ, "b")
    clashing = plan_of(
        VALUES, one=(SetRegistryType(KEY, "Path", EXPAND_SZ),), two=(SetRegistryType(KEY, "PATH", SZ),)
    )
    assert [clash.claim for clash in clashing.clashes] == ["type"]
    assert clashing.changes == ()


@pytest.mark.parametrize(
    "answer",
    [
        Values({"Path": "a;b;c"}),
        Values({"Path": "x;b;c"}, types={"Path": SZ}),
        Values({"Path": "a;" + "b" * 70_000}, types={"Path": SZ}),
        Denied(),
        Unavailable("gone"),
    ],
)
def test_what_is_not_known_exactly_is_an_obstacle(answer: Answer) -> None:
    """We never start from empty (law 8)."""
    plan = plan_of(answer, one=(DropItem(KEY, "Path", 1, "a"),))
    assert plan.changes == ()
    assert [obstacle.wish.edit.path for obstacle in plan.obstacles] == [PATH]


@pytest.mark.parametrize(
    ("key", "becomes"),
    [(KEY, Registered(DWORD, "x")), (KEY, Registered(SZ, "a\0b")), (r"HKLM\SOFTWARE", Registered(SZ, "x"))],
)
def test_what_the_registry_cannot_hold_and_what_is_not_the_users_is_an_obstacle(
    key: str, becomes: Registered
) -> None:
    plan = plan_of(VALUES, one=(SetRegistryValue(key, "x", becomes),))
    assert (plan.changes, len(plan.obstacles)) == ((), 1)


def test_a_repair_of_all_and_one_of_a_part_do_not_go_together() -> None:
    plan = plan_of(VALUES, one=(RemoveRegistryValue(KEY, "Path"),), two=(DropItem(KEY, "Path", 1, "a"),))
    assert (plan.changes, len(plan.obstacles)) == ((), 2)

"""Two plans are the same if they do the same; in what they differ is said with the repair or the path it is about."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.laws.world import MESSY, ground, judged
from wizard.engine.plan import make_plan
from wizard.engine.provenance import difference, moved_on, rules_asked
from wizard.model.commands.command import Command
from wizard.model.edits.files import Clash, Download, Obstacle, RunCommand, SetKey, SetLink, Unpack, Wish
from wizard.model.findings import Restart
from wizard.model.plans import Plan
from wizard.model.state import Absent, Change, File
from wizard.model.text import plain
from wizard.model.wanted import Wanted

KEY = SetKey("/etc/wsl.conf", "boot", "systemd", "true")
OTHER = SetKey("/etc/wsl.conf", "boot", "systemd", "false")
RUN = RunCommand(Command(("apt-get", "install", "systemd"), True, None, plain("why")))
GO = Download("go1.27.3.linux-amd64.tar.gz", "1.27.3", "0" * 64, 1, ("https://go.dev/dl/",))
UNPACK = Unpack("~/sdk/go1.27.3", GO)
NEW = File(b"x\n", 0o644, 0, 0)
PLAN = Plan(
    "0" * 16,
    "here",
    changes=(Change("/etc/wsl.conf", Absent(), NEW, 0, 0), Change("/x", Absent(), NEW, 0, 0)),
    wishes=(Wish(KEY, ("a", "b")), Wish(RUN, ("c",)), Wish(UNPACK, ("d",))),
    commands=(RUN.command,),
    downloads=(GO,),
    restart=Restart.DISTRO,
    wanted=Wanted(),
)


def changed(number: int, **fields: Any) -> Plan:
    """The plan with another change."""
    changes = list(PLAN.changes)
    changes[number] = replace(changes[number], **fields)
    return replace(PLAN, changes=tuple(changes))


def wished(number: int, wish: Wish) -> Plan:
    """The plan with another wish."""
    return replace(PLAN, wishes=(*PLAN.wishes[:number], wish, *PLAN.wishes[number + 1 :]))


def said(plan: Plan, made: Plan = PLAN) -> str | None:
    why = difference(plan, made, judged(MESSY, "baseline"))
    return why.render() if why is not None else None


@pytest.mark.parametrize(
    "plan",
    [
        PLAN,
        wished(0, Wish(KEY, ("b",))),
        wished(1, Wish(replace(RUN, command=replace(RUN.command, why=plain("other words"))), ("c",))),
        replace(PLAN, commands=(replace(RUN.command, why=plain("other words")),)),
        replace(PLAN, clashes=(Clash("", "", ()),), obstacles=(Obstacle(None, plain("?")),)),
        replace(PLAN, site="there", profile="other", wanted=Wanted(title="other")),
    ],
)
def test_who_asks_and_in_which_words_is_no_difference(plan: Plan) -> None:
    assert said(plan) is None


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (changed(0, after=replace(NEW, content=b"y\n")), "/etc/wsl.conf"),
        (changed(0, after=Absent()), "/etc/wsl.conf"),
        (changed(1, uid=1000), "/x"),
        (changed(1, asked="~/.cache/junk"), "/x"),
        (changed(1, path="/etc/cron.d/evil"), "/etc/cron.d/evil"),
        (replace(PLAN, changes=PLAN.changes[:1]), "/x"),
        (replace(PLAN, commands=()), "commands"),
        (replace(PLAN, commands=(RUN.command, RUN.command)), "commands"),
        (replace(PLAN, commands=(replace(RUN.command, as_root=False),)), "commands"),
        (replace(PLAN, commands=(replace(RUN.command, undo=("x",)),)), "commands"),
        (replace(PLAN, downloads=(replace(GO, sources=("https://evil.example/",)),)), "downloads"),
        (replace(PLAN, downloads=(replace(GO, sha256="1" * 64),)), "downloads"),
        (replace(PLAN, restart=Restart.NONE), "restart"),
    ],
)
def test_another_effect_is_named(plan: Plan, words: str) -> None:
    assert words in (said(plan) or "").lower()
    assert said(PLAN, plan) is not None


def test_a_change_that_is_made_twice_is_another() -> None:
    assert "/x" in (said(replace(PLAN, changes=(*PLAN.changes, PLAN.changes[1]))) or "")


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (
            Wish(OTHER, ("go-env-godebug-fatal",)),
            "The repair go-env-godebug-fatal would now make different changes.",
        ),
        (
            Wish(OTHER, ("wsl-cgroup-not-v2",)),
            "The repair wsl-cgroup-not-v2 is not available now. ",
        ),
        (Wish(OTHER, ("no-such-rule",)), "No repair is named no-such-rule."),
        (Wish(SetLink("~/sdk/go", ".."), ()), "No repair is named ?."),
    ],
)
def test_another_wish_is_named_by_its_repair(wish: Wish, words: str) -> None:
    assert (said(wished(0, wish)) or "").startswith(words)
    assert said(PLAN, wished(0, wish)) is not None


def test_sources_are_those_of_the_profile_where_a_plan_does_not_say_whose_they_were() -> None:
    sources = ("/var/tmp/archives",)
    old = replace(
        PLAN,
        wanted=None,
        downloads=(replace(GO, sources=sources),),
        wishes=(*PLAN.wishes[:2], Wish(Unpack(UNPACK.path, replace(GO, sources=sources)), ("d",))),
    )
    assert said(old) is None
    assert said(replace(old, wanted=Wanted())) is not None
    assert said(replace(old, downloads=(replace(GO, sha256="1" * 64),))) is not None


def test_what_was_asked_for_shows_also_where_nothing_came_of_it() -> None:
    clash = Clash("/etc/wsl.conf", "boot.systemd", (Wish(KEY, ("e",)), Wish(OTHER, ("f",))))
    obstacle = Obstacle(Wish(KEY, ("g",)), plain("?"))
    plan = replace(PLAN, clashes=(clash,), obstacles=(obstacle, Obstacle(None, plain("?"))))
    assert rules_asked(plan) == set("abcdefg")


def test_a_file_that_moved_on_is_told_from_another_repair() -> None:
    moved = changed(1, before=NEW)
    assert moved_on(PLAN, PLAN) is None
    assert moved_on(PLAN, moved) == "/x"
    assert moved_on(PLAN, replace(moved, changes=moved.changes[:1])) is None


def test_a_plan_of_all_repairs_is_the_same_as_one_of_those_that_came_of_it() -> None:
    """Repairs that had nothing to change are not named in a plan, and not needed for it."""
    found = judged(MESSY, "baseline")
    plan = make_plan(found, [item.rule for item in found], ground(MESSY), "baseline")
    assert make_plan(found, rules_asked(plan), ground(MESSY), "baseline") == plan

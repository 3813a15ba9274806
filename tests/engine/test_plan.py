"""Plans: what agrees is merged, what clashes is shown, what cannot be written is said; and their picture."""

from __future__ import annotations

from wizard.engine.diff import diff
from wizard.engine.plan import PlanInput, make_plan, recommended
from wizard.model.edits import DropLine, SetEntry, SetKey, SetLink
from wizard.model.findings import Finding, Judged, Restart, Risk, Severity, Verdict
from wizard.model.probes import (
    Account,
    Answer,
    Answers,
    Denied,
    FileProbe,
    Found,
    Linked,
    LinkProbe,
    Missing,
    Special,
)
from wizard.model.state import Absent, File, Link
from wizard.model.text import plain

ACCOUNT = Account("me", 1000, 1000, "/home/me", "/bin/bash")
CONF = b"# mine\n[boot]\nsystemd=false  # for now\n\n[user]\ndefault=me\n"


def _found(content: bytes, mode: int = 0o644, uid: int = 0, link: str | None = None) -> Found:
    return Found(content, mode, uid, uid, 0, len(content), link)


def _ground(**files: Answer) -> PlanInput:
    pairs = [(FileProbe(path.replace("__", "/")), answer) for path, answer in files.items()]
    return PlanInput(Answers(tuple(pairs)), ACCOUNT, "machine", "site")


def _judged(rule: str, *edits: object, risk: Risk = Risk.SAFE, restart: Restart = Restart.NONE) -> Judged:
    finding = Finding(Verdict.FIXABLE, plain("s"), edits=edits, risk=risk, restart=restart)  # type: ignore[arg-type]
    return Judged(rule, "area", plain("t"), Severity.LOW, finding)


ETC = {"__etc__wsl.conf": _found(CONF)}
ON = SetKey("/etc/wsl.conf", "boot", "systemd", "true")
OFF = SetKey("/etc/wsl.conf", "Boot", "SYSTEMD", "false")


def test_rules_that_agree_share_a_change_and_each_line_knows_them() -> None:
    plan = make_plan([_judged("a", ON), _judged("b", ON)], ["a", "b"], _ground(**ETC))
    (change,) = plan.changes
    assert change.after == File(CONF.replace(b"=false", b"=true"), 0o644, 0, 0)
    (file,) = diff(plan).files
    assert [(line.mark, line.text, line.rules) for line in file.hunks[0].lines if line.mark != " "] == [
        ("-", "systemd=false  # for now", ("a", "b")),
        ("+", "systemd=true  # for now", ("a", "b")),
    ]
    assert [line.text[start:stop] for line in file.hunks[0].lines for start, stop in line.changed] == [
        "false",
        "true",
    ]


def test_rules_that_want_different_values_clash_and_nothing_of_it_is_planned() -> None:
    plan = make_plan([_judged("a", ON), _judged("b", OFF)], ["a", "b"], _ground(**ETC))
    assert plan.changes == ()
    (clash,) = plan.clashes
    assert {rule for wish in clash.wishes for rule in wish.rules} == {"a", "b"}


def test_only_chosen_rules_count_and_careful_ones_are_not_recommended() -> None:
    judged = [_judged("a", ON, restart=Restart.DISTRO), _judged("b", OFF, risk=Risk.CAREFUL)]
    assert recommended(judged) == ("a",)
    assert make_plan(judged, ["a"], _ground(**ETC)).restart is Restart.DISTRO
    assert make_plan(judged, [], _ground(**ETC)).changes == ()


def test_a_file_that_cannot_be_read_is_never_started_from_empty() -> None:
    for answer in (Denied(), Special("directory", 0o755, 0, 0), Missing(link="/nowhere")):
        plan = make_plan(
            [_judged("a", ON)], ["a"], _ground(__etc__wsl_conf=answer, **{"__etc__wsl.conf": answer})
        )
        assert plan.changes == ()
        assert len(plan.obstacles) == 1


def test_a_new_file_in_the_home_belongs_to_the_user_one_in_etc_to_root() -> None:
    ground = PlanInput(
        Answers(((FileProbe("/etc/wsl.conf"), Missing()), (FileProbe("~/.profile"), Missing()))),
        ACCOUNT,
        "m",
        "s",
    )
    plan = make_plan([_judged("a", ON, SetEntry("~/.profile", "X", "x"))], ["a"], ground)
    assert [(change.path, change.uid) for change in plan.changes] == [
        ("/etc/wsl.conf", 0),
        ("/home/me/.profile", 1000),
    ]
    assert all(isinstance(change.before, Absent) for change in plan.changes)


def test_a_linked_dot_file_is_changed_where_it_really_is() -> None:
    answers = ((FileProbe("~/.profile"), _found(b"a\nb\n", 0o600, 1000, "/home/me/dots/profile")),)
    ground = PlanInput(Answers(answers), ACCOUNT, "m", "s")
    (change,) = make_plan([_judged("a", DropLine("~/.profile", 1, "a"))], ["a"], ground).changes
    assert (change.path, change.shown) == ("/home/me/dots/profile", "~/.profile")
    assert change.after == File(b"b\n", 0o600, 1000, 1000)


def test_a_link_is_switched_from_what_it_was() -> None:
    ground = PlanInput(Answers(((LinkProbe("~/sdk/go"), Linked("go1.25.5")),)), ACCOUNT, "m", "s")
    (change,) = make_plan([_judged("a", SetLink("~/sdk/go", "go1.27.3"))], ["a"], ground).changes
    assert (change.before, change.after) == (Link("go1.25.5"), Link("go1.27.3"))


def test_nothing_to_change_is_no_change() -> None:
    same = SetKey("/etc/wsl.conf", "user", "default", "me")
    plan = make_plan([_judged("a", same)], ["a"], _ground(**ETC))
    assert (plan.changes, plan.wishes) == ((), ())


def test_what_turns_or_hides_text_is_made_visible() -> None:
    evil = "x\u202ey\x1b[31m\xff".encode() + b"\xff\n"
    ground = PlanInput(Answers(((FileProbe("~/.profile"), _found(evil)),)), ACCOUNT, "m", "s")
    plan = make_plan([_judged("a", SetEntry("~/.profile", "X", "x"))], ["a"], ground)
    (file,) = diff(plan).files
    assert file.hunks[0].lines[0].text == "x\\u202ey\\x1b[31m\xff\\xff"

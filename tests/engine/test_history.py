"""What was done before, the way back, and what has drifted since."""

from __future__ import annotations

import msgspec
import pytest

from wizard.engine.history import actual, drift, go_back, probes_for, setups, standing_changes
from wizard.engine.plan import PlanInput
from wizard.model.edits.files import Download, SetEntry, SetKey, SetLink, Unpack, Wish
from wizard.model.findings import Finding, Judged, Restart, Severity, Verdict
from wizard.model.orders import Phase
from wizard.model.plans import Plan, Record, Setup
from wizard.model.probes import (
    Account,
    Answer,
    Answers,
    Denied,
    FileProbe,
    Found,
    Journal,
    JournalEntry,
    Linked,
    LinkProbe,
    Missing,
    Probe,
    Special,
    TooBig,
    Unavailable,
)
from wizard.model.state import Absent, Change, File, Link, Origin, Other, Standing, State, UnpackedTree
from wizard.model.text import plain

GROUND = PlanInput(Answers(), Account("me", 1000, 1000, "/home/me", "/bin/bash"), "machine", "site")
OLD, NEW = File(b"old\n", 0o644, 0, 0), File(b"new\n", 0o644, 0, 0)
DIGEST = "a" * 64

PROFILE = Change("/home/me/dots/profile", OLD, NEW, 1000, 1000, asked="~/.profile")
CONF = Change("/etc/wsl.conf", Absent(), NEW, 0, 0)
LINK = Change("/home/me/sdk/go", Link("go1.25.5"), Link("go1.27.3"), 1000, 1000, asked="~/sdk/go")
TREE = Change("/home/me/sdk/go1.27.3", Absent(), UnpackedTree(DIGEST), 1000, 1000, asked="~/sdk/go1.27.3")
WISHES = (
    Wish(SetEntry("~/.profile", "X", "x"), ("block", "both")),
    Wish(SetKey("/etc/wsl.conf", "boot", "systemd", "true"), ("systemd",)),
    Wish(SetLink("~/sdk/go", "go1.27.3"), ("go",)),
    Wish(Unpack("~/sdk/go1.27.3", Download("f", "1.27.3", DIGEST, 1, ())), ("go",)),
)
PLAN = Plan("machine", "site", "baseline", (TREE, LINK, PROFILE, CONF), WISHES, restart=Restart.DISTRO)
MARKER = FileProbe("/home/me/sdk/go1.27.3/.unpacked-success")


def record(plan: Plan = PLAN) -> Record:
    return Record(plan, "2026-11-02T08:15:00+00:00", "0.1.0")


def setup(number: int, phase: Phase = Phase.ACCEPTED, plan: Plan = PLAN) -> Setup:
    return Setup(number, phase, record(plan))


def found(state: File) -> Found:
    return Found(state.content, state.mode, state.uid, state.gid, 0, len(state.content))


AFTER: dict[Probe, Answer] = {
    MARKER: Found(f"{DIGEST}\n".encode(), 0o644, 0, 0, 0, 65),
    LinkProbe("/home/me/sdk/go"): Linked("go1.27.3"),
    FileProbe("/home/me/dots/profile"): found(NEW),
    FileProbe("/etc/wsl.conf"): found(NEW),
}


def test_a_page_of_the_journal() -> None:
    note = msgspec.json.encode(record())
    journal = Journal(
        (
            JournalEntry(4, "trial", b"", note),
            JournalEntry(3, "accepted", b"", b"{from another version}"),
            JournalEntry(2, "nonsense", b"", note),
            JournalEntry(1, "undone", b"", b"\xff"),
        )
    )
    assert setups(journal) == (
        Setup(4, Phase.TRIAL, record()),
        Setup(3, Phase.ACCEPTED, None),
        Setup(1, Phase.UNDONE, None),
    )


def test_the_questions_that_tell_where_changes_stand() -> None:
    gone = Change("/etc/x", NEW, Absent(), 0, 0)
    unlinked = Change("/etc/y", Link("a"), Absent(), 0, 0)
    assert probes_for((*PLAN.changes, gone, unlinked)) == (*AFTER, FileProbe("/etc/x"), LinkProbe("/etc/y"))


@pytest.mark.parametrize(
    ("change", "answer", "state"),
    [
        (CONF, found(NEW), NEW),
        (CONF, Missing(), Absent()),
        (CONF, msgspec.structs.replace(found(NEW), link="/elsewhere"), Other("another kind of file")),
        (CONF, Missing("/nowhere"), Other("another kind of file")),
        (CONF, Special("directory", 0o755, 0, 0), Other("directory")),
        (CONF, Denied(), Other("unreadable")),
        (LINK, Linked("x"), Link("x")),
        (LINK, Missing(), Absent()),
        (LINK, Special("file", 0o644, 0, 0), Other("file")),
        (TREE, found(File(b"b" * 64, 0o644, 0, 0)), UnpackedTree("b" * 64)),
        (TREE, Missing(), Absent()),
        (TREE, Denied(), Other("unreadable")),
    ],
)
def test_what_is_there_now(change: Change, answer: Answer, state: State) -> None:
    (probe,) = probes_for([change])
    assert actual(change, {probe: answer}) == state


def test_the_way_back_is_a_plan_like_any_other() -> None:
    back = go_back(setup(7), record(), AFTER, GROUND)
    assert [(change.path, change.before, change.after, change.origin) for change in back.changes] == [
        ("/etc/wsl.conf", NEW, Absent(), None),
        ("/home/me/dots/profile", NEW, OLD, Origin(batch=7, item=3)),
        ("/home/me/sdk/go", Link("go1.27.3"), Link("go1.25.5"), None),
    ]
    assert (back.undoes, back.restart, back.machine) == (7, Restart.DISTRO, "machine")
    (stays,) = back.obstacles
    assert stays.why.render().startswith("~/sdk/go1.27.3 is kept but no longer used")


def test_what_somebody_edited_since_stays_and_is_said() -> None:
    edited = {**AFTER, FileProbe("/home/me/dots/profile"): found(File(b"mine\n", 0o644, 0, 0))}
    back = go_back(setup(7), record(), edited, GROUND)
    assert "/home/me/dots/profile" not in [change.path for change in back.changes]
    assert "~/.profile was edited after the setup and is left unchanged." in [
        each.why.render() for each in back.obstacles
    ]


def test_what_is_taken_back_already_is_not_taken_back_again() -> None:
    before: dict[Probe, Answer] = {
        MARKER: Missing(),
        LinkProbe("/home/me/sdk/go"): Linked("go1.25.5"),
        FileProbe("/home/me/dots/profile"): found(OLD),
        FileProbe("/etc/wsl.conf"): Missing(),
    }
    back = go_back(setup(7), record(), before, GROUND)
    assert (back.changes, back.obstacles) == ((), ())


def test_the_newest_setup_that_stands_decides_about_a_path() -> None:
    older = Plan("machine", "site", changes=(CONF, PROFILE))
    newer = Plan("machine", "site", changes=(CONF,))
    history = (
        setup(5, Phase.UNDONE, newer),
        setup(4, Phase.TRIAL, newer),
        Setup(3, Phase.ACCEPTED, None),
        setup(2, Phase.ACCEPTED, older),
    )
    standing = standing_changes(history)
    assert {path: number for path, (number, _, _) in standing.items()} == {
        "/etc/wsl.conf": 4,
        "/home/me/dots/profile": 2,
    }


def judged(rule: str, verdict: Verdict) -> Judged:
    return Judged(rule, "area", plain("t"), Severity.LOW, Finding(verdict, plain("s")))


def test_drift_says_where_each_path_stands_and_who_wants_it_again() -> None:
    now = {
        **AFTER,
        FileProbe("/home/me/dots/profile"): found(File(b"mine\n", 0o644, 0, 0)),
        FileProbe("/etc/wsl.conf"): Missing(),
    }
    findings = drift([setup(7)], now, [judged("both", Verdict.FIXABLE), judged("systemd", Verdict.OK)])
    assert [(each.path, each.standing, each.rules, each.wanted) for each in findings] == [
        ("~/sdk/go1.27.3", Standing.AFTER, ("go",), ()),
        ("~/sdk/go", Standing.AFTER, ("go",), ()),
        ("~/.profile", Standing.FOREIGN, ("block", "both"), ("both",)),
        ("/etc/wsl.conf", Standing.BEFORE, ("systemd",), ()),
    ]


@pytest.mark.parametrize(
    ("answer", "standing"),
    [
        (Denied(), None),
        (Unavailable("gone"), None),
        (Missing(), Standing.BEFORE),
        (TooBig(1 << 30), Standing.FOREIGN),
        (Special("fifo", 0o644, 0, 0), Standing.FOREIGN),
        (Found(b"", 0o644, 0, 0, 0, 0, "/etc/other"), Standing.FOREIGN),
    ],
    ids=["denied", "out of reach", "as before", "too large", "no file", "a link"],
)
def test_what_nobody_could_read_is_not_called_edited(answer: Answer, standing: Standing | None) -> None:
    now = {**AFTER, FileProbe("/etc/wsl.conf"): answer}
    (conf,) = [each for each in drift([setup(7)], now, []) if each.path == "/etc/wsl.conf"]
    assert conf.standing is standing


def test_a_setup_that_was_taken_back_wants_nothing_and_nor_does_the_way_back() -> None:
    back = Plan("machine", "site", changes=(CONF,), undoes=3)
    assert drift([setup(4, plan=back), setup(3)], AFTER, []) == ()
    again = Plan("machine", "site", changes=(CONF,), undoes=4)
    assert drift([setup(5, plan=again), setup(4, plan=back), setup(3)], AFTER, []) == drift(
        [setup(3, plan=Plan("m", "s", changes=PLAN.changes[:3], wishes=WISHES))], AFTER, []
    )

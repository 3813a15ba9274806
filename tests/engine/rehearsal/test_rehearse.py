"""What of a plan is rehearsed, and what shells mean for it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from wizard.engine.rehearsal.rehearse import is_start_file, laid, made_careful, newly_careful, outcome
from wizard.model.edits.files import (
    Download,
    DropLine,
    Edit,
    ReplaceLine,
    SetEntry,
    SetKey,
    SetLink,
    Unpack,
    Wish,
)
from wizard.model.findings import Finding, Judged, Risk, Severity, Verdict
from wizard.model.plans import Plan
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import (
    GoIs,
    GoOf,
    HarmKind,
    HowEnded,
    Measured,
    Purpose,
    Rehearsal,
    ShellKind,
    Shells,
    VariableUnset,
)
from wizard.model.state import Absent, Change, File, Link, State, UnpackedTree
from wizard.model.text import plain

HOME = "/home/me"
DOWNLOAD = Download("go1.26.6.tar.gz", "go1.26.6", "d" * 64, 1, ("https://go.dev/dl/",))
T, E = ShellKind.TERMINAL, ShellKind.EDITOR


def change(path: str, after: State | bytes) -> Change:
    state = File(after, 0o644, 1000, 1000) if isinstance(after, bytes) else after
    asked = path.replace(HOME, "~") if path.startswith(HOME) else None
    return Change(path, Absent(), state, 1000, 1000, asked)


def plan(*changes: Change, edits: tuple[Edit, ...] = (), purposes: tuple[Purpose, ...] = ()) -> Plan:
    wishes = tuple(Wish(edit, ("rule",)) for edit in edits)
    return Plan("m", "s", changes=changes, wishes=wishes, downloads=(DOWNLOAD,), purposes=purposes)


def measured(version: str = "", path: str = "/usr/bin", **more: object) -> Measured:
    found = Measured(
        HowEnded.EXITED,
        variables={"PATH": path},
        go=(f"{path.partition(':')[0]}/go",) if version else (),
        version=f"go version go{version} linux/amd64" if version else "",
    )
    return replace(found, **more)


def shells(before: Measured, after: Measured) -> Shells:
    return Shells({T: before, E: before}, {T: after, E: after})


@pytest.mark.parametrize(
    "path",
    [
        *("~/.profile", "~/.bashrc", "~/.zshenv", "~/.config/fish/conf.d/x.fish", "~/.config/go/env"),
        *("/etc/profile.d/go.sh", "/etc/zsh/zshrc", "/etc/bash.bashrc"),
    ],
)
def test_files_that_shells_read(path: str) -> None:
    assert is_start_file(path)
    assert laid(plan(change(path.replace("~", HOME), b"x")))


@pytest.mark.parametrize(
    "path", ["/etc/wsl.conf", "/etc/fstab", "~/.gitconfig", "/etc/environment", "~/x/.profile"]
)
def test_files_that_they_do_not_read(path: str) -> None:
    assert not is_start_file(path)
    assert laid(plan(change(path.replace("~", HOME), b"x"))) == ()


def test_what_an_edit_of_start_lines_is_about_is_laid_wherever_it_is() -> None:
    there = change(f"{HOME}/.path", b"x")
    assert laid(plan(there, edits=(DropLine("~/.path", 1, "y"),))) == (there,)
    assert laid(plan(there, edits=(SetEntry("~/.path", "PATH", "y"),))) == (there,)
    etc = change("/etc/fstab", b"x")
    assert laid(plan(etc, edits=(DropLine("/etc/fstab", 1, "y"),))) == ()
    assert laid(plan(change("/etc/wsl.conf", b""), edits=(SetKey("/etc/wsl.conf", "a", "b", "c"),))) == ()


@pytest.mark.linux(reason="the script is run")
def test_a_go_that_is_not_there_yet_is_played_by_a_script(tmp_path: Path) -> None:
    tree = change(f"{HOME}/sdk/go1.26.6", UnpackedTree(DOWNLOAD.sha256))
    link = change(f"{HOME}/sdk/go", Link("go1.26.6"))
    edits = (Unpack("~/sdk/go1.26.6", DOWNLOAD), SetLink("~/sdk/go", "go1.26.6"))
    script, same = laid(plan(tree, link, edits=edits))
    assert same == link
    assert script.path == f"{HOME}/sdk/go1.26.6/bin/go"
    assert isinstance(script.after, File)
    go = tmp_path / "sdk/bin/go"
    go.parent.mkdir(parents=True)
    go.write_bytes(script.after.content)
    go.chmod(script.after.mode)

    def says(*argv: str, **environ: str) -> str:
        return subprocess.run(
            [go, *argv], env=environ, capture_output=True, text=True, check=True
        ).stdout.strip()

    assert says("version") == "go version go1.26.6 linux"
    assert says("tool", "compile", "-V") == "compile version go1.26.6"
    assert f'"GOROOT": "{tmp_path}/sdk"' in says("env", "-json")
    words = ("env", "GOPATH", "GOROOT", "GOBIN", "GOVERSION")
    told = says(*words, HOME="/home/me", GOBIN="/b", PATH="/bin")
    assert told.split() == ["/home/me/go", f"{tmp_path}/sdk", "/b", "go1.26.6"], (
        "start files add these to PATH"
    )
    assert says("env", "GOPATH", HOME="/home/me", GOPATH="/p") == "/p"
    old = tmp_path / "old/pkg/tool/linux_amd64/compile"
    old.parent.mkdir(parents=True)
    old.write_text("#!/bin/sh\necho compile version go1.25.5\n")
    old.chmod(0o755)
    assert (
        says("tool", "compile", "-V", GOROOT=str(tmp_path / "old"), PATH="/bin") == "compile version go1.25.5"
    )


def test_what_new_terminals_run_is_told() -> None:
    seen = outcome(
        shells(measured("1.25.5"), measured("1.26.6")), plan(purposes=(Purpose(GoIs("1.26.6")),)), {}, HOME
    )
    assert seen == Rehearsal((T, E), (GoOf((T, E), "1.25.5", "1.26.6"),))


def test_a_purpose_that_is_missed_names_the_line() -> None:
    files = {
        "~/.bashrc": b"# a\nexport PATH=~/old/bin:$PATH\n",
        "~/.profile": b"# >>> wsl-go-wizard\nexport PATH=/usr/bin\n",
    }
    before = measured("1.25.5", f"{HOME}/old/bin:/usr/bin")
    seen = outcome(shells(before, before), plan(purposes=(Purpose(GoIs("1.26.6")),)), files, HOME)
    assert isinstance(seen, Rehearsal)
    (missed,) = seen.missed
    assert (missed.kinds, missed.now, missed.source, missed.line) == ((T, E), "1.25.5", "~/.bashrc", 2)


def test_a_variable_that_stays_set_is_missed_without_a_line_if_no_file_sets_it() -> None:
    set_by_nobody = replace(measured(), variables={"PATH": "/usr/bin", "GOROOT": "/x"})
    seen = outcome(
        shells(set_by_nobody, set_by_nobody), plan(purposes=(Purpose(VariableUnset("GOROOT")),)), {}, HOME
    )
    assert isinstance(seen, Rehearsal)
    assert [(each.now, each.source, each.line) for each in seen.missed] == [("/x", "", None)]


def test_what_an_edit_names_may_change() -> None:
    before = replace(measured(), variables={"PATH": "/usr/bin", "GOFLAGS": "-v"})
    for edit in (
        DropLine("~/.bashrc", 1, "export GOFLAGS=-v"),
        DropLine("~/.bashrc", 1, "set -gx GOFLAGS -v"),
    ):
        seen = outcome(shells(before, measured()), plan(edits=(edit,)), {}, HOME)
        assert isinstance(seen, Rehearsal)
        assert seen.harms == ()
    seen = outcome(shells(before, measured()), plan(), {}, HOME)
    assert isinstance(seen, Rehearsal)
    assert [(harm.kind, harm.name, harm.kinds) for harm in seen.harms] == [
        (HarmKind.LOST_VARIABLE, "GOFLAGS", (T, E))
    ]


def test_path_is_never_given_away_by_an_edit_that_names_it() -> None:
    edit = DropLine("~/.bashrc", 1, "export PATH=~/bin:$PATH")
    seen = outcome(shells(measured(path="/home/me/bin:/usr/bin"), measured()), plan(edits=(edit,)), {}, HOME)
    assert isinstance(seen, Rehearsal)
    assert [harm.name for harm in seen.harms] == ["/home/me/bin"]


def test_shells_that_could_not_be_asked_are_named() -> None:
    late = Measured(HowEnded.LATE)
    seen = outcome(Shells({T: late, E: measured()}, {T: late, E: measured()}), plan(), {}, HOME)
    assert isinstance(seen, Rehearsal)
    assert (seen.kinds, seen.unasked, seen.harms) == ((E,), (T,), ())


def test_what_could_not_be_laid_makes_it_worthless() -> None:
    seen = outcome(shells(measured(), measured(unlaid=("/x",))), plan(), {}, HOME)
    assert seen == NotRehearsed(RehearsalRefusal.NOT_LAID, "/x")


def judged(rule: str, risk: Risk = Risk.SAFE) -> Judged:
    return Judged(rule, "go", plain(rule), Severity.LOW, Finding(Verdict.FIXABLE, plain("x"), risk=risk))


def test_only_repairs_that_shells_see_become_careful() -> None:
    made = plan(change(f"{HOME}/.profile", b"x"), change("/etc/wsl.conf", b"x"))
    wishes = (
        Wish(SetEntry("~/.profile", "PATH", "x"), ("shells",)),
        Wish(SetKey("/etc/wsl.conf", "a", "b", "c"), ("wsl",)),
    )
    before = (judged("shells"), judged("wsl"), judged("other"))
    harmful = outcome(shells(measured("1.25.5"), measured()), made, {}, HOME)
    after = made_careful(before, replace(made, wishes=wishes, rehearsal=harmful))
    assert [item.finding.risk for item in after] == [Risk.CAREFUL, Risk.SAFE, Risk.SAFE]
    assert after[0].finding.may_break is not None
    assert newly_careful(before, after) == {"shells"}
    well = outcome(shells(measured("1.25.5"), measured("1.25.5")), made, {}, HOME)
    assert made_careful(before, replace(made, wishes=wishes, rehearsal=well)) == before


@pytest.mark.parametrize(
    ("edit", "after", "is_meant"),
    [
        (DropLine("~/.bashrc", 2, "export GODEBUG=netdns=go"), "", True),
        (DropLine("~/.bashrc", 2, "export GODEBUG=netdns=go"), "tlsrsakex=1", False),
        (ReplaceLine("~/.bashrc", 2, "export GODEBUG=netdns=go,a=1", "export GODEBUG=a=1"), "a=1", True),
        (ReplaceLine("~/.bashrc", 2, "export GODEBUG=netdns=go,a=1", "export GODEBUG=a=1"), "a=2", False),
        (
            SetEntry("~/.profile", "GODEBUG", 'export GODEBUG="${GODEBUG:+$GODEBUG,}netdns=go"'),
            "netdns=go",
            True,
        ),
        (SetEntry("~/.profile", "GODEBUG", 'export GODEBUG="${GODEBUG:+$GODEBUG,}netdns=go"'), "b=1", False),
    ],
)
def test_of_godebug_an_edit_is_about_the_keys_that_it_takes_out_or_writes(
    edit: Edit, after: str, is_meant: bool
) -> None:
    was = "netdns=go,a=1" if isinstance(edit, ReplaceLine) else "netdns=go"
    before = measured(variables={"GODEBUG": was})
    now = measured(variables={"GODEBUG": after} if after else {})
    seen = outcome(shells(before, now), plan(edits=(edit,)), {}, HOME)
    assert isinstance(seen, Rehearsal)
    assert (seen.harms == ()) == is_meant

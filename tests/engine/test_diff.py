"""The one picture of a difference: the demo machine's wsl.conf as a golden value, and who wants which line."""

from __future__ import annotations

import msgspec
import pytest

from tests.laws.world import MESSY, ground, judged
from wizard.engine.diff import diff
from wizard.engine.fold import attribute, fold, folded
from wizard.engine.plan import folded_plan, make_plan, recommended
from wizard.model.diffs import DiffKind, DiffLine, FileDiff
from wizard.model.edits.files import DropLine, Edit, ReplaceLine, SetEntry, SetKey, Unpack, Wish
from wizard.model.plans import Plan
from wizard.model.state import Absent, Change, File, Link, State, UnpackedTree

DAMAGE, SYSTEMD, TMPFS = "wsl-conf-damage", "wsl-systemd", "tmpfs-tmp"
BY_HAND = "tmpfs-tmp-manual-mount"


def plan() -> Plan:
    found = judged(MESSY, "baseline")
    return make_plan(found, recommended(found), ground(MESSY))


_BOOT_COMMAND = "command = mount -t tmpfs -o size=1g,uid=1000,gid=1000,mode=1777 tmpfs /tmp"


def test_the_wsl_conf_of_the_demo_machine() -> None:
    """Golden: whoever renders it gets exactly these lines, numbers, spans and rules."""
    (file,) = [each for each in diff(plan()).files if each.path == "/etc/wsl.conf"]
    hides = (DAMAGE, SYSTEMD, TMPFS, BY_HAND)
    assert [line for hunk in file.hunks for line in hunk.lines] == [
        DiffLine(" ", "", 7, 7),
        DiffLine(" ", "[interop]", 8, 8),
        DiffLine(" ", "appendWindowsPath = false", 9, 9),
        DiffLine("-", "appendWindowsPath = true", 10, None, rules=(DAMAGE,)),
        DiffLine("+", "# appendWindowsPath = true", None, 10, changed=((0, 2),), rules=(DAMAGE,)),
        DiffLine(" ", "", 11, 11),
        DiffLine(" ", "[network]", 12, 12),
        DiffLine(
            "-", "; the VPN overwrites resolv.conf, see the wiki", 13, None, changed=((0, 1),), rules=hides
        ),
        DiffLine(
            "+", "# the VPN overwrites resolv.conf, see the wiki", None, 13, changed=((0, 1),), rules=hides
        ),
        DiffLine(" ", "generateResolvConf = true", 14, 14),
        DiffLine(" ", "hostname = devbox", 15, 15),
        DiffLine(" ", "", 16, 16),
        DiffLine(" ", "[user]", 17, 17),
        DiffLine("-", "default=me[boot]", 18, None, rules=hides),
        DiffLine("-", "systemd=yes", 19, None, rules=(DAMAGE,)),
        DiffLine("-", _BOOT_COMMAND, 20, None, rules=(TMPFS, BY_HAND)),
        DiffLine("+", "default=me", None, 18, rules=hides),
        DiffLine("+", "[boot]", None, 19, rules=hides),
        DiffLine("+", "systemd=true", None, 20, rules=(DAMAGE,)),
        DiffLine("+", f"# {_BOOT_COMMAND}", None, 21, rules=(TMPFS, BY_HAND)),
    ]
    assert (file.kind, file.added, file.removed, file.facts) == (DiffKind.MODIFY, 6, 5, ())


def test_the_order_of_changes_is_the_order_in_which_they_happen() -> None:
    """What others lead to comes first: the new Go, the link to it, then the lines that use it."""
    files = diff(plan()).files
    assert [(each.kind, each.path) for each in files] == [
        (DiffKind.UNPACK, "~/sdk/go1.27.3"),
        (DiffKind.LINK, "~/sdk/go"),
        (DiffKind.MODIFY, "/etc/fstab"),
        (DiffKind.MODIFY, "/etc/wsl.conf"),
        (DiffKind.MODIFY, "~/.bashrc"),
        (DiffKind.MODIFY, "~/.config/go/env"),
        (DiffKind.MODIFY, "~/.profile"),
    ]
    assert all(each.rules for each in files)


def one(before: State, after: State, *wishes: Wish) -> FileDiff:
    change = Change("/etc/x", before, after, 0, 0)
    (file,) = diff(Plan("m", "s", changes=(change,), wishes=wishes)).files
    return file


def text(content: bytes, mode: int = 0o644, uid: int = 0) -> File:
    return File(content, mode, uid, uid)


@pytest.mark.parametrize(
    ("before", "after", "kind", "facts"),
    [
        (Absent(), text(b"a\n"), DiffKind.CREATE, ["new file, mode 0644"]),
        (text(b"a\n"), Absent(), DiffKind.DELETE, []),
        (
            text(b"a\n"),
            text(b"a\n", 0o600, 1000),
            DiffKind.MODIFY,
            ["mode: 0644 → 0600", "owner: 0:0 → 1000:1000"],
        ),
        (Absent(), Link("go1.2"), DiffKind.LINK, ["new link to go1.2"]),
        (Link("go1.1"), Link("go1.2"), DiffKind.LINK, ["link: go1.1 → go1.2"]),
        (Link("go1.1"), Absent(), DiffKind.DELETE, ["link to go1.1 removed"]),
        (
            Absent(),
            UnpackedTree("0" * 64),
            DiffKind.UNPACK,
            [f"new folder, unpacked from an archive with SHA-256 {'0' * 64}"],
        ),
        (
            UnpackedTree("1"),
            Absent(),
            DiffKind.DELETE,
            ["folder removed (unpacked from an archive with SHA-256 1)"],
        ),
    ],
)
def test_kinds_and_facts(before: State, after: State, kind: DiffKind, facts: list[str]) -> None:
    file = one(before, after)
    assert (file.kind, [fact.render() for fact in file.facts]) == (kind, facts)


def test_line_ends_that_are_not_lf_are_named() -> None:
    file = one(text(b"a\r\nb"), text(b"a\nb\n"))
    assert [(line.mark, line.text, line.end) for line in file.hunks[0].lines] == [
        ("-", "a", "CRLF"),
        ("-", "b", "none"),
        ("+", "a", ""),
        ("+", "b", ""),
    ]


def test_far_changes_stand_in_hunks_of_their_own() -> None:
    before = b"".join(b"%d\n" % number for number in range(1, 101))
    after = before.replace(b"\n10\n", b"\nten\n").replace(b"\n90\n", b"\n")
    file = one(text(before), text(after))
    spans = [(hunk.lines[0].old, hunk.lines[-1].old, len(hunk.lines)) for hunk in file.hunks]
    assert spans == [(7, 13, 8), (87, 93, 7)]
    assert (file.added, file.removed) == (1, 2)


def wish(edit: Edit, *rules: str) -> Wish:
    return Wish(edit, rules)


def test_a_line_that_two_rules_made_knows_both_and_the_one_that_went_who_took_it() -> None:
    data = b"[boot]\nsystemd=maybe\n"
    wishes = [
        wish(ReplaceLine("/etc/wsl.conf", 2, "systemd=maybe", "systemd=false"), "one"),
        wish(SetKey("/etc/wsl.conf", "boot", "systemd", "true"), "two"),
    ]
    who = attribute(data, fold(data, wishes))
    assert folded(data, fold(data, wishes)) == b"[boot]\nsystemd=true\n"
    assert (who.removed, who.added) == ({2: ("one",)}, {2: ("one", "two")})


def test_numbers_stay_true_while_lines_go() -> None:
    data = b"1\n2\n3\n4\n"
    wishes = [wish(DropLine("~/.profile", 1, "1"), "a"), wish(DropLine("~/.profile", 3, "3"), "b")]
    assert fold(data, wishes) == fold(data, wishes[::-1])
    assert folded(data, fold(data, wishes)) == b"2\n4\n"
    assert attribute(data, fold(data, wishes)).removed == {1: ("a",), 3: ("b",)}


def test_a_block_belongs_to_the_rule_that_brought_it_and_its_lines_to_their_own() -> None:
    wishes = [
        wish(SetEntry("~/.profile", "PATH", "p"), "go"),
        wish(SetEntry("~/.profile", "GODEBUG", "g"), "godebug"),
    ]
    who = attribute(b"# mine\n", fold(b"# mine\n", wishes))
    assert folded(b"# mine\n", fold(b"# mine\n", wishes)).splitlines()[3:5] == [b"g  # GODEBUG", b"p  # PATH"]
    assert who.added == {
        2: ("godebug",),
        3: ("godebug",),
        4: ("godebug",),
        5: ("go",),
        6: ("godebug",),
    }
    assert who.removed == {}


def test_an_unpacked_folder_has_no_lines() -> None:
    (unpack,) = [wish.edit for wish in plan().wishes if isinstance(wish.edit, Unpack)]
    file = one(Absent(), UnpackedTree("0" * 64), wish(unpack, "r"))
    assert file.hunks == ()


def test_what_was_folded_for_the_plan_is_not_folded_again() -> None:
    """Of wishes that fit the file no more nothing can be folded: what is known of the lines comes from the steps."""
    found = judged(MESSY, "baseline")
    made = folded_plan(found, recommended(found), ground(MESSY))
    gone = msgspec.structs.replace(
        made.plan, wishes=tuple(Wish(DropLine(each.edit.path, 9999, ""), ("x",)) for each in made.plan.wishes)
    )
    of_a_line = [line.rules for file in diff(gone, steps=made.steps).files for line in _changed(file)]
    assert of_a_line == [line.rules for file in diff(made.plan).files for line in _changed(file)]
    assert any(of_a_line)


def test_a_plan_whose_wishes_are_not_what_it_does_is_shown_without_who_wants_which_line() -> None:
    wishes = (wish(DropLine("/etc/x", 1, "other"), "a"),)
    file = one(File(b"mine\n", 0o644, 0, 0), File(b"ours\n", 0o644, 0, 0), *wishes)
    assert [(line.mark, line.text, line.rules) for line in _changed(file)] == [
        ("-", "mine", ()),
        ("+", "ours", ()),
    ]


def _changed(file: FileDiff) -> list[DiffLine]:
    return [line for hunk in file.hunks for line in hunk.lines if line.mark != " "]

"""Edits as bytes: each through the codec of its file, in one order whoever spoke first."""

from __future__ import annotations

import itertools

import pytest

from wizard.engine.fold import Unfoldable, apply, common_ends, fold, folded
from wizard.model.edits.files import (
    Download,
    DropEntry,
    DropLine,
    Edit,
    Reencode,
    RemoveKey,
    RepairLine,
    RepairRest,
    ReplaceLine,
    SetEntry,
    SetKey,
    SetLink,
    SetMount,
    SetText,
    SetVariable,
    Unpack,
    UnsetVariable,
    Wish,
)

CONF, PROFILE, GOENV, FSTAB = "/etc/wsl.conf", "~/.profile", "~/.config/go/env", "/etc/fstab"
BLOCK = b"# >>> wsl-go-wizard >>>\nx  # X\n# <<< wsl-go-wizard <<<\n"


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (SetKey(CONF, "boot", "systemd", "true"), b"", b"[boot]\nsystemd=true\n"),
        (
            SetKey(CONF, "boot", "systemd", "true"),
            b"[boot]\nsystemd = 0 # no\n",
            b"[boot]\nsystemd = true # no\n",
        ),
        (
            RemoveKey(CONF, "boot", "command"),
            b"[boot]\ncommand=x\nsystemd=1\n",
            b"[boot]\n# command=x\nsystemd=1\n",
        ),
        (RemoveKey(CONF, "boot", "command"), b"# nothing\n", b"# nothing\n"),
        (RepairLine(CONF, 1, "unreadable-line"), b"; a\n[boot]\n", b"# a\n[boot]\n"),
        (RepairLine(CONF, 2, "unreadable-line"), b"; a\n[boot]\n", b"; a\n[boot]\n"),
        (RepairLine(CONF, 1, "no-such-kind"), b"; a\n", b"; a\n"),
        (RepairRest(CONF), b"; a\n[boot]\nsystemd=yes\n", b"# a\n[boot]\nsystemd=true\n"),
        (Reencode(PROFILE), b"\xef\xbb\xbfa\r\n", b"a\n"),
        (Reencode(PROFILE), "a\r\n".encode("utf-16"), b"a\n"),
        (DropLine(PROFILE, 2, "b"), b"a\nb\nc\n", b"a\nc\n"),
        (DropLine(PROFILE, 2, "b"), b"a\r\nb", b"a\r\n"),
        (DropLine(PROFILE, 1, "\\xff"), b"\xff\na\n", b"a\n"),
        (ReplaceLine(PROFILE, 1, "a", "ä"), b"a\r\nb\n", "ä\r\nb\n".encode()),
        (
            SetMount(FSTAB, "/tmp", "tmpfs", "tmpfs", ("size=2g",)),
            b"# x\n",
            b"# x\ntmpfs /tmp tmpfs size=2g 0 0\n",
        ),
        (SetEntry(PROFILE, "X", "x"), b"", BLOCK),
        (SetEntry(PROFILE, "X", "x"), BLOCK, BLOCK),
        (DropEntry(PROFILE, "X"), b"a\n\n" + BLOCK, b"a\n"),
        (SetVariable(GOENV, "GOTOOLCHAIN", "auto"), b"GOTOOLCHAIN=x\n", b"GOTOOLCHAIN=auto\n"),
        (SetText("~/x.timer", "[Timer]\n"), b"", b"[Timer]\n"),
        (SetText("~/x.timer", "[Timer]\n"), b"[Timer]\n", b"[Timer]\n"),
        (UnsetVariable(GOENV, "GOROOT"), b"GOROOT=/x\nGOPROXY=direct\n", b"GOPROXY=direct\n"),
    ],
)
def test_every_kind_of_edit(edit: Edit, before: bytes, after: bytes) -> None:
    assert apply(edit, before) == after


@pytest.mark.parametrize(
    ("edit", "before", "why"),
    [
        (SetKey(CONF, "boot", "systemd", "true"), b"; a\n", "line 1"),
        (DropLine(PROFILE, 2, "b"), b"a\nB\n", "Line 2 has changed since the check."),
        (DropLine(PROFILE, 3, "b"), b"a\nb\n", "Line 3 has changed since the check."),
        (ReplaceLine(PROFILE, 1, "a", "b"), b"\xff\n", "Line 1"),
        (SetEntry(PROFILE, "X", "a\nb"), b"", "cannot write"),
        (SetEntry(PROFILE, "X", "x"), b"# <<< wsl-go-wizard <<<\n", "damaged"),
        (SetMount(FSTAB, "/tmp", "", "tmpfs", ()), b"", "the folder and the type"),
        (Reencode(PROFILE), b"\xff\xfex\n", "UTF-16"),
        (SetLink("~/sdk/go", "x"), b"", "not a text file"),
        (SetText("~/x.timer", "[Timer]\n"), b"[Timer]\nmine\n", "contains something else"),
        (Unpack("~/sdk/x", Download("f", "1", "0", 1, ())), b"", "not a text file"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(edit: Edit, before: bytes, why: str) -> None:
    with pytest.raises(Unfoldable) as caught:
        apply(edit, before)
    assert why in caught.value.why.render()


def test_the_order_of_the_wishes_does_not_matter() -> None:
    data = b"\xef\xbb\xbfa\r\nb\r\nc\r\n"
    edits: list[Edit] = [
        SetEntry(PROFILE, "B", "2"),
        DropLine(PROFILE, 1, "a"),
        Reencode(PROFILE),
        ReplaceLine(PROFILE, 3, "c", "C"),
        SetEntry(PROFILE, "A", "1"),
    ]
    ends = {
        folded(data, fold(data, [Wish(edit, ("r",)) for edit in order]))
        for order in itertools.permutations(edits)
    }
    assert ends == {b"b\nC\n\n# >>> wsl-go-wizard >>>\n1  # A\n2  # B\n# <<< wsl-go-wizard <<<\n"}


@pytest.mark.parametrize(
    ("a", "b", "ends"),
    [
        ("abc", "abc", (3, 0)),
        ("abc", "axc", (1, 1)),
        ("aa", "aaa", (2, 0)),
        ("", "a", (0, 0)),
        ("ab", "b", (0, 1)),
        ("aba", "aa", (1, 1)),
    ],
)
def test_ends_in_common_never_overlap(a: str, b: str, ends: tuple[int, int]) -> None:
    one, two = a.encode(), b.encode()
    assert (
        common_ends([one[i : i + 1] for i in range(len(one))], [two[i : i + 1] for i in range(len(two))])
        == ends
    )


def test_a_dot_file_of_ten_thousand_lines_is_folded_line_by_line_without_losing_one() -> None:
    data = b"".join(b"export A%d=%d\n" % (number, number) for number in range(10_000))
    wishes = [Wish(DropLine(PROFILE, n, f"export A{n - 1}={n - 1}"), ("r",)) for n in range(1, 10_001, 500)]
    assert folded(data, fold(data, wishes)).count(b"\n") == 10_000 - len(wishes)

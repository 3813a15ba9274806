"""A value as a difference: its type and its data as lines, of Path and WSLENV one entry a line, and who wants which."""

from __future__ import annotations

import pytest

from wizard.engine.diff import diff
from wizard.model.diffs import DiffKind, FileDiff
from wizard.model.edits.files import Wish
from wizard.model.edits.registry import DropItem, RegistryEdit, SetRegistryType
from wizard.model.plans import Plan
from wizard.model.registry import BINARY, DWORD, ENVIRONMENT, EXPAND_SZ, MULTI_SZ, SZ, path_of
from wizard.model.state import Absent, Change, Registered

KEY = ENVIRONMENT


def shown(
    name: str, before: Absent | Registered, after: Absent | Registered, *wishes: tuple[RegistryEdit, str]
) -> FileDiff:
    change = Change(path_of(KEY, name), before, after, 0, 0)
    made = tuple(Wish(edit, (rule,)) for edit, rule in wishes)
    (file,) = diff(Plan("m", "PC", changes=(change,), wishes=made)).files
    return file


def lines(file: FileDiff) -> list[str]:
    return [f"{line.mark}{line.text}" for hunk in file.hunks for line in hunk.lines]


def test_a_path_is_shown_one_entry_a_line() -> None:
    """Golden: whoever renders it gets exactly these lines."""
    file = shown(
        "Path",
        Registered(SZ, r'%PATH%;C:\a;"C:\b;c";C:\Go\bin;'),
        Registered(EXPAND_SZ, r'C:\a;"C:\b;c";'),
        (DropItem(KEY, "Path", 1, "%PATH%"), "one"),
        (DropItem(KEY, "Path", 4, r"C:\Go\bin"), "two"),
        (SetRegistryType(KEY, "Path", EXPAND_SZ), "three"),
    )
    assert (file.path, file.kind, file.facts) == (r"HKCU\Environment\\Path", DiffKind.REGISTRY, ())
    assert lines(file) == [
        "-REG_SZ",
        "-%PATH%",
        "+REG_EXPAND_SZ",
        r" C:\a",
        r' "C:\b;c"',
        r"-C:\Go\bin",
        " ",
    ]
    wanted = {line.text: line.rules for hunk in file.hunks for line in hunk.lines if line.rules}
    assert wanted == {
        "REG_SZ": ("three",),
        "REG_EXPAND_SZ": ("three",),
        "%PATH%": ("one",),
        r"C:\Go\bin": ("two",),
    }
    assert (file.added, file.removed) == (1, 3)
    assert set(file.rules) == {"one", "two", "three"}


def test_wslenv_is_shown_one_entry_a_line() -> None:
    file = shown("WSLENV", Registered(SZ, "A/p:GOROOT:B"), Registered(SZ, "A/p:B"))
    assert lines(file) == [" REG_SZ", " A/p", "-GOROOT", " B"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (Registered(SZ, "a;b:c"), ["REG_SZ", "a;b:c"]),
        (Registered(SZ, ""), ["REG_SZ", ""]),
        (Registered(SZ, "two\r\nlines\x1b"), ["REG_SZ", r"two\x0d\x0alines\x1b"]),
        (Registered(DWORD, "255"), ["REG_DWORD", "0xff (255)"]),
        (Registered(MULTI_SZ, "a\0b\0"), ["REG_MULTI_SZ", "a", "b"]),
        (Registered(BINARY, "00" * 16 + "ff"), ["REG_BINARY", " ".join(["00"] * 16), "ff"]),
        (Registered(99, "ab"), ["0x63", "ab"]),
        (Registered(DWORD, "nonsense"), ["REG_DWORD", "nonsense"]),
    ],
)
def test_every_kind_is_shown_as_it_comes_and_goes(state: Registered, expected: list[str]) -> None:
    new, gone = shown("x", Absent(), state), shown("x", state, Absent())
    assert lines(new) == [f"+{line}" for line in expected]
    assert lines(gone) == [f"-{line}" for line in expected]
    assert [fact.render() for fact in new.facts] == ["new value in the Windows registry"]
    assert [fact.render() for fact in gone.facts] == ["value removed from the Windows registry"]


def test_wishes_that_do_not_fit_a_plan_from_elsewhere_are_no_trouble() -> None:
    file = shown("Path", Registered(SZ, "a"), Registered(SZ, "b"), (DropItem(KEY, "Path", 9, "x"), "one"))
    assert lines(file) == [" REG_SZ", "-a", "+b"]

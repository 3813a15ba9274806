"""Files that WSL does not start without: which a `.wslconfig` names, and which lines name one that is not there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.wslconf.texts import anything
from wizard.codecs.wslconf.document import Document, parse
from wizard.codecs.wslconf.files import is_missing, missing, named, unproven
from wizard.codecs.wslconf.key import Dialect
from wizard.codecs.wslconf.repaired import repaired_at


def config(text: str) -> Document:
    return parse(text.encode(), Dialect.WSLCONFIG)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("", ()),
        ("[wsl2]\nkernel=C:\\\\k\nkernelModules=d:/m.vhd\n", ("C:\\k", "d:/m.vhd")),
        ("[wsl2]\nkernel=\n", ()),
        ("[wsl2]\nkernel=vmlinux\n", ()),
        ("[wsl2]\nkernel=\\\\\\\\server\\\\k\n", ()),
        ("[wsl2]\nswapFile=C:\\\\s.vhdx\n", ()),
        ("[wsl2\nkernel=C:\\Users\\k\n", ("C:\\Users\\k",)),
        ("[wsl2]\nkernel=C:\\temp\\nk\n", ("C:\\temp\\nk",)),
        ("[wsl2]\nmacAddress=x\nkernel=C:\\\\k\n", ("C:\\k",)),
        ("[wsl2]\nkernel=C:\\\\k\nkernel=C:\\\\l\n", ("C:\\k", "C:\\l")),
    ],
)
def test_paths_that_count_or_will_once_repaired(text: str, paths: tuple[str, ...]) -> None:
    assert set(named(config(text))) == set(paths)


def test_only_lines_with_nothing_better_above_them_are_missing() -> None:
    text = "[wsl2]\nkernel=C:\\\\a\nkernel=C:\\\\b\nkernel=C:\\\\c\nkernelModules=C:\\\\c\n"
    lines = [defect.line for defect in missing(config(text), {"C:\\a": False, "C:\\b": True, "C:\\c": False})]
    assert lines == [2, 5]


def test_what_nobody_looked_for_is_not_missing_but_unproven() -> None:
    document = config("[wsl2]\nkernel=C:\\\\a\n")
    assert missing(document, {}) == ()
    assert [pair.value for pair in unproven(document, {})] == ["C:\\a"]
    assert unproven(document, {"C:\\a": True}) == ()


def test_no_file_has_a_control_character_in_its_name() -> None:
    assert is_missing("C:\temp", {})
    assert not is_missing("C:\\temp", {})


def test_a_missing_file_becomes_a_comment_and_nothing_else_changes() -> None:
    document = config("[wsl2]\r\n  kernel=C:\\\\a # mine\r\nmemory=4GB\r\n")
    (defect,) = missing(document, {"C:\\a": False})
    after = repaired_at(document, defect.line, defect.kind.value)
    assert after.data == b"[wsl2]\r\n  # kernel=C:\\\\a # mine\r\nmemory=4GB\r\n"
    assert repaired_at(document, 3, defect.kind.value).data == document.data


@settings(max_examples=60)
@given(anything)
def test_once_commented_out_nothing_is_missing(data: bytes) -> None:
    document = parse(data, Dialect.WSLCONFIG)
    standing = dict.fromkeys(named(document), False)
    for _ in range(len(data) + 1):
        found = missing(document, standing)
        if not found:
            break
        document = repaired_at(document, found[-1].line, found[-1].kind.value)
    assert missing(document, standing) == ()

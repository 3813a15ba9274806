"""What reg.exe prints is read whatever language Windows speaks."""

from __future__ import annotations

from wizard.codecs.windows.reg_query import parse
from wizard.model.registry import EXPAND_SZ, SZ

KEY = r"HKCU\Software\X"
LONG = r"HKEY_CURRENT_USER\Software\X"


def printed(*lines: str, below: str = "") -> str:
    return "\r\n".join(("", f"{LONG}{below}", *lines, ""))


def test_every_kind_of_value_is_read() -> None:
    text = printed(
        "    Text    REG_SZ    a  b",
        "    Path    REG_EXPAND_SZ    %USERPROFILE%\\go",
        "    Number    REG_DWORD    0x1f",
        "    Bytes    REG_BINARY    00FF",
        "    List    REG_MULTI_SZ    one|two|",
        "    Empty    REG_SZ    ",
        "    Nothing    REG_SZ",
    )
    assert parse(text, KEY).values == {
        "Text": "a  b",
        "Path": "%USERPROFILE%\\go",
        "Number": 31,
        "Bytes": b"\x00\xff",
        "List": ["one", "two"],
        "Empty": "",
        "Nothing": "",
    }


def test_a_text_that_windows_fills_in_is_known_by_its_type() -> None:
    assert parse(printed("    A    REG_EXPAND_SZ    %x%", "    B    REG_SZ    %x%"), KEY).types == {
        "A": EXPAND_SZ,
        "B": SZ,
    }


def test_the_default_value_has_no_name_in_any_language() -> None:
    for word in ("(Default)", "(Standard)", "(默认)"):
        assert parse(printed(f"    {word}    REG_SZ    x"), KEY).values == {"": "x"}


def test_a_text_of_several_lines_goes_on() -> None:
    assert parse(printed("    A    REG_SZ    one", "two", "    B    REG_SZ    x"), KEY).values == {
        "A": "one\ntwo",
        "B": "x",
    }


def test_keys_right_below_are_read_when_asked_for() -> None:
    text = (
        printed("    A    REG_SZ    top")
        + printed("    A    REG_SZ    1", below=r"\One")
        + printed("    A    REG_SZ    deep", below=r"\One\Deeper")
    )
    assert parse(text, KEY, deep=True).keys == {"One": {"A": "1"}}
    assert parse(text, KEY).keys == {}


def test_a_number_that_is_none_is_kept_as_it_is_printed() -> None:
    assert parse(printed("    A    REG_DWORD    many"), KEY).values == {"A": "many"}

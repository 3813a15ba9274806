"""Exports of the registry as regedit and reg.exe write them, and what is refused in one sentence."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.windows import reg_file
from wizard.codecs.windows.reg_file import canonical, line_for, parse
from wizard.codecs.windows.registry_value import found_in
from wizard.model.errors import InputError
from wizard.model.probes import Values
from wizard.model.registry import BINARY, DWORD, EXPAND_SZ, LINK, MULTI_SZ, NONE, QWORD, SZ, TEXTS
from wizard.model.state import Other, Registered

HEADER = "Windows Registry Editor Version 5.00\r\n\r\n"
KEY = "[HKEY_CURRENT_USER\\Software\\X]\r\n"


def values(body: str, key: str = r"HKCU\Software\X") -> Values | None:
    return parse((HEADER + KEY + body).encode("utf-16")).values(key)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('"a"="plain"', "plain"),
        ('"a"="C:\\\\Program Files\\\\Go"', "C:\\Program Files\\Go"),
        ('"a"="say \\"hi\\""', 'say "hi"'),
        ('"a"="two\r\nlines"', "two\r\nlines"),
        ('"a"=""', ""),
        ('  "a" = "blanks"  ', "blanks"),
        ('"a"="x" ; a comment', "x"),
        ('"a"=dword:0000000f', 15),
        ('"a"=hex:01,Fe', b"\x01\xfe"),
        ('"a"=hex:', b""),
        ('"a"=hex:01,\\\r\n  02,\\\r\n  03', b"\x01\x02\x03"),
        ('"a"=hex(2):25,00,41,00,25,00,00,00', "%A%"),
        ('"a"=hex(1):41,00', "A"),
        ('"a"=hex(7):61,00,00,00,62,00,63,00,00,00,00,00', ["a", "bc"]),
        ('"a"=hex(7):00,00', []),
        ('"a"=hex(7):61,00,00,00,00,00,62,00,00,00,00,00', ["a", "", "b"]),
        ('"a"=hex(b):01,00,00,00,01,00,00,00', (1 << 32) + 1),
        ('"a"=hex(4):05,00,00,00', 5),
        ('"a"=hex(4):05,00', b"\x05\x00"),
        ('"a"=hex(0):', b""),
        ('"a"=hex(9):aa', b"\xaa"),
    ],
)
def test_every_kind_of_value(line: str, expected: object) -> None:
    found = values(line + "\r\n")
    assert found is not None
    assert found.values == {"a": expected}


def test_only_expandable_texts_expand() -> None:
    found = values('"b"=hex(2):25,00,00,00\r\n"c"="%x%"\r\n"a"=hex(2):00,00\r\n')
    assert found is not None
    assert found.types == {"a": EXPAND_SZ, "b": EXPAND_SZ, "c": SZ}


def test_names_know_no_case_and_the_later_line_counts() -> None:
    found = values(
        '"Path"="1"\r\n"PATH"="2"\r\n@="default"\r\n"gone"="x"\r\n"GONE"=-\r\n', "hkcu\\SOFTWARE\\x\\"
    )
    assert found is not None
    assert found.values == {"PATH": "2", "": "default"}


def test_keys_below_and_keys_that_are_deleted() -> None:
    text = (
        HEADER + '[HKEY_LOCAL_MACHINE\\A\\B\\C]\r\n"n"=dword:1\r\n'
        "[HKEY_LOCAL_MACHINE\\A\\D]\r\n[HKEY_LOCAL_MACHINE\\A\\E\\F]\r\n[-HKEY_LOCAL_MACHINE\\a\\e]\r\n"
    )
    export = parse(text.encode("utf-8"))
    assert export.values("HKLM\\A", deep=True) == Values({}, {"B": {}, "D": {}})
    assert export.values("HKLM\\A\\B", deep=True) == Values({}, {"C": {"n": 1}})
    assert export.values("HKLM\\A") == Values({})
    assert export.values("HKLM\\A\\E\\F") is None
    assert export.values("HKLM\\Nowhere") is None


def test_a_key_may_have_brackets_in_its_name() -> None:
    export = parse((HEADER + '[HKEY_CURRENT_USER\\a[1]b]\r\n"x"="y"\r\n').encode())
    assert export.values("HKCU\\a[1]b") == Values({"x": "y"}, types={"x": SZ})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_all_encodings_that_windows_writes(encoding: str) -> None:
    export = parse((HEADER + KEY + '"名"="用户"\r\n').encode(encoding))
    assert export.values("HKCU\\Software\\X") == Values({"名": "用户"}, types={"名": SZ})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not a registry export"),
        (b"[HKEY_CURRENT_USER]\r\n", "not a registry export"),
        (b"REGEDIT4\r\n\r\n", "Windows 98"),
        (b"\xff\xfe\x57", "neither UTF-16 nor UTF-8"),
        (b"\x80\x81", "neither UTF-16 nor UTF-8"),
        ((HEADER + '"a"="b"\r\n').encode(), "line 3 does not belong to a key"),
        ((HEADER + KEY + '"a"="cut of').encode(), "line 4 is not valid"),
        ((HEADER + KEY + '"a"=hex(2):25,00,\\').encode(), "line 4 is not valid"),
        ((HEADER + KEY + '"a"=hex:zz\r\n').encode(), "line 4 is not valid"),
        ((HEADER + KEY + '"a"=dword:\r\n').encode(), "line 4 is not valid"),
        ((HEADER + KEY + "nonsense\r\n").encode(), "line 4 is not valid"),
        ((HEADER + "[HKEY_CURR").encode(), "line 3 is not valid"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(data, "x.reg")
    said = caught.value.text.render()
    assert why in said
    assert "x.reg" in said
    assert "\n" not in said


@given(st.binary(max_size=200))
def test_whatever_stands_in_a_file_is_read_or_refused(data: bytes) -> None:
    for start in (
        b"",
        HEADER.encode(),
        b"\xff\xfe" + HEADER.encode("utf-16-le"),
        (HEADER + KEY + '"').encode(),
    ):
        with contextlib.suppress(InputError):
            parse(start + data)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


STATES = st.one_of(
    st.builds(Registered, st.sampled_from(TEXTS), WORDS),
    st.builds(Registered, st.just(DWORD), st.integers(0, 2**32 - 1).map(str)),
    st.builds(Registered, st.just(QWORD), st.integers(0, 2**64 - 1).map(str)),
    st.builds(
        Registered,
        st.just(MULTI_SZ),
        st.lists(WORDS.filter(bool)).map(lambda all: "".join(f"{each}\0" for each in all)),
    ),
    st.builds(Registered, st.sampled_from((NONE, BINARY, LINK, 99)), st.binary(max_size=9).map(bytes.hex)),
)


@given(name=WORDS, state=STATES, before=STATES)
def test_a_line_that_is_added_counts_until_the_next(name: str, state: Registered, before: Registered) -> None:
    """And whatever is written down comes back exactly, type and data."""
    key = r"HKCU\Software\X"
    text = HEADER + line_for(key, name, before) + line_for(key, name, state)
    found = parse(text.encode()).values(key)
    assert found is not None
    assert found_in(found, name) == state
    assert list(found.values) == [name]
    assert parse((text + line_for(key, name, None)).encode()).values(key) == Values({})


@pytest.mark.parametrize(
    "line",
    [
        '"a"=hex(2):41,00',  # without its end
        '"a"=hex(2):41,00,00,00,42,00,00,00',  # goes on after its end
        '"a"=hex(1):00,d8,00,00',  # half a character
        '"a"=hex(1):41',
        '"a"=hex(4):05,00',
        '"a"=hex(7):61,00,00,00',
        '"a"=hex(7):61,00,00,00,00,00,62,00,00,00,00,00',
    ],
)
def test_what_would_not_come_back_the_same_has_no_known_type(line: str) -> None:
    found = values(line + "\r\n")
    assert found is not None
    assert found.types == {}
    assert found_in(found, "A") == Other("unknown")


def test_hives_have_two_names() -> None:
    assert canonical("hkey_local_machine\\Software\\") == "HKLM\\Software"
    assert reg_file.long_key("hkcu\\Environment") == "HKEY_CURRENT_USER\\Environment"
    assert canonical("HKCU") == "HKCU"

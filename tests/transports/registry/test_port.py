"""Three ways to the registry say the same of the same key; what they write is there afterwards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pcs.registries import (
    BINARY,
    DWORD,
    EXPAND_SZ,
    LANGUAGES,
    MULTI_SZ,
    QWORD,
    SZ,
    FakeWinreg,
    Keys,
    Row,
    export,
    printed,
    reg_exe,
)
from tests.pcs.registry_file import FileRegistry
from wizard.codecs.windows import reg_file, reg_query
from wizard.model.errors import InputError, MachineError
from wizard.model.probes import Values
from wizard.model.state import Absent, Other, Registered
from wizard.transports.registry import win_reg as registry_winreg
from wizard.transports.registry.port import Registry
from wizard.transports.registry.reg_exe import ExeRegistry
from wizard.transports.registry.win_reg import WinRegistry

POSIX = pytest.mark.linux(reason="the stand-in of reg.exe is a shell script")
TOP = r"HKEY_CURRENT_USER\Software\X"
KEYS: Keys = {
    TOP: (
        ("", SZ, "the default"),
        ("Path", EXPAND_SZ, r"%USERPROFILE%\go\bin;C:\Go"),
        ("GOROOT", SZ, "C:\\Program Files\\Go"),
        ("empty", SZ, ""),
        ("Flags", DWORD, 15),
        ("big", QWORD, 1 << 40),
        ("Blob", BINARY, b"\x00\x01\xfe\xff" * 20),
        ("nothing", BINARY, b""),
        ("list", MULTI_SZ, ["Tcpip", r"C:\0temp", "x y"]),
        ("none", MULTI_SZ, []),
        ("with  blanks", SZ, "  a  b  "),
    ),
    rf"{TOP}\one": (("n", DWORD, 1),),
    rf"{TOP}\two": (),
    rf"{TOP}\two\deeper": (("n", DWORD, 2),),
}
SEEN = Values(
    {
        "": "the default",
        "Path": r"%USERPROFILE%\go\bin;C:\Go",
        "GOROOT": "C:\\Program Files\\Go",
        "empty": "",
        "Flags": 15,
        "big": 1 << 40,
        "Blob": b"\x00\x01\xfe\xff" * 20,
        "nothing": b"",
        "list": ["Tcpip", r"C:\0temp", "x y"],
        "none": [],
        "with  blanks": "  a  b  ",
    },
    {"one": {"n": 1}, "two": {}},
    {
        "": SZ,
        "Path": EXPAND_SZ,
        "GOROOT": SZ,
        "empty": SZ,
        "Flags": DWORD,
        "big": QWORD,
        "Blob": BINARY,
        "nothing": BINARY,
        "list": MULTI_SZ,
        "none": MULTI_SZ,
        "with  blanks": SZ,
    },
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_key_is_the_same_on_every_way(language: str) -> None:
    text = printed(KEYS, TOP, deep=True, language=language)
    assert reg_query.parse(text, TOP, deep=True) == SEEN
    assert reg_file.parse(export(KEYS)).values(TOP, deep=True) == SEEN
    assert WinRegistry(FakeWinreg(dict(KEYS))).values(TOP, deep=True) == SEEN


NAMES = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x9FFF, exclude_characters="()?"), min_size=1, max_size=9
)
LINE = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_characters="?\x7f\x85\xa0|"), max_size=20
)
WORDS = LINE.filter(lambda text: "    " not in text)
ITEMS = WORDS.filter(bool)
VALUES = st.one_of(
    st.tuples(st.just(SZ), WORDS),
    st.tuples(st.just(EXPAND_SZ), WORDS),
    st.tuples(st.just(DWORD), st.integers(0, 2**32 - 1)),
    st.tuples(st.just(QWORD), st.integers(0, 2**64 - 1)),
    st.tuples(st.just(BINARY), st.binary(max_size=60)),
    st.tuples(st.just(MULTI_SZ), st.lists(ITEMS, max_size=4)),
)
ROWS = st.dictionaries(NAMES, VALUES, max_size=5).filter(
    lambda rows: len({name.lower() for name in rows}) == len(rows)
)


@given(top=ROWS, below=ROWS)
def test_three_ways_agree(top: dict[str, tuple[int, object]], below: dict[str, tuple[int, object]]) -> None:
    keys: dict[str, tuple[Row, ...]] = {TOP: _rows(top), rf"{TOP}\below": _rows(below)}
    for deep in (False, True):
        by_export = reg_file.parse(export(keys)).values(TOP, deep)
        assert reg_query.parse(printed(keys, TOP, deep=deep), TOP, deep) == by_export
        assert WinRegistry(FakeWinreg(keys)).values(TOP, deep) == by_export
        assert by_export is not None
        assert by_export.values == {name: value for name, (_, value) in top.items()}
        assert by_export.types == {name: kind for name, (kind, _) in top.items()}


def _rows(rows: dict[str, tuple[int, object]]) -> tuple[Row, ...]:
    return tuple((name, kind, value) for name, (kind, value) in rows.items())


SESSION: Keys = {r"HKEY_CURRENT_USER\Volatile Environment": (("USERPROFILE", SZ, "C:\\Users\\Zo\u00eb"),)}


def exe_registry(drive: Path, file: Path, language: str = "en", *, denied: str = "") -> ExeRegistry:
    """The registry of the file, through a stand-in of reg.exe on a drive C: with a user's folder."""
    (drive / "Users/Zoë/AppData/Local/Temp").mkdir(parents=True, exist_ok=True)
    return ExeRegistry(str(reg_exe(drive, file, language, denied=denied)))


@pytest.fixture(params=["file", "winreg", pytest.param("exe", marks=POSIX)])
def registry(request: pytest.FixtureRequest, tmp_path: Path) -> Registry:
    """A small registry behind each of the ways."""
    keys: dict[str, tuple[Row, ...]] = {TOP: (("GOROOT", SZ, "C:\\Go"),), rf"{TOP}\one": (), **SESSION}
    file = tmp_path / "export.reg"
    file.write_bytes(export(keys))
    match request.param:
        case "file":
            return FileRegistry(file)
        case "winreg":
            return WinRegistry(FakeWinreg(keys))
        case _:
            return exe_registry(tmp_path, file)


def test_a_key_that_is_not_there_is_none(registry: Registry) -> None:
    assert registry.values(r"HKCU\Software\None") is None
    assert registry.values(r"HKCU\Software\X\one") == Values({})
    assert registry.values(TOP) == Values({"GOROOT": "C:\\Go"}, types={"GOROOT": SZ})


def test_what_is_written_is_there_and_what_is_deleted_is_gone(registry: Registry) -> None:
    key = r"HKCU\Software\Microsoft\Windows\CurrentVersion\RunOnce"
    command = r'"C:\Program Files\wizard\wizard.exe" --resume "a b"'
    registry.write(key, "wsl-go-wizard", Registered(SZ, command))
    registry.write(key, "count", Registered(DWORD, "3"))
    assert registry.values(key) == Values(
        {"wsl-go-wizard": command, "count": 3}, types={"wsl-go-wizard": SZ, "count": DWORD}
    )
    registry.delete(key, "WSL-go-wizard")
    registry.delete(key, "never-there")
    registry.delete(r"HKCU\Software\None", "x")
    assert registry.values(key) == Values({"count": 3}, types={"count": DWORD})


EVERY_KIND = (
    Registered(SZ, ""),
    Registered(SZ, 'a "quoted" \\ end\\'),
    Registered(SZ, "two\r\nlines"),
    Registered(EXPAND_SZ, r"%USERPROFILE%\go\bin;C:\Ünïcode\用户;C:\ă;"),
    Registered(DWORD, "4294967295"),
    Registered(QWORD, "18446744073709551615"),
    Registered(MULTI_SZ, "a\0b c\0"),
    Registered(MULTI_SZ, ""),
    Registered(BINARY, "00ff10"),
    Registered(BINARY, ""),
)


@pytest.mark.parametrize("name", ["Path", "", "with\\back\\slashes"])
def test_what_is_written_reads_back_exactly(registry: Registry, name: str) -> None:
    """Type and data, whatever the code page of the console has: the stand-in's is 437."""
    # Each call of the stand-in starts an interpreter; how kinds are written in its files, the codec's test says.
    kinds = EVERY_KIND[2:4] if isinstance(registry, ExeRegistry) else EVERY_KIND
    assert registry.state(TOP, name) == Absent()
    for state in kinds:
        registry.write(TOP, name, state)
        assert registry.state(TOP.lower(), name.upper()) == state
    registry.delete(TOP, name)
    assert registry.state(TOP, name) == Absent()
    assert registry.state(TOP, "GOROOT") == Registered(SZ, "C:\\Go")
    assert registry.state(r"HKCU\Software\None", name) == Absent()


def test_a_change_is_durable_where_windows_offers_that() -> None:
    api = FakeWinreg(dict(KEYS))
    WinRegistry(api).write(TOP, "a", Registered(DWORD, "1"))
    assert api.flushed == [TOP]
    WinRegistry(api).delete(TOP, "a")
    assert api.flushed == [TOP, TOP]


def test_programs_are_told_and_whether_they_were_is_known(tmp_path: Path) -> None:
    assert WinRegistry(FakeWinreg({}), lambda: True).announce()
    assert not WinRegistry(FakeWinreg({}), lambda: False).announce()
    assert not ExeRegistry(str(tmp_path / "reg.exe")).announce()


@POSIX
@pytest.mark.parametrize(("code", "known"), [(0, True), (1, False)])
def test_from_inside_wsl_powershell_tells_programs(tmp_path: Path, code: int, known: bool) -> None:
    place = tmp_path / "WindowsPowerShell/v1.0/powershell.exe"
    place.parent.mkdir(parents=True)
    place.write_text(f'#!/bin/sh\necho "$*" > "{tmp_path}/told"\nexit {code}\n')
    place.chmod(0o755)
    assert ExeRegistry(str(tmp_path / "reg.exe")).announce() is known
    assert "SetEnvironmentVariable('WSL_GO_WIZARD_NONE', $null, 'User')" in (tmp_path / "told").read_text()


def test_half_a_character_is_shown_and_not_known() -> None:
    registry = WinRegistry(FakeWinreg({TOP: (("Path", SZ, "C:\\\ud800"), ("a", SZ, "b"))}))
    found = registry.values(TOP)
    assert found == Values({"Path": "C:\\\ufffd", "a": "b"}, types={"a": SZ})
    assert registry.state(TOP, "Path") == Other("unknown")


@POSIX
def test_what_the_console_cannot_print_is_not_known_by_a_look(tmp_path: Path) -> None:
    """Printed in code page 437 the name of a folder has question marks; compared and written it has not."""
    file = tmp_path / "x.reg"
    file.write_bytes(export({TOP: (("Path", EXPAND_SZ, "C:\\用户;C:\\x"), ("a", SZ, "b")), **SESSION}))
    registry = exe_registry(tmp_path, file)
    found = registry.values(TOP)
    assert found == Values({"Path": "C:\\??;C:\\x", "a": "b"}, types={"a": SZ})
    assert registry.state(TOP, "Path") == Registered(EXPAND_SZ, "C:\\用户;C:\\x")
    assert list((tmp_path / "Users/Zoë/AppData/Local/Temp").iterdir()) == []


def test_an_export_that_changed_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "x.reg"
    file.write_bytes(export({TOP: (("a", DWORD, 1),)}))
    registry = FileRegistry(file)
    assert registry.values(TOP) == Values({"a": 1}, types={"a": DWORD})
    file.write_bytes(export({TOP: (("a", DWORD, 2), ("b", SZ, "x"))}))
    assert registry.values(TOP) == Values({"a": 2, "b": "x"}, types={"a": DWORD, "b": SZ})


def test_an_export_that_is_no_export_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "x.reg"
    for registry in (FileRegistry(file), FileRegistry(tmp_path)):
        with pytest.raises(InputError, match=r"registry file .* cannot be used"):
            registry.values(TOP)
    file.write_bytes(export(KEYS)[:-30])
    before = file.read_bytes()
    with pytest.raises(InputError):
        FileRegistry(file).write(TOP, "a", Registered(SZ, "b"))
    assert file.read_bytes() == before


@POSIX
@pytest.mark.parametrize("language", LANGUAGES)
def test_reg_exe_is_understood_in_every_language(tmp_path: Path, language: str) -> None:
    """The code page is that of the language, in which ``{old}`` is written."""
    old = {"zh": "用户", "ja": "ユーザー", "de": "Müller"}.get(language, "user")
    file = tmp_path / "x.reg"
    file.write_bytes(export({TOP: (("", SZ, "d"), ("home", EXPAND_SZ, f"%X%\\{old}"))}))
    registry = ExeRegistry(str(reg_exe(tmp_path, file, language)))
    types = {"": SZ, "home": EXPAND_SZ}
    assert registry.values(TOP) == Values({"": "d", "home": f"%X%\\{old}"}, types=types)
    assert registry.values(TOP + "\\none") is None


@POSIX
def test_a_key_that_may_not_be_read_is_not_missing(tmp_path: Path) -> None:
    file = tmp_path / "x.reg"
    file.write_bytes(export(KEYS))
    with pytest.raises(OSError, match="Access is denied"):
        ExeRegistry(str(reg_exe(tmp_path, file, denied=TOP))).values(TOP)
    with pytest.raises(PermissionError):
        WinRegistry(FakeWinreg(dict(KEYS), frozenset({TOP}))).values(TOP)


@POSIX
@pytest.mark.parametrize(
    "script", ["exit 3", "kill -9 $$", "echo hm >&2; exit 1", "printf '\\377\\376'; exit 5"]
)
def test_a_reg_exe_that_fails_is_no_evidence(tmp_path: Path, script: str) -> None:
    exe = tmp_path / "reg.exe"
    exe.write_text(f'#!/bin/sh\ncase "$2" in *"no such key") echo missing >&2; exit 1;; esac\n{script}\n')
    exe.chmod(0o755)
    registry = ExeRegistry(str(exe))
    with pytest.raises(OSError):
        registry.values(TOP)
    with pytest.raises(MachineError) as caught:
        registry.write(TOP, "a", Registered(SZ, "b"))
    assert caught.value.code == "registry-not-written"


def test_without_reg_exe_there_is_no_evidence(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        ExeRegistry(str(tmp_path / "none.exe")).values(TOP)


def test_the_64_bit_registry_is_asked_whoever_asks() -> None:
    api = FakeWinreg(dict(KEYS))
    WinRegistry(api).values(TOP)
    WinRegistry(api).write(TOP, "a", Registered(DWORD, "1"))
    assert all(view & 0x0100 for view in api.views)


def test_only_windows_has_a_registry_of_its_own() -> None:
    if os.name == "nt":
        known = registry_winreg.registry_of_this_pc().values(
            r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
        )
        assert known is not None
        assert known.values["CurrentBuildNumber"]
        return
    with pytest.raises(MachineError):
        registry_winreg.registry_of_this_pc()

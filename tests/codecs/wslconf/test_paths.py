"""Variables in paths of `.wslconfig`, in the ways in which people write them."""

from __future__ import annotations

import pytest

from wizard.codecs.wslconf.paths import as_windows_writes, has_variables, is_whole


@pytest.mark.parametrize(
    ("path", "windows"),
    [
        (r"%USERPROFILE%\swap.vhdx", r"%USERPROFILE%\swap.vhdx"),
        (r"%ProgramFiles(x86)%\k", r"%ProgramFiles(x86)%\k"),
        (r"$env:TEMP\swap.vhdx", r"%TEMP%\swap.vhdx"),
        (r"${env:LOCALAPPDATA}\x", r"%LOCALAPPDATA%\x"),
        ("~/wsl/swap.vhdx", r"%USERPROFILE%\wsl\swap.vhdx"),
        ("$HOME/x", r"%USERPROFILE%\x"),
        ("${HOME}/x", r"%USERPROFILE%\x"),
        (r"${USERPROFILE}\x", r"%USERPROFILE%\x"),
        ("$LOCALAPPDATA/x", r"%LOCALAPPDATA%\x"),
        (r"${LOCALAPPDATA}\x", r"%LOCALAPPDATA%\x"),
        (r"$USERPROFILE\x", r"%USERPROFILE%\x"),
        (r"C:\a\${NAME}.vhdx", r"C:\a\%NAME%.vhdx"),
    ],
)
def test_a_variable_is_seen_and_written_as_windows_does(path: str, windows: str) -> None:
    assert has_variables(path)
    assert as_windows_writes(path) == windows


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\me\100%\x",
        r"C:\PROGRA~1\k",
        r"C:\$Recycle.Bin\x",
        r"C:\a%b\c%d",
        "",
        r"C:\~x\y",
        r"C:\a$b\c",
        r"\\pc\c$\x",
    ],
)
def test_a_path_without_variables_has_none(path: str) -> None:
    assert not has_variables(path)


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        (r"C:\wsl\swap.vhdx", True),
        ("c:/wsl/swap.vhdx", True),
        (r"\\server\share\k", True),
        ("/mnt/c/wsl/k", False),
        ("swap.vhdx", False),
        (r"\wsl\k", False),
        ("C:swap.vhdx", False),
        (r"'C:\wsl\k'", False),
        ("true", False),
    ],
)
def test_a_whole_path_has_a_drive_or_a_server(path: str, whole: bool) -> None:
    assert is_whole(path) is whole

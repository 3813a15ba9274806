"""A drive C: with a user's folder and a registry, and the PC on it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.pcs.registries import SZ, Keys, export
from tests.pcs.registry_file import FileRegistry
from wizard.model.events import never
from wizard.model.probes import Answer, Probe
from wizard.model.state import Change, File
from wizard.transports.windows.pc import Windows

POSIX = pytest.mark.linux(reason="stand-ins of programs are shell scripts")
KEYS: Keys = {
    r"HKEY_CURRENT_USER\Environment": (("GOROOT", SZ, "C:\\Go"),),
    r"HKEY_CURRENT_USER\Volatile Environment": (("USERPROFILE", SZ, "C:\\Users\\Anna Maria"),),
    r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\ComputerName\ActiveComputerName": (
        ("ComputerName", SZ, "ANNA-PC"),
    ),
}


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """Drive C: with a user's folder."""
    profile = tmp_path / "Users/Anna Maria"
    profile.mkdir(parents=True)
    (profile / ".wslconfig").write_bytes(b"[wsl2]\r\nmemory=4GB\r\n")
    (tmp_path / "Program Files/Go").mkdir(parents=True)
    (tmp_path / "Program Files/Go/VERSION").write_bytes(b"go1.25.5\n")
    (tmp_path / "x.reg").write_bytes(export(KEYS))
    return tmp_path


def script(place: Path, text: str) -> Path:
    place.write_text(f"#!/bin/sh\n{text}\n")
    place.chmod(place.stat().st_mode | stat.S_IXUSR)
    return place


def pc(drive: Path, **more: Path | bool | str | None) -> Windows:
    options = {"drives": {"c": drive}, "home": "C:\\Users\\Anna Maria", **more}
    return Windows(drive / "Users/Anna Maria", FileRegistry(drive / "x.reg"), **options)  # type: ignore[arg-type]


def only(site: Windows, probe: Probe) -> Answer:
    return site.read((probe,), never)[probe]


def changed(before: bytes, after: bytes) -> Change:
    return Change("/.wslconfig", File(before, 0o644, 0, 0), File(after, 0o644, 0, 0), 0, 0)

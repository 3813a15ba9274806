"""Variables of Windows and folders that PowerShell looked at, for tests of rules."""

from __future__ import annotations

from tests.rules.pc import USER, Registry
from wizard.model.probes import Values
from wizard.model.registry import EXPAND_SZ, SZ

GO = "C:\\Program Files\\Go"


def folder(path: str, version: str = "", *, there: bool = True, program: bool = False) -> dict[str, object]:
    return {"folder": path, "there": there, "program": program, "version": version}


def looked(*folders: dict[str, object]) -> dict[str, object]:
    return {"folders": list(folders)}


def user(**values: str) -> Registry:
    types = {name: EXPAND_SZ if name == "Path" else SZ for name in values}
    return {USER: Values(dict(values), types=types)}


HOME = {r"HKCU\Volatile Environment": Values({"USERPROFILE": "C:\\Users\\anna"})}
HERE = folder(f"{GO}\\bin", "go1.25.5", program=True)

"""The winget manifest says the version, the digest and the switches of the installer that is released."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(REPO / "packaging"))

from winget.exit_codes import EXIT_CODES  # noqa: E402
from winget.manifest import IDENTIFIER, manifests, yaml  # noqa: E402

from wizard.version import HOME, VERSION  # noqa: E402


@pytest.fixture
def installer(tmp_path: Path) -> Path:
    path = tmp_path / "setup.exe"
    path.write_bytes(b"MZ and so on")
    return path


def test_all_files_are_of_one_package_and_the_version_of_the_program(installer: Path) -> None:
    made = manifests(installer, date(2026, 1, 2))
    assert [content["ManifestType"] for content in made.values()] == [
        "version",
        "installer",
        "defaultLocale",
        "locale",
    ]
    assert all(name.startswith(IDENTIFIER) for name in made)
    told = {(content["PackageIdentifier"], content["PackageVersion"]) for content in made.values()}
    assert told == {(IDENTIFIER, VERSION)}


def test_both_scopes_are_one_installer_with_its_digest(installer: Path) -> None:
    content = manifests(installer, date(2026, 1, 2))[f"{IDENTIFIER}.installer.yaml"]
    digest = hashlib.sha256(b"MZ and so on").hexdigest().upper()
    assert [one["Scope"] for one in content["Installers"]] == ["user", "machine"]
    for one in content["Installers"]:
        assert one["InstallerSha256"] == digest
        assert one["InstallerUrl"] == f"{HOME}/releases/download/v{VERSION}/setup.exe"
    assert content["InstallerSwitches"]["Silent"] == "/S"
    assert content["InstallerSwitches"]["Log"] == '/LOG="<LOGPATH>"'
    assert [one.get("ElevationRequirement") for one in content["Installers"]] == [None, "elevationRequired"]
    returned = {entry["InstallerReturnCode"]: entry for entry in content["ExpectedReturnCodes"]}
    assert set(returned) == set(EXIT_CODES) == _exits_of_the_installer()
    assert all(
        ("ReturnResponseUrl" in told) == (told["ReturnResponse"] == "custom") for told in returned.values()
    )
    assert len(returned) == len(content["ExpectedReturnCodes"])


def _exits_of_the_installer() -> set[int]:
    """As its script defines them; none of them success, and none the uninstaller's alone."""
    script = (REPO / "packaging/windows/installer/exits.nsh").read_text(encoding="utf-8")
    codes = {name: int(code) for name, code in re.findall(r"^!define EXIT_(\w+) (\d+)", script, re.MULTILINE)}
    return {code for name, code in codes.items() if name not in ("DONE", "NOT_UNDONE", "NOT_INSTALLED")}


def test_every_language_says_the_same_facts(installer: Path) -> None:
    made = manifests(installer, date(2026, 1, 2))
    english, chinese = (made[f"{IDENTIFIER}.locale.{name}.yaml"] for name in ("en-US", "zh-CN"))
    assert set(english) - {"Moniker"} == set(chinese)
    assert 3 <= len(chinese["ShortDescription"]) <= 256
    assert 3 <= len(english["ShortDescription"]) <= 256


def test_lists_and_tables_are_yaml() -> None:
    told = {"A": "x: y", "B": ["1", "2"], "C": {"D": True}, "E": [{"F": 1, "G": {"H": "ä"}}]}
    assert list(yaml(told)) == [
        'A: "x: y"',
        'B: ["1", "2"]',
        "C:",
        "  D: true",
        "E:",
        "- F: 1",
        "  G:",
        '    H: "ä"',
    ]


def test_the_files_are_written(installer: Path, tmp_path: Path) -> None:
    words = [
        sys.executable,
        str(REPO / "packaging/winget/manifest.py"),
        str(installer),
        str(tmp_path / "made"),
    ]
    subprocess.run(words, check=True)
    assert len(list((tmp_path / "made").glob(f"{IDENTIFIER}*.yaml"))) == 4

"""A machine that is well gets no red: fresh distros that really boot, with a current Go, as their user sees them."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from tests.e2e.goroots import NEWEST
from tests.pcs.registry_file import FileRegistry
from tests.wsl.distros.base import System, made
from tests.wsl.world import World
from wizard.app.machines.this_pc import ThisPc
from wizard.cli.main import run
from wizard.model.findings import Verdict
from wizard.resources import resource
from wizard.transports.windows.pc import Windows

pytestmark = [
    pytest.mark.root,
    pytest.mark.distro,
    pytest.mark.xdist_group("well"),
    pytest.mark.timeout(900),
]

SYSTEMS: Final[Mapping[System, tuple[str, str]]] = {
    "debian-13": ("debian", "13"),
    "ubuntu": ("ubuntu", "24.04"),
    "ubuntu-22.04": ("ubuntu", "22.04"),
}
WISHES: Final = {"tmpfs-tmp", "go-env-godebug"}
"""What the baseline profile adds to a machine that is well."""
ADVICE: Final = {"distro-base-packages", "cgo-compiler-missing", "wsl-warnings"}
"""What these roots lack, and a distro of WSL may have: git, curl and a C compiler. And what WSL itself says of a user's
session that a busy computer starts too slowly."""
NAME: Final = "Fresh"


@pytest.fixture(scope="module", params=SYSTEMS)
def world(
    request: pytest.FixtureRequest, go_archives: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A Windows with that distro, in which a current Go is installed as go.dev says."""
    system: System = request.param
    flavor, version = SYSTEMS[system]
    made(system)
    with World(tmp_path_factory.mktemp("well")) as world:
        world.add(NAME, flavor=flavor, os_version=version, system=system)
        world.run("-d", NAME, "-e", "true")
        (archive,) = go_archives.glob("*.tar.gz")
        with tarfile.open(archive) as file:
            wanted = [each for each in file if "/src/" not in each.name]
            file.extractall(world.root(NAME) / "usr/local", members=wanted, filter="tar")
        world.run("-d", NAME, "-e", "systemctl", "is-system-running", "--wait")
        line = "echo 'export PATH=$PATH:/usr/local/go/bin' >>~/.profile"
        world.run("-d", NAME, "-e", "/bin/sh", "-c", line)
        yield world


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """The baseline profile, with a list of releases that is on this disk."""
    text = resource("profiles", "baseline.toml").read_text(encoding="utf-8")
    path = tmp_path / "baseline.toml"
    path.write_text(f"{text}sources = [{json.dumps(str(resource('demo', 'dl')))}]\n", encoding="utf-8")
    return path


Look = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def look(world: World, capsys: pytest.CaptureFixture[str]) -> Look:
    """What `look --all` says, for a profile."""

    def looked(profile: str) -> list[dict[str, Any]]:
        pc = Windows(world.profile, FileRegistry(world.reg()), wsl_exe=world.exe)
        run(["look", "--distro", NAME, "--all", "--json", "--profile", profile], pc=ThisPc(pc))
        said = capsys.readouterr()
        findings: list[dict[str, Any]] = json.loads(said.out)["findings"]
        return findings

    return looked


def told(findings: list[dict[str, Any]], *verdicts: Verdict) -> dict[str, str]:
    """The rules with those verdicts, and what they say."""
    said = ((each["rule"], each["finding"]) for each in findings)
    return {rule: finding["says"] for rule, finding in said if Verdict(finding["verdict"]) in verdicts}


def test_only_the_wishes_of_the_profile_are_to_be_done(look: Look, profile: Path) -> None:
    findings = look(str(profile))
    assert not told(findings, Verdict.BLOCKED, Verdict.UNKNOWN)
    assert told(findings, Verdict.FIXABLE).keys() <= WISHES
    assert not {rule: says for rule, says in told(findings, Verdict.ADVICE).items() if rule not in ADVICE}
    assert told(findings, Verdict.OK)["go-install-pin-version"] == f"Terminals and editors run Go {NEWEST}."


def test_who_wants_nothing_new_has_nothing_to_do(look: Look) -> None:
    assert not told(look("repair"), Verdict.FIXABLE, Verdict.BLOCKED, Verdict.UNKNOWN)

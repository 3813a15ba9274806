"""The installer of the bundle itself: what it puts where runs there, and goes without a trace."""

from __future__ import annotations

import json
import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from build_installer import build, parts
from bundle.windows_version import PUBLISHER
from signing import test_certificate as certificate

from tests.packaging.bundle.conftest import pinned
from tests.packaging.bundle.packed import readable
from tests.packaging.bundle.screen import Screen
from tests.windows.bundle.conftest import explained, files, traces_of_the_builder
from tests.windows.here import APP, LISTED, LOCAL, MENU, OWN, REPO, Windows
from wizard.version import VERSION

pytestmark = pytest.mark.xdist_group("installed")


@pytest.fixture(scope="module")
def setup(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The setup program; beside it the certificate that it is signed with."""
    out = tmp_path_factory.mktemp("setup") / f"wsl-go-wizard-{VERSION}-setup.exe"
    variables, public = certificate()
    out.with_suffix(".pem").write_bytes(public)
    digests = build(bundle, out, VERSION, {**os.environ, **variables})
    out.with_suffix(".json").write_text(json.dumps(digests))
    return out


def test_no_trace_of_the_builder_is_inside(setup: Path) -> None:
    """Neither in the setup program nor in what it brings: the script, the files, the uninstaller and its script."""
    inside = list(readable(setup.read_bytes()))
    assert (REPO / "LICENSE").read_bytes() in max(inside, key=len)
    assert sum("uninstall.exe".encode("utf-16-le") in part for part in inside) >= 2, "both scripts are read"
    assert traces_of_the_builder(setup.read_bytes()) == set()


def test_it_is_signed_and_says_the_version_of_the_program(setup: Path) -> None:
    command = ["osslsigncode", "verify", "-CAfile", str(setup.with_suffix(".pem")), "-in", str(setup)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    words = explained(setup)
    assert (words["ProductVersion"], words["CompanyName"]) == (VERSION, PUBLISHER)


def test_it_is_installed_runs_and_goes_without_a_trace(
    bundle: Path, told: dict[str, Any], windows: Windows, setup: Path
) -> None:
    windows.give("real.exe", setup)
    codes = windows.run(r"""
        seen before
        setup real /S '/LOG=Z:\test\log.txt'; seen installed
        (cd "$own" && find . -type f -print0 | xargs -0 sha256sum) > sums
        wine 'D:\Lokale Daten\Programs\WSL Go Wizard\wsl-go-wizard.exe' --version > version; echo "code $?"
        wine 'D:\Lokale Daten\Programs\WSL Go Wizard\wsl-go-wizard.exe' demo --terminal > demo; echo "code $?"
        quietly '/LOG=Z:\test\left.txt'; seen after
    """)
    before, installed, after = map(windows.seen, ("before", "installed", "after"))

    assert codes == [0, 0, 0]
    assert installed.below(OWN) == {path.relative_to(bundle).as_posix() for path in files(bundle)} | {
        "uninstall.exe",
        "installed.txt",
    }
    assert {name for name in installed.files - before.files if not name.startswith(OWN)} == {
        MENU,
        f"{LOCAL}/Programs/",
    }
    assert {line for line in installed.registry - before.registry if line.endswith("]")} == {
        f"user [{APP}]",
        f"user [{LISTED}]",
    }
    assert installed.value(LISTED, "DisplayVersion") == f'"{VERSION}"'
    assert (windows.test / "version").read_text() == f"wsl-go-wizard {VERSION}\n"
    sums = (windows.test / "sums").read_text(encoding="utf-8").splitlines()
    assert listed(setup, told, windows.test) == {line[68:]: line[:64] for line in sums}
    assert "byte for byte" in (windows.test / "demo").read_text(encoding="utf-8")
    assert windows.log("left.txt").endswith("Exit code 0\r\n")
    assert after.since(before) == []


def listed(setup: Path, told: dict[str, Any], folder: Path) -> dict[str, str]:
    """The files that the SBOM of the installer names, and their digests; it names NSIS and its licence, too."""
    bill, file = folder / "bill.json", folder / "parts.json"
    file.write_text(json.dumps(parts(told, json.loads(setup.with_suffix(".json").read_text()))))
    words = [str(pinned("tools", "tools.txt")), str(REPO / "packaging/bundle/sbom.py"), str(file), str(bill)]
    subprocess.run(words, env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}, check=True, timeout=300)
    made = json.loads(bill.read_text(encoding="utf-8"))
    components = [made["metadata"]["component"], *made["components"]]
    (nsis,) = (part for part in components if part["name"] == "nsis")
    assert nsis["licenses"] == [{"expression": "Zlib AND CPL-1.0"}]
    return {
        file["name"]: file["hashes"][0]["content"]
        for part in components
        for file in part.get("components", ())
        if file["type"] == "file"
    }


@pytest.mark.window
def test_a_window_that_was_ended_leaves_nothing_once_it_is_uninstalled(
    windows: Windows, setup: Path, shown: Screen, mark: Path
) -> None:
    windows.give("real.exe", setup)
    script = rf"""
        seen before; setup real /S
        wine 'D:\Lokale Daten\Programs\WSL Go Wizard\WSL Go Wizard.exe' &
        for i in $(seq 600); do [ ! -e {mark} ] || break; sleep .1; done
        wine taskkill /F /IM 'WSL Go Wizard.exe'; wait; seen ended
        quietly; seen after
    """
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(windows.run, script)
        wait_for_window(shown)
        mark.touch()
        assert running.result() == [0]

    left = windows.seen("ended").below(f"{LOCAL}/WSL Go Wizard")
    assert {name.partition("-")[0] for name in left} == {"Cache/window.lock", "Logs/crash"}
    assert windows.seen("after").since(windows.seen("before")) == []


@pytest.mark.window
def test_it_starts_from_the_menu_and_is_closed_to_be_uninstalled(
    windows: Windows, setup: Path, shown: Screen, mark: Path
) -> None:
    """Its picture is in the test's folder."""
    windows.give("real.exe", setup)
    script = rf"""
        seen before; setup real /S
        wine start 'C:\users\jürgen\AppData\Roaming\Microsoft\Windows\Start Menu\Programs\WSL Go Wizard.lnk'
        for i in $(seq 600); do [ ! -e {mark} ] || break; sleep .1; done
        quietly '/LOG=Z:\test\left.txt'; seen after
    """
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(windows.run, script)
        wait_for_window(shown)
        keep = os.environ.get("WSL_GO_WIZARD_SCREENSHOTS")
        shown.look().save((Path(keep) if keep else windows.test) / "windows-installed.png")
        mark.touch()
        assert running.result() == [0]

    assert "Exit code 0" in windows.log("left.txt")
    assert windows.seen("after").below(OWN) == set()
    assert windows.seen("after").since(windows.seen("before")) == []


def wait_for_window(shown: Screen) -> None:
    """Until the wizard has one, and has painted it."""
    end = time.monotonic() + 120
    while shown.windows() != ["WSL Go Wizard"]:
        assert time.monotonic() < end, shown.windows()
        time.sleep(0.2)
    time.sleep(8)

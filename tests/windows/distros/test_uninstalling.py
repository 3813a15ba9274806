"""The setup program installs the bundle, its wizard sets up a distro that really boots, and its uninstaller lists the
changes and undoes them: then the distro is as it was, byte for byte."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from build_installer import build
from signing import test_certificate as certificate

from tests.e2e.conftest import pictured
from tests.e2e.test_wsl import OURS, SYSTEMD_WRITES, changed
from tests.servers.goserver import GoServer
from tests.windows.distros.computer import Pc
from tests.windows.distros.way import PROFILE, Ran
from tests.windows.distros.windows import USER_FOLDER
from tests.windows.installer.making import compiled
from wizard.cli.exits import Exit
from wizard.version import VERSION

TEAM = "team.toml"
FOLDER = r"C:\Wizard"
UNINSTALL = rf"{FOLDER}\uninstall.exe"


@pytest.fixture
def installed(pc: Pc, program: Path, go_archives: Path, tmp_path: Path) -> Iterator[Pc]:
    """The PC of somebody who used the setup program. Go comes from a server of its own."""
    if not pc.windows.is_bundle:
        pytest.skip("needs the bundle: make test-installer")
    setup = tmp_path / "wizard-setup.exe"
    variables, _ = certificate()
    build(program, setup, VERSION, {**os.environ, **variables})
    setup.rename(pc.profile / "setup.exe")
    compiled("box.c", pc.profile / "box.exe")
    ran = pc.windows.run(rf"{USER_FOLDER}\setup.exe", "/S", f"/D={FOLDER}")
    assert ran.code == 0, ran
    with GoServer(go_archives) as server:
        (pc.profile / TEAM).write_text(PROFILE.format(source=server.url))
        yield pc


def test_what_the_uninstaller_undoes_is_as_it_was(installed: Pc, display: str) -> None:
    root = installed.add("Debian")
    (root / "etc/wsl.conf").write_text("# mine\n[user]\ndefault=me  # that is me\n")
    assert installed.said("Debian", "cat /proc/1/comm") == "init\n"
    # An accepted Go stays in its folder (nothing leads to it any more), and history does.
    apart = (*OURS, *SYSTEMD_WRITES, "/home/me/sdk", "/home/me/.local")
    before = pictured(root, without=apart)

    words = ("--distro", "Debian", "--profile", rf"{USER_FOLDER}\{TEAM}")
    assert wizard(installed, "apply", *words, "--yes", "--restart", "now").code == Exit.DONE
    assert wizard(installed, "accept", "--distro", "Debian").code == Exit.DONE
    assert changed(before, pictured(root, without=apart)) != set()

    listed = box_of_the_uninstaller(installed, display)
    assert "Debian" in listed
    assert "/etc/wsl.conf" in listed
    assert changed(before, pictured(root, without=apart)) != set(), "it was only listed"

    left = installed.windows.run(UNINSTALL, "/S", "/UNDO", rf"/LOG={USER_FOLDER}\left.txt", f"_?={FOLDER}")
    assert left.code == 0, (installed.profile / "left.txt").read_bytes().decode("utf-16")
    assert changed(before, pictured(root, without=apart)) == set()
    assert not wizard_is_there(installed)


def wizard(pc: Pc, *words: str) -> Ran:
    """Run the installed wizard's command line."""
    return pc.windows.run(rf"{FOLDER}\wsl-go-wizard.exe", *words)


def wizard_is_there(pc: Pc) -> bool:
    return "0" in pc.windows.run("cmd", "/c", rf"if exist {FOLDER}\wsl-go-wizard.exe echo 0").out


def box_of_the_uninstaller(pc: Pc, display: str) -> str:
    """What its list of changes shows; nothing is uninstalled."""
    environ = {**os.environ, "DISPLAY": display}

    def xdotool(*words: str) -> str:
        return subprocess.run(["xdotool", *words], env=environ, capture_output=True, text=True).stdout

    running = pc.windows.start(UNINSTALL, f"_?={FOLDER}")
    try:
        window = eventually(lambda: xdotool("search", "--onlyvisible", "--name", "WSL Go Wizard")).split()[-1]
        time.sleep(2)  # until it listens
        xdotool("windowfocus", window)
        xdotool("key", "alt+l")
        return eventually(lambda: shown if "/etc/" in (shown := box(pc)) else "")
    finally:
        xdotool("windowfocus", window)
        xdotool("key", "Escape")
        running.communicate(timeout=60)


def eventually(ask: Callable[[], str]) -> str:
    """What *ask* gives once it is something. Raises `TimeoutError`."""
    for _ in range(200):
        if given := ask():
            return given
        time.sleep(0.5)
    raise TimeoutError


def box(pc: Pc) -> str:
    return pc.windows.run(rf"{USER_FOLDER}\box.exe").out

"""The bundle does what the source does: the same answers in the terminal, and a window on a real (virtual) screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.gui import demo
from tests.packaging.bundle.screen import screen
from wizard.version import VERSION

pytestmark = [
    pytest.mark.linux(reason="the bundle for Linux is built and run"),
    pytest.mark.xdist_group("bundle"),
    pytest.mark.timeout(900),
]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    return demo.machine(tmp_path / "Ubuntu-24.04")


def run(*argv: str, home: Path) -> tuple[int, str]:
    """The exit code, and what is said, in an environment that has nothing of this checkout."""
    environment = {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "WSL_GO_WIZARD_LANGUAGE": "en",
    }
    done = subprocess.run(argv, env=environment, cwd=home, capture_output=True, text=True, timeout=120)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def asked(program: tuple[str, ...], verb: str, machine: Path, home: Path) -> Any:
    code, said = run(*program, verb, "--json", "--root", str(machine), home=home)
    return code, json.loads(said)


def test_it_says_the_version_of_the_source(bundle: Path, tmp_path: Path) -> None:
    program = str(bundle / "wsl-go-wizard")
    assert run(program, "--version", home=tmp_path) == (0, f"wsl-go-wizard {VERSION}\n")


@pytest.mark.parametrize("verb", ["look", "plan", "history"])
def test_it_answers_as_the_source_does(bundle: Path, machine: Path, tmp_path: Path, verb: str) -> None:
    source = (sys.executable, "-m", "wizard")
    ours = asked((str(bundle / "wsl-go-wizard"),), verb, machine, tmp_path)
    assert ours == asked(source, verb, machine, tmp_path)
    assert ours[0] == (0 if verb == "history" else 2)


def test_it_tells_the_whole_story_in_the_terminal(bundle: Path, tmp_path: Path) -> None:
    code, said = run(
        str(bundle / "wsl-go-wizard"), "demo", "--terminal", "--language", "zh_CN", home=tmp_path
    )
    assert code == 0
    assert "撤销" in said


def test_it_opens_its_window(bundle: Path, tmp_path: Path) -> None:
    if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
        pytest.skip("Xvfb or xdotool is not installed")
    with screen(tmp_path) as shown:
        environment = {
            "HOME": str(tmp_path),
            "PATH": "/usr/bin:/bin",
            "DISPLAY": shown.display,
            "LANG": "C.UTF-8",
        }
        program = subprocess.Popen([str(bundle / "wsl-go-wizard"), "demo"], env=environment, cwd=tmp_path)
        try:
            shown.wait_for_first_page()
            assert "WSL Go Wizard" in shown.windows()
            keep = os.environ.get("WSL_GO_WIZARD_SCREENSHOTS")
            shown.look().save((Path(keep) if keep else tmp_path) / "bundle.png")
        finally:
            program.terminate()
            program.wait()

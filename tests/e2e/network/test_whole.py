"""The command as it is run: what it says, what it hides, and that Ctrl+C leaves nothing running."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.root

REPO = Path(__file__).resolve().parents[3]


def run(case: str, home: Path, tree: Path) -> Any:
    home.chmod(0o755)
    go = shutil.copytree(tree, home / "go")  # where its user may go
    module = [sys.executable, "-m", "tests.e2e.network.inside_whole", case, str(home), str(go)]
    ran = subprocess.run(
        ["unshare", "-n", "-m", *module], cwd=REPO, capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_it_names_the_culprit_and_hides_passwords(home: Path, tree: Path) -> None:
    found = run("quick", home, tree)
    assert found["code"] == 2
    assert found["said"]["culprit"] == "modules-goproxy-reach"
    assert found["said"]["verdict"] == "Go does not send the password for 127.0.0.1 without encryption."
    seen = {Path(program).name for program in found["programs"]}
    assert seen & {"curl", "getent", "go"}, "one may end before it is seen, but not all of them"
    assert not found["leaks"]


def test_ctrl_c_ends_it_at_once_and_leaves_nothing_running(home: Path, tree: Path) -> None:
    found = run("slow", home, tree)
    assert found["code"] == 1
    assert found["err"].endswith("Stopped.\nNothing was changed.\n")
    assert not found["left"]

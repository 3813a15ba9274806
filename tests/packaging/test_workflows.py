"""What the workflows of GitHub run is there: targets of make, files, modules, and what a Python with nothing installed
has to be able to do. Their form is checked by actionlint, in packaging/check.sh."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from wizard.version import VERSION

pytestmark = pytest.mark.linux(reason="make, and a copy of the source, as the jobs for Linux have them")

REPO = Path(__file__).parents[2]
TEXT = {path.name: path.read_text("utf-8") for path in (REPO / ".github/workflows").glob("*.yml")}
ALL = "\n".join(TEXT.values())
OF_THE_RUNNER = {"pip", "venv"}
BARE = (sys.executable, "-S", "-E")


def found(pattern: str) -> set[str]:
    """What *pattern* finds anywhere in the workflows."""
    return set(re.findall(pattern, ALL, re.M))


def test_every_target_of_make_is_there() -> None:
    targets = found(r'(?:PATH=\$PATH" |&& |run: |`)make ([a-z-]+)')
    assert {"test", "dist", "installer", "windows-bundle", "test-windows"} <= targets
    listed = re.findall(r"^([a-z-]+):.*##", (REPO / "Makefile").read_text("utf-8"), re.M)
    assert targets <= set(listed)


def test_every_file_that_they_name_is_there() -> None:
    named = found(r"(?<![\w./-])((?:packaging|tests|wizard|\.ci)/[\w./-]*\w)")
    assert len(named) > 8
    assert {name for name in named if not (REPO / name).exists()} == set()


def test_every_module_that_they_run_is_there() -> None:
    modules = found(r"python\d? -m ([\w.]+)") - OF_THE_RUNNER
    assert {"mypy", "pytest", "wizard", "tests.windows.distros.way"} <= modules
    assert {name for name in modules if find_spec(name) is None} == set()


def test_what_their_bare_python_runs_needs_nothing_installed(tmp_path: Path) -> None:
    """Jobs that set up no environment: the check of the tag, the sums, the winget manifest."""
    commands = found(r"python3 ((?:-c|packaging/)[^>|)\n]+)")
    assert {words.split()[0] for words in commands} == {
        "-c",
        "packaging/bundle/dist.py",
        "packaging/winget/manifest.py",
    }
    for folder in ("packaging", "wizard"):
        (tmp_path / folder).symlink_to(REPO / folder)
    setup = tmp_path / f"wsl-go-wizard-{VERSION}-setup.exe"
    setup.write_bytes(b"MZ")
    manifest = "packaging/winget/manifest.py"
    said = "from wizard.version import VERSION; print(VERSION)"
    assert run(tmp_path, "-c", said) == f"{VERSION}\n"
    run(tmp_path, manifest, str(setup), str(tmp_path / "winget"))
    assert len(list((tmp_path / "winget").iterdir())) == 4
    run(tmp_path, "-c", "import sys; sys.path.insert(0, 'packaging'); import bundle.dist")


def run(folder: Path, *words: str) -> str:
    """What a Python says that has no packages."""
    return subprocess.run([*BARE, *words], cwd=folder, capture_output=True, text=True, check=True).stdout

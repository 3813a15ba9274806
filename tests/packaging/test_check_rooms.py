"""No file is longer and no folder fuller than a reader can take in; what is over the limit is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]
sys.path.insert(0, str(REPO / "packaging"))

from check_rooms import MOST_FILES, MOST_LINES, crowded  # noqa: E402


def write(root: Path, name: str, lines: int = 1) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x\n" * lines)


def fill(root: Path, folder: str, count: int) -> None:
    for number in range(count):
        write(root, f"{folder}/{number}.{'sh' if number % 2 else 'py'}")


def test_of_this_repository_no_room_is_crowded() -> None:
    assert crowded(REPO) == ()


@pytest.mark.parametrize("top", ["wizard", "tests", "packaging"])
def test_a_file_over_the_limit_is_named(tmp_path: Path, top: str) -> None:
    write(tmp_path, f"{top}/a/b.py", MOST_LINES)
    assert crowded(tmp_path) == ()
    write(tmp_path, f"{top}/a/c.py", MOST_LINES + 1)
    assert crowded(tmp_path) == (f"{top}/a/c.py: 351 lines, more than 350",)


@pytest.mark.parametrize("top", ["wizard", "tests", "packaging"])
def test_a_folder_over_the_limit_is_named(tmp_path: Path, top: str) -> None:
    fill(tmp_path, f"{top}/a", MOST_FILES)
    for name in (f"{top}/a/__init__.py", f"{top}/a/words.txt", f"{top}/a/deeper/one.py", f"{top}/one.py"):
        write(tmp_path, name)
    assert crowded(tmp_path) == ()
    write(tmp_path, f"{top}/a/one_more.py")
    assert crowded(tmp_path) == (f"{top}/a: 21 files, more than 20",)


def test_other_places_and_long_scripts_are_not_its_business(tmp_path: Path) -> None:
    fill(tmp_path, "resources", MOST_FILES + 1)
    write(tmp_path, "resources/long.py", MOST_LINES + 1)
    write(tmp_path, "tests/long.sh", MOST_LINES + 1)
    assert crowded(tmp_path) == ()


def test_the_check_fails_with_what_it_says(tmp_path: Path) -> None:
    write(tmp_path, "wizard/long.py", MOST_LINES + 1)
    check = [sys.executable, str(REPO / "packaging/check_rooms.py")]
    done = subprocess.run([*check, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "wizard/long.py: 351 lines, more than 350\n")
    assert subprocess.run([*check, str(REPO)], check=False).returncode == 0

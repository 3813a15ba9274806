"""Every mutant dies: on a copy of the project with one sync or one look less, the named tests go red."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.attack_mutants import ATTACK_MUTANTS
from tests.crash.journal_mutants import JOURNAL_MUTANTS
from tests.crash.mutants import MUTANTS, Mutant
from tests.crash.session_mutants import SESSION

pytestmark = pytest.mark.linux(reason="the tests that notice need it")

PROJECT = Path(__file__).parents[2]
RED = 1
"""What pytest answers if tests ran and some failed."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The project, to be spoilt."""
    place = tmp_path_factory.mktemp("mutants") / "project"
    place.mkdir()
    for name in ("wizard", "resources", "tests"):
        shutil.copytree(PROJECT / name, place / name, symlinks=True)
    shutil.copy2(PROJECT / "pyproject.toml", place)
    yield place
    shutil.rmtree(place)


def name_of(mutant: Mutant) -> str:
    return f"{Path(mutant.file).name}: {mutant.name}"


@pytest.mark.parametrize("mutant", [*MUTANTS, *JOURNAL_MUTANTS, *ATTACK_MUTANTS, *SESSION], ids=name_of)
def test_a_mutant_dies(copy: Path, mutant: Mutant) -> None:
    file = copy / mutant.file
    text = file.read_text("utf-8")
    assert text.count(mutant.old) == 1
    file.write_text(text.replace(mutant.old, mutant.new), "utf-8")
    try:
        words = ["-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", *mutant.tests]
        done = subprocess.run(
            [sys.executable, "-B", *words], cwd=copy, capture_output=True, text=True, check=False
        )
    finally:
        shutil.copy2(PROJECT / mutant.file, file)
    assert done.returncode == RED, done.stdout[-2000:]
    assert " failed" in done.stdout.splitlines()[-1]

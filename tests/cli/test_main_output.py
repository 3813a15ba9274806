"""Where the answer cannot be written: one sentence, exit code 1, and no fault of the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wizard.cli.exits import Exit

MANY = (("look", "--all"), ("report",), ("plan", "--json"), ("history",), ("--help",), ("explain",))


def argv(words: tuple[str, ...], root: Path) -> list[str]:
    where = {"explain": [str(root / "etc/wsl.conf")], "--help": []}.get(words[0], ["--root", str(root)])
    return [sys.executable, "-m", "wizard", *words, *where]


@pytest.mark.parametrize("words", MANY, ids=lambda words: words[0])
def test_a_full_device_is_one_sentence(words: tuple[str, ...], root: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(argv(words, root), stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode == Exit.ERROR
    assert ran.stderr == "Could not write the output: No space left on device.\n"


@pytest.mark.parametrize("words", MANY, ids=lambda words: words[0])
def test_a_closed_pipe_is_left_in_silence(words: tuple[str, ...], root: Path) -> None:
    with subprocess.Popen(argv(words, root), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""
    assert started.returncode == Exit.ERROR

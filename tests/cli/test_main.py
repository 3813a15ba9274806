"""Whatever goes wrong is one sentence, or one JSON object, and an exit code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Wizard
from wizard.cli.exits import Exit
from wizard.cli.main import run


def test_errors_are_json_too(wizard: Wizard) -> None:
    said = wizard("look", "--json", "--profile", "nonsense")
    assert said.json["error"]["code"] == "profile-unknown"


ENGLISH = re.compile(r"[A-Za-z]+,? [a-z]+,? [a-z]+")


def test_an_error_of_the_system_is_told_in_chinese(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(tmp_path / "none"), "--language", "zh_CN"]) == Exit.ERROR
    errors = capfd.readouterr().err
    assert "没有那个文件或目录" in errors
    assert not ENGLISH.search(errors.replace("wsl-go-wizard explain wsl-systemd", ""))


def test_bad_words_are_an_error_in_json_too(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["undo", "x", "--json", "--language", "en"]) == Exit.ERROR
    error = json.loads(capfd.readouterr().out)["error"]
    assert error["code"] == "usage"
    assert "'x' is not a valid integer" in error["says"][0]


MANY = (("look", "--all"), ("report",), ("plan", "--json"), ("history",), ("--help",), ("explain",))


def argv(words: tuple[str, ...], root: Path) -> list[str]:
    where = {"explain": [str(root / "etc/wsl.conf")], "--help": []}.get(words[0], ["--root", str(root)])
    return [sys.executable, "-m", "wizard", *words, *where]


@pytest.mark.linux(reason="Windows has no device that is always full")
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

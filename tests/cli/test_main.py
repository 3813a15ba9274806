"""Whatever goes wrong is one sentence, or one JSON object, and an exit code."""

from __future__ import annotations

import json
import re
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
    assert not ENGLISH.search(errors)


def test_bad_words_are_an_error_in_json_too(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["undo", "x", "--json", "--language", "en"]) == Exit.ERROR
    error = json.loads(capfd.readouterr().out)["error"]
    assert error["code"] == "usage"
    assert "'x' is not a valid integer" in error["says"][0]

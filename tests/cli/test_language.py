"""The command line speaks the user's language: its help, what click says of bad words, and what it answers."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Wizard
from wizard.cli.exits import Exit
from wizard.cli.main import run

ENGLISH = re.compile(r"[A-Za-z]+,? [a-z]+,? [a-z]+")
"""Three words in a row are a sentence."""
OURS = (
    "look",
    "plan",
    "apply",
    "verify",
    "accept",
    "undo",
    "history",
    "drift",
    "report",
    "record",
    "explain",
)


@pytest.mark.parametrize("command", [(), *((name,) for name in (*OURS, "demo", "window"))])
def test_help_is_chinese(
    command: tuple[str, ...], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WSL_GO_WIZARD_LANGUAGE", "zh_CN")
    assert run([*command, "--help"]) == Exit.DONE
    output = capfd.readouterr().out
    assert output.startswith("用法: wsl-go-wizard")
    # What click says of --help itself it makes once a process.
    lines = [line for line in output.splitlines() if "--help" not in line]
    assert [line for line in lines if ENGLISH.search(line)] == []


def test_help_is_english_again_after_chinese(capfd: pytest.CaptureFixture[str]) -> None:
    run(["look", "--help", "--language", "zh_CN"])
    capfd.readouterr()
    run(["look", "--help", "--language", "en"])
    output = capfd.readouterr().out
    assert "Check the machine and explain what is wrong." in output
    assert output.startswith("Usage: ")


@pytest.mark.parametrize("language", [("--language", "zh_CN"), ("--language=zh_CN",)])
def test_words_that_no_command_knows_are_complained_of_in_chinese(
    language: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["look", "--frobnicate", *language]) == Exit.ERROR
    errors = capfd.readouterr().err
    assert "没有 '--frobnicate' 这个选项。" in errors
    assert not ENGLISH.search(errors)


def test_sudo_asks_in_chinese_unless_the_user_has_words_of_his_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUDO_PROMPT", "")
    monkeypatch.delenv("SUDO_PROMPT")
    run(["look", "--help", "--language", "zh_CN"])
    assert os.environ["SUDO_PROMPT"] == "请输入 %p 的密码以应用计划： "
    monkeypatch.setenv("SUDO_PROMPT", "mine")
    run(["look", "--help", "--language", "zh_CN"])
    assert os.environ["SUDO_PROMPT"] == "mine"


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


def test_a_setup_that_took_one_back_says_so(wizard: Wizard) -> None:
    wizard("apply", "--yes", "--accept")
    wizard("undo", "--yes")
    newest, oldest = wizard("history", "--language", "en").out.splitlines()
    assert "kept  undid setup 1: " in newest
    assert "took" not in oldest


def test_where_nothing_is_to_do_nothing_is_said_of_a_restart(wizard: Wizard) -> None:
    wizard("apply", "--yes", "--accept")
    wizard("undo", "--yes")
    output = wizard("undo", "1", "--yes", "--language", "en").out.splitlines()
    assert output == ["Nothing to change."]


def test_where_there_is_nothing_to_show_that_is_said(wizard: Wizard) -> None:
    assert (
        wizard("history", "--language", "en").out
        == "No setups yet. A setup appears here when you apply changes.\n"
    )
    assert wizard("drift", "--language", "en").out.startswith("No setup is in place")


def test_a_single_change_is_not_counted_as_many(wizard: Wizard) -> None:
    output = wizard("plan", "--only", "wsl-conf-damage", "--language", "en").out
    assert "1 change, +1 −1 lines." in output

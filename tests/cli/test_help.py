"""The help and what click says of bad words, in the user's language."""

from __future__ import annotations

import os
import re

import pytest

from wizard.cli.exits import Exit
from wizard.cli.main import run

ENGLISH = re.compile(r"[A-Za-z]+,? [a-z]+,? [a-z]+")


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


OF_PROFILES = (("profile",), *(("profile", name) for name in ("show", "check", "save")))


@pytest.mark.parametrize("command", [(), *((name,) for name in (*OURS, "demo", "window")), *OF_PROFILES])
def test_help_is_chinese(
    command: tuple[str, ...], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WSL_GO_WIZARD_LANGUAGE", "zh_CN")
    assert run([*command, "--help"]) == Exit.DONE
    output = capfd.readouterr().out
    assert output.startswith("用法: wsl-go-wizard")
    # The first line has the command's own words. What click says of --help itself it makes once a process.
    lines = [line for line in output.splitlines()[1:] if "--help" not in line]
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

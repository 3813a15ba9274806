"""Each rule of style is broken by a bad text, and kept by the one that should stand there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

from text_style import Entry, Hit, broken, hits, prose

LONG = "Go reads the settings of this file again and again whenever a program starts in a distro"
SENTENCE = "重启发行版之后设置才会生效而在此之前所有程序仍然使用之前的设置这一点对服务和编辑器同样成立"


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        ("T1", "The setting counts after a restart.", "The setting takes effect after a restart."),
        ("T1", "It SHALL run.", "It should run."),
        ("T1", "WSL does not see the drives of Windows.", "WSL does not mount the Windows drives."),
        ("T1", "Take the setup back.", "Undo the setup."),
        ("T1", "It fails, for its disk is full.", "It fails because its disk is full."),
        ("T1", "WSL can't start.", "WSL cannot start."),
        ("T1", "Turn on virtualisation.", "Turn on virtualization."),
        ("T1", "An empty password is none.", "The password cannot be empty."),
        ("T1", "There is no user.", "There is no longer a user."),
        ("T2", f"{LONG}, and a shell of the user reads the whole file once.", f"{LONG}."),
        ("T3", f"{LONG}. {LONG}. {LONG}.", f"{LONG}."),
        ("T4", "Applying …", "Applying…"),
        ("T4", "Applying...", "Applying…"),
        ("T5", 'Choose "Yes".', "Choose “Yes”."),
        ("T5", "the user’s file", "the user's file"),
        ("T6", "Close it; then try again.", "Close it, then try again."),
        ("T7", "The disk is full. Free some space", "The disk is full. Free some space."),
        ("T7", "WSL is old. Run wsl --update now", "WSL is old. Update it: wsl --update"),
    ],
)
def test_english(rule: str, bad: str, good: str) -> None:
    assert rule in broken(Entry(bad, ""))
    assert rule not in broken(Entry(good, ""))


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        ("Z1", "您的文件", "文件"),
        ("Z1", "无法撤回", "无法撤销"),
        ("Z2", "已停止,请重试", "已停止，请重试"),
        ("Z2", "检查(重启)", "检查（重启）"),
        ("Z3", "启动WSL", "启动 WSL"),
        ("Z3", "找不到{path}", "找不到 {path}"),
        ("Z3", "共{count}个", "{phase}完成"),
        ("Z4", "已停止， 请重试", "已停止，请重试"),
        ("Z4", "已停止。\n请重试", "已停止。\n\n请重试"),
        ("Z6", f"{SENTENCE}，因此重启之前的检查结果仍然显示旧的设置。", f"{SENTENCE}。"),
        ("Z7", "请关闭，请重试", "请关闭，向导会请求权限，申请后重试"),
    ],
)
def test_chinese(rule: str, bad: str, good: str) -> None:
    assert rule in broken(Entry("x", bad))
    assert rule not in broken(Entry("x", good))


@pytest.mark.parametrize(
    ("english", "bad", "good"),
    [
        ("Stopped.", "已停止", "已停止。"),
        ("Undo it?", "撤销。", "撤销？"),
        ("Applying…", "正在应用", "正在应用…"),
    ],
)
def test_both_end_alike(english: str, bad: str, good: str) -> None:
    assert "Z5" in broken(Entry(english, bad))
    assert "Z5" not in broken(Entry(english, good))


def test_buttons_and_titles_have_no_end_mark() -> None:
    assert "T7" in broken(Entry("Safe mode is off.", "未启用安全模式。", is_label=True))
    assert "T7" not in broken(Entry("Safe mode is off", "未启用安全模式", is_label=True))


def test_a_term_has_one_translation() -> None:
    assert "C1" in broken(Entry("Setup {number} of the distro", "分发版的第 {number} 次配置"))
    assert "C1" not in broken(Entry("Setup {number} of the distro", "发行版的第 {number} 次配置"))


def test_one_english_text_has_one_chinese_one() -> None:
    texts = {"&Undo…": Entry("&Undo…", "撤销(&U)…"), "Undo": Entry("Undo", "取消")}
    assert Hit("C2", "Undo") in hits(texts)
    assert Hit("C2", "Undo") not in hits(texts | {"Undo": Entry("Undo", "撤销")})


@pytest.mark.parametrize(
    "text",
    [
        "“It counts.”",
        "Run: wsl --name=anew",
        "{stands} is set.",
        "~/anew is a file.",
        "Run: go env -w GOFLAGS=-mod=mod",
    ],
)
def test_what_others_say_and_what_is_typed_is_not_judged(text: str) -> None:
    assert "T1" not in broken(Entry(text, ""))


def test_what_follows_a_command_is_judged() -> None:
    assert prose("wsl --terminate NAME ends all of its programs") == "CMD ends all of its programs"
    assert "T1" in broken(Entry("wsl --terminate NAME ends all of its programs", ""))

"""The installer says the same in both languages, and as the program does."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]
sys.path.insert(0, str(REPO / "packaging"))

from text_style import Entry, broken  # noqa: E402

FOLDER = REPO / "packaging/windows"
TEXTS = re.findall(
    r'^!insertmacro TEXT (\w+) "([^"]*)" "([^"]*)"$',
    (FOLDER / "installer/texts.nsh").read_text(encoding="utf-8"),
    re.MULTILINE,
)
SCRIPTS = "".join(
    path.read_text(encoding="utf-8") for path in (FOLDER / "installer.nsi", *FOLDER.glob("installer/*.nsh"))
)
_LINE_END = "$\\n"


def places(text: str) -> list[str]:
    """What is filled in when *text* is shown, and switches of the command line."""
    return sorted(re.findall(r"\$\{?\w+\}?|/[A-Z]{3,}", text.replace(_LINE_END, "")))


def plain(text: str) -> str:
    """*text* as it is shown: without its access key, and with a name where one is filled in."""
    return re.sub(
        r"\$\{?\w+\}?", "NAME", re.sub(r"\(&\w\)$", "", text.replace(_LINE_END, " ")).replace("&", "")
    )


def test_there_are_texts() -> None:
    assert len(TEXTS) == len(re.findall("^!insertmacro TEXT", SCRIPTS, re.MULTILINE)) > 30


@pytest.mark.parametrize(("name", "english", "chinese"), TEXTS, ids=[name for name, _, _ in TEXTS])
def test_both_languages_say_the_same_in_good_words(name: str, english: str, chinese: str) -> None:
    assert places(english) == places(chinese)
    assert english.count(_LINE_END) == chinese.count(_LINE_END)
    assert re.findall(r"&(\w)", english.lower()) == re.findall(r"\(&(\w)\)", chinese.lower())
    said = zip(english.split(_LINE_END * 2), chinese.split(_LINE_END * 2), strict=True)
    assert [broken(Entry(plain(one), plain(other), not one.endswith("."))) for one, other in said if one] == [
        frozenset() for one in english.split(_LINE_END * 2) if one
    ]


@pytest.mark.parametrize("name", [name for name, _, _ in TEXTS])
def test_each_text_is_shown_somewhere(name: str) -> None:
    assert f"$({name})" in SCRIPTS


def test_each_exit_code_has_one_meaning() -> None:
    codes = re.findall(r"^!define EXIT_\w+ (\d+)", (FOLDER / "installer/exits.nsh").read_text(), re.MULTILINE)
    assert codes == [str(number) for number in range(len(codes))]


def test_the_weekly_check_is_a_task_without_special_rights() -> None:
    """Wine keeps nothing of a task but its name, so what is written is read here."""
    written = (FOLDER / "installer/weekly.nsh").read_text(encoding="utf-8")
    lines = re.findall(r"\$\{Xml\} `(.*)`", written)
    (for_all,) = (line for line in lines if "GroupId" in line)
    for left_out in (for_all, next(line for line in lines if "InteractiveToken" in line)):
        task = xml.etree.ElementTree.fromstring("".join(line for line in lines if line != left_out))
        said = {each.tag.partition("}")[2]: each.text for each in task.iter()}
        assert said["RunLevel"] == "LeastPrivilege"
        assert (said["Command"], said["Arguments"]) == ('"$2\\${WINDOW_EXE}"', "${WEEKLY_WORDS}")

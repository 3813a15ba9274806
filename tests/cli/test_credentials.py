"""The commands for passwords where no keyring can be used: they list what they see, and change nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Wizard

pytestmark = pytest.mark.linux(reason="modes of files, and a bus that is not there")


@pytest.fixture
def store(root: Path) -> Path:
    path = root / "home/me/.git-credentials"
    path.write_text("https://me:c4nary@git.corp\n")
    path.chmod(0o600)
    return path


def test_a_folder_shows_its_plain_passwords_and_moves_none(wizard: Wizard, store: Path) -> None:
    listed = wizard("credentials", "list", "--json")
    assert listed.code == 2
    assert listed.json["keyring"] is False
    assert "Only files were checked" in listed.json["why"]
    assert "run this on the machine itself" in listed.json["next"]
    assert [(each["path"], each["host"], each["user"]) for each in listed.json["plain"]] == [
        ("~/.git-credentials", "git.corp", "me")
    ]
    shown = wizard("credentials", "list")
    assert "Plain text in ~/.git-credentials, line 1: git.corp, user me" in shown.out
    assert "Only files were checked" in shown.out
    assert "c4nary" not in listed.out + shown.out + shown.err
    for words in (("move", "--yes"), ("add", "a.b", "--login", "me", "--yes")):
        refused = wizard("credentials", *words)
        assert refused.code == 1
    assert store.read_text() == "https://me:c4nary@git.corp\n"


def test_a_recorded_machine_says_that_it_does_not_know(wizard: Wizard, tmp_path: Path) -> None:
    assert wizard("record", tmp_path / "machine.json").code == 0
    listed = started("credentials", "list", "--machine", str(tmp_path / "machine.json"), "--json")
    assert listed.returncode == 2
    assert json.loads(listed.stdout)["plain"] == []
    assert json.loads(listed.stdout)["unread"]


def test_a_folder_without_passwords_has_nothing_to_do(wizard: Wizard, root: Path) -> None:
    said = wizard("credentials", "list")
    assert said.code == 0
    assert "no passwords in plain text" in said.out


def test_what_cannot_be_read_is_no_end_with_nothing_to_do(wizard: Wizard, root: Path) -> None:
    (root / "home/me/.netrc").mkdir()
    said = wizard("credentials", "list")
    assert said.code == 2
    assert "~/.netrc" in said.out


def test_a_keyring_that_cannot_be_asked_is_no_end_with_nothing_to_do(tmp_path: Path) -> None:
    said = started("credentials", "list", bus=f"unix:path={tmp_path}/no")
    assert said.returncode == 2
    assert "keyring" in said.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("add", "https://git.corp", "--login", "me"),
        ("add", "git.corp", "--login", " "),
        ("add", "git.corp"),
        ("add", "git.corp", "--login", "me", "token"),
        ("remove",),
    ],
)
def test_what_is_wrong_gets_one_sentence(words: tuple[str, ...], wizard: Wizard) -> None:
    said = wizard("credentials", *words)
    assert said.code == 1
    assert "Traceback" not in said.err
    assert said.err.strip()


def test_a_netrc_can_be_written_in_a_folder(
    wizard: Wizard, root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = root / "home/me/.netrc"
    before = "machine a.b login me password c4nary0\n"
    netrc.write_text(before)
    netrc.chmod(0o644)
    given = tmp_path / "given"
    given.write_text("c4nary\n")
    with given.open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        added = wizard("credentials", "add", "git.corp", "--login", "me", "--netrc", "--yes", "--accept")
    assert added.code == 0, added.err
    assert netrc.read_text() == before + "machine git.corp login me password c4nary\n"
    assert netrc.stat().st_mode & 0o777 == 0o600
    assert "c4nary" not in added.out + added.err
    notes = [path.read_bytes() for path in root.rglob("note")]
    assert notes
    assert all(b"c4nary" not in note and b"YzRuYXJ5" not in note for note in notes)
    assert wizard("undo", "--yes").code == 0
    assert (netrc.read_text(), netrc.stat().st_mode & 0o777) == (before, 0o644)


def test_an_original_that_is_gone_is_missed_and_nothing_changes(
    wizard: Wizard, root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = root / "home/me/.netrc"
    netrc.write_text("machine a.b login me password x\n")
    given = tmp_path / "given"
    given.write_text("c4nary\n")
    with given.open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        wizard("credentials", "add", "git.corp", "--login", "me", "--netrc", "--yes", "--accept")
    for original in root.rglob("*.before"):
        original.unlink()
    left = netrc.read_bytes()
    undone = wizard("undo", "--yes")
    assert undone.code == 1
    assert "no longer in the journal" in undone.err
    assert netrc.read_bytes() == left


def test_help_says_what_each_command_does() -> None:
    said = started("credentials", "--help")
    assert said.returncode == 0
    for name in ("list", "add", "move", "test", "remove"):
        assert f"\n  {name}" in said.stdout
    assert "\n  git" not in said.stdout


def test_git_gets_no_answer_and_no_traceback_without_a_keyring(tmp_path: Path) -> None:
    said = started(
        "credentials", "git", "get", given="protocol=https\nhost=a.b\n", bus=f"unix:path={tmp_path}/no"
    )
    assert said.stdout == ""
    assert "Traceback" not in said.stderr


def started(*words: str, given: str = "", bus: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus}
    return subprocess.run(
        [sys.executable, "-m", "wizard", *words], input=given, capture_output=True, text=True, env=environment
    )

"""Files and plans that cannot be used leave everything as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Wizard, picture, refused
from tests.machines.links import link
from wizard.cli.exits import Exit


@pytest.mark.parametrize("path", ["etc/wsl.conf", "etc/fstab", "home/me/.profile"])
def test_a_folder_where_a_file_should_be(wizard: Wizard, root: Path, path: str) -> None:
    (root / path).unlink()
    (root / path / "inside").mkdir(parents=True)
    before = picture(root)
    said = wizard("look", "--json")
    assert said.code in (Exit.PENDING, Exit.NOTHING_TO_DO)
    assert "Traceback" not in said.err
    wizard("apply", "--yes")
    assert (root / path / "inside").is_dir()
    assert picture(root).keys() >= before.keys()


def test_a_dot_file_of_fifty_megabytes(wizard: Wizard, root: Path) -> None:
    (root / "home/me/.profile").write_bytes(b"# x\n" * (50 << 18))
    said = wizard("plan", "--json")
    assert said.code == Exit.PENDING
    assert all(change["path"] != "/home/me/.profile" for change in said.json["plan"]["changes"])
    assert "too large" in wizard("look").out


def test_invalid_utf8_survives(wizard: Wizard, root: Path) -> None:
    profile = root / "home/me/.profile"
    profile.write_bytes(b"# caf\xe9 \xff\xfe\nexport GODEBUG=tlsrsakex=1\n")
    assert wizard("apply", "--yes").code == Exit.DONE
    assert profile.read_bytes().startswith(b"# caf\xe9 \xff\xfe\n")
    assert b"tlsrsakex" not in profile.read_bytes()


def test_a_plan_from_another_machine(wizard: Wizard, root: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    wizard("plan", "--save", plan)
    (root / "etc/machine-id").write_text("f" * 32 + "\n")
    before = picture(root)
    said = wizard("apply", "--yes", "--plan", plan, "--language", "en")
    assert "a different machine" in refused(said)
    assert picture(root) == before


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff", b'{"machine": 1}', b"[" * 100_000])
def test_a_file_that_is_no_plan(wizard: Wizard, root: Path, tmp_path: Path, damage: bytes) -> None:
    before = picture(root)
    plan = tmp_path / "plan.json"
    plan.write_bytes(damage)
    assert str(plan) in refused(wizard("apply", "--yes", "--plan", plan, "--language", "en"))
    assert picture(root) == before


def test_a_plan_with_a_field_more(wizard: Wizard, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    wizard("plan", "--save", plan)
    plan.write_text(json.dumps({**json.loads(plan.read_text()), "more": 1}))
    assert str(plan) in refused(wizard("apply", "--yes", "--plan", plan, "--language", "en"))


def test_what_a_plan_file_says_of_its_rehearsal_is_not_believed(
    wizard: Wizard, root: Path, tmp_path: Path
) -> None:
    """Nobody rehearses in a folder: whatever the file says, it was not here."""
    wizard("plan", "--save", tmp_path / "plan.json")
    plan = json.loads((tmp_path / "plan.json").read_text())
    plan["rehearsal"] = {"type": "not-rehearsed", "code": "unreachable", "detail": "all is well"}
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    words = ("apply", "--plan", tmp_path / "plan.json", "--language", "en")
    assert "Not rehearsed, because no program can run on this machine." in wizard(*words).out
    silent = wizard(*words, "--no-rehearsal").out
    assert "all is well" not in silent
    assert "ehears" not in silent


def test_sentences_in_a_plan_file_are_words_only(wizard: Wizard, tmp_path: Path) -> None:
    wizard("plan", "--save", tmp_path / "plan.json")
    plan = json.loads((tmp_path / "plan.json").read_text())
    plan["obstacles"] = [{"wish": None, "why": {"template": "\x1b]0;evil\x07"}}]
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    said = wizard("apply", "--plan", tmp_path / "plan.json", "--language", "en")
    assert "\\x1b]0;evil\\x07" in said.out
    assert "\x1b" not in said.out + said.err


def test_a_journal_behind_a_link_is_not_called_one_for_root_only(wizard: Wizard, root: Path) -> None:
    (root / "data").mkdir()
    (root / "var/lib").rmdir()
    link(root, "var/lib", "/data")
    for verb in ("history", "drift"):
        said = refused(wizard(verb, "--language", "en"))
        assert said == "Could not read the history of this machine: Too many levels of symbolic links."

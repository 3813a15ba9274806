"""Files and plans that cannot be used leave everything as it was."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Wizard, picture, refused
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


def test_sentences_in_a_plan_file_are_not_shown(wizard: Wizard, tmp_path: Path) -> None:
    wizard("plan", "--save", tmp_path / "plan.json")
    plan = json.loads((tmp_path / "plan.json").read_text())
    plan["obstacles"] = [{"wish": None, "why": {"template": "\x1b]0;evil\x07"}}]
    (tmp_path / "plan.json").write_text(json.dumps({**plan, "site": "evil"}))
    said = wizard("apply", "--plan", tmp_path / "plan.json", "--language", "en")
    assert "/etc/fstab" in said.out
    assert "evil" not in said.out + said.err


FORGERIES: dict[str, tuple[str, str, str]] = {
    "another value in a file of the user": ("netdns=go", "netdns=cgo", "go-env-godebug-fatal"),
    "a command at every boot": ("systemd", "command", "wsl-systemd"),
    "another mount": ("mode=1777", "mode=0777", "tmpfs-tmp"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_plan_file_that_was_changed_all_through_changes_nothing(
    wizard: Wizard, root: Path, tmp_path: Path, forgery: str
) -> None:
    """Wishes and contents say the same, as whoever forges a plan sees to."""
    old, new, rule = FORGERIES[forgery]
    wizard("plan", "--save", tmp_path / "plan.json")
    plan = json.loads((tmp_path / "plan.json").read_text())
    for wish in plan["wishes"]:
        wish["edit"] = {key: _with(value, old, new) for key, value in wish["edit"].items()}
    for change in plan["changes"]:
        words = base64.b64decode(change["after"]["content"]).replace(old.encode(), new.encode())
        change["after"]["content"] = base64.b64encode(words).decode()
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    before = picture(root)
    said = wizard("apply", "--yes", "--plan", tmp_path / "plan.json", "--language", "en")
    assert (said.code, said.out) == (Exit.STALE, "")
    assert f"The repair {rule} would now make different changes." in said.err
    assert "Make a new plan on this machine." in said.err
    assert picture(root) == before


def _with(value: object, old: str, new: str) -> object:
    if isinstance(value, list):
        return [_with(each, old, new) for each in value]
    return value.replace(old, new) if isinstance(value, str) else value


def test_a_plan_is_applied_in_another_language_and_under_another_profile(
    wizard: Wizard, root: Path, tmp_path: Path
) -> None:
    wizard("plan", "--save", tmp_path / "plan.json", "--language", "zh_CN")
    words = ("apply", "--yes", "--plan", tmp_path / "plan.json", "--language", "en")
    assert wizard(*words, "--profile", "repair").code == Exit.DONE
    assert "systemd=true" in (root / "etc/wsl.conf").read_text()


def test_a_journal_behind_a_link_is_not_called_one_for_root_only(wizard: Wizard, root: Path) -> None:
    (root / "data").mkdir()
    (root / "var/lib").rmdir()
    (root / "var/lib").symlink_to("/data")
    for verb in ("history", "drift"):
        said = refused(wizard(verb, "--language", "en"))
        assert said == "Could not read the history of this machine: Too many levels of symbolic links."

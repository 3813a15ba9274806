"""`undo --keep-edits`: in files that somebody edited since, only what the setup wrote goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Wizard, picture
from wizard.cli.exits import Exit

HINT = "To undo only the setup's lines in edited files: wsl-go-wizard undo 1 --keep-edits"


@pytest.fixture
def conf(root: Path) -> Path:
    return root / "etc/wsl.conf"


@pytest.fixture
def before(root: Path) -> bytes:
    conf = root / "etc/wsl.conf"
    conf.write_bytes(b"[user]\ndefault=me\n")
    return conf.read_bytes()


def edit(path: Path, old: str, new: str) -> bytes:
    path.write_text(path.read_text().replace(old, new))
    return path.read_bytes()


def test_an_edited_file_is_left_and_the_way_to_undo_the_rest_is_told(
    wizard: Wizard, conf: Path, before: bytes
) -> None:
    wizard("apply", "--yes", "--accept")
    edited = edit(conf, "default=me\n", "default=me\n# mine\n")
    said = wizard("undo", "--yes", "--language", "en")
    assert said.code == Exit.DONE
    assert "/etc/wsl.conf was edited after the setup and is left unchanged." in said.out
    assert HINT in said.out
    assert conf.read_bytes() == edited


def test_the_setups_lines_go_the_edits_stay_and_that_can_be_undone_too(
    wizard: Wizard, root: Path, conf: Path, before: bytes
) -> None:
    wizard("apply", "--yes", "--accept")
    edit(conf, "default=me\n", "default=me\n# mine\n")
    edited = picture(root)
    said = wizard("undo", "--yes", "--keep-edits", "--language", "en")
    assert said.code == Exit.DONE
    assert conf.read_bytes() == b"[user]\ndefault=me\n# mine\n"
    assert "was edited" not in said.out
    assert HINT not in said.out
    again = wizard("undo", "1", "--yes", "--keep-edits", "--json")
    assert (again.code, again.json) == (Exit.NOTHING_TO_DO, {"receipt": None, "changes": 0, "obstacles": []})
    assert wizard("undo", "2", "--yes").code == Exit.DONE
    assert picture(root) == edited


def test_without_a_yes_nothing_is_written(wizard: Wizard, root: Path, conf: Path, before: bytes) -> None:
    wizard("apply", "--yes", "--accept")
    edit(conf, "default=me\n", "default=me\n# mine\n")
    edited = picture(root)
    said = wizard("undo", "--keep-edits", "--language", "en")
    assert said.code == Exit.ERROR
    assert "systemd=true" in said.out, "the preview"
    assert picture(root) == edited


def test_what_both_changed_is_named_with_its_lines_and_left(
    wizard: Wizard, conf: Path, before: bytes
) -> None:
    wizard("apply", "--yes", "--accept")
    edited = edit(conf, "systemd=true\n", "systemd=true\ncommand=x\n")
    said = wizard("undo", "--yes", "--keep-edits", "--language", "en")
    assert "Without the setup's lines, boot.command would have another value" in said.out
    assert conf.read_bytes() == edited
    edited = edit(conf, "systemd=true\n", "systemd=false\n")
    said = wizard("undo", "1", "--yes", "--keep-edits", "--json")
    (left,) = said.json["obstacles"]
    assert (left["path"], left["why"]) == (
        "/etc/wsl.conf",
        "Lines 3 to 6 of /etc/wsl.conf: edited after the setup and left unchanged.",
    )
    assert conf.read_bytes() == edited


def test_of_a_setup_in_trial_the_rest_is_undone_first(
    wizard: Wizard, root: Path, conf: Path, before: bytes
) -> None:
    clean = picture(root)
    wizard("apply", "--yes")
    edit(conf, "default=me\n", "default=me\n# mine\n")
    said = wizard("undo", "--yes", "--keep-edits", "--json")
    assert said.code == Exit.DONE
    assert (said.json["undone"]["phase"], said.json["undone"]["foreign"]) == ("undone", ["/etc/wsl.conf"])
    assert (said.json["receipt"]["batch"], said.json["receipt"]["phase"]) == (2, "accepted")
    assert conf.read_bytes() == before + b"# mine\n"
    now = picture(root)
    assert {name for name in now if now[name] != clean.get(name)} == {"etc/wsl.conf"}


def test_a_setup_in_trial_that_left_a_file_can_be_followed_up_until_another_one_comes(
    wizard: Wizard, conf: Path, before: bytes
) -> None:
    wizard("apply", "--yes")
    edit(conf, "default=me\n", "default=me\n# mine\n")
    said = wizard("undo", "--yes", "--language", "en")
    assert HINT in said.out
    assert wizard("undo", "1", "--yes", "--keep-edits").code == Exit.DONE
    assert conf.read_bytes() == before + b"# mine\n"
    late = wizard("undo", "1", "--yes", "--keep-edits", "--language", "en")
    assert (late.code, late.err.splitlines()[0]) == (Exit.ERROR, "Setup 1 is already undone.")


def test_an_undo_that_somebody_edited_over_names_the_file_too(
    wizard: Wizard, conf: Path, before: bytes
) -> None:
    wizard("apply", "--yes", "--accept")
    wizard("undo", "--yes")
    edited = edit(conf, "[user]\n", "# mine\n[user]\n")
    said = wizard("undo", "2", "--yes", "--language", "en")
    assert "/etc/wsl.conf was edited after the setup and is left unchanged." in said.out
    assert conf.read_bytes() == edited
    wizard("undo", "2", "--yes", "--keep-edits")
    assert conf.read_bytes() == b"# mine\n[user]\ndefault=me\n\n[boot]\nsystemd=true\n"

"""Commands that change: the whole way and back, and nothing without a yes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Wizard, picture
from tests.machines.links import link
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.resources import resource
from wizard.transports.journal import JOURNAL


def test_the_whole_way_and_back(wizard: Wizard, root: Path) -> None:
    before = picture(root)
    assert wizard("plan").code == Exit.PENDING
    assert picture(root) == before, "a plan changes nothing"

    applied = wizard("apply", "--yes", "--json")
    assert applied.code == Exit.DONE
    assert applied.json["receipt"]["phase"] == "trial"
    conf = (root / "etc/wsl.conf").read_text()
    assert (
        conf
        == "[user]\ndefault=me\n# a comment of the wrong kind\n[network]\nhostname=box\n\n[boot]\nsystemd=true\n"
    )
    assert (root / "home/me/.profile").read_text().splitlines()[0] == "# mine"
    assert "tlsrsakex" not in (root / "home/me/.profile").read_text()

    assert wizard("look", "--json").code == Exit.TRIAL
    assert wizard("verify", "--json").json["well"] is True
    assert wizard("apply", "--yes").code == Exit.DONE, "nothing left to do"

    assert wizard("undo", "--yes").code == Exit.DONE
    assert picture(root) == before


def test_an_interrupted_setup_is_undone_only_after_a_yes(wizard: Wizard, root: Path) -> None:
    before = picture(root)
    wizard("apply", "--yes")
    record = root / JOURNAL.lstrip("/") / "1"
    (record / "trial").rename(record / "switching")
    cut = picture(root)
    asked = wizard("undo", "--language", "en")
    assert (asked.code, asked.err.splitlines()[0]) == (Exit.ERROR, "This needs your confirmation.")
    assert picture(root) == cut
    assert wizard("undo", "--yes").code == Exit.DONE
    assert picture(root) == before


def test_undo_of_an_accepted_setup_is_a_setup_of_its_own(wizard: Wizard, root: Path) -> None:
    before = picture(root)
    assert wizard("apply", "--yes", "--accept").code == Exit.DONE
    assert wizard("history", "--json").json["setups"][0]["phase"] == "accepted"
    assert wizard("undo", "--yes").code == Exit.DONE
    assert picture(root) == before
    assert [setup["number"] for setup in wizard("history", "--json").json["setups"]] == [2, 1]
    assert wizard("undo", "1", "--yes").code == Exit.NOTHING_TO_DO, "it is taken back already"


def test_accept_then_drift_is_seen_and_repaired(wizard: Wizard, root: Path) -> None:
    wizard("apply", "--yes")
    assert wizard("accept").code == Exit.DONE
    assert wizard("drift", "--json").code == Exit.NOTHING_TO_DO
    conf = root / "etc/wsl.conf"
    conf.write_text(conf.read_text().replace("systemd=true", "systemd=false"))
    drifted = wizard("drift", "--json")
    assert drifted.code == Exit.PENDING
    (entry,) = [item for item in drifted.json["drift"] if item["path"] == "/etc/wsl.conf"]
    assert entry["standing"] == "foreign"
    assert "wsl-systemd" in entry["wanted"]
    assert wizard("apply", "--yes").code == Exit.DONE
    assert "systemd=true" in conf.read_text()


def test_a_saved_plan_is_applied_byte_for_byte_or_refused_as_stale(
    wizard: Wizard, root: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.json"
    assert wizard("plan", "--save", plan).code == Exit.PENDING
    conf = root / "etc/wsl.conf"
    conf.write_bytes(conf.read_bytes() + b"# somebody was here\n")
    before = picture(root)
    said = wizard("apply", "--plan", plan, "--yes", "--language", "en")
    assert said.code == Exit.STALE
    assert "/etc/wsl.conf" in said.err
    assert picture(root) == before


def test_only_one_rule(wizard: Wizard, root: Path) -> None:
    assert wizard("apply", "--yes", "--only", "wsl-conf-damage").code == Exit.DONE
    assert "systemd" not in (root / "etc/wsl.conf").read_text()


def test_apply_needs_a_word(wizard: Wizard, root: Path) -> None:
    before = picture(root)
    said = wizard("apply", "--language", "en")
    assert said.code == Exit.ERROR
    assert "--yes" in said.err
    assert picture(root) == before


def test_a_recording_is_refused_before_anybody_is_asked(capfd: pytest.CaptureFixture[str]) -> None:
    machine = str(resource("demo", "machine.json"))
    code = run(["apply", "--language", "en", "--machine", machine])
    said = capfd.readouterr()
    assert (code, said.out) == (Exit.ERROR, "")
    assert said.err.splitlines()[0] == "A recorded machine can be checked but not changed."


@pytest.fixture
def linked(root: Path) -> Path:
    """The machine with the home on another disk, so to speak."""
    (root / "data").mkdir()
    (root / "home/me").rename(root / "data/me")
    link(root, "home/me", "/data/me")
    return root


def test_a_home_that_is_a_link_is_set_up(wizard: Wizard, linked: Path) -> None:
    before = picture(linked)
    planned = wizard("plan", "--json").json["plan"]["changes"]
    assert "/data/me/.profile" in [change["path"] for change in planned]
    done = wizard("apply", "--yes", "--language", "en")
    assert (done.code, done.err) == (Exit.DONE, "")
    assert "tlsrsakex" not in (linked / "data/me/.profile").read_text()
    assert wizard("plan", "--json").json["plan"]["changes"] == []
    assert wizard("undo", "--yes").code == Exit.DONE
    assert picture(linked) == before


def test_a_new_file_in_a_home_that_is_a_link(wizard: Wizard, linked: Path) -> None:
    (linked / "data/me/.profile").unlink()
    before = picture(linked)
    assert wizard("apply", "--yes").code == Exit.DONE
    assert (linked / "data/me/.profile").exists()
    assert wizard("undo", "--yes").code == Exit.DONE
    assert picture(linked) == before


@pytest.mark.parametrize("other", [".bash_profile", ".zshrc", ".bashrc"])
def test_a_start_file_with_two_names_is_changed_once(wizard: Wizard, root: Path, other: str) -> None:
    """As people have it who keep their settings in one file."""
    link(root, f"home/me/{other}", ".profile")
    before = picture(root)
    assert wizard("apply", "--yes", "--accept").code == Exit.DONE
    profile = (root / "home/me/.profile").read_text()
    assert "tlsrsakex" not in profile
    assert profile.count("netdns=go") == 1
    assert picture(root)[f"home/me/{other}"] == before[f"home/me/{other}"], "it is the link it was"
    assert wizard("plan", "--json").json["plan"]["changes"] == []
    assert wizard("undo", "--yes").code == Exit.DONE
    assert picture(root) == before


@pytest.fixture
def fish(root: Path) -> Path:
    """The machine of somebody with fish, for whom a file is made in a folder that may be a link."""
    passwd = root / "etc/passwd"
    passwd.write_text(passwd.read_text().replace(":/home/me:/bin/bash", ":/home/me:/usr/bin/fish"))
    return root


def test_a_new_file_in_a_folder_that_is_a_link(wizard: Wizard, fish: Path) -> None:
    (fish / "home/me/dots").mkdir()
    link(fish, "home/me/.config", "dots")
    before = picture(fish)
    shown = wizard("plan", "--language", "en").out
    assert "→ /home/me/dots/fish/conf.d/wsl-go-wizard.fish" in shown
    assert wizard("apply", "--yes").code == Exit.DONE
    assert (fish / "home/me/dots/fish/conf.d/wsl-go-wizard.fish").exists()
    assert wizard("undo", "--yes").code == Exit.DONE
    assert picture(fish) == before


@pytest.mark.root
def test_a_folder_of_another_user_that_a_link_leads_to_gets_no_new_file(wizard: Wizard, fish: Path) -> None:
    (fish / "home/me/.config").symlink_to("/etc")
    os.chown(fish / "home/me", 1000, 1000)
    said = wizard("plan", "--language", "en").out
    assert "leads to /etc/fish/conf.d/wsl-go-wizard.fish, which belongs to another user." in said
    assert wizard("apply", "--yes").code == Exit.ERROR
    assert not (fish / "etc/fish").exists()


# Files that somebody edited since.

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
    assert said.code == Exit.ERROR, "a part of the setup stays"
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
    assert said.code == Exit.ERROR
    assert "Without the setup's lines, boot.command would have another value" in said.out
    assert conf.read_bytes() == edited
    edited = edit(conf, "systemd=true\n", "systemd=false\n")
    said = wizard("undo", "1", "--yes", "--keep-edits", "--json")
    assert said.code == Exit.ERROR
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
    assert (said.code, HINT in said.out) == (Exit.ERROR, True)
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
    assert said.code == Exit.ERROR
    assert "/etc/wsl.conf was edited after the setup and is left unchanged." in said.out
    assert conf.read_bytes() == edited
    wizard("undo", "2", "--yes", "--keep-edits")
    assert conf.read_bytes() == b"# mine\n[user]\ndefault=me\n\n[boot]\nsystemd=true\n"

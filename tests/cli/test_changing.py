"""Commands that change: the whole way and back, and nothing without a yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Wizard, picture
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
    (root / "home/me").symlink_to("/data/me")
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

"""The story of a user at the command line: words in, words and exit codes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Wizard, picture
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.transports.journal import JOURNAL


def test_look_says_where_wsl_stops_and_that_changes_are_pending(wizard: Wizard) -> None:
    said = wizard("look", "--language", "en")
    assert said.code == Exit.PENDING
    assert "WSL stops reading /etc/wsl.conf at line 3; everything below is ignored." in said.out
    assert "/etc/wsl.conf:3  ; a comment of the wrong kind" in said.out
    assert said.err == ""


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


def test_what_is_as_before_a_setup_was_not_undone_by_the_wizard(wizard: Wizard, root: Path) -> None:
    profile = root / "home/me/.profile"
    before = profile.read_bytes()
    wizard("apply", "--yes", "--accept")
    profile.write_bytes(before)
    (line,) = (line for line in wizard("drift", "--language", "en").out.splitlines() if "~/.profile" in line)
    assert "back to the state before the setup" in line
    assert "undone" not in line


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


def test_a_recorded_machine_can_be_looked_at_and_not_touched(
    wizard: Wizard, wanted: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    machine = tmp_path / "machine.json"
    assert wizard("record", machine).code == Exit.DONE
    words = ["--machine", str(machine), "--profile", str(wanted), "--language", "en"]
    assert run(["look", *words]) == Exit.PENDING
    assert b"WSL stops reading /etc/wsl.conf at line 3" in capfdbinary.readouterr().out
    assert run(["apply", "--yes", *words]) == Exit.ERROR


@pytest.mark.parametrize("suffix", [".html", ".json"])
def test_report(wizard: Wizard, tmp_path: Path, root: Path, suffix: str) -> None:
    (root / "etc/wsl.conf").write_text("[boot]\ncommand=<script>alert(1)</script>\n;x\n")
    out = tmp_path / f"report{suffix}"
    assert wizard("report", "--out", out).code == Exit.DONE
    text = out.read_text()
    assert "wsl-conf-damage" in text
    assert suffix == ".json" or "<script>" not in text


def test_what_is_well_is_shown_with_its_evidence_when_all_is_asked_for(wizard: Wizard, root: Path) -> None:
    (root / "etc/wsl.conf").write_text("[boot]\nsystemd=true\n")
    evidence = "/etc/wsl.conf  systemd=true"
    assert evidence in wizard("look", "--all").out
    assert evidence not in wizard("look").out

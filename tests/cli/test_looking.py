"""Commands that only look: what is wrong, what would be done, what was done, and a report of it all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Wizard, refused
from tests.machines.make import recording
from wizard.app.explain.how_known import paragraph
from wizard.app.texts import Speech
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.rules import catalogue
from wizard.transports.journal import JOURNAL
from wizard.transports.recording.recorded import encode


def test_look_says_where_wsl_stops_and_that_changes_are_pending(wizard: Wizard) -> None:
    said = wizard("look", "--language", "en")
    assert said.code == Exit.PENDING
    assert "WSL stops reading /etc/wsl.conf at line 3 and ignores the rest." in said.out
    assert "/etc/wsl.conf:3  ; a comment of the wrong kind" in said.out
    assert said.err == ""


def test_what_is_as_before_a_setup_was_not_undone_by_the_wizard(wizard: Wizard, root: Path) -> None:
    profile = root / "home/me/.profile"
    before = profile.read_bytes()
    wizard("apply", "--yes", "--accept")
    profile.write_bytes(before)
    (line,) = (line for line in wizard("drift", "--language", "en").out.splitlines() if "~/.profile" in line)
    assert "back to the state before the setup" in line
    assert "undone" not in line


def test_a_setup_whose_note_is_damaged_is_not_called_unchanged(wizard: Wizard, root: Path) -> None:
    wizard("apply", "--yes", "--accept")
    (root / JOURNAL[1:] / "1/note").write_text("{")
    said = wizard("drift", "--language", "en")
    assert said.code == Exit.PENDING
    assert said.out.splitlines()[0] == "Could not check whether setup 1 has drifted: damaged."
    assert "No setup is in place" not in said.out
    assert wizard("drift", "--json").json["unread"] == [1]


def test_drift_since_a_setup_of_long_ago_is_found(wizard: Wizard, root: Path) -> None:
    wizard("apply", "--yes", "--accept", "--only", "wsl-systemd")
    profile = (root / "home/me/.profile").read_bytes()
    for _ in range(11):
        wizard("apply", "--yes", "--accept", "--only", "go-env-godebug-fatal")
        (root / "home/me/.profile").write_bytes(profile + b"export GODEBUG=tlsrsakex=1\n")
        wizard("apply", "--yes", "--accept", "--only", "go-env-godebug-fatal")
        (root / "home/me/.profile").write_bytes(profile)
    (root / "etc/wsl.conf").write_text("[boot]\nsystemd=false\n")
    assert len(wizard("history", "--json").json["setups"]) == 20
    said = wizard("drift", "--language", "en").out
    assert "/etc/wsl.conf  edited since the setup" in said


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


def test_a_root_without_etc(wizard: Wizard, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert str(empty) in refused(wizard("look", "--root", empty, "--language", "en"))
    assert list(empty.iterdir()) == []


def test_no_such_root(wizard: Wizard, tmp_path: Path) -> None:
    assert "nowhere" in refused(wizard("look", "--root", tmp_path / "nowhere", "--language", "en"))


@pytest.mark.parametrize("data", [b"", b"{}", b"\x00", b'{"format": 99}'])
def test_a_file_that_is_no_machine(wizard: Wizard, tmp_path: Path, data: bytes) -> None:
    machine = tmp_path / "machine.json"
    machine.write_bytes(data)
    from wizard.cli.main import run

    assert run(["look", "--machine", str(machine)]) == Exit.ERROR


def test_verify_says_that_and_why_no_shell_was_checked(wizard: Wizard) -> None:
    """Of a root folder: the files are verified, the shells are not, and that is not called effective."""
    wizard("apply", "--yes")
    words = "The shells were not checked, because no program can run on this machine."
    assert words in wizard("verify", "--language", "en").out
    assert "shells" not in wizard("verify", "--language", "en", "--no-rehearsal").out
    told = wizard("verify", "--json").json
    assert told["shown"] == [words]
    assert told["shells"] == {"type": "not-rehearsed", "code": "nothing-runs", "detail": ""}
    left_out = wizard("verify", "--json", "--no-rehearsal").json
    assert (left_out["shells"], left_out["shown"]) == (None, [])


def test_a_plan_says_that_and_why_it_was_not_rehearsed(wizard: Wizard) -> None:
    """A folder runs nothing; that blocks no plan."""
    words = "Not rehearsed, because no program can run on this machine."
    said = wizard("plan", "--language", "en")
    assert words in said.out
    assert words not in wizard("plan", "--language", "en", "--no-rehearsal").out
    told = wizard("plan", "--json", "--language", "en").json
    assert told["rehearsed"] == [words]
    assert told["plan"]["rehearsal"] == {"type": "not-rehearsed", "code": "nothing-runs", "detail": ""}
    left_out = wizard("plan", "--json", "--no-rehearsal").json
    assert (left_out["plan"]["rehearsal"], left_out["rehearsed"]) == (None, [])
    assert left_out["id"] == told["id"]


def test_a_report_says_it_too(wizard: Wizard, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    wizard("report", "--out", out, "--language", "en")
    assert "Not rehearsed, because no program can run on this machine." in out.read_text()


def test_explain_prints_what_a_check_is_based_on(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "wsl-systemd", "--language", "zh_CN"]) == Exit.DONE
    title, known, *facts = capfd.readouterr().out.splitlines()
    (rule,) = (rule for rule in catalogue.rules() if rule.id == "wsl-systemd")
    assert title == Speech("zh_CN")(rule.title)
    assert known == "判断依据（英文资料）"
    assert next(line.partition(" – ")[0] for line in facts if " – " in line) == rule.sources[0]
    for source in rule.sources:
        assert paragraph(source).lines[-1] in facts


def test_explain_prints_a_paragraph_for_people_and_for_programs(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert run(["explain", "wsl 4.4"]) == Exit.DONE
    assert "WSL §4.4 – tmpfs on /tmp" in capfdbinary.readouterr().out.decode()
    assert run(["explain", "WSL §4.4", "--json"]) == Exit.DONE
    (found,) = json.loads(capfdbinary.readouterr().out)["paragraphs"]
    assert found["heading"] == "tmpfs on /tmp"
    assert found["lines"] == list(paragraph("WSL §4.4").lines)


def test_a_paragraph_that_is_not_there_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    number = 99
    assert run(["explain", f"WSL §{number}", "--language", "en"]) == Exit.ERROR
    assert f"The facts have no paragraph WSL §{number}." in capfd.readouterr().err


def test_a_file_is_a_file_even_with_the_name_of_a_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wsl-systemd").write_text("[boot]\nsystemd=true\n")
    for words in (["./wsl-systemd"], ["wsl-systemd", "--as", "wsl.conf"]):
        run(["explain", *words])
        assert "boot.systemd = true" in capfd.readouterr().out


def test_all_shows_what_passed_and_look_alone_does_not(wizard: Wizard) -> None:
    wizard("apply", "--yes", "--accept")
    alone, everything = (
        wizard("look", "--language", "en").out,
        wizard("look", "--all", "--language", "en").out,
    )
    assert "✓" not in alone
    assert "✓ WSL reads all of /etc/wsl.conf.  wsl-conf-damage" in everything
    assert "–" in everything


OF_REGISTRY = [
    word for rule in ("path-damaged", "wslenv-leak", "go-leftovers") for word in ("--only", f"windows-{rule}")
]


@pytest.fixture(scope="module")
def littered(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The words that name the recorded PC."""
    place = tmp_path_factory.mktemp("pc") / "littered.json"
    place.write_bytes(encode(recording("pc-littered")))
    return "--machine", str(place), "--language", "en"


def test_the_difference_has_one_entry_a_line_and_says_who_wants_it(
    littered: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["plan", *littered, *OF_REGISTRY]) == Exit.PENDING
    said = capsys.readouterr().out
    assert (
        r"""HKCU\Environment\\GOROOT  +0 −2
  value removed from the Windows registry
    1       - REG_SZ   ← windows-go-leftovers
    2       - C:\Go   ← windows-go-leftovers
HKCU\Environment\\Path  +0 −3
    1     1   REG_SZ
    2       - %PATH%   ← windows-path-damaged
    3       - C:\Go\bin   ← windows-path-damaged
    4     2   C:\Program Files\Go\bin
    5       - C:\Program Files\Go\bin\   ← windows-path-damaged
HKCU\Environment\\WSLENV  +0 −3
    1     1   REG_SZ
    2       - GOROOT/p   ← windows-wslenv-leak
    3       - GOPATH/p   ← windows-wslenv-leak
    4       - GOFLAGS   ← windows-wslenv-leak
    5     2   USERPROFILE/p
"""
        in said
    )


def test_nothing_of_it_is_done_unasked(littered: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """None of these repairs is ticked: each takes away something that a person may have meant."""
    assert run(["plan", *littered]) == Exit.PENDING
    said = capsys.readouterr().out
    assert said.startswith("Nothing to change unless you ask for it.")
    assert "apply --only windows-wslenv-leak" in said


def test_a_saved_plan_of_values_is_read_again(
    littered: tuple[str, ...], tmp_path: Path, wizard: Wizard
) -> None:
    place = tmp_path / "plan.json"
    assert run(["plan", *littered, *OF_REGISTRY, "--save", str(place)]) == Exit.PENDING
    assert '"registered"' in place.read_text()
    assert "%PATH%;C:" in place.read_text(), "texts are to be read by people, and searched for secrets"
    refused = wizard("apply", "--plan", str(place), "--yes")
    assert refused.code == Exit.ERROR
    assert "a different machine" in refused.err


def test_a_wish_that_cannot_be_done_or_checked_here_is_something_that_is_left(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """README: `look` and `plan` end with 2, too. In a folder nothing runs, so that no engine can be reached."""

    def said(command: str, *words: str) -> tuple[int, str]:
        place = ("--root", str(root), "--user", "me", "--profile", "repair", "--language", "en")
        code = run([command, *place, *words])
        return code, capfd.readouterr().out

    (root / "etc/wsl.conf").write_text("[boot]\nsystemd=true\n")
    (root / "home/me/.profile").write_text("# mine\n")
    asks = ("--set", "docker.engine=any")
    assert said("look")[0] == Exit.NOTHING_TO_DO
    assert (
        said("look", *asks)[0] == said("plan", *asks)[0] == Exit.PENDING
    )  # not installed: it cannot be done
    (root / "usr/bin").mkdir()
    for name in ("docker", "dockerd"):
        (root / "usr/bin" / name).write_bytes((root / "bin/sh").read_bytes())
    assert said("look")[0] == Exit.NOTHING_TO_DO
    for command in ("look", "plan"):
        code, out = said(command, *asks)
        assert code == Exit.PENDING
        assert "The distro does not run, so no engine can be reached." in out

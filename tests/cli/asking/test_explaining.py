"""Commands that explain: every rule, and what each kind of shell gets. (`explain` is in test_looking.py.)"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Wizard
from tests.machines.make import recording
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.model.facts import Side
from wizard.rules import catalogue
from wizard.transports.recording.recorded import encode


def test_one_rule(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "wsl-cgroup-not-v2", "--language", "en"]) == Exit.DONE
    area, id, title, *_ = capfd.readouterr().out.splitlines()
    assert (area, id, title) == ("WSL settings", "  wsl-cgroup-not-v2", "    Control groups are v2 only")


def test_all_rules_for_programs(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["rules", "--json"]) == Exit.DONE
    rules = json.loads(capfdbinary.readouterr().out)["rules"]
    assert len(rules) == sum(len(catalogue.rules(side)) for side in Side)
    (one,) = (each for each in rules if each["id"] == "wsl-cgroup-not-v2")
    assert one["edits"] == ["remove-key"]
    assert "/etc/wsl.conf" in one["looks_at"]["files"]
    assert one["sources"][-1] == "RULES 8"


def test_an_unknown_rule_is_one_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "nix", "--language", "en"]) == Exit.ERROR
    assert capfd.readouterr().err.splitlines()[0] == "Unknown rule: nix."


def test_of_a_folder_the_start_files_are_read(wizard: Wizard, root: Path) -> None:
    (root / "home/me/.profile").write_text("export GOPROXY=https://goproxy.cn\n")
    said = wizard("shells", "--language", "en")
    assert said.code == Exit.DONE
    first, *_ = said.out.splitlines()
    assert first == (
        "The shells were not checked, because no program can run on this machine."
        " Their start files were read instead."
    )
    assert "https://goproxy.cn" in "".join(said.out.split())


def test_shells_for_programs(wizard: Wizard, root: Path) -> None:
    (root / "home/me/.profile").write_text("export GOPROXY=https://goproxy.cn\n")
    table = wizard("shells", "--json", "--no-rehearsal").json
    assert table["is_measured"] is False
    by_kind = {kind: each["values"] for each in table["columns"] for kind in each["kinds"]}
    assert by_kind["terminal"]["GOPROXY"] == "https://goproxy.cn"
    assert by_kind["script"]["GOPROXY"] is None


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_wish_for_colour_is_no_markup(wizard: Wizard, root: Path, language: str) -> None:
    (root / "home/me/.profile").write_text("export GOFLAGS='-tags=[red]'\n")
    assert "-tags=[red]" in wizard("shells", "--no-rehearsal", "--language", language).out


def test_of_a_recorded_machine_each_kind_has_its_go(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    place = tmp_path / "machine.json"
    place.write_bytes(encode(recording("zsh-mise")))
    assert run(["shells", "--json", "--machine", str(place)]) == Exit.DONE
    table = json.loads(capfdbinary.readouterr().out)
    by_kind = {kind: each for each in table["columns"] for kind in each["kinds"]}
    terminal, editor = by_kind["terminal"]["values"], by_kind["editor"]
    assert (
        terminal["go"]
        == f"{terminal['GOROOT']}/bin/go"
        == "/home/me/.local/share/mise/installs/go/1.26.6/bin/go"
    )
    assert terminal["version"] == "1.26.6"
    assert editor["values"]["go"] == "/home/me/.local/share/mise/shims/go"
    assert "version" in editor["unknown"], "a shim does not say which Go it will start"


def test_checks_that_one_cause_prevents_are_one_line(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    place = tmp_path / "machine.json"
    place.write_bytes(encode(recording("zsh-mise")))

    def look(*words: str) -> str:
        assert run(["look", "--machine", str(place), "--language", "en", *words]) == Exit.PENDING
        return capfdbinary.readouterr().out.decode()

    cause = "could not be followed at ~/.zshrc:4."
    told = look()
    assert told.count(cause) == 1
    (line,) = (line for line in told.splitlines() if "Not checked for this reason:" in line)
    assert "go-env-goflags" in line
    assert look("--all").count(cause) > 20
    (shared,) = json.loads(look("--json"))["causes"]
    assert shared["says"].endswith(cause)
    assert len(shared["rules"]) > 20

"""Commands that ask no machine: `explain` is in test_looking.py, `rules` here."""

from __future__ import annotations

import json

import pytest

from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.model.facts import Side
from wizard.rules import catalogue


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

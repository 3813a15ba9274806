"""What is told of every rule."""

from __future__ import annotations

import pytest

from wizard.app.explain import rule_book
from wizard.app.texts import Speech
from wizard.model.errors import InputError
from wizard.model.facts import Side
from wizard.rules import catalogue


def _told(id: str, language: str = "en") -> list[str]:
    (found,) = rule_book.described(id)
    return list(map(Speech(language), rule_book.sentences(found)))


def test_every_rule_of_both_sides_is_described_once() -> None:
    ids = [each.id for each in rule_book.described()]
    assert sorted(ids) == sorted(rule.id for side in Side for rule in catalogue.rules(side))


def test_those_of_an_area_stand_together() -> None:
    areas = [each.area for each in rule_book.described()]
    assert len({*areas}) == sum(here != before for here, before in zip(areas, ["", *areas], strict=False))


def test_a_rule_says_what_it_looks_at_why_what_it_does_and_on_what_it_stands() -> None:
    told = _told("wsl-cgroup-not-v2")
    assert told[0] == "Control groups are v2 only"
    assert "Severity: medium" in told
    assert any(line.startswith("Files: ") and "/etc/wsl.conf" in line for line in told)
    assert any(line.startswith("  Why: Kubernetes") for line in told)
    assert "Repair: turn a key of wsl.conf or .wslconfig into a comment" in told
    assert "Takes effect after the distro restarts." in told
    assert any(line.startswith("  Risk: Containers that only support cgroup v1") for line in told)
    assert any(line.startswith("Source: ") and "RULES 8" in line for line in told)


def test_in_the_language_of_the_user() -> None:
    assert _told("wsl-cgroup-not-v2", "zh_CN")[0] == "仅使用 cgroup v2"
    assert not set(_told("wsl-cgroup-not-v2", "zh_CN")) & set(_told("wsl-cgroup-not-v2"))


def test_a_rule_that_changes_nothing_says_so() -> None:
    assert "Changes nothing, and only shows what it finds." in _told("windows-pc")
    assert not any(line.startswith(("Repair", "Risk", "Takes effect")) for line in _told("windows-pc"))


def test_what_only_a_profile_asks_for_says_so() -> None:
    assert "Checked only if the profile asks for it." in _told("wsl-systemd")
    assert "Checked only if the profile asks for it." not in _told("wsl-conf-damage")


def test_an_id_that_nobody_has_is_refused() -> None:
    with pytest.raises(InputError, match="Unknown rule: nix"):
        rule_book.described("nix")


def test_what_is_said_only_with_some_answers_stands_below_them() -> None:
    told = _told("wsl-conf-link")
    for answer, why in (
        ("If “/etc/wsl.conf is a broken link to {target}.”:", "  Why: WSL then uses its default for every"),
        (
            "If “/etc/wsl.conf leads to {path}, which is mounted too late.”:",
            "  Why: WSL reads wsl.conf before",
        ),
    ):
        assert told[told.index(answer) + 1].startswith(why)
    assert not any(line.startswith("Why:") for line in told)


def test_answers_that_share_what_is_said_are_told_together() -> None:
    (line,) = (each for each in _told("wsl-systemd") if each.endswith("or “{distro} has no systemd.”:"))
    assert line.startswith("If “systemd is not enabled.” or “")


def test_what_is_said_with_every_answer_needs_none() -> None:
    told = _told("wsl-warnings")
    assert any(line.startswith("Why: ") for line in told)
    assert not any(line.startswith("If “") for line in told)


def test_what_a_command_is_for_is_told_as_such() -> None:
    assert "Its command: Installs systemd and its /sbin/init." in _told("wsl-systemd")

"""Law 6, file by file: what may not be read is neither fine nor broken."""

from __future__ import annotations

import pytest

from tests.laws.world import PROFILES, RULES, seen
from wizard.engine import evaluate
from wizard.facts.shell import START_FILES
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Verdict
from wizard.model.probes import Answer, Answers, Denied, FileProbe, TooBig, Unavailable

READY = "ubuntu-24.04-ready"
CONTENT = {
    "go-env-godebug": "its block is in one file, which was read",
    "go-install-pin-version": "which Go runs was measured in the shells",
}
"""Rules that need the start files, and are content without some of them."""


def look(path: str, answer: Answer, profile: str = "baseline") -> tuple[Snapshot, dict[str, Verdict]]:
    """What is known of the machine on which all is well, with one answer exchanged, and what rules say of that."""
    told, probe = seen(READY, profile), FileProbe(path)
    assert probe in dict(told[Side.DISTRO].pairs)
    pairs = ((each, answer if each == probe else known) for each, known in told[Side.DISTRO].pairs)
    see = evaluate.snapshot(
        evaluate.facts_of(RULES), {**told, Side.DISTRO: Answers(tuple(pairs))}, PROFILES[profile]
    )
    judged = evaluate.evaluate(RULES, see, PROFILES[profile])
    return see, {item.rule: item.verdict for item in judged}


def changed(path: str, answer: Answer) -> tuple[Snapshot, dict[str, Verdict]]:
    """The same, with those verdicts only that are not as they were."""
    _, nothing = look("/etc/machine-id", Denied())
    assert set(nothing.values()) <= {Verdict.OK, Verdict.NOT_APPLICABLE, Verdict.ADVICE}
    see, found = look(path, answer)
    return see, {rule: verdict for rule, verdict in found.items() if verdict is not nothing[rule]}


@pytest.mark.parametrize("answer", [Denied(), TooBig(1 << 30), Unavailable("time was up")])
def test_a_start_file_that_nobody_could_read(answer: Answer) -> None:
    _, found = changed("~/.bashrc", answer)
    asking = {rule.id for rule in RULES if START_FILES in rule.needs} - CONTENT.keys()
    assert found.keys() <= asking
    assert set(found.values()) == {Verdict.UNKNOWN}
    _, told = look("~/.bashrc", answer)
    assert {rule for rule in asking if told[rule] is Verdict.OK} == set()


@pytest.mark.parametrize("path", ["/etc/wsl.conf", "/etc/fstab", "/proc/1/comm", "~/.config/go/env"])
def test_a_file_that_may_not_be_read(path: str) -> None:
    see, found = changed(path, Denied())
    blind = {rule.id for rule in RULES if any(see.unknown(fact) for fact in rule.needs)}
    assert found == dict.fromkeys(blind, Verdict.UNKNOWN)
    assert len(blind) > 1


def test_the_file_of_the_block_itself_is_wanted_and_cannot_be_written() -> None:
    """What is in it is not known, so the line is wanted; that it cannot be written the plan says."""
    _, found = changed("~/.profile", Denied())
    assert found["go-env-godebug"] is Verdict.FIXABLE
    assert found["go-env-godebug-fatal"] is Verdict.UNKNOWN

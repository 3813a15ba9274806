"""Law 6, file by file: what may not be read is neither fine nor broken."""

from __future__ import annotations

import pytest

from tests.laws.world import PROFILES, RULES, seen
from wizard.engine import evaluate
from wizard.model.facts import Side
from wizard.model.findings import Verdict
from wizard.model.probes import Answer, Answers, Denied, FileProbe, Probe, TooBig, Unavailable

READY = "ubuntu-24.04-ready"


def verdicts(probe: Probe, answer: Answer, profile: str = "baseline") -> dict[str, Verdict]:
    """Of the machine on which all is well, with one answer exchanged."""
    answers = seen(READY, profile)
    assert probe in dict(answers[Side.DISTRO].pairs)
    distro = Answers(
        tuple((each, answer if each == probe else known) for each, known in answers[Side.DISTRO].pairs)
    )
    see = evaluate.snapshot(evaluate.facts_of(RULES), {**answers, Side.DISTRO: distro}, PROFILES[profile])
    return {item.rule: item.verdict for item in evaluate.evaluate(RULES, see, PROFILES[profile])}


def changed(probe: Probe, answer: Answer, profile: str = "baseline") -> dict[str, Verdict]:
    nothing = verdicts(FileProbe("/etc/machine-id"), Denied(), profile)
    assert set(nothing.values()) <= {Verdict.OK, Verdict.NOT_APPLICABLE}
    return {rule: v for rule, v in verdicts(probe, answer, profile).items() if v is not nothing[rule]}


@pytest.mark.parametrize("answer", [Denied(), TooBig(1 << 30), Unavailable("time was up")])
def test_a_start_file_that_nobody_could_read(answer: Answer) -> None:
    assert changed(FileProbe("~/.bashrc"), answer) == dict.fromkeys(
        (
            "wsl-text-encoding",
            "tmpfs-tmp",
            "go-env-godebug-fatal",
            "dns-godebug-netdns",
            "go-env-godebug-inert",
            "go-install-goroot-mismatch",
        ),
        Verdict.UNKNOWN,
    )


@pytest.mark.parametrize(
    ("path", "rules"),
    [
        ("/etc/wsl.conf", {"wsl-conf-damage", "wsl-systemd", "wsl-cgroup-not-v2", "tmpfs-tmp"}),
        ("/etc/fstab", {"tmpfs-tmp", "tmpfs-tmp-foreign-fs", "tmpfs-tmp-owner-mode"}),
        ("/proc/1/comm", {"wsl-systemd", "tmpfs-tmp"}),
        (
            "~/.config/go/env",
            {
                "wsl-text-encoding",
                "go-env-godebug-inert",
                "go-env-toolchain-pin-broken",
                "go-env-file-syntax",
                "go-install-goroot-mismatch",
            },
        ),
    ],
)
def test_a_file_that_may_not_be_read(path: str, rules: set[str]) -> None:
    assert changed(FileProbe(path), Denied()) == dict.fromkeys(rules, Verdict.UNKNOWN)


def test_the_file_of_the_block_itself_is_wanted_and_cannot_be_written() -> None:
    """What is in it is not known, so the line is wanted; that it cannot be written the plan says."""
    found = changed(FileProbe("~/.profile"), Denied())
    assert found["go-env-godebug"] is Verdict.FIXABLE
    assert found["go-env-godebug-fatal"] is Verdict.UNKNOWN

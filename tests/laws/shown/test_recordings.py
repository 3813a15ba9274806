"""A recording that may be sent is judged as the machine was, and holds none of its secrets."""

from __future__ import annotations

import pytest

from tests.laws.world import MACHINES, PROFILES, RULES, machine, seen
from wizard.engine import evaluate
from wizard.model.facts import Side
from wizard.model.findings import Judged
from wizard.model.probes import Answers, FileProbe, Found, Missing
from wizard.transports.recording.recorded import Recording, encode, parse
from wizard.transports.recording.redact import redact

CANARY = "c4n4ryS3cr3tV4lue0123456789"
PRIVATE = (
    f"# call me at {CANARY}\n"
    f"export DB_PASS={CANARY}\n"
    f"alias work='ssh {CANARY}'\n"
    "export EDITOR=vim GOFLAGS=-mod=mod\n"
    f"if [ -n \"$X\" ]; then\n  echo {CANARY}\nfi\n"
)  # fmt: skip


def judged(name: str, profile: str, recorded: Recording) -> tuple[Judged, ...]:
    wanted = PROFILES[profile]
    answers = {**seen(name, profile), Side.DISTRO: Answers(recorded.distro)}
    return evaluate.evaluate(RULES, evaluate.snapshot(evaluate.facts_of(RULES), answers, wanted), wanted)


def verdicts(found: tuple[Judged, ...]) -> list[object]:
    return [(item.rule, item.verdict, item.finding.says.render(), item.finding.edits) for item in found]


def with_private_lines(recorded: Recording) -> Recording:
    """The same machine, whose user wrote more into the start files that are there."""
    pairs = tuple(
        (
            probe,
            Found(
                PRIVATE.encode() + answer.content,
                answer.mode,
                answer.uid,
                answer.gid,
                answer.mtime,
                len(PRIVATE) + answer.size,
                answer.link,
            )
            if isinstance(probe, FileProbe)
            and isinstance(answer, Found)
            and probe.path.startswith("~/.")
            and probe.path.endswith(("rc", "profile"))
            else answer,
        )
        for probe, answer in recorded.distro
    )
    return Recording(recorded.name, pairs, recorded.host, recorded.kind)


@pytest.mark.parametrize("profile", ["baseline", "repair"])
@pytest.mark.parametrize("name", MACHINES)
def test_a_redacted_recording_is_judged_as_the_machine_was(name: str, profile: str) -> None:
    for recorded in (machine(name), with_private_lines(machine(name))):
        again = parse(encode(redact(recorded)))
        assert verdicts(judged(name, profile, again)) == verdicts(judged(name, profile, recorded))
        assert CANARY not in encode(again).decode()
        assert not isinstance(again.distro[0][1], Missing)


def test_a_recording_is_made_of_what_rules_ask() -> None:
    """The law above says something: there are start files with private lines."""
    assert any(CANARY in encode(with_private_lines(machine(name))).decode() for name in MACHINES)

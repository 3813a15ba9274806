"""Law 6, answer by answer: what may not be read is neither fine nor broken.

Over all rules of a distro and of a PC, over all recorded machines: whichever answer that a rule needs is withheld,
its verdict stays what it was, or becomes UNKNOWN. It never becomes something to repair or to advise, and never fine.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tests.laws.pcs import PCS, answers_of
from tests.laws.world import MACHINES, PROFILES, seen
from tests.machines.build import EVERYTHING
from wizard.engine import evaluate
from wizard.engine.waves import gather
from wizard.facts.go import GO_SOURCES
from wizard.facts.shells.go_paths import GO_PATHS
from wizard.facts.shells.go_programs import INSTALLED_PROGRAMS
from wizard.facts.shells.start_files import START_FILES
from wizard.facts.tls.roots import ROOTS
from wizard.model.facts import Fact, Side
from wizard.model.findings import Judged, Rule, Verdict
from wizard.model.probes import (
    Answer,
    Answers,
    CommandProbe,
    Denied,
    FileProbe,
    Missing,
    Probe,
    TooBig,
    Unavailable,
    UrlProbe,
)
from wizard.model.wanted import Wanted
from wizard.rules import catalogue

WITHHELD: tuple[Answer, ...] = (Denied(), TooBig(1 << 30), Unavailable("time was up"))
OTHER_EVIDENCE: tuple[tuple[Fact[Any], type[Probe], str], ...] = (
    (GO_PATHS, CommandProbe, "where no shell answers its start files are read, which are evidence too"),
    (INSTALLED_PROGRAMS, CommandProbe, "the same of the folders in PATH"),
    (ROOTS, FileProbe, "whether the user may read a file is the question itself"),
    (GO_SOURCES, UrlProbe, "whether a source answers is the question itself"),
)
"""Facts that say something without answers of a kind, each with its reason."""


@dataclass(frozen=True)
class Recorded:
    """The answers of a machine, and what is wanted of it."""

    side: Side
    answers: Mapping[Side, Mapping[Probe, Answer]]
    want: Wanted

    def verdict(self, rule: Rule, probe: Probe | None = None, answer: Answer | None = None) -> Verdict:
        """That of *rule*, with *answer* to *probe* in place of what was recorded."""
        return self.verdicts((rule,), probe, answer)[rule.id]

    def verdicts(
        self, rules: Sequence[Rule], probe: Probe | None = None, answer: Answer | None = None
    ) -> Mapping[str, Verdict]:
        """Those of *rules*, by their ids."""
        return {judged.rule: judged.verdict for judged in self._judged(rules, probe, answer)}

    def shown(self, rules: Sequence[Rule]) -> Mapping[str, tuple[str, ...]]:
        """The files of the home of which *rules* show lines, by their ids."""
        return {
            judged.rule: tuple(
                seen.source for seen in judged.finding.evidence if seen.source.startswith("~/")
            )
            for judged in self._judged(rules)
        }

    def _judged(
        self, rules: Sequence[Rule], probe: Probe | None = None, answer: Answer | None = None
    ) -> Sequence[Judged]:
        told = {
            side: Answers(
                tuple((each, answer if each == probe and answer else was) for each, was in all_.items())
            )
            for side, all_ in self.answers.items()
        }
        see = evaluate.snapshot(evaluate.facts_of(rules), told, self.want)
        return evaluate.evaluate(rules, see, self.want)

    def probes(self, rule: Rule) -> Iterator[Probe]:
        """The questions whose answers *rule* needs, in all waves."""

        def answer(side: Side, probes: tuple[Probe, ...]) -> Answers:
            known = self.answers[side]
            return Answers(tuple((probe, known[probe]) for probe in probes if probe in known))

        _, asked = gather(rule.needs, self.want, answer)
        for answers in asked.values():
            yield from (probe for probe, _ in answers.pairs)


def distro(name: str, profile: str) -> Recorded:
    answers = {side: dict(told.pairs) for side, told in seen(name, profile).items()}
    return Recorded(Side.DISTRO, answers, PROFILES[profile])


def pc(name: str) -> Recorded:
    return Recorded(Side.HOST, {Side.DISTRO: {}, Side.HOST: answers_of(name)}, EVERYTHING)


Turned = dict[tuple[str, str, str], tuple[Verdict, Verdict]]
"""Rule, question and silence, and what became of the verdict."""


def turned(machine: Recorded, silences: Sequence[Answer] = WITHHELD) -> Turned:
    """What became certain, or broken, because somebody did not answer."""
    rules = catalogue.rules(machine.side)
    was = machine.verdicts(rules)
    askers: dict[Probe, list[Rule]] = {}
    for rule in rules:
        for probe in machine.probes(rule):
            askers.setdefault(probe, []).append(rule)
    needs = {rule.id: rule.needs for rule in rules}
    found: Turned = {}
    for (probe, asking), answer in itertools.product(askers.items(), silences):
        for rule, now in machine.verdicts(asking, probe, answer).items():
            is_less = (was[rule], now) == (
                Verdict.FIXABLE,
                Verdict.ADVICE,
            )  # told, and not touched without evidence
            if (
                not is_less
                and now not in (was[rule], Verdict.UNKNOWN)
                and not _has_other_evidence(needs[rule], probe)
            ):
                found[rule, str(probe), type(answer).__name__] = (was[rule], now)
    return found


def _has_other_evidence(needs: Sequence[Fact[Any]], probe: Probe) -> bool:
    return any(fact in needs and isinstance(probe, kind) for fact, kind, _ in OTHER_EVIDENCE)


@pytest.mark.parametrize("name", MACHINES)
def test_what_a_distro_does_not_answer_is_neither_fine_nor_broken(name: str) -> None:
    """Each silence with the first profile, and one of them with each other: all of them would take minutes."""
    first, *others = PROFILES
    assert turned(distro(name, first)) == {}, first
    for profile, silence in zip(others, itertools.cycle(WITHHELD), strict=False):
        assert turned(distro(name, profile), (silence,)) == {}, profile


@pytest.mark.parametrize("name", PCS)
def test_what_a_pc_does_not_answer_is_neither_fine_nor_broken(name: str) -> None:
    assert turned(pc(name)) == {}


@pytest.mark.parametrize("answer", WITHHELD)
def test_nothing_is_fine_that_a_start_file_might_spoil(answer: Answer) -> None:
    """Where shells were measured, no file is. Who shows the lines that it goes by needs the files of these only."""
    machine = distro("ubuntu-24.04-ready", "baseline")
    rules = [rule for rule in catalogue.rules() if START_FILES in rule.needs and GO_PATHS not in rule.needs]
    shown = machine.shown(rules)
    found = {
        (rule.id, path): machine.verdict(rule, FileProbe(path), answer)
        for rule in rules
        for path in shown[rule.id] or ("~/.bashrc",)
    }
    assert len(found) > 4
    assert Verdict.OK not in found.values()


ALWAYS_THERE: Mapping[FileProbe, frozenset[str]] = {
    FileProbe("/tmp"): frozenset({"tmpfs-tmp"}),
    FileProbe("/proc/self/mounts"): frozenset({"tmpfs-tmp", "tmpfs-tmp-owner-mode"}),
}
"""What every distro that runs has, and the rules that may be content without: /etc/fstab or the folder decides."""


@pytest.mark.parametrize("probe", ALWAYS_THERE, ids=lambda probe: probe.path)
@pytest.mark.parametrize("name", MACHINES)
def test_what_is_not_there_is_not_fine(name: str, probe: FileProbe) -> None:
    """A file that may be missing is an answer; a folder or a mount that must be there is not looked at."""
    machine = distro(name, "baseline")
    asking = [rule for rule in catalogue.rules() if probe in machine.probes(rule)]
    assert len(asking) > 1
    fine = {rule.id for rule in asking if machine.verdict(rule, probe, Missing()) is Verdict.OK}
    assert fine <= ALWAYS_THERE[probe]

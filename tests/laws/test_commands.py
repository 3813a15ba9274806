"""Laws about commands, over all rules: data and never part of a sentence, never ticked without a word, no secrets."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import wizard.rules
from tests.laws.pcs import PCS, answers_of
from tests.laws.pcs import judged as judged_pc
from tests.laws.world import MACHINES, PROFILES, RULES, ground, seen
from wizard.engine import evaluate
from wizard.engine.plan import make_plan, recommended
from wizard.facts.packages import MANAGERS, PACKAGES_PROBE
from wizard.facts.windows.wsl import PACKAGE_KEY
from wizard.model.commands.command import Command
from wizard.model.edits.files import RunCommand
from wizard.model.facts import Side
from wizard.model.findings import Judged, Risk, Verdict
from wizard.model.probes import Answer, Answers, Exited, Missing, Probe, RegistryProbe, Values
from wizard.model.shown.secrets import mask

_TOLD = b"".join(f"manager {manager.name}\n".encode() for manager in MANAGERS)
_COMMAND = re.compile(r"\b(wsl(\.exe)? --\w|apt-get \w|dnf \w+ |zypper \w|pacman -)")


def of_distro(name: str, profile: str) -> tuple[Judged, ...]:
    """What the rules say of a machine with no init, on which nothing that systemd needs is installed."""
    told = seen(name, profile)
    pairs: dict[Probe, Answer] = dict(told[Side.DISTRO].pairs)
    for probe in pairs:
        if getattr(probe, "path", "") == "/sbin/init":
            pairs[probe] = Missing()
    pairs[PACKAGES_PROBE] = Exited(0, _TOLD, b"")
    facts, want = evaluate.facts_of(RULES), PROFILES[profile]
    answers = {**told, Side.DISTRO: Answers(tuple(pairs.items()))}
    return evaluate.evaluate(RULES, evaluate.snapshot(facts, answers, want), want)


def of_pc(name: str) -> tuple[Judged, ...]:
    """What the rules say of a PC with an old WSL."""
    answers = answers_of(name)
    old = Values({"Version": "1.2.5.0"})
    return judged_pc(
        {
            probe: old if isinstance(probe, RegistryProbe) and probe.key == PACKAGE_KEY else answer
            for probe, answer in answers.items()
        }
    )


def all_findings() -> Iterator[Judged]:
    for name in MACHINES:
        for profile in PROFILES:
            yield from of_distro(name, profile)
    for name in PCS:
        yield from of_pc(name)


@pytest.fixture(scope="module")
def running() -> list[Judged]:
    """All findings with a command."""
    found = [item for item in all_findings() if commands_of(item)]
    assert {item.rule for item in found} == {"wsl-systemd", "windows-wsl-too-old"}
    return found


def commands_of(item: Judged) -> list[Command]:
    return [edit.command for edit in item.finding.edits if isinstance(edit, RunCommand)]


def test_a_finding_with_a_command_is_careful_and_never_ticked(running: list[Judged]) -> None:
    for item in running:
        assert item.verdict is Verdict.FIXABLE
        assert item.finding.risk is Risk.CAREFUL, item.rule
        assert item.finding.may_break is not None, item.rule
    assert recommended(running) == ()


def test_not_even_if_its_rule_calls_it_safe(running: list[Judged]) -> None:
    replace = msgspec.structs.replace
    safe = [replace(item, finding=replace(item.finding, risk=Risk.SAFE)) for item in running]
    assert recommended(safe) == ()


def test_a_command_is_words_of_one_line_without_a_secret(running: list[Judged]) -> None:
    for command in {command for item in running for command in commands_of(item)}:
        for argv in filter(None, (command.argv, command.undo)):
            assert all(argv)
            assert not re.search(r"[\x00-\x1f]", "".join(argv))
            assert "sh" not in argv, "no script hides in a command"
        assert mask(command.line) == command.line
        assert command.why.render().endswith(".")
        assert 0 < command.limit_s <= 3600


def test_on_the_pc_only_programs_run_that_its_hand_knows(running: list[Judged]) -> None:
    for item in running:
        for command in commands_of(item):
            assert (command.argv[0] == "wsl.exe") == item.rule.startswith("windows-")
            assert not (command.as_root and item.rule.startswith("windows-"))


@pytest.mark.parametrize("name", MACHINES)
def test_a_repair_with_a_command_is_planned_as_a_whole_or_not_at_all(name: str) -> None:
    for profile in PROFILES:
        found = of_distro(name, profile)
        rules = [item.rule for item in found if item.finding.edits]
        here = ground(name)
        for runs in (True, False):
            plan = make_plan(found, rules, msgspec.structs.replace(here, runs=runs))
            wanting = {item.rule for item in found if commands_of(item)}
            held = {rule for each in plan.obstacles for rule in each.wish.rules if each.wish.rules[1:] == ()}
            assert runs or not plan.commands
            assert not (held & wanting & set(plan.rules()))
            if plan.commands:
                assert wanting <= set(plan.rules())


def test_no_sentence_of_a_rule_spells_a_command() -> None:
    place = Path(wizard.rules.__file__).parent
    found = 0
    for path in sorted(place.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "say_n"):
                for word in node.args:
                    if isinstance(word, ast.Constant) and isinstance(word.value, str):
                        found += 1
                        assert not _COMMAND.search(word.value), (path, word.value)
    assert found > 100

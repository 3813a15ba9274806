"""Laws about commands, over all rules: data and never part of a sentence, never ticked without a word, no secrets."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import wizard
from tests.laws.pcs import PCS, answers_of
from tests.laws.pcs import judged as judged_pc
from tests.laws.world import MACHINES, PROFILES, RULES, ground, seen
from tests.rules.credentials.test_stored import netrc_of
from tests.rules.go.old.test_distro_package import judged as old_package
from tests.rules.go.old.test_tools import DLV
from tests.rules.go.old.test_tools import judged as old_tools
from tests.rules.tls.test_trusting import judged as new_authority
from tests.said import COMMAND
from wizard.engine import evaluate
from wizard.engine.plan import make_plan, recommended
from wizard.facts.credentials.files import SecretFile
from wizard.facts.packages import MANAGERS, PACKAGES_PROBE
from wizard.facts.windows.wsl import PACKAGE_KEY
from wizard.model.commands.command import Command
from wizard.model.edits.files import RunCommand
from wizard.model.facts import Side
from wizard.model.findings import Judged, Risk, Verdict
from wizard.model.probes import Answer, Answers, Exited, Missing, Probe, RegistryProbe, Values
from wizard.model.shown.secrets import mask
from wizard.rules.credentials.stored import netrc
from wizard.rules.go.old.distro_package import distro_package
from wizard.rules.go.old.tools import tools_stale
from wizard.rules.tls.wanted import authorities

_TOLD = b"".join(f"manager {manager.name}\n".encode() for manager in MANAGERS)


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
    yield from of_no_recorded_machine()


def of_no_recorded_machine() -> Iterator[Judged]:
    """What is left of a Go after a switch, a certificate that somebody wants, and an open file of passwords."""
    for rule, finding in (
        (tools_stale, old_tools(DLV)),
        (distro_package, old_package()),
        (authorities, new_authority()),
        (netrc, netrc_of(SecretFile("~/.netrc", 0o644, 1000))),
    ):
        yield Judged(rule.id, rule.area, rule.title, rule.severity, finding)


@pytest.fixture(scope="module")
def running() -> list[Judged]:
    """All findings with a command."""
    found = [item for item in all_findings() if commands_of(item)]
    met = {command.why.template for item in found for command in commands_of(item)}
    assert met == set(spelled()), "no machine meets it"
    return found


def spelled() -> Iterator[str]:
    """The reason of every command that the sources make."""
    for path in sorted(Path(wizard.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Command")):
                    whys = [*(each.value for each in node.keywords if each.arg == "why"), *node.args[3:4]]
                    (why,) = (each for each in whys if isinstance(each, ast.Call))
                    yield ast.literal_eval(why.args[0])
                case _:
                    pass


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


def test_rules_take_their_commands_from_where_they_are_written_down() -> None:
    rules = Path(wizard.__file__).parent / "rules"
    spelled = {place.relative_to(rules).as_posix(): set(_spelled_in(place)) for place in rules.rglob("*.py")}
    assert len(spelled.pop("commands.py")) > 5
    # Names of programs that are looked for, lines that are quoted, and a number that only the machine knows.
    for place in ("go/start_readers.py", "go/stale_lines.py"):
        assert spelled.pop(place)
    assert {place: words for place, words in spelled.items() if words} == {}


def _spelled_in(place: Path) -> Iterator[str]:
    """Commands in the strings of a source that are no sentence, and words of which one is made."""
    nodes = list(ast.walk(ast.parse(place.read_text("utf-8"))))
    prose = {node.value for node in nodes if isinstance(node, ast.Expr)}
    prose |= {
        word for node in nodes if isinstance(node, ast.Call) and _name(node) in _SAYS for word in node.args
    }
    for node in nodes:
        match node:
            case ast.Call() if _name(node) in ("line_of", "wsl") and any(map(_is_literal, node.args)):
                yield ast.unparse(node)
            case ast.Constant(value=str(words)) if node not in prose and COMMAND.search(words):
                yield words


_SAYS = ("say", "say_n")


def _name(node: ast.Call) -> str:
    return getattr(node.func, "id", "")


def _is_literal(node: ast.expr) -> bool:
    return any(isinstance(each, ast.Constant) for each in ast.walk(node))

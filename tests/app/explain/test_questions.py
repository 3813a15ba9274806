"""What facts ask, in words."""

from __future__ import annotations

import pytest

from wizard.app.explain.questions import Questions, questions, sentences
from wizard.facts.shapes import file_fact
from wizard.facts.shell import LOGIN, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.model.facts import Fact, Side, Snapshot
from wizard.model.findings import Rule
from wizard.model.probes import Answers, FileProbe, Probe
from wizard.model.wanted import Wanted
from wizard.rules import catalogue

FILE: Fact[bytes | None] = file_fact("file", "/etc/x", lambda data: data)


def _ask(want: Wanted, see: Snapshot) -> tuple[Probe, ...]:
    return (FileProbe("/etc/y"),) if see[FILE] is None else ()


def _none(answers: Answers, want: Wanted, see: Snapshot) -> None:
    return None


LATER: Fact[None] = Fact("later", _ask, _none, needs=(FILE,))


def test_what_a_later_wave_asks_is_told_too() -> None:
    assert questions((LATER,)).files == ("/etc/x", "/etc/y")


def test_commands_are_data() -> None:
    assert questions((LOGIN_SHELL,)).commands == (LOGIN.argv,)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Questions(files=("/etc/x", "~/y")), ["Files: /etc/x, ~/y"]),
        (Questions(commands=(("uname", "-m"),)), ["Command: uname -m"]),
        (Questions(commands=(("x", "y" * 200),)), [f"Command: x {'y' * 98} …"]),
        (Questions(registry=("HKCU\\Environment",)), ["Registry: HKCU\\Environment"]),
        (Questions(addresses=("https://go.dev",)), ["Network, if the profile asks for it: https://go.dev"]),
        (Questions(figures=("memory",)), ["This PC: memory"]),
        (Questions(warnings=True), ["What WSL prints when it starts the distro"]),
        (Questions(default_uid=True), ["The default user that Windows stores for the distro"]),
        (
            Questions(files=tuple(f"/{number}" for number in range(14))),
            [f"Files: {', '.join(f'/{number}' for number in range(12))}, and 2 more"],
        ),
        (Questions(), []),
    ],
)
def test_one_line_a_kind(asked: Questions, told: list[str]) -> None:
    assert [text.render() for text in sentences(asked)] == told


def test_the_files_that_every_shell_reads_are_named_once() -> None:
    (line, *_) = (text.render() for text in sentences(questions((SHELLS, FILE))))
    assert line == "Files: the start files of your shells, /etc/x"


@pytest.mark.parametrize(
    "of", [rule for side in Side for rule in catalogue.rules(side)], ids=lambda of: of.id
)
def test_what_a_rule_asks_is_told_in_words_and_not_as_a_script(of: Rule) -> None:
    for text in sentences(questions(of.needs)):
        line = text.render()
        assert not any(word in line for word in ("/bin/sh -c", "powershell.exe", "$", "2>", "command -v")), (
            line
        )

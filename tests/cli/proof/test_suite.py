"""The suite on the command line: where it runs, and what it answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.app.proof.made import suite
from tests.cli.conftest import Wizard
from wizard.app.texts import Speech
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.cli.proof import suite as suites
from wizard.model.proof import StepOutcome


def refused(wizard: Wizard, *words: object) -> str:
    said = wizard(*words)
    assert (said.code, said.out) == (Exit.ERROR, "")
    return said.err


@pytest.mark.parametrize("command", ["verify", "report"])
def test_where_no_program_runs_the_suite_is_refused(wizard: Wizard, command: str) -> None:
    assert "cannot run in" in refused(wizard, command, "--suite")


def test_on_a_recorded_machine_too(
    wizard: Wizard, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    machine = tmp_path / "machine.json"
    assert wizard("record", machine).code == Exit.DONE
    assert run(["verify", "--suite", "--machine", str(machine), "--language", "en"]) == Exit.ERROR
    assert b"cannot run in" in capfdbinary.readouterr().err


@pytest.mark.parametrize("command", ["verify", "report"])
def test_a_project_needs_the_suite(wizard: Wizard, command: str) -> None:
    assert "--suite" in refused(wizard, command, "--project", "/home/me/app")


def test_results_are_lines_with_what_to_do() -> None:
    class Lines:
        def __init__(self) -> None:
            self.lines: list[str] = []

        def line(self, text: object, style: str = "") -> None:
            self.lines.append(Speech("en")(text))  # type: ignore[arg-type]

    terminal, speak = Lines(), Speech("en")
    for result in suite().results:
        suites._show_step(terminal, speak, result)  # type: ignore[arg-type]
    suites._show(terminal, speak, suite())  # type: ignore[arg-type]
    text = "\n".join(terminal.lines)
    assert "✓ A program builds (9.4 s)" in terminal.lines
    assert "× The module cache is unchanged – ~/src/app (1.3 s)" in terminal.lines
    assert "Put aside what was changed." in text
    assert "\x1b" not in text
    assert "hunter2" not in text
    assert terminal.lines[-2] == "3 passed · 1 failed · 1 could not check · 1 does not apply"
    assert terminal.lines[-1] == "1 check failed."
    assert terminal.lines[-3].startswith("█" * 30)


@pytest.mark.parametrize(
    ("left", "code"),
    [
        ((StepOutcome.PASSED, StepOutcome.NOT_APPLICABLE), Exit.NOTHING_TO_DO),
        ((StepOutcome.PASSED, StepOutcome.UNCHECKED), Exit.PENDING),
        ((StepOutcome.PASSED, StepOutcome.FAILED), Exit.PENDING),
    ],
)
def test_the_suite_ends_as_readme_says(left: tuple[StepOutcome, ...], code: Exit) -> None:
    kept = replace(suite(), results=tuple(each for each in suite().results if each.outcome in left))
    assert suites.ends(kept) is code

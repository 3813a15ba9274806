"""The acceptance suite: what is proven on the machine, line by line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wizard.cli.exits import Exit
from wizard.cli.options import Run
from wizard.model.errors import InputError
from wizard.model.ports import SiteKind
from wizard.model.proof import OUTCOMES, PLACES, StepOutcome, StepResult, SuiteResult
from wizard.model.text import plain, say

if TYPE_CHECKING:
    from wizard.app.to_json import Say
    from wizard.cli.show import Terminal

_LOOKS = {
    StepOutcome.PASSED: ("✓", "green"),
    StepOutcome.FAILED: ("×", "red"),
    StepOutcome.UNCHECKED: ("?", "magenta"),
    StepOutcome.NOT_APPLICABLE: ("–", "dim"),
}


def suite_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give *command* the options ``--suite`` and ``--project``."""
    project = click.option(
        "--project",
        "projects",
        multiple=True,
        metavar="DIR",
        help="With --suite: also prove this Go project, without writing to it (repeatable).",
    )
    suite = click.option(
        "--suite", is_flag=True, help="Prove that Go works here: build, test, race, CGO, modules."
    )
    return suite(project(command))


def check_projects(suite: bool, projects: tuple[str, ...]) -> None:
    """Raise `InputError` if projects are named and nothing is proven."""
    if projects and not suite:
        raise InputError(
            "project-alone",
            say("A project is only checked by the acceptance suite."),
            next_step=say("Add --suite."),
        )


def proven(run: Run, projects: tuple[str, ...], hear: Callable[[StepResult], None]) -> SuiteResult:
    """Run the suite. What it finds is also given to *hear*, one by one."""
    from wizard.app.proof.suite import Suite, check_can_run

    transport = run.session.transport
    check_can_run(transport)
    folders = tuple(_on_site(project, transport.site.kind) for project in projects)
    return Suite(transport, folders, tell=run.tell, hear=hear).run()


def _on_site(project: str, kind: SiteKind) -> str:
    """*project* as the machine names it. Raises `InputError`."""
    if project == "~" or project.startswith(("/", "~/")):
        return project
    if kind is SiteKind.HERE:
        return str(Path(project).absolute())
    raise InputError(
        "project-not-absolute",
        say("{path} is not a folder of the distro.", path=project),
        next_step=say("Name the folder as the distro does, such as ~/src/app."),
    )


def verify_suite(run: Run, projects: tuple[str, ...]) -> int:
    """``verify --suite``."""
    last: list[StepResult | None] = [None]

    def show(result: StepResult) -> None:
        _show_step(run.terminal, run.speech, result, last[-1])
        last.append(result)

    result = proven(run, projects, quiet if run.as_json else show)
    run.answer(
        {"well": result.well, "verdict": result.verdict, "suite": result},
        lambda terminal: _show(terminal, run.speech, result),
    )
    return ends(result)


def ends(result: SuiteResult) -> Exit:
    """The exit code of a run (README has the table)."""
    return Exit.NOTHING_TO_DO if result.well else Exit.PENDING


def quiet(result: StepResult) -> None:
    """Results are printed when all are there."""


def _show_step(terminal: Terminal, speak: Say, result: StepResult, before: StepResult | None = None) -> None:
    """One result. A reason is not said again if that of the result *before* was the same."""
    mark, style = _LOOKS[result.outcome]
    parts = [speak(result.title), *(part for part in (result.project, result.detail) if part)]
    took = f" ({result.seconds:.1f} s)" if result.seconds >= 0.1 else ""
    terminal.line(plain(f"{mark} {' – '.join(parts)}{took}"), style)
    known = () if before is None else (before.says, before.do)
    for text in (result.says, result.do):
        if text is not None and text not in known:
            terminal.line(plain(f"    {speak(text)}"))
    for line in result.quote:
        terminal.line(plain(f"    {line}"), "dim")


def _show(terminal: Terminal, speak: Say, result: SuiteResult) -> None:
    most = max((speed.seconds for speed in result.speeds), default=0.0)
    if result.speeds:
        terminal.line(say("Build time"), "underline")
    for speed in result.speeds:
        bar = "█" * max(1, round(30 * speed.seconds / most))
        place = f"{speak(PLACES[speed.place])} ({speed.folder}, {speed.filesystem})"
        terminal.line(plain(f"{bar:30} {speed.seconds:6.2f} s  {place}"))
    counts = " · ".join(f"{result.count(outcome)} {speak(name)}" for outcome, name in OUTCOMES.items())
    terminal.line(plain(counts))
    terminal.line(result.verdict, "bold")

"""Commands for a PC without WSL: setup-wsl, and the elevated task that it starts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from wizard.app.display import is_terminal
from wizard.cli.exits import Exit, exit_of
from wizard.cli.language import language_option
from wizard.cli.options import Run, json_option, print_json
from wizard.model.errors import InputError, WizardError
from wizard.model.first_time import Choice, Operation, SetupStep
from wizard.model.text import join, plain, say

if TYPE_CHECKING:
    from wizard.app.setup.install import FirstTime
from wizard.model.first_time import FirstLook


@click.command("setup-wsl")
@click.option(
    "--distro", metavar="NAME", help="Distro to use or install. Default: an installed one, else Ubuntu."
)
@click.option("--user", metavar="NAME", help="Linux user to create. Default: derived from your Windows name.")
@click.option("--web-download", is_flag=True, help="Do not use the Microsoft Store, which may be blocked.")
@click.option("--yes-to", multiple=True, metavar="STEP", help="Run this step without asking (repeatable).")
@click.option("--start-over", is_flag=True, help="Forget earlier runs and restarts.")
@click.option("--resume", is_flag=True, hidden=True)
@json_option
@language_option
@click.pass_obj
def setup_wsl(
    pc: object,
    distro: str | None,
    user: str | None,
    web_download: bool,
    yes_to: tuple[str, ...],
    start_over: bool,
    resume: bool,
    as_json: bool,
    language: str | None,
) -> int:
    """Install WSL on this PC. Shows every step with its command, and asks before each one."""
    from wizard.cli.show_setup import as_data, show_remaining

    _check(yes_to)
    run = Run((None, None, None, True, None), ((), ()), language, as_json)
    speech = run.speech
    is_chosen = distro is not None or user is not None or web_download
    chosen = Choice(distro, user, web_download) if is_chosen else None
    try:
        first = _first_time(pc)
        if start_over:
            first.start_over()
        seen = first.look(chosen, run.tell)
        if not as_json:
            show_remaining(seen, speech)
        seen = Walk(first, run, yes_to, asks=not as_json and is_terminal(sys.stdin)).go(seen)
    except WizardError as error:
        if not resume:
            raise
        for text in error.sentences():
            click.echo(speech(text), err=True)
        _hold_window(run)
        return exit_of(error)
    if as_json:
        print_json(as_data(seen, speech))
    if resume:
        _hold_window(run)
    if seen.remaining.barrier is not None:
        return Exit.ERROR
    return Exit.NOTHING_TO_DO if seen.remaining.is_done else Exit.PENDING


@click.command("elevated", hidden=True, context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def elevated(words: tuple[str, ...]) -> int:
    """Run a step of setup-wsl with administrator rights. For internal use only."""
    from wizard.elevated.__main__ import main

    return main(words)


def _hold_window(run: Run) -> None:
    """Wait for a key: the console window that Windows opened for this program closes when it ends."""
    if is_terminal(sys.stdin):
        click.pause(run.speech(say("Press any key to close this window.")))


class Walk:
    """Runs the steps of the installation in order: those in *yes_to* at once, others after the user confirms, if
    there is a terminal."""

    def __init__(self, first: FirstTime, run: Run, yes_to: tuple[str, ...], *, asks: bool) -> None:
        self._first = first
        self._speech = run.speech
        self._tell = run.tell
        self._yes_to = set(yes_to)
        self._asks = asks
        self._declined: set[str] = set()

    def go(self, seen: FirstLook) -> FirstLook:
        """Run steps until all is done, the user declines, or Windows restarts. Returns what was seen last."""
        while (step := self._next(seen)) is not None:
            if not self._wanted(step):
                if step.operation is Operation.RESTART_WINDOWS and step.is_needed and self._asks:
                    self._later()
                if step.is_needed:
                    return seen
                self._declined.add(step.id)
                continue
            password = self._password(step)
            seen = self._first.carry_out(seen, step, self._tell, password=password)
            if step.operation is Operation.RESTART_WINDOWS:
                return seen
            self._say_done(step, seen)
        return seen

    def _next(self, seen: FirstLook) -> SetupStep | None:
        return next((step for step in seen.remaining.steps if step.id not in self._declined), None)

    def _wanted(self, step: SetupStep) -> bool:
        if self._yes_to & {step.id, step.operation.value}:
            return True
        if not self._asks:
            return False
        question = say("Run this step now? {step}", step=step.title)
        return click.confirm(self._speech(question), default=False, err=True)

    def _later(self) -> None:
        self._first.restart_later(self._tell)
        click.echo(
            self._speech(say("Installation continues automatically after the next Windows restart.")),
            err=True,
        )

    def _password(self, step: SetupStep) -> str | None:
        """A password for the new user, typed twice and not shown; none if nothing is typed, or nobody is there."""
        if step.operation is not Operation.ADD_USER or not self._asks:
            return None
        from wizard.app.setup.linux_user import wrong_password

        question = say("Linux password for {user} (leave empty for none)", user=plain(step.user or ""))
        while True:
            typed: str = click.prompt(
                self._speech(question), default="", hide_input=True, show_default=False, err=True
            )
            wrong = wrong_password(typed) if typed else None
            if wrong is not None:
                click.echo(self._speech(wrong), err=True)
                continue
            if not typed or typed == self._again():
                return typed or None
            click.echo(self._speech(say("The passwords do not match.")), err=True)

    def _again(self) -> str:
        again: str = click.prompt(self._speech(say("Repeat the password")), hide_input=True, err=True)
        return again

    def _say_done(self, step: SetupStep, seen: FirstLook) -> None:
        click.echo(self._speech(say("Done: {step}", step=step.title)), err=True)
        if seen.remaining.barrier is not None:
            for text in (seen.remaining.barrier.says, seen.remaining.barrier.next_step):
                click.echo(self._speech(text), err=True)


def _check(yes_to: tuple[str, ...]) -> None:
    """Raise `InputError` for a step that does not exist."""
    known = [operation.value for operation in Operation]
    for word in yes_to:
        if word.partition(":")[0] not in known:
            raise InputError(
                "no-such-step",
                say("No step is named {step}.", step=plain(word)),
                next_step=say("Choose one of: {names}", names=join(known)),
            )


def _first_time(pc: object) -> FirstTime:
    from wizard.app.machines.this_pc import ThisPc
    from wizard.app.setup.here import open_first_time

    return open_first_time(pc.pc if isinstance(pc, ThisPc) else None)

"""Commands that change nothing: look, plan, verify, history, drift, record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import structs

from wizard.app.explain.causes import apart
from wizard.app.to_json import to_json
from wizard.cli.exits import Exit
from wizard.cli.options import Run, common, planned, print_json, rehearsal_option, without_profile
from wizard.cli.pc.everywhere import check_alone, every_machine_option, history_everywhere
from wizard.cli.proof.suite import check_projects, suite_options, verify_suite
from wizard.cli.restarting import show_verified, show_waiting, verified
from wizard.model.findings import Restart
from wizard.model.rehearsal.texts import sentences as rehearsal_sentences
from wizard.model.state import Standing
from wizard.model.text import say
from wizard.transports.private_files import save_private

if TYPE_CHECKING:
    from wizard.app.look import Look
    from wizard.cli.show import Terminal
    from wizard.model.plans import Drift


@click.command("look")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also show what passed or does not apply, and each check separately.",
)
@common
def look(run: Run, everything: bool) -> int:
    """Check the machine and explain what is wrong. Changes nothing."""
    run.offer_team_file()
    seen = run.session.look(run.tell)
    found = {
        "findings": seen.judged,
        "causes": tuple({"says": cause.says, "rules": cause.rules} for cause in apart(seen.judged)[1]),
        "open": seen.open,
        "interrupted": seen.interrupted,
        "recommended": seen.recommended,
        "pending": seen.pending,
    }

    def show(terminal: Terminal) -> None:
        terminal.first(seen.open, seen.open_phase)
        terminal.look(seen, everything=everything)
        show_waiting(terminal, run.session, seen.pending)

    run.answer(found, show)
    is_pending = bool(seen.recommended or seen.on_request) or seen.pending is not Restart.NONE
    return _state(seen.open, pending=is_pending or run.session.left(seen).is_short)


@click.command("machines")
@without_profile
def machines(run: Run) -> int:
    """List this PC and its distros, and show which are running. Starts none of them."""
    seen = run.computer.survey()
    if run.as_json:
        print_json(to_json(seen, run.speech))
    else:
        from wizard.cli.pc.show_machines import show_machines

        show_machines(seen, run.speech)
    return Exit.DONE


@click.command("plan")
@click.option("--only", multiple=True, metavar="RULE", help="Plan the repair of this rule only (repeatable).")
@click.option(
    "--save", type=click.Path(path_type=Path), help="Save the plan to a file for apply --plan FILE."
)
@rehearsal_option
@common
def plan(run: Run, only: tuple[str, ...], save: Path | None, rehearsal: bool) -> int:
    """Show every change that apply would make. Changes nothing."""
    run.offer_team_file()
    made = planned(run, run.session.look(run.tell), only, rehearsal=rehearsal)
    if save is not None:
        from wizard.app import plan_files

        plan_files.save(made.plan, save)

    def show(terminal: Terminal) -> None:
        terminal.first(made.look.open, made.look.open_phase)
        terminal.plan(made.plan, made.view, made.left)

    rehearsal_result = made.plan.rehearsal
    found = {
        "id": made.plan.id,
        "plan": made.plan,
        "diff": made.view,
        **structs.asdict(made.left),
        "rehearsed": rehearsal_sentences(rehearsal_result) if rehearsal_result is not None else (),
        "interrupted": made.look.interrupted,
    }
    run.answer(found, show)
    is_more = made.left.is_short or made.left.on_request or not made.plan.is_whole
    return _state(made.look.open, pending=bool(not made.plan.is_empty or is_more))


@click.command("verify")
@click.option(
    "--rehearsal/--no-rehearsal",
    "shells",
    default=True,
    help="Start your shells in private copies of the distro to check them too. Default: on.",
)
@suite_options
@common
def verify(run: Run, shells: bool, suite: bool, projects: tuple[str, ...]) -> int:
    """Check whether the newest setup took effect. Changes nothing.

    Shows what is written, what is effective now, and what takes effect only after a restart.

    With --suite: instead proves that Go works.
    """
    check_projects(suite, projects)
    if suite:
        return verify_suite(run, projects)
    seen = run.session.verify(tell=run.tell, shells=shells)
    run.answer(verified(seen), lambda terminal: show_verified(terminal, run.session, seen))
    if seen.look.interrupted is not None:
        return Exit.TRIAL
    return Exit.NOTHING_TO_DO if seen.well else Exit.PENDING


@click.command("history")
@click.option("--before", type=click.IntRange(min=1), help="Show only the setups before this number.")
@every_machine_option
@without_profile
def history(run: Run, before: int | None, every_machine: bool) -> int:
    """List the setups of this machine, newest first. Changes nothing.

    With --every-machine: lists what is still in place on this PC and in its distros.
    """
    if every_machine:
        check_alone(before)
        return history_everywhere(run)
    setups = run.session.history(before)
    newest = setups if before is None else run.session.history()
    waiting = next((setup for setup in newest if setup.phase.is_open), None)

    def show(terminal: Terminal) -> None:
        if waiting is not None:
            terminal.first(waiting.number, waiting.phase)
        if before is None or setups:
            terminal.history(setups)
        else:
            terminal.line(say("No setups before setup {number}.", number=before))

    run.answer({"setups": setups}, show)
    waits = waiting is not None
    return Exit.TRIAL if waits else Exit.NOTHING_TO_DO


@click.command("drift")
@click.option(
    "--window", "opens", is_flag=True, help="Print nothing. Open the window if anything has drifted."
)
@common
def drift(run: Run, opens: bool) -> int:
    """List what has drifted since earlier setups. Changes nothing."""
    seen = run.session.look(run.tell)
    found = run.session.drift(seen)

    def show(terminal: Terminal) -> None:
        terminal.first(seen.open, seen.open_phase)
        terminal.drift(found, seen.unread)
        show_waiting(terminal, run.session, seen.pending)

    code = _drifted(seen, found)
    if not opens:
        unread = tuple(setup.number for setup in seen.unread)
        data = {"drift": found, "unread": unread, "pending": seen.pending, "interrupted": seen.interrupted}
        run.answer(data, show)
    elif code is not Exit.NOTHING_TO_DO:
        from wizard.cli.open_window import open_on

        return open_on(run)
    return code


def _drifted(seen: Look, found: Sequence[Drift]) -> Exit:
    if seen.interrupted is not None:
        return Exit.TRIAL
    drifted = any(item.standing is not Standing.AFTER or item.wanted for item in found)
    drifted = drifted or seen.pending is not Restart.NONE or bool(seen.unread)
    return Exit.PENDING if drifted else Exit.NOTHING_TO_DO


@click.command("record")
@click.argument("out", type=click.Path(path_type=Path))
@common
def record(run: Run, out: Path) -> int:
    """Record this machine in the file OUT for a bug report.

    Leaves out secrets. To use the recording: --machine OUT
    """
    save_private(out, run.session.record(run.tell), "not-written")
    run.answer(
        {"recorded": str(out)},
        lambda terminal: terminal.line(say("The recording was saved as {path}.", path=str(out))),
    )
    return Exit.DONE


def _state(open_setup: int | None, *, pending: bool) -> Exit:
    if open_setup is not None:
        return Exit.TRIAL
    return Exit.PENDING if pending else Exit.NOTHING_TO_DO

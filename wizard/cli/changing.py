"""Commands that change the machine, after a yes: apply, accept, undo."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import structs

from wizard.app import plan_files
from wizard.app.look import Left, Look
from wizard.app.words import PHASES
from wizard.cli.exits import Exit
from wizard.cli.options import Run, common, confirm, planned, rehearsal_option, without_profile
from wizard.cli.pc.everywhere import check_alone, every_machine_option, undo_everywhere
from wizard.cli.restarting import offer, restart_option
from wizard.model.commands.lines import own_command
from wizard.model.diffs import DiffView
from wizard.model.edits.files import Obstacle, Unpack
from wizard.model.errors import having_done
from wizard.model.findings import Restart
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Plan, Setup
from wizard.model.text import say, say_n

if TYPE_CHECKING:
    from wizard.cli.show import Terminal


@click.command("apply")
@click.option(
    "--only", multiple=True, metavar="RULE", help="Apply the repair of this rule only (repeatable)."
)
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path),
    help="Apply this saved plan. Changes nothing if it no longer fits.",
)
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.option(
    "--accept", "accept_too", is_flag=True, help="Keep the setup at once, without a separate accept."
)
@restart_option
@rehearsal_option
@common
def apply(
    run: Run,
    only: tuple[str, ...],
    plan_file: Path | None,
    yes: bool,
    accept_too: bool,
    when: str | None,
    rehearsal: bool,
) -> int:
    """Apply the plan after you confirm. Afterwards, keep the setup with accept or remove it with undo."""
    run.session.check_acts()
    if plan_file is None:
        run.offer_team_file()
    saved = _saved(run, plan_file)
    seen, recovered = _look_recovered(run, yes)
    with _after(recovered):
        made, view, left = _plan_to_apply(run, seen, only, saved, rehearsal=rehearsal)
        open_ends = {
            **structs.asdict(left),
            "obstacles": made.obstacles,
            "clashes": made.clashes,
            "recovered": recovered,
        }
        ends = Exit.ERROR if left.is_short or not made.is_whole else Exit.DONE
        if not run.as_json:
            run.terminal.plan(made, view, left)
        if made.is_empty:
            run.answer({"receipt": None, "changes": 0, **open_ends}, _said_already)
            return Exit.PENDING if left.on_request and ends is Exit.DONE else ends
        if yes and saved is not None:
            _check_agreed(made, saved, only)
        if not yes:
            confirm(
                run,
                say_n(
                    "Apply this change to {site}?",
                    "Apply these {count} changes to {site}?",
                    count=len(made.changes) + len(made.commands),
                    site=made.site,
                ),
            )
        receipt = run.session.apply(made, run.tell)
        if accept_too:
            receipt = run.session.keep(receipt)
        _finish(run, receipt, made.restart, when, asks=not yes, left=open_ends)
        return ends


@click.command("accept")
@click.argument("number", type=int, required=False)
@without_profile
def accept(run: Run, number: int | None) -> int:
    """Keep the setup that is waiting for your decision."""
    _show_receipt(run, run.session.accept(number))
    return Exit.DONE


@click.command("undo")
@click.argument("number", type=int, required=False)
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.option("--keep-edits", is_flag=True, help="In files edited since, undo only the setup's lines.")
@every_machine_option
@restart_option
@without_profile
def undo(
    run: Run, number: int | None, yes: bool, keep_edits: bool, every_machine: bool, when: str | None
) -> int:
    """Undo a setup. Chooses the one waiting for your decision, else the newest kept one, or setup NUMBER.

    With --every-machine: undoes all setups of this PC and its distros, keeps later edits and restarts nothing.
    """
    if every_machine:
        check_alone(number)
        return undo_everywhere(run, yes=yes)
    seen = run.session.look(run.tell)
    recovered = _recover_first(run, seen, yes) if number not in (None, seen.interrupted) else None
    with _after(recovered):
        if recovered is not None:
            seen = run.session.look(run.tell)
        setup = run.session.to_undo(seen, number)
        if not setup.phase.is_open:
            return _undo_kept(run, setup, keep_edits, when, asks=not yes)
    receipt, level = _undo_open(run, setup, seen.pending, asks=not yes)
    if not (receipt.foreign and receipt.phase is Phase.UNDONE):
        _finish(run, receipt, level, when, asks=not yes)
    elif keep_edits:
        if not run.as_json:
            run.terminal.receipt(receipt)
        with _after(receipt):
            undone = run.session.setup(setup.number)
            return _undo_kept(run, undone, keep_edits, when, asks=not yes, already=receipt, level=level)
    else:
        _finish(run, receipt, level, when, asks=not yes)
        _say_that_edits_can_be_kept(run, setup)
    return Exit.ERROR if receipt.lost or receipt.foreign else Exit.DONE


def _undo_open(run: Run, setup: Setup, pending: Restart, *, asks: bool) -> tuple[Receipt, Restart]:
    """Undo a *setup* that waits or was interrupted, after a yes; and what has to be restarted for it."""
    if setup.phase.is_interrupted:
        return _recover(run, setup.number, setup.phase, not asks), Restart.NONE
    if asks:
        confirm(run, say("Undo setup {number}?", number=setup.number))
    receipt = run.session.undo(setup.number, run.tell)
    # What waits for its restart was never felt, so that nothing has to be restarted without it either.
    felt = setup.record if pending is Restart.NONE else None
    return receipt, felt.plan.restart if felt is not None else Restart.NONE


def _undo_kept(
    run: Run,
    setup: Setup,
    keep_edits: bool,
    when: str | None,
    *,
    asks: bool,
    already: Receipt | None = None,
    level: Restart | None = None,
) -> int:
    """Undo a *setup* by a plan, after a yes; `Exit.ERROR` if anything of it stays. *already* is what its undo came to,
    if it was in trial, and *level* what has to be restarted for that."""
    back = run.session.back(setup, keeps_edits=keep_edits)
    left = {"obstacles": back.obstacles, **({} if already is None else {"undone": already})}
    if not run.as_json:
        run.terminal.plan(back, run.session.diff(back))
    if not keep_edits and run.session.can_keep_edits(setup, back):
        _say_that_edits_can_be_kept(run, setup)
    is_short = not all(map(_stays_by_design, back.obstacles)) or (already is not None and bool(already.lost))
    if back.is_empty:
        run.answer({"receipt": None, "changes": 0, **left}, _said_already)
        return Exit.ERROR if is_short else Exit.NOTHING_TO_DO
    if asks:
        confirm(run, say("Undo setup {number}?", number=setup.number))
    receipt = run.session.keep(run.session.apply(back, run.tell))
    _finish(run, receipt, back.restart if level is None else level, when, asks=asks, left=left)
    return Exit.ERROR if is_short else Exit.DONE


def _stays_by_design(obstacle: Obstacle) -> bool:
    """An accepted Go stays in its folder, where nothing leads to it any more."""
    return obstacle.wish is not None and isinstance(obstacle.wish.edit, Unpack)


def _say_that_edits_can_be_kept(run: Run, setup: Setup) -> None:
    if not run.as_json:
        command = own_command("undo", str(setup.number), "--keep-edits")
        run.terminal.line(
            say("To undo only the setup's lines in edited files: {command}", command=command), "cyan"
        )


def _look_recovered(run: Run, yes: bool) -> tuple[Look, Receipt | None]:
    """A look at a machine on which no setup is half done, and what became of one that was."""
    seen = run.session.look(run.tell)
    receipt = _recover_first(run, seen, yes)
    return (seen, None) if receipt is None else (run.session.look(run.tell), receipt)


def _recover_first(run: Run, seen: Look, yes: bool) -> Receipt | None:
    """Put the files of a setup back that was interrupted, before anything new is planned. None if there is none."""
    if seen.open is None or seen.open_phase is Phase.TRIAL:
        return None
    receipt = _recover(run, seen.open, seen.open_phase, yes)
    if not run.as_json:
        run.terminal.receipt(receipt)
    return receipt


def _recover(run: Run, number: int, phase: Phase | None, yes: bool) -> Receipt:
    if not yes and not run.as_json:
        run.terminal.first(number, phase)
    if not yes and phase is None:
        confirm(run, say("Undo setup {number} if it was interrupted?", number=number))
    elif not yes:
        confirm(run, say("Undo setup {number}, which was interrupted?", number=number))
    return run.session.recover(run.tell, number)


def _after(receipt: Receipt | None) -> AbstractContextManager[None]:
    """Errors within come after what *receipt* says, and say so."""
    if receipt is None or receipt.batch is None or receipt.phase is None:
        return nullcontext()
    return having_done(say("Setup {number}: {phase}.", number=receipt.batch, phase=PHASES[receipt.phase]))


def _saved(run: Run, plan_file: Path | None) -> Plan | None:
    """The plan in *plan_file*, for whose profile the machine is then looked at."""
    if plan_file is None:
        return None
    from wizard.app.plans.saved import take_profile

    plan = plan_files.load(plan_file)
    take_profile(plan, run.session)
    return plan


def _plan_to_apply(
    run: Run, seen: Look, only: tuple[str, ...], saved: Plan | None, *, rehearsal: bool
) -> tuple[Plan, DiffView, Left]:
    """The plan, its picture, and what it leaves. A *saved* plan is all that was wished."""
    if saved is None:
        return planned(run, seen, only, rehearsal=rehearsal)[:3]
    from wizard.app.plans.saved import remade

    made = remade(saved, run.session, seen)
    if rehearsal:
        from wizard.app.plans.rehearsing import rehearsing

        made = rehearsing(run.session, seen, run.tell).rehearsed(made)
    return made, run.session.diff(made), Left()


def _check_agreed(made: Plan, saved: Plan, named: tuple[str, ...]) -> None:
    """Raise `StaleError` if the yes that was given with the *saved* plan does not hold for *made*, rehearsed now."""
    from wizard.app.plans.rehearsing import check_agreed

    check_agreed(made, saved, named)


def _said_already(_terminal: Terminal) -> None:
    """Prints nothing: `Terminal.plan` has said already that there is nothing to change."""


def _finish(
    run: Run,
    receipt: Receipt,
    level: Restart,
    when: str | None,
    *,
    asks: bool,
    left: Mapping[str, object] | None = None,
) -> None:
    """Show the receipt, and have the restart that it needs, now or later."""
    if not run.as_json:
        run.terminal.receipt(receipt)
    with _after(receipt):
        restarted = offer(run, level, when, asks=asks)
    if run.as_json:
        run.answer({"receipt": receipt, **restarted, **(left or {})}, _said_already)


def _show_receipt(run: Run, receipt: Receipt) -> None:
    run.answer({"receipt": receipt}, lambda terminal: terminal.receipt(receipt))

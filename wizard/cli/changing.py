"""Commands that change the machine, after a yes: apply, accept, undo."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from wizard.app import plan_files
from wizard.cli.asking import Run, chosen, common
from wizard.cli.exits import Exit
from wizard.model.errors import InputError
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Plan
from wizard.model.text import Text, say


@click.command("apply")
@click.option(
    "--only", multiple=True, metavar="RULE", help="Apply the repair of this rule only (repeatable)."
)
@click.option(
    "--plan", "plan_file", type=click.Path(path_type=Path), help="Apply this saved plan, or nothing."
)
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.option("--accept", "accept_too", is_flag=True, help="Accept at once, without a trial.")
@common
def apply(run: Run, only: tuple[str, ...], plan_file: Path | None, yes: bool, accept_too: bool) -> int:
    """Make the changes, after a yes. They are in trial then: accept or undo."""
    made = _plan_to_apply(run, only, plan_file)
    view = run.session.diff(made)
    if not run.as_json:
        run.terminal.plan(made, view)
    if not made.changes:
        run.answer({"receipt": None, "changes": 0}, lambda terminal: terminal.line(say("Nothing to do.")))
        return Exit.NOTHING_TO_DO
    if not yes:
        _ask(run, say("Apply these {count} changes to {site}?", count=len(made.changes), site=made.site))
    receipt = run.session.apply(made, run.tell)
    if accept_too and receipt.batch is not None:
        receipt = run.session.accept(receipt.batch)
    _show_receipt(run, receipt)
    return Exit.DONE


@click.command("accept")
@click.argument("number", type=int, required=False)
@common
def accept(run: Run, number: int | None) -> int:
    """Keep the setup that is in trial."""
    _show_receipt(run, run.session.accept(number))
    return Exit.DONE


@click.command("undo")
@click.argument("number", type=int, required=False)
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@common
def undo(run: Run, number: int | None, yes: bool) -> int:
    """Take a setup back: the open one, the newest accepted one, or the one of NUMBER."""
    seen = run.session.look(run.tell)
    setup = run.session.to_undo(seen, number)
    if setup.phase.is_interrupted:
        _show_receipt(run, run.session.recover(run.tell))
        return Exit.DONE
    if setup.phase is Phase.TRIAL:
        if not yes:
            _ask(run, say("Undo setup {number}?", number=setup.number))
        _show_receipt(run, run.session.undo(setup.number, run.tell))
        return Exit.DONE
    back = run.session.back(setup)
    if not run.as_json:
        run.terminal.plan(back, run.session.diff(back))
    if not back.changes:
        run.answer({"receipt": None, "changes": 0}, lambda terminal: terminal.line(say("Nothing to do.")))
        return Exit.NOTHING_TO_DO
    if not yes:
        _ask(run, say("Take setup {number} back?", number=setup.number))
    receipt = run.session.apply(back, run.tell)
    if receipt.batch is not None:
        receipt = run.session.accept(receipt.batch)
    _show_receipt(run, receipt)
    return Exit.DONE


def _plan_to_apply(run: Run, only: tuple[str, ...], plan_file: Path | None) -> Plan:
    if plan_file is None:
        return run.session.plan(run.session.look(run.tell), chosen(run, only))
    made = plan_files.load(plan_file)
    run.session.check(made)
    return made


def _ask(run: Run, question: Text) -> None:
    if run.as_json or not sys.stdin.isatty():
        raise InputError("no-word", say("This needs your word."), next_step=say("Add --yes."))
    if not click.confirm(run.speech(question), default=False, err=True):
        raise InputError("declined", say("You said no."))


def _show_receipt(run: Run, receipt: Receipt) -> None:
    run.answer({"receipt": receipt}, lambda terminal: terminal.receipt(receipt))

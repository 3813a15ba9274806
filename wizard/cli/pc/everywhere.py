"""History and undo of this PC and all its distros at once: for whoever uninstalls the wizard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from wizard.cli.exits import Exit
from wizard.cli.options import Run, confirm, print_json
from wizard.model.errors import InputError
from wizard.model.findings import Restart
from wizard.model.text import Text, plain, say

if TYPE_CHECKING:
    from wizard.app.machines.everywhere import InPlace, MachineUndone

every_machine_option = click.option(
    "--every-machine", is_flag=True, help="This PC and all its distros. Starts the distros."
)


def check_alone(number: int | None) -> None:
    """Raise `InputError` if a setup is named beside ``--every-machine``."""
    if number is not None:
        raise InputError(
            "number-of-every-machine", say("--every-machine stands for all setups. Leave out the number.")
        )


def history_everywhere(run: Run) -> int:
    """List what is in place on every machine."""
    found = _in_place(run)
    if run.as_json:
        _print_json(run, found)
    else:
        _show_in_place(run, found)
    return _code(found)


def undo_everywhere(run: Run, *, yes: bool) -> int:
    """Undo what is in place on every machine, after a yes."""
    from wizard.app.machines.everywhere import take_back

    if not yes:
        _show_in_place(run, _in_place(run))
        confirm(run, say("Undo all these setups?"))
    found = take_back(run.computer, run.wanted, run.tell)
    if run.as_json:
        _print_json(run, found)
    for each in () if run.as_json else found:
        _show_taken_back(run, each)
    return _code(found)


def _in_place(run: Run) -> tuple[InPlace, ...]:
    from wizard.app.machines.everywhere import in_place

    return in_place(run.computer, run.wanted)


def _code(found: Sequence[InPlace] | Sequence[MachineUndone]) -> Exit:
    return Exit.ERROR if any(each.problem for each in found) else Exit.DONE


def _print_json(run: Run, found: Sequence[InPlace] | Sequence[MachineUndone]) -> None:
    from wizard.app.to_json import to_json

    print_json({"machines": to_json(found, run.speech)})


def _show_in_place(run: Run, found: Sequence[InPlace]) -> None:
    for each in found:
        _show(run, plain(each.machine.name))
        if each.setups:
            run.terminal_of(each.machine).history(each.setups)
        elif not each.problem:
            _show(run, say("No changes are in place."))
        _show(run, *each.problem)


def _show_taken_back(run: Run, each: MachineUndone) -> None:
    _show(run, plain(each.machine.name))
    for receipt in each.receipts:
        run.terminal_of(each.machine).receipt(receipt)
    if not (each.receipts or each.obstacles or each.problem):
        _show(run, say("No changes are in place."))
    _show(run, *(obstacle.why for obstacle in each.obstacles), *each.problem)
    if each.restart > Restart.SHELL:
        _show(run, say("Takes effect after {machine} restarts.", machine=each.machine.name))


def _show(run: Run, *texts: Text) -> None:
    for text in texts:
        click.echo(run.speech(text))

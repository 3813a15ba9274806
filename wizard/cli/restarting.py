"""Commands that restart: what stops is shown before the user is asked, and *later* can always be chosen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from wizard.app.display import is_terminal
from wizard.cli.exits import Exit
from wizard.cli.options import Run, common, confirm, in_distro_without_profile
from wizard.model.commands.lines import own_command
from wizard.model.errors import NO_BOOT, InputError, MachineError
from wizard.model.findings import Restart
from wizard.model.ports import SiteKind
from wizard.model.radius import Radius
from wizard.model.rehearsal.texts import reached_texts
from wizard.model.text import Text, join, plain, say

if TYPE_CHECKING:
    from wizard.app.look import Verified
    from wizard.app.rescue import RescueStep
    from wizard.app.session import Session
    from wizard.cli.show import Terminal

NOW, LATER = "now", "later"
restart_option = click.option(
    "--restart",
    "when",
    type=click.Choice([NOW, LATER]),
    help="When to restart if a restart is needed. Default: ask, or later without a terminal.",
)


@click.command("restart")
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@click.option(
    "--anyway", is_flag=True, help="With --pc: stop all distros even if nothing is waiting for a restart."
)
@common
def restart(run: Run, yes: bool, anyway: bool) -> int:
    """Restart the distro, then check again.

    First shows what will be closed. With --pc, restarts WSL if a change is waiting for it.
    """
    transport = run.session.transport
    if not transport.can.commands:
        raise InputError(
            "nothing-runs",
            say("Programs cannot run in {site}, so there is nothing to restart.", site=transport.site.name),
        )
    if not transport.can.restart:
        transport.restart(run.tell)  # it says how that is done instead
    if run.session.restarts is Restart.WSL and not anyway and not _is_waited_for(run):
        run.answer({"radius": None, "pending": Restart.NONE}, _show_none_waits)
        return Exit.NOTHING_TO_DO
    radius = _shown_radius(run)
    if not yes:
        confirm(run, say("Restart {machine} now?", machine=_restarted_name(run.session)))
    seen = _restarted(run)
    run.answer(
        {"radius": radius, **verified(seen)},
        lambda terminal: show_verified(terminal, run.session, seen),
    )
    return Exit.NOTHING_TO_DO if seen.well else Exit.PENDING


@click.command("rescue")
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@in_distro_without_profile
def rescue(run: Run, yes: bool) -> int:
    """Undo the setup of a distro that no longer starts. Uses WSL safe mode and shows the steps first."""
    from wizard.app.rescue import Rescue, computer_of

    computer = computer_of(run.session)
    rescue = Rescue(run.session, computer)
    if not run.as_json:
        _show_steps(run.terminal, rescue.steps)
    if computer is None:
        run.answer(
            {"steps": rescue.steps, "receipt": None},
            lambda terminal: terminal.line(say("Follow these steps by hand in Windows.")),
        )
        return Exit.ERROR
    if not run.as_json:
        show_radius(run.terminal, computer.radius(tell=run.tell))
    if not yes:
        confirm(run, say("Run these steps?"))
    receipt = rescue.run(run.tell)
    run.answer({"steps": rescue.steps, "receipt": receipt}, lambda terminal: terminal.receipt(receipt))
    return Exit.DONE


def offer(run: Run, level: Restart, when: str | None, *, asks: bool) -> dict[str, object]:
    """After a change that takes effect with a restart of *level*: restart *when* the user says so, if this machine
    can. The result for ``--json``."""
    session = run.session
    if level <= Restart.SHELL:
        return {}
    if not session.transport.can.commands:
        return {}
    if not session.transport.can.restart:
        if when == NOW and not run.as_json:
            words = say("The wizard cannot restart {machine} from here.", machine=_restarted_name(session))
            run.terminal.line(words, "yellow")
        return {"pending": level}
    if level is session.restarts and not session.is_running():
        if not run.as_json:
            run.terminal.line(say("WSL is not running. The changes take effect when it starts."))
        return {"pending": Restart.NONE}
    can_ask = asks and not run.as_json and is_terminal(sys.stdin)
    if level is not session.restarts or when == LATER or (when is None and not can_ask):
        return _later(run, level)
    radius = _shown_radius(run)
    if when is None and not _is_now(run):
        return _later(run, level)
    seen = _restarted(run)
    if not run.as_json:
        show_verified(run.terminal, session, seen)
    return {"radius": radius, **verified(seen)}


def _later(run: Run, level: Restart) -> dict[str, object]:
    if not run.as_json:
        run.terminal.line(waits(run.session, level), "yellow")
    return {"pending": level}


def _is_now(run: Run) -> bool:
    """Whether the user wants the restart now. No answer means later."""
    question = run.speech(say("Restart {machine} now or later?", machine=_restarted_name(run.session)))
    try:
        answer = click.prompt(question, type=click.Choice([NOW, LATER]), default=LATER, err=True)
    except click.Abort:
        return False
    return bool(answer == NOW)


def _restarted_name(session: Session) -> str:
    """What restarts with the machine of *session*."""
    return "WSL" if session.restarts is Restart.WSL else session.site.name


def waits(session: Session, level: Restart) -> Text:
    """That a restart is still to come, and how to have it."""
    site = session.site
    if level is Restart.WSL:
        return say(
            "Changes take effect after WSL restarts: {command}", command=own_command("restart", "--pc")
        )
    if site.kind is SiteKind.WSL:
        command = own_command("restart", "--distro", site.name)
        return say("Changes take effect after {site} restarts: {command}", site=site.name, command=command)
    return say("Changes take effect after {site} restarts.", site=site.name)


def show_waiting(terminal: Terminal, session: Session, pending: Restart) -> None:
    """A line if a restart is still to come."""
    if pending is not Restart.NONE and session.transport.can.commands:
        terminal.line(waits(session, pending), "yellow")


def show_radius(terminal: Terminal, radius: Radius) -> None:
    """What a restart ends, and what is not known of it."""
    distros = join(radius.distros)
    if not radius.distros and not radius.unknown:
        terminal.line(say("No distro is running."))
    elif radius.distros and radius.restart is Restart.WSL:
        terminal.line(say("Restarting WSL stops all running distros: {distros}", distros=distros), "bold")
    elif radius.endings:
        terminal.line(say("Restarting {distros} stops:", distros=distros), "bold")
    elif radius.distros and not radius.unknown:
        terminal.line(say("No user programs are running in {distros}.", distros=distros))
    many = len(radius.distros) > 1
    for ending in radius.endings:
        who = [*([ending.distro] if many or not ending.user else []), *([ending.user] if ending.user else [])]
        terminal.line(say("  {who}: {what}", who=join(who), what=ending.what))
    for text in radius.unknown:
        terminal.line(text, "yellow")


def _show_steps(terminal: Terminal, steps: tuple[RescueStep, ...]) -> None:
    for number, step in enumerate(steps, 1):
        terminal.line(say("{number}. {what}", number=number, what=step.what))
        terminal.line(plain(f"   {step.command}"), "dim")


def show_verified(terminal: Terminal, session: Session, seen: Verified) -> None:
    """The second look, and a line if a restart is still to come."""
    terminal.first(seen.look.open, seen.look.open_phase)
    terminal.verified(seen)
    show_waiting(terminal, session, seen.look.pending)


def verified(seen: Verified) -> dict[str, object]:
    """The second look for ``--json``. *effect* is how far the setup as a whole has got, *effects* each check, *shells*
    each thing that shells should show; *shown* says that in sentences."""
    return {
        "well": seen.well,
        "effect": seen.effect,
        "effects": seen.effects,
        "written": seen.written,
        "shells": seen.shells,
        "shown": reached_texts(seen.shells),
        "findings": seen.judged,
        "restart": seen.restart,
        "pending": seen.look.pending,
        "interrupted": seen.look.interrupted,
    }


def _is_waited_for(run: Run) -> bool:
    return run.session.look(run.tell).pending is not Restart.NONE


def _show_none_waits(terminal: Terminal) -> None:
    terminal.line(say("Nothing is waiting for a restart."))
    terminal.line(
        say("To stop all distros anyway: {command}", command=own_command("restart", "--pc", "--anyway"))
    )


def _shown_radius(run: Run) -> Radius:
    radius = run.session.radius(tell=run.tell)
    if not run.as_json:
        show_radius(run.terminal, radius)
    return radius


def _restarted(run: Run) -> Verified:
    try:
        return run.session.restart(run.tell)
    except MachineError as error:
        site = run.session.site
        if error.code != NO_BOOT or site.kind is not SiteKind.WSL:
            raise
        step = say("Undo the setup: {command}", command=own_command("rescue", "--distro", site.name))
        raise MachineError(error.code, error.text, error.unchanged, step) from error

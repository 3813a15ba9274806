"""The commands. Each is a few lines over `Session`: ask, show, and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import click

from wizard.app import plan_files, report
from wizard.app.texts import Speech
from wizard.cli.asking import Run, common, print_json
from wizard.cli.exits import Exit, exit_of
from wizard.model.errors import InputError, WizardError
from wizard.model.findings import Restart
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Plan
from wizard.model.state import Standing
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.version import VERSION


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="wsl-go-wizard")
@click.pass_context
def commands(context: click.Context) -> int | None:
    """Makes WSL right for Go development: shows every change first, and takes it back on demand.

    Without a command, the window opens.
    """
    if context.invoked_subcommand is None:
        code: int = context.invoke(window)
        return code
    return None


@commands.command("window")
@common
def window(run: Run) -> int:
    """Open the window (the same as no command, with options)."""
    from wizard.gui.window import run as open_window

    return open_window(run.session, language=run.speech.language, profiles=profiles_of(run))


def profiles_of(run: Run) -> tuple[Wanted, ...]:
    """The shipped profiles, with the chosen one first."""
    from wizard.app.profiles import shipped

    chosen = run.session.wanted
    return (chosen, *(profile for profile in shipped() if profile.name != chosen.name))


@commands.command("look")
@click.option("--all", "everything", is_flag=True, help="Also show what is well.")
@common
def look(run: Run, everything: bool) -> int:
    """Look at the machine: what is wrong, and why. Changes nothing."""
    seen = run.session.look(run.tell)
    run.answer(
        {"findings": seen.judged, "open": seen.open, "recommended": seen.recommended},
        lambda terminal: terminal.look(seen, everything=everything),
    )
    return _state(seen.open, pending=bool(seen.recommended))


@commands.command("plan")
@click.option("--only", multiple=True, metavar="RULE", help="Plan the repair of this rule only (repeatable).")
@click.option(
    "--save", type=click.Path(path_type=Path), help="Write the plan to a file, for: apply --plan FILE."
)
@common
def plan(run: Run, only: tuple[str, ...], save: Path | None) -> int:
    """Show the exact difference that apply would make. Changes nothing."""
    seen = run.session.look(run.tell)
    made = run.session.plan(seen, _chosen(run, only))
    view = run.session.diff(made)
    if save is not None:
        plan_files.save(made, save)
    run.answer({"id": made.id, "plan": made, "diff": view}, lambda terminal: terminal.plan(made, view))
    return _state(seen.open, pending=bool(made.changes))


@commands.command("apply")
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


@commands.command("verify")
@common
def verify(run: Run) -> int:
    """Look again: did the newest setup take effect? Changes nothing."""
    seen = run.session.verify(tell=run.tell)
    run.answer(
        {"well": seen.well, "findings": seen.judged, "restart": seen.restart},
        lambda terminal: terminal.verified(seen),
    )
    return Exit.NOTHING_TO_DO if seen.well and seen.restart <= Restart.SHELL else Exit.PENDING


@commands.command("accept")
@click.argument("number", type=int, required=False)
@common
def accept(run: Run, number: int | None) -> int:
    """Keep the setup that is in trial."""
    _show_receipt(run, run.session.accept(number))
    return Exit.DONE


@commands.command("undo")
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


@commands.command("history")
@click.option("--before", type=int, help="Show the setups before this number.")
@common
def history(run: Run, before: int | None) -> int:
    """The setups of this machine, newest first."""
    setups = run.session.history(before)
    run.answer({"setups": setups}, lambda terminal: terminal.history(setups))
    waits = any(setup.phase.is_open for setup in setups)
    return Exit.TRIAL if waits else Exit.NOTHING_TO_DO


@commands.command("drift")
@common
def drift(run: Run) -> int:
    """What became of what earlier setups wrote, and what is no longer as wanted."""
    found = run.session.drift(run.session.look(run.tell))
    run.answer({"drift": found}, lambda terminal: terminal.drift(found))
    drifted = any(item.standing is not Standing.AFTER or item.wanted for item in found)
    return Exit.PENDING if drifted else Exit.NOTHING_TO_DO


@commands.command("report")
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file: .html or .json.")
@common
def report_command(run: Run, out: Path | None) -> int:
    """A report of findings, planned changes and history: HTML for people, JSON for programs."""
    seen = run.session.look(run.tell)
    html = not run.as_json and (out is None or out.suffix != ".json")
    text = (
        report.as_html(run.session, seen, run.speech, language=run.speech.language.replace("_", "-"))
        if html
        else report.as_json(run.session, seen, run.speech)
    )
    if out is None:
        click.echo(text)
        return Exit.DONE
    _write(out, text.encode())
    return Exit.DONE


@commands.command("record")
@click.argument("out", type=click.Path(path_type=Path))
@common
def record(run: Run, out: Path) -> int:
    """Write what this machine answers to OUT, without secrets, for bug reports: --machine OUT replays it."""
    _write(out, run.session.record(run.tell))
    run.answer(
        {"recorded": str(out)}, lambda terminal: terminal.line(say("Recorded to {path}.", path=str(out)))
    )
    return Exit.DONE


@commands.command("demo")
@click.option("--terminal", is_flag=True, help="Play the story in the terminal, even if there is a display.")
@click.option("--language", type=click.Choice(["en", "zh_CN"]), help="Language of the answer.")
def demo(terminal: bool, language: str | None) -> int:
    """The wizard on a copy of a messy demo machine: nothing of yours is touched."""
    from wizard.app import demo as demos

    speech = Speech(language)
    with demos.copy() as session:
        if terminal or not demos.has_display():
            demos.story(session, speech, click.echo)
            return Exit.DONE
        from wizard.gui.window import run as open_window

        return open_window(session, language=speech.language, profiles=(session.wanted,))


@commands.command("explain")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--as", "kind", type=click.Choice(["wsl.conf", ".wslconfig"]), help="Default: by the file's name."
)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.option("--language", type=click.Choice(["en", "zh_CN"]), help="Language of the answer.")
def explain(file: Path, kind: str | None, as_json: bool, language: str | None) -> int:
    """What WSL makes of a config file: every pair, the effective values, its complaints, where it stops."""
    from wizard.app.explain import explain as explained
    from wizard.app.explain import sentences

    speech = Speech(language)
    told = explained(file, kind)
    if as_json:
        print_json(told)
    else:
        for text in sentences(told):
            click.echo(speech(text))
    return Exit.DONE


def _chosen(run: Run, only: tuple[str, ...]) -> tuple[str, ...] | None:
    known = run.session.rule_ids
    for rule in only:
        if rule not in known:
            raise InputError("rule-unknown", say("There is no rule called {rule}.", rule=rule))
    return only or None


def _plan_to_apply(run: Run, only: tuple[str, ...], plan_file: Path | None) -> Plan:
    if plan_file is None:
        return run.session.plan(run.session.look(run.tell), _chosen(run, only))
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


def _state(open_setup: int | None, *, pending: bool) -> Exit:
    if open_setup is not None:
        return Exit.TRIAL
    return Exit.PENDING if pending else Exit.NOTHING_TO_DO


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(
            "not-written", say("{path} could not be written: {why}.", path=str(path), why=why)
        ) from error


def run(argv: Sequence[str]) -> int:
    """Run the command line. Nothing escapes: an error is a sentence on stderr and an exit code."""
    try:
        code = commands.main(args=list(argv), prog_name="wsl-go-wizard", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        return Exit.ERROR
    except click.ClickException as error:
        error.show()
        return Exit.ERROR
    except WizardError as error:
        _complain(error, argv)
        return exit_of(error)
    except BrokenPipeError:
        return Exit.ERROR
    except Exception as bug:
        return _bug(bug)
    return int(code or 0)


def _complain(error: WizardError, argv: Sequence[str]) -> None:
    speech = Speech(_language(argv))
    if "--json" in argv:
        print_json({"error": {"code": error.code, "says": [speech(text) for text in error.sentences()]}})
    for text in error.sentences():
        click.echo(speech(text), err=True)


def _language(argv: Sequence[str]) -> str | None:
    return next((after for word, after in pairwise(argv) if word == "--language"), None)


def _bug(bug: Exception) -> int:
    from wizard.app.bugs import save_report

    path = save_report(bug)
    click.echo(
        Speech()(
            say("This is a fault of the program. A report for its makers is in {path}.", path=str(path))
        ),
        err=True,
    )
    return Exit.ERROR

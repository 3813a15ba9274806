"""What every command shares: which machine, which profile, which language, how to answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from wizard.app.display import is_terminal
from wizard.app.texts import Speech
from wizard.cli.language import language_option
from wizard.model.errors import InputError
from wizard.model.events import Doing, Event, Note, Progress
from wizard.model.text import Text, say

if TYPE_CHECKING:
    from wizard.app.look import Left, Look
    from wizard.app.machines.computer import Computer, Machine
    from wizard.app.session import Session
    from wizard.cli.show import Terminal
    from wizard.model.diffs import DiffView
    from wizard.model.plans import Plan
    from wizard.model.wanted import Wanted


TargetOptions = tuple[Path | None, Path | None, str | None, bool, str | None]
"""What was said about the machine: a root folder, a recorded machine, a distro, this PC, a user."""


ProfileOptions = tuple[tuple[str, ...], tuple[str, ...]]
"""Names or paths of profiles, and settings (``KEY=VALUE``) besides."""


class Run:
    """One run of the program, as its options say. *pc* stands for the PC, if it is known already."""

    def __init__(
        self,
        place: TargetOptions,
        profile: ProfileOptions,
        language: str | None,
        as_json: bool,
        pc: Computer | None = None,
    ) -> None:
        self._place = place
        self._pc = pc
        self._profile = profile
        self.speech = Speech(language)
        self.as_json = as_json

    @cached_property
    def wanted(self) -> Wanted:
        """What the profiles and settings that were named come to. Raises `InputError`."""
        from wizard.app.profiles.combined import chosen
        from wizard.app.profiles.shipped import DEFAULT

        names, settings = self._profile
        return chosen(names or (DEFAULT,), settings)

    @property
    def team_file(self) -> Path | None:
        """The profile of the repository around the current folder, if the user named none."""
        from wizard.app.profiles.team_file import team_file

        names, _ = self._profile
        return None if names else team_file(Path.cwd())

    def offer_team_file(self) -> None:
        """Say on stderr that there is such a profile, and how to use it. It is not used."""
        found = self.team_file
        if found is not None:
            from wizard.app.profiles.team_file import as_typed
            from wizard.model.commands.command import line_anywhere

            option = line_anywhere(("--profile", as_typed(found, Path.cwd())))
            text = say(
                "This folder has a profile of its own, which is not used here. To use it: {option}",
                option=option,
            )
            click.echo(self.speech(text), err=True)

    @cached_property
    def session(self) -> Session:
        from wizard.app.machines.sites import Where, open_session

        return open_session(Where(*self._place), self.wanted, self._pc)

    @cached_property
    def computer(self) -> Computer:
        from wizard.app.machines.sites import Where, open_computer

        return self._pc or open_computer(Where(*self._place), self.wanted)

    @property
    def is_this_pc(self) -> bool:
        """Whether it is about what is real here, not a folder or a recording."""
        root, recorded, *_ = self._place
        return root is None and recorded is None

    def is_of_machine(self, file: str) -> bool:
        """Whether *file* is one of the machine that was named, and not of the computer this runs on: its path is one of
        Linux, and Linux is not what runs here."""
        root, recorded, distro, _, _ = self._place
        is_elsewhere = root is not None or recorded is not None or distro is not None
        return file.startswith(("/", "~/")) and (is_elsewhere or sys.platform == "win32")

    def folder(self, path: str) -> str:
        """A folder as the machine has it: on Linux itself, one may be named from where one is. Raises `InputError`."""
        if path.startswith(("/", "~/")):
            return path
        root, recorded, distro, _, _ = self._place
        if root is None and recorded is None and distro is None and sys.platform != "win32":
            return str(Path(path).resolve())
        raise InputError(
            "not-absolute",
            say("{path} is not a folder of the distro.", path=path),
            None,
            say("Write it as the distro has it, such as ~/src/app."),
        )

    def of_distro(self, name: str) -> Run:
        """The same about the distro *name*, unless another machine was named."""
        root, recorded, distro, pc, user = self._place
        if root is not None or recorded is not None or distro is not None or pc:
            return self
        return Run(
            (None, None, name, False, user), self._profile, self.speech.language, self.as_json, self._pc
        )

    @property
    def named(self) -> Machine | None:
        """The machine of a PC that the user named."""
        from wizard.app.machines.computer import Machine
        from wizard.model.ports import SiteKind

        _, _, distro, pc, _ = self._place
        if pc:
            return Machine("", SiteKind.WINDOWS)
        return Machine(distro, SiteKind.WSL) if distro is not None else None

    @cached_property
    def terminal(self) -> Terminal:
        from rich.console import Console

        from wizard.cli.show import Terminal

        return Terminal(Console(soft_wrap=True), self.speech, self.session.transport.can, self.session.site)

    def terminal_of(self, machine: Machine) -> Terminal:
        """A terminal that speaks of *machine* of a PC, which may not be the one that was named."""
        from rich.console import Console

        from wizard.cli.show import Terminal

        session = self.computer.open(machine, self.wanted)
        return Terminal(Console(soft_wrap=True), self.speech, session.transport.can, session.site)

    def answer(self, value: object, show: Callable[[Terminal], None]) -> None:
        """Print *value* as JSON, or let *show* print for people."""
        if self.as_json:
            from wizard.app.to_json import to_json

            print_json(to_json(value, self.speech))
        else:
            show(self.terminal)

    def tell(self, event: Event) -> None:
        """Progress goes to stderr, so that stdout is only the answer."""
        if not is_terminal(sys.stderr) and not isinstance(event, Note):
            return
        match event:
            case Doing():
                click.echo(self.speech(event.what), err=True)
            case Note():
                click.echo(self.speech(event.text), err=True)
            case Progress():
                if event.total:
                    click.echo(
                        f"\r{100 * event.done // event.total:3d} %", err=True, nl=event.done >= event.total
                    )


def print_json(value: Any) -> None:
    """*value* on stdout, as UTF-8 whatever the locale."""
    from wizard.app.to_json import json_text

    sys.stdout.buffer.write((json_text(value) + "\n").encode())
    sys.stdout.buffer.flush()


profile_options = (
    click.option(
        "--profile",
        "profiles",
        multiple=True,
        metavar="NAME|FILE",
        help="The profile. Repeatable, but profiles that contradict each other are refused. Default: baseline.",
    ),
    click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="KEY=VALUE",
        help="A setting besides the profile, such as modules.proxy=https://HOST. Repeatable.",
    ),
)
"""What is wanted, as options of a command."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")

_OPTIONS = (
    click.option(
        "--root",
        type=click.Path(path_type=Path),
        help="The root folder of a distro, instead of this machine.",
    ),
    click.option(
        "--machine",
        type=click.Path(path_type=Path),
        help="A recorded machine, instead of this machine (see record).",
    ),
    click.option("--distro", metavar="NAME", help="A WSL distro, instead of this machine."),
    click.option("--pc", is_flag=True, help="This PC and its .wslconfig, instead of a distro."),
    click.option(
        "--user", help="The Linux user to set up. Default: the current user, or the default user of --distro."
    ),
    *profile_options,
    language_option,
    json_option,
)
_OF_PROFILES = frozenset({"profiles", "settings"})


def common(command: Callable[..., int]) -> Callable[..., int]:
    """Give *command* the shared options; it is called with a `Run` first."""
    return _shared(command, frozenset())


def without_profile(command: Callable[..., int]) -> Callable[..., int]:
    """The same for a *command* that needs no profile. It takes one, since scripts name it everywhere, but its help does
    not speak of it."""
    return _shared(command, _OF_PROFILES)


def in_distro(command: Callable[..., int]) -> Callable[..., int]:
    """The same for a *command* about a distro, which refuses ``--pc``."""
    return _shared(command, frozenset({"pc"}))


def in_distro_without_profile(command: Callable[..., int]) -> Callable[..., int]:
    """Both."""
    return _shared(command, _OF_PROFILES | {"pc"})


def _shared(command: Callable[..., int], unheard: Collection[str]) -> Callable[..., int]:
    def with_run(
        root: Path | None,
        machine: Path | None,
        distro: str | None,
        pc: bool,
        user: str | None,
        profiles: tuple[str, ...],
        settings: tuple[str, ...],
        language: str | None,
        as_json: bool,
        **rest: Any,
    ) -> int:
        known: Computer | None = click.get_current_context().obj
        place, profile = (root, machine, distro, pc, user), (profiles, settings)
        return command(Run(place, profile, language, as_json, known), **rest)

    with_run.__name__ = command.__name__
    with_run.__doc__ = command.__doc__
    with_run.__click_params__ = list(getattr(command, "__click_params__", []))  # type: ignore[attr-defined]
    for option in reversed(_OPTIONS):
        with_run = option(with_run)
    for parameter in with_run.__click_params__:  # type: ignore[attr-defined]
        parameter.hidden = parameter.name in unheard or parameter.hidden
    return with_run


def chosen(run: Run, only: tuple[str, ...]) -> tuple[str, ...] | None:
    """The rules of ``--only``, None if all recommended ones are meant. Raises `InputError`."""
    known = run.session.rule_ids
    for rule in only:
        if rule not in known:
            from wizard.app.explain.rule_book import unknown_rule

            raise unknown_rule(rule, sorted(known))
    return only or None


rehearsal_option = click.option(
    "--rehearsal/--no-rehearsal",
    default=True,
    help="Try the plan in your shells first, in private copies of the distro. Default: on.",
)


class PlanResult(NamedTuple):
    """A plan and its picture, what it leaves, and the look behind it all."""

    plan: Plan
    view: DiffView
    left: Left
    look: Look


def planned(run: Run, seen: Look, only: tuple[str, ...], *, rehearsal: bool) -> PlanResult:
    """The plan of ``--only``, of all recommended rules if nothing is said. Raises `InputError`."""
    rules = chosen(run, only)
    if rehearsal:
        from wizard.app.plans.rehearsing import rehearsing

        seen, plan, view = rehearsing(run.session, seen, run.tell).plan(rules, insists=bool(only))
    else:
        plan, view = run.session.planned(seen, rules)
    return PlanResult(plan, view, run.session.left(seen, rules), seen)


def confirm(run: Run, question: Text) -> None:
    """Ask for a yes. Raises `InputError` if the answer is no, or if there is nobody to answer."""
    if run.as_json or not is_terminal(sys.stdin):
        raise InputError(
            "no-word", say("This needs your confirmation."), next_step=say("To confirm, add --yes.")
        )
    if not click.confirm(run.speech(question), default=False, err=True):
        raise InputError("declined", say("Canceled."))

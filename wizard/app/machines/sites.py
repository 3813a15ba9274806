"""Which machine: a folder, a recording, a distro, this PC, or the one the wizard runs in."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from wizard.app.machines.computer import Computer, Machine, Single
from wizard.app.session import Session
from wizard.model.errors import InputError
from wizard.model.ports import SiteKind, Transport
from wizard.model.text import say
from wizard.model.wanted import Wanted


class Where(msgspec.Struct, frozen=True):
    """What the user said about the machine: a *root* folder, a recorded *machine* file, the name of a *distro*,
    or this *pc*. Nothing said: on Windows the default distro, else the machine the wizard runs in. *user* is
    who it is looked at for (None: the usual one)."""

    root: Path | None = None
    machine: Path | None = None
    distro: str | None = None
    pc: bool = False
    user: str | None = None


def open_session(where: Where, wanted: Wanted, computer: Computer | None = None) -> Session:
    """A session with that machine; *computer* stands for the PC, if it is known already. Transports are
    imported only when used. Raises `WizardError`."""
    _check(where)
    if where.root is not None or where.machine is not None:
        return Session(*_given(where), wanted)
    if computer is None and not _is_on_pc(where):
        return _here(where, wanted)
    computer = computer or computer_of(where)
    if where.pc:
        return computer.open(Machine("", SiteKind.WINDOWS), wanted)
    return computer.open(Machine(where.distro, SiteKind.WSL) if where.distro else computer.default(), wanted)


def open_computer(where: Where, wanted: Wanted) -> Computer:
    """All machines there are to choose from; only the one the user named, if that is not on a PC."""
    _check(where)
    if where.root is None and where.machine is None and _is_on_pc(where):
        return computer_of(where)
    return Single(open_session(where, wanted))


def computer_of(where: Where) -> Computer:
    """The PC the wizard runs on, or around the distro it runs in. Raises `WizardError` if there is none."""
    from wizard.app.machines.this_pc import ThisPc
    from wizard.transports.elevation import Environment
    from wizard.transports.windows import opening as windows_open

    if sys.platform == "win32":
        return ThisPc(windows_open.this_pc(), where.user)
    if Environment().distro is None:
        raise InputError(
            "no-windows",
            say("This machine is neither a Windows PC nor a WSL distro."),
            next_step=say("Leave out --pc and --distro to check this machine itself."),
        )
    return ThisPc(windows_open.around_this_distro(), where.user)


def _is_on_pc(where: Where) -> bool:
    return where.pc or where.distro is not None or sys.platform == "win32"


def _check(where: Where) -> None:
    said = (where.root is not None, where.machine is not None, where.distro is not None, where.pc)
    if sum(said) > 1:
        raise InputError("two-machines", say("Use only one of --root, --machine, --distro and --pc."))


def _given(where: Where) -> tuple[Transport, Transport]:
    if where.machine is not None:
        from wizard.transports.recording.replay import replay

        return replay(where.machine)
    from wizard.transports.host import Host
    from wizard.transports.tree import Tree

    return Tree(where.root or Path(), user=where.user), Host()


def _here(where: Where, wanted: Wanted) -> Session:
    from wizard.transports.here import Here
    from wizard.transports.host import Host

    return Session(Here(user=where.user), Host(), wanted)

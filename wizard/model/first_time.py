"""First-time setup as values: what is known of a PC, what may be done to it, and the steps still to do."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from wizard.model.facts import Unknown
from wizard.model.findings import Judged
from wizard.model.text import Text
from wizard.model.versions import Version


class Operation(enum.Enum):
    """Everything first-time setup can do. Words of the command line and of order files: never renamed."""

    ENABLE_PLATFORM = "enable-platform"
    ENABLE_SUBSYSTEM = "enable-subsystem"
    INSTALL_WSL = "install-wsl"
    INSTALL_WSL_FROM_WEB = "install-wsl-from-web"
    UPDATE_WSL = "update-wsl"
    UPDATE_WSL_FROM_WEB = "update-wsl-from-web"
    RESTART_WINDOWS = "restart-windows"
    INSTALL_DISTRO = "install-distro"
    CONVERT_DISTRO = "convert-distro"
    ADD_USER = "add-user"


@dataclass(frozen=True, slots=True)
class Distro:
    """A registered distro: *version* is WSL 1 or 2. *is_fresh*: installed, and never opened by anybody, so
    that it has no user but root (WSL §8: RunOOBE is set, DefaultUid is 0). *flavor* is the ID of its
    os-release, if Windows has noted it."""

    name: str
    version: int
    is_fresh: bool = False
    flavor: str = ""


@dataclass(frozen=True, slots=True)
class PcState:
    """What one look found out about a PC: the *findings* of the rules that setup rests on, by id, and what names and
    arguments are made of.

    *version* is that of the WSL package; None: there is none, or it is not known. *default_version* is that of new
    distros. *has_ran* are operations carried out since Windows was started; *resumes* how often setup came back
    after a restart; *settled* are distros whose user the wizard has made; *account* is the Windows user's name;
    *running* are the distros that are known to run (asked for only where a step ends them).
    """

    findings: Mapping[str, Judged]
    version: Version | None
    distros: tuple[Distro, ...] | Unknown
    default_version: int = 2
    account: str = ""
    has_ran: frozenset[Operation] = frozenset()
    resumes: int = 0
    settled: frozenset[str] = frozenset()
    running: tuple[str, ...] = ()


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the user chose: the *distro* to have (None: any), the Linux *user* in it (None: by the Windows
    name), and whether packages come from the *web* instead of the Microsoft Store."""

    distro: str | None = None
    user: str | None = None
    from_web: bool = False


class SetupStep(msgspec.Struct, frozen=True):
    """One thing to do. *commands* are run exactly as they stand, programs of Windows' own folder; what is typed
    into one of them (a password) is not among them. *undo* tells whether it can be taken back. *is_needed* is
    false for what is only offered. *restarts*: it takes effect after Windows restarts."""

    operation: Operation
    title: Text
    effect: Text
    undo: Text
    commands: tuple[tuple[str, ...], ...]
    is_elevated: bool = False
    restarts: bool = False
    is_needed: bool = True
    distro: str | None = None
    user: str | None = None

    @property
    def id(self) -> str:
        """How the step is named on the command line."""
        word = self.operation.value
        return word if self.distro is None else f"{word}:{self.distro}"


class Barrier(msgspec.Struct, frozen=True):
    """Something that stops everything and that the wizard cannot remove: *says* what, *next_step* what the user can do.
    *code* is stable."""

    code: str
    says: Text
    next_step: Text


class SetupSteps(msgspec.Struct, frozen=True):
    """What makes a PC ready for WSL: the *steps* still to do, in order; or the *barrier* that makes them
    impossible. *gaps* tell what is not known, and so was not decided."""

    steps: tuple[SetupStep, ...] = ()
    barrier: Barrier | None = None
    gaps: tuple[Text, ...] = ()

    @property
    def needed(self) -> tuple[SetupStep, ...]:
        """The steps without those that are only offered."""
        return tuple(step for step in self.steps if step.is_needed)

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing, as far as all is known."""
        return not self.needed and self.barrier is None and not self.gaps


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What one look saw: the PC's state, and the steps that remain for *choice*."""

    pc: PcState
    remaining: SetupSteps
    choice: Choice

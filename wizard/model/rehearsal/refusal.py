"""Why there was no rehearsal: a code, and a sentence each. No plan is blocked by that."""

from __future__ import annotations

import enum
from collections.abc import Callable

import msgspec

from wizard.model.text import Text, from_english, plain, say


class RehearsalRefusal(enum.Enum):
    """Why there was no rehearsal. The first sixteen are words of the machine's hand."""

    WSL1 = "wsl1"
    NO_PROC = "no-proc"
    NOT_ROOT = "not-root"
    MISSING_TOOL = "missing-tool"
    NO_NAMESPACES = "no-namespaces"
    NO_PRIVATE = "no-private"
    STAYS_WRITABLE = "stays-writable"
    NO_TMPFS = "no-tmpfs"
    NO_DEVPTS = "no-devpts"
    NO_RUN = "no-run"
    NO_DEV = "no-dev"
    NO_SUCH_USER = "no-such-user"
    NO_SHELL = "no-shell"
    NO_HOME = "no-home"
    ROOT_UNBOUND = "root-unbound"
    CUT_OFF = "cut-off"
    NOT_LAID = "not-laid"
    NOTHING_RUNS = "nothing-runs"
    UNREACHABLE = "unreachable"
    ASKS_PASSWORD = "asks-password"


class NotRehearsed(msgspec.Struct, frozen=True, tag="not-rehearsed"):
    """No rehearsal, and why. *detail* is what the machine said of it."""

    code: RehearsalRefusal
    detail: str = ""

    @property
    def says(self) -> Text:
        """In one sentence."""
        return say("Not rehearsed, because {why}.", why=self.why)

    @property
    def says_of_now(self) -> Text:
        """The same of shells that were to be measured as they are, without a plan."""
        return say("The shells were not checked, because {why}.", why=self.why)

    @property
    def why(self) -> Text:
        """The reason, to be put into a sentence."""
        detail = from_english(self.detail) if self.detail else plain("?")
        return _WHY[self.code](detail)


def _no_private(_: Text) -> Text:
    return say("no private copy of the distro could be made")


_WHY: dict[RehearsalRefusal, Callable[[Text], Text]] = {
    RehearsalRefusal.WSL1: lambda _: say("WSL 1 cannot run programs in isolation"),
    RehearsalRefusal.NO_PROC: lambda _: say("/proc is not available"),
    RehearsalRefusal.NOT_ROOT: lambda _: say("the wizard does not have root permissions here"),
    RehearsalRefusal.MISSING_TOOL: lambda detail: say("the distro has no {tool} command", tool=detail),
    RehearsalRefusal.NO_NAMESPACES: lambda detail: say(
        "programs cannot be isolated here ({error})", error=detail
    ),
    RehearsalRefusal.NO_PRIVATE: _no_private,
    RehearsalRefusal.STAYS_WRITABLE: lambda detail: say(
        "{path} cannot be protected from changes", path=detail
    ),
    RehearsalRefusal.NO_TMPFS: lambda _: say("memory for temporary files is not available"),
    RehearsalRefusal.NO_DEVPTS: _no_private,
    RehearsalRefusal.NO_RUN: _no_private,
    RehearsalRefusal.NO_DEV: _no_private,
    RehearsalRefusal.NO_SUCH_USER: lambda _: say("the user of this distro is not known"),
    RehearsalRefusal.NO_SHELL: lambda detail: say("the user's shell {shell} cannot be started", shell=detail),
    RehearsalRefusal.NO_HOME: lambda detail: say("the home folder {path} cannot be opened", path=detail),
    RehearsalRefusal.ROOT_UNBOUND: lambda _: say("shells of root cannot be restricted safely in this distro"),
    RehearsalRefusal.CUT_OFF: lambda _: say("the check was interrupted"),
    RehearsalRefusal.NOT_LAID: lambda detail: say(
        "{path} could not be replaced in the private copy", path=detail
    ),
    RehearsalRefusal.NOTHING_RUNS: lambda _: say("no program can run on this machine"),
    RehearsalRefusal.UNREACHABLE: lambda detail: say("the machine did not respond ({error})", error=detail),
    RehearsalRefusal.ASKS_PASSWORD: lambda _: say("root permissions would need a password"),
}

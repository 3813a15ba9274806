"""A rehearsal: what the user's shells do with the files of a plan, measured before anything is written.

The user's real shells are started twice, in private copies of the machine: as it is, and with the planned files laid
over their targets. `Shells` is what was measured, `Rehearsal` what that means for a plan, and `NotRehearsed` says why
there is none: no plan is ever blocked by that.
"""

from __future__ import annotations

import enum

import msgspec


class ShellKind(enum.Enum):
    """How a shell is started, which decides what it reads first."""

    TERMINAL = "terminal"
    """``$SHELL -l -i`` in a terminal: a tab of Windows Terminal, ``wsl``."""
    INNER = "inner"
    """``$SHELL -i`` in a terminal: VS Code's, tmux's."""
    EDITOR = "editor"
    """``$SHELL -l -c``: how the server of an editor learns its environment."""
    COMMAND = "command"
    """``$SHELL -c``: ``wsl COMMAND``."""
    SCRIPT = "script"
    """``/bin/sh -c``."""
    EXEC = "exec"
    """No shell at all: ``wsl -e``."""
    BARE = "bare"
    """``$SHELL -i`` that no login shell started."""
    REMOTE = "remote"
    """``$SHELL -c`` of sshd: ``ssh HOST COMMAND``."""


PEOPLE = (ShellKind.TERMINAL, ShellKind.INNER, ShellKind.EDITOR)
"""The kinds in which somebody works, and which read start files."""
REHEARSED = (*PEOPLE, ShellKind.COMMAND, ShellKind.SCRIPT, ShellKind.EXEC)
"""The kinds that a rehearsal starts."""


class HowEnded(enum.Enum):
    """How one shell of a rehearsal came to its end."""

    REACHED = "reached"
    """It took what was typed, and was ended."""
    EXITED = "exited"
    """It did what it was told, and ended."""
    EARLY = "early"
    """It ended before it could be asked."""
    LATE = "late"
    """Its time was up."""


_COULD_BE_ASKED = {
    HowEnded.REACHED: True,
    HowEnded.EXITED: True,
    HowEnded.EARLY: False,
    HowEnded.LATE: False,
}


class Measured(msgspec.Struct, frozen=True):
    """What one shell was like. *executable* is the shell that was really there, *variables* are those of Go and PATH
    with their values, *names* those of all others; *go* every ``go`` of PATH in its order, *go_kind* what the word is
    to the shell (``alias``, ``file``); *version* and *compile* what is printed if ``go version`` and ``go tool
    compile -V`` are typed,
    *go_env* chosen keys of ``go env``; *screen* and *stderr* the beginning of what was printed; *unlaid* paths on which
    the planned files could not be laid. *run_cs* is in 1/100 s; *typed* is more than 1 if something asked a question.
    """

    ended: HowEnded
    run_cs: int = 0
    typed: int = 1
    executable: str = ""
    cwd: str = ""
    variables: dict[str, str] = {}
    names: frozenset[str] = frozenset()
    go: tuple[str, ...] = ()
    no_folders: tuple[str, ...] = ()
    go_kind: str = ""
    version: str = ""
    compile: str = ""
    go_env: dict[str, str] = {}
    aliases: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    stderr: str = ""
    screen: str = ""
    unlaid: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the shell could be asked."""
        return _COULD_BE_ASKED[self.ended]

    @property
    def path(self) -> tuple[str, ...]:
        """The folders of PATH."""
        return tuple(self.variables["PATH"].split(":")) if self.variables.get("PATH") else ()

    @property
    def go_version(self) -> str:
        """``go1.25.5``, as the ``go`` of PATH says; empty if there is none, or if it says nothing of the kind."""
        return _version_of(self.version)

    @property
    def compile_version(self) -> str:
        """The same of the compiler that this ``go`` uses."""
        return _version_of(self.compile)


def _version_of(line: str) -> str:
    """The third word of ``go version go1.25.5 linux/amd64``, and of ``compile version go1.25.5``."""
    words = line.split()
    is_version = len(words) > 2 and words[1] == "version"
    return words[2] if is_version and words[2].startswith(("go", "devel")) else ""


class Shells(msgspec.Struct, frozen=True, tag="shells"):
    """What every kind of shell was like: without the files, and with them."""

    before: dict[ShellKind, Measured]
    after: dict[ShellKind, Measured]


class GoIs(msgspec.Struct, frozen=True, tag="go-is"):
    """``go version`` prints *version* (``1.25.5``)."""

    version: str

    def holds(self, seen: Measured) -> bool:
        """Whether it is so in a shell."""
        return seen.go_version == f"go{self.version}"

    def now(self, seen: Measured) -> str:
        """What is so there instead."""
        return seen.go_version.removeprefix("go")


class VariableUnset(msgspec.Struct, frozen=True, tag="unset"):
    """The variable *name* is not set."""

    name: str

    def holds(self, seen: Measured) -> bool:
        """Whether it is so in a shell."""
        return self.name not in seen.variables and self.name not in seen.names

    def now(self, seen: Measured) -> str:
        """What is so there instead."""
        return seen.variables.get(self.name, "")


class GodebugHas(msgspec.Struct, frozen=True, tag="godebug-has"):
    """GODEBUG contains *key* with *value*, and no later setting of the key; without a value: not the key at all."""

    key: str
    value: str | None

    def holds(self, seen: Measured) -> bool:
        """Whether it is so in a shell."""
        settings = dict(part.partition("=")[::2] for part in seen.variables.get("GODEBUG", "").split(","))
        return settings.get(self.key) == self.value

    def now(self, seen: Measured) -> str:
        """What is so there instead."""
        return seen.variables.get("GODEBUG", "")


class PathHas(msgspec.Struct, frozen=True, tag="path-has"):
    """PATH contains *folder*; or, if not *present*, does not."""

    folder: str
    present: bool = True

    def holds(self, seen: Measured) -> bool:
        """Whether it is so in a shell."""
        return (self.folder in seen.path) is self.present

    def now(self, seen: Measured) -> str:
        """What is so there instead."""
        return ":".join(seen.path)


Predicate = GoIs | VariableUnset | GodebugHas | PathHas


class Purpose(msgspec.Struct, frozen=True):
    """What a repair is for, as a shell can show it: *predicate*, in shells of these *kinds*. Without kinds it is what
    the repair may bring about, and need not. In a plan, *rules* are the ids of those whose repairs are for it."""

    predicate: Predicate
    kinds: tuple[ShellKind, ...] = PEOPLE
    rules: tuple[str, ...] = ()


class HarmKind(enum.Enum):
    """What became different that no repair is for."""

    NO_GO = "no-go"
    OTHER_GO = "other-go"
    OTHER_COMPILER = "other-compiler"
    LOST_FOLDER = "lost-folder"
    LOST_FUNCTION = "lost-function"
    LOST_ALIAS = "lost-alias"
    LOST_VARIABLE = "lost-variable"
    NEW_VARIABLE = "new-variable"
    CHANGED_VARIABLE = "changed-variable"
    CHANGED_SETTING = "changed-setting"
    NEW_ERROR = "new-error"
    OTHER_SHELL = "other-shell"
    NO_START = "no-start"
    SLOWER = "slower"


class Harm(msgspec.Struct, frozen=True):
    """A difference that no repair is for: of *name*, *before* and *after*, in shells of *kinds*."""

    kind: HarmKind
    kinds: tuple[ShellKind, ...]
    name: str = ""
    before: str = ""
    after: str = ""


class Missed(msgspec.Struct, frozen=True):
    """A *purpose* that shells of *kinds* do not show: what is so there instead (*now*), and which line of which file
    makes it so, if that can be told (*source*, *line* from 1)."""

    predicate: Predicate
    kinds: tuple[ShellKind, ...]
    now: str = ""
    source: str = ""
    line: int | None = None


class GoOf(msgspec.Struct, frozen=True):
    """Which Go shells of *kinds* run (``1.25.5``; empty: none), *before* and *after*."""

    kinds: tuple[ShellKind, ...]
    before: str
    after: str


class Rehearsal(msgspec.Struct, frozen=True, tag="rehearsed"):
    """What a rehearsal showed. *kinds* are the shells that could be asked, *unasked* those that could not; with
    *stands_in*, a Go that is still to be downloaded was played by a small script."""

    kinds: tuple[ShellKind, ...]
    go: tuple[GoOf, ...] = ()
    harms: tuple[Harm, ...] = ()
    missed: tuple[Missed, ...] = ()
    unasked: tuple[ShellKind, ...] = ()
    stands_in: bool = False

    @property
    def keeps_path(self) -> bool:
        """Whether no shell loses a folder of PATH."""
        return not any(harm.kind is HarmKind.LOST_FOLDER for harm in self.harms)

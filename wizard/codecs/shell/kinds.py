"""Which start files each kind of shell reads, in order: one table (bash(1) INVOCATION, zshall(1) STARTUP/SHUTDOWN
FILES, fish(1) INITIALIZATION FILES, dash(1) Invocation)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec


class Kind(StrEnum):
    """The kinds of shell that a developer has."""

    TERMINAL = "terminal"
    """``$SHELL -l -i``: Windows Terminal, ``wsl``."""
    INNER = "inner"
    """``$SHELL -i``: tmux, an editor's terminal."""
    EDITOR = "editor"
    """``$SHELL -l -c``: what an editor's server asks for its environment."""
    SCRIPT = "script"
    """``sh -c``: a script, a Makefile."""
    EXEC = "exec"
    """``wsl -e``: no shell at all."""

    @property
    def is_login(self) -> bool:
        return self in (Kind.TERMINAL, Kind.EDITOR)

    @property
    def is_interactive(self) -> bool:
        return self in (Kind.TERMINAL, Kind.INNER)


class Aside(StrEnum):
    """More ways in which a shell starts, without a login shell before it. They have what the session brings, and what
    their own start files add."""

    BARE = "bare"
    """``$SHELL -i`` of a session's own: ``wsl -e zsh -i``, a container's."""
    COMMAND = "command"
    """``$SHELL -c``: ``wsl COMMAND``."""
    REMOTE = "remote"
    """``$SHELL -c`` of sshd: ``ssh HOST COMMAND``, for which bash reads what an interactive one reads."""

    @property
    def is_login(self) -> bool:
        return False

    @property
    def is_interactive(self) -> bool:
        return self is Aside.BARE


class When(StrEnum):
    """Which kinds read a file."""

    ALWAYS = "always"
    LOGIN = "login"
    INTERACTIVE = "interactive"
    INNER = "interactive and not login"
    COMMAND = "not interactive"


class ReadStep(msgspec.Struct, frozen=True):
    """The first of *paths* that exists is read *when*. ``$ZDOTDIR`` and ``$CONFIG`` stand for folders that the shell
    takes from its variables, ``$ENV`` and ``$BASH_ENV`` name a file themselves; ``$SNIPPETS`` are all files in fish's
    folders of snippets (GO §13.1)."""

    when: When
    paths: tuple[str, ...]


_BASH: Final = (
    ReadStep(When.LOGIN, ("/etc/profile",)),
    ReadStep(When.LOGIN, ("~/.bash_profile", "~/.bash_login", "~/.profile")),
    ReadStep(When.INNER, ("/etc/bash.bashrc",)),
    ReadStep(When.INNER, ("~/.bashrc",)),
    ReadStep(When.COMMAND, ("$BASH_ENV",)),
)
_SH: Final = (
    ReadStep(When.LOGIN, ("/etc/profile",)),
    ReadStep(When.LOGIN, ("~/.profile",)),
    ReadStep(When.INTERACTIVE, ("$ENV",)),
)
_ZSH: Final = tuple(
    step
    for when, name in (
        (When.ALWAYS, "zshenv"),
        (When.LOGIN, "zprofile"),
        (When.INTERACTIVE, "zshrc"),
        (When.LOGIN, "zlogin"),
    )
    for step in (ReadStep(when, (f"/etc/zsh/{name}", f"/etc/{name}")), ReadStep(when, (f"$ZDOTDIR/.{name}",)))
)
_FISH: Final = (
    ReadStep(When.ALWAYS, ("$SNIPPETS",)),
    ReadStep(When.ALWAYS, ("/etc/fish/config.fish",)),
    ReadStep(When.ALWAYS, ("$CONFIG/config.fish",)),
)
TABLE: Final = {"bash": _BASH, "sh": _SH, "zsh": _ZSH, "fish": _FISH}
"""By dialect, see `dialect`."""


def dialect(shell: str) -> str:
    """The language of a shell by its path: ``bash``, ``zsh``, ``fish``, or ``sh`` for all that know POSIX only."""
    name = shell.rpartition("/")[2]
    return name if name in TABLE else "sh"


def steps(shell: str, kind: Kind | Aside) -> tuple[ReadStep, ...]:
    """What *shell* (a path) reads when it is started as *kind*; nothing for a script and for no shell."""
    if kind in (Kind.SCRIPT, Kind.EXEC):
        return ()
    wanted = {When.ALWAYS}
    wanted |= {When.LOGIN} if kind.is_login else set()
    wanted |= {When.INTERACTIVE} if kind.is_interactive else {When.COMMAND}
    is_inner = kind in (Kind.INNER, Aside.BARE) or (kind is Aside.REMOTE and dialect(shell) == "bash")
    wanted |= {When.INNER} if is_inner else set()
    return tuple(step for step in TABLE[dialect(shell)] if step.when in wanted)

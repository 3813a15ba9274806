"""A shell at one place of one file: what it holds, and what it asks of the machine."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from wizard.codecs.shell.follow.disk import KnownFiles, Seen
from wizard.codecs.shell.follow.flow import FlowFrame, Notes, ShellOwner, Unclear
from wizard.codecs.shell.follow.state import BEFORE, Place, ShellState, ShellVariable
from wizard.codecs.shell.values import UNKNOWN


class Shell:
    """One shell. *state* is what it holds now; *status* whether the last command went well, None if unknown; *doubt*
    the place since which a word that was just expanded is in doubt."""

    is_fish = False

    def __init__(self, account: ShellOwner, disk: KnownFiles) -> None:
        self.account = account
        self.disk = disk
        self.state = ShellState()
        self.notes = Notes()
        self.status: bool | None = True
        self.doubt: Place | None = None
        self.output: list[str] | None = None
        self.printed_status: bool | None = True
        """How the last command substitution ended."""
        self.output_doubt: Place | None = None
        """The place since which something printed is in doubt."""
        self.frames = [FlowFrame()]
        self.alias_places: dict[str, Place] = {}
        """Where an alias was made: the rest of that line was read already, and does not know it."""
        self.file = ""
        self.text = ""
        self.starts: Sequence[int] = (0,)
        self.fixed: Place | None = None
        self.offset = 0
        self.depth = 0
        self.is_sourced = False
        """The file is read because another one says so."""
        self.is_aborted = False
        """A command failed in a way that ends the file."""

    @property
    def place(self) -> Place:
        if self.fixed is not None:
            return self.fixed
        return Place(self.file, bisect.bisect_right(self.starts, self.offset))

    @property
    def frame(self) -> FlowFrame:
        return self.frames[-1]

    def read(self, name: str) -> ShellVariable:
        """The variable, noting that it was read, and the doubt about it."""
        variable = self.state.get(name)
        self.notes.reads[name, self.place] = None
        if variable.doubt is not None:
            self.doubt = self.doubt or (self.place if variable.doubt == BEFORE else variable.doubt)
        return variable

    def forget_doubt(self) -> None:
        """Other words are expanded now."""
        self.doubt = None

    def leave_out(self, text: str, *, doubts: bool = True, only_in_terminal: bool = False) -> None:
        """A command that cannot be followed: anything may be set by it (see `Unclear`)."""
        place = self.place
        self.notes.unclear[Unclear(place.file, place.line, text, only_in_terminal)] = None
        if doubts:
            self.state.doubt_all(place)
        self.status = None

    def look(self, path: str, *, whole: bool = False) -> Seen | None:
        """What is at *path*; None if that is not known (yet)."""
        if UNKNOWN in path or not path.startswith("/"):
            return None
        seen = self.disk.at(path)
        if seen is None or (whole and seen.kind == "file" and seen.data is None):
            self.notes.wanted[path] = whole or self.notes.wanted.get(path, False)
            return None if seen is None or whole else seen
        return seen

    def glob(self, pattern: str) -> tuple[str, ...] | None:
        """The paths that match; None if that is not known (yet)."""
        if UNKNOWN in pattern or not pattern.startswith("/"):
            return None
        found = self.disk.glob(pattern)
        if found is None:
            self.notes.patterns[pattern] = None
        return found

    def show(self, text: str) -> None:
        """A command prints *text*."""
        if self.output is not None:
            self.output.append(text)
            self.output_doubt = self.output_doubt or self.doubt

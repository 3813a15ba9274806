"""What start files may set in a way that cannot be told: the sentence for it, and the lines it stands on."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from wizard.codecs.shell.follow.flow import Unclear
from wizard.codecs.shell.kinds import Kind
from wizard.facts.shells.followed import FollowedShells
from wizard.facts.shells.go_paths import PEOPLE, place
from wizard.model.facts import Unknown
from wizard.model.text import Text, join, say


def unfollowed(names: Iterable[str], line: str) -> Text:
    """The one sentence for what no reader of start files can tell."""
    return say("{names} could not be followed at {line}.", names=join(names), line=line)


def unclear_lines(shells: FollowedShells, names: Iterable[str]) -> tuple[Unclear, ...]:
    """What keeps *names* from being told in some kind of shell that a person has, each line once."""
    return tuple({each: None for kind in PEOPLE for name in names for each in _unclear(shells, kind, name)})


def _unclear(shells: FollowedShells, kind: Kind, name: str) -> tuple[Unclear, ...]:
    """A file whose folder is not known is in doubt for an earlier line."""
    found = tuple(each for each in shells.unclear(kind, name) if each.file)
    if any(each.file.startswith("$") for each in found):
        first = shells.kinds[kind].unclear[0]
        return (msgspec.structs.replace(first, file=shells.shown(first.file)),)
    return found


def gap(shells: FollowedShells, name: str) -> Unknown | None:
    """Why it is not known what *name* is; None if it is."""
    lines = unclear_lines(shells, (name,))
    return Unknown(unfollowed((name,), place(lines[0]))) if lines else None

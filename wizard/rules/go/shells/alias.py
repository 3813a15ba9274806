"""An alias or a function called go: a terminal runs that, and nothing else does (RULES 31)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs.lines import text_of
from wizard.codecs.shell import start_file
from wizard.codecs.shell.kinds import Kind
from wizard.codecs.shell.nodes import GuardKind, Statement
from wizard.facts.shell import StartFile
from wizard.facts.shells.followed import SHELLS, FollowedShells
from wizard.facts.shells.start_files import START_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.declare import advice, ok, rule, unknown

_GO: Final = "go"
_TERMINALS: Final = (Kind.TERMINAL, Kind.INNER)
_VALUE: Final = lazy_pattern(r"""go=(["']?)(.*)\1""")
_SAME: Final = lazy_pattern(r"(?:(?:[A-Za-z_]\w*=\S*|command|nice|time)\s+)*go(?:\s.*)?")
"""The same program, with other variables or arguments."""


@rule(
    "go-install-alias",
    area="go-install",
    title=say("The word go starts the Go in PATH"),
    needs=(START_FILES, SHELLS),
    sources=("RULES 31",),
)
def alias(see: Snapshot, want: Wanted) -> Finding:
    files = [file for file in see[START_FILES].files if _is_read(file, see[SHELLS])]
    found = [seen for file in files for seen in _found(file)]
    if found:
        return advice(
            say("{path} gives the word go another meaning in terminals.", path=found[0].source),
            *found,
            why=say(
                "Terminals run that. Editors, scripts and make run the go in PATH, which may be another version."
            ),
            do=say("Remove the line. To see what a terminal runs: {command}", command="type -a go"),
        )
    gap = see[START_FILES].gap
    return ok(say("No alias and no function is called go.")) if gap is None else unknown(gap.why)


def _is_read(file: StartFile, shells: FollowedShells) -> bool:
    """Whether a terminal reads it."""
    return any(file.path == shells.shown(path) for kind in _TERMINALS for path in shells.kinds[kind].files)


def _found(file: StartFile) -> Iterator[Evidence]:
    text = text_of(file.meant)
    lines = text.split("\n")
    numbers = (
        text.count("\n", 0, each.start) + 1
        for each in start_file.grammar_of(file.path).statements(text)
        if _gives_meaning(each)
    )
    yield from (Evidence(file.path, lines[number - 1].strip(), number) for number in dict.fromkeys(numbers))


def _gives_meaning(each: Statement) -> bool:
    """Whether the statement makes an alias of go, or is the first of a function of that name."""
    if each.words[:1] == ("alias",):
        return any(_is_other(each.words, place) for place in range(1, len(each.words)))
    return any(guard.kind is GuardKind.FUNCTION and guard.text == _GO for guard in each.guards)


def _is_other(words: tuple[str, ...], place: int) -> bool:
    word = words[place]
    if word == _GO and len(words) > place + 1:  # fish: alias go COMMAND
        return not _SAME.fullmatch(" ".join(words[place + 1 :]).strip("\"'"))
    value = _VALUE.fullmatch(word)
    return value is not None and not _SAME.fullmatch(value[2])

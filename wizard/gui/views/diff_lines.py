"""A file's difference as rows of a table: one under the other, or side by side. Whitespace that matters shows."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, zip_longest

import msgspec

from wizard.app.words import command_lines
from wizard.model.diffs import DiffLine, DiffView, FileDiff, Hunk
from wizard.model.text import Text, plain, say, say_n

CharSpan = tuple[int, int]
TAB = 4


class Cell(msgspec.Struct, frozen=True):
    """One side of a row. *spans* are (start, stop) in *text* that changed; *end* is a line end worth a word."""

    mark: str
    number: int | None
    text: str
    spans: tuple[CharSpan, ...] = ()
    end: str = ""


class RowKind(enum.Enum):
    """What a row shows: lines left out, a fact that is no line (both in words only), a line that stays, or one that
    changes."""

    GAP = "gap"
    FACT = "fact"
    SAME = "same"
    CHANGE = "change"


class DiffRow(msgspec.Struct, frozen=True):
    """*left* and *right* are the
    old and the new side; in a table with one column only one of them is there. *says* is the row for a
    screen reader, *wants* who wants it."""

    kind: RowKind
    says: Text
    left: Cell | None = None
    right: Cell | None = None
    wants: Text | None = None


def rows(file: FileDiff, titles: Mapping[str, Text], *, beside: bool) -> tuple[DiffRow, ...]:
    """The rows of *file*; *titles* name the rules that want a line."""
    made: list[DiffRow] = [DiffRow(RowKind.FACT, fact) for fact in file.facts]
    last = 0
    for hunk in file.hunks:
        first = next((line.old for line in hunk.lines if line.old is not None), None)
        if first is not None and first > last + 1:
            made.append(DiffRow(RowKind.GAP, _gap(first - last - 1)))
        made += _beside(hunk, titles) if beside else _under(hunk, titles)
        last = max((line.old for line in hunk.lines if line.old is not None), default=last)
    return tuple(made)


def command_rows(diff: DiffView) -> tuple[DiffRow, ...]:
    """The rows of all commands of *diff*, in the order in which they run, an empty one between two."""
    made: list[DiffRow] = []
    for command in diff.commands:
        made += [DiffRow(RowKind.FACT, plain(""))] if made else []
        made += [DiffRow(RowKind.FACT, line) for line in command_lines(command)]
    return tuple(made)


def changes(rows: Sequence[DiffRow]) -> tuple[int, ...]:
    """The first row of every run of changes, for going from one to the next."""
    return tuple(
        number
        for number, row in enumerate(rows)
        if row.kind is RowKind.CHANGE and (number == 0 or rows[number - 1].kind is not RowKind.CHANGE)
    )


def as_text(rows: Iterable[DiffRow], say: Callable[[Text], str]) -> str:
    """Rows as a patch would write them, for the clipboard."""
    lines: list[str] = []
    for row in rows:
        if row.left is None and row.right is None:
            lines.append(say(row.says))
        if row.left is not None:
            lines.append(f"{row.left.mark}{row.left.text}")
        if row.right is not None and (row.left is None or row.kind is RowKind.CHANGE):
            lines.append(f"{row.right.mark}{row.right.text}")
    return "\n".join(lines)


def _gap(count: int) -> Text:
    return say_n("{count} unchanged line", "{count} unchanged lines", count=count)


def _under(hunk: Hunk, titles: Mapping[str, Text]) -> list[DiffRow]:
    made: list[DiffRow] = []
    for line in hunk.lines:
        cell = _cell(line)
        if line.mark == " ":
            made.append(
                DiffRow(RowKind.SAME, _says(line), cell, msgspec.structs.replace(cell, number=line.new))
            )
        elif line.mark == "-":
            made.append(DiffRow(RowKind.CHANGE, _says(line), cell, None, _wants(line, titles)))
        else:
            made.append(DiffRow(RowKind.CHANGE, _says(line), None, cell, _wants(line, titles)))
    return made


def _beside(hunk: Hunk, titles: Mapping[str, Text]) -> list[DiffRow]:
    made: list[DiffRow] = []
    for same, group in groupby(hunk.lines, key=lambda line: line.mark == " "):
        lines = tuple(group)
        if same:
            made += _under(Hunk(lines), titles)
            continue
        old = [line for line in lines if line.mark == "-"]
        new = [line for line in lines if line.mark == "+"]
        made += [_pair(before, after, titles) for before, after in zip_longest(old, new)]
    return made


def _pair(before: DiffLine | None, after: DiffLine | None, titles: Mapping[str, Text]) -> DiffRow:
    both = [line for line in (before, after) if line is not None]
    says = [_says(line) for line in both]
    joined = says[0] if len(says) == 1 else say("{old}, {new}", old=says[0], new=says[1])
    wants = next((text for text in (_wants(line, titles) for line in reversed(both)) if text), None)
    return DiffRow(
        RowKind.CHANGE,
        joined,
        _cell(before) if before is not None else None,
        _cell(after) if after is not None else None,
        wants,
    )


def _says(line: DiffLine) -> Text:
    match line.mark:
        case "-":
            return say("line {number} removed: {text}", number=line.old or 0, text=line.text)
        case "+":
            return say("line {number} added: {text}", number=line.new or 0, text=line.text)
        case _:
            return say("line {number}: {text}", number=line.new or 0, text=line.text)


def _wants(line: DiffLine, titles: Mapping[str, Text]) -> Text | None:
    names = [titles.get(rule) or plain(rule) for rule in line.rules]
    if not names:
        return None
    joined = names[0]
    for name in names[1:]:
        joined = say("{old}, {new}", old=joined, new=name)
    return say("Required by: {rules}", rules=joined)


def _cell(line: DiffLine) -> Cell:
    text, spans = shown(line.text, line.changed, bare=line.mark == " ")
    number = line.old if line.mark != "+" else line.new
    return Cell(line.mark, number, text, spans, line.end)


def shown(text: str, spans: Sequence[CharSpan], *, bare: bool) -> tuple[str, tuple[CharSpan, ...]]:
    """*text* with tabs as four cells, and, unless *bare*, with an arrow for a tab and dots for spaces at the
    end of the line; *spans* moved along."""
    body = len(text.rstrip(" \t"))
    pieces: list[str] = []
    places = [0]
    for at, char in enumerate(text):
        if char == "\t":
            piece = " " * TAB if bare else "→" + " " * (TAB - 1)
        else:
            piece = "·" if char == " " and at >= body and not bare else char
        pieces.append(piece)
        places.append(places[-1] + len(piece))
    return "".join(pieces), tuple((places[start], places[stop]) for start, stop in spans)

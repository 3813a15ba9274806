"""From edits to bytes: every edit goes through the codec of the file it edits, in one canonical order.

The order does not depend on the order of the rules: encoding, then edits of numbered lines from the last line up
(so that numbers stay true), then named ones by claim. So rules commute (law: commutes or clashes).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import assert_never

from wizard.codecs import encoding, fstab, wslconf
from wizard.codecs.go import goenv
from wizard.codecs.lines import Unwritable, raws, split, words_of
from wizard.codecs.shell import start_file
from wizard.codecs.wslconf.repaired import repaired, repaired_at
from wizard.model.edits.files import (
    DropEntry,
    DropLine,
    Edit,
    Reencode,
    RemoveKey,
    RepairLine,
    RepairRest,
    ReplaceLine,
    SetEntry,
    SetKey,
    SetMount,
    SetText,
    SetVariable,
    UnsetVariable,
    Wish,
)
from wizard.model.text import Text, say


class Unfoldable(Exception):
    """An edit that its file does not take. *why* is a sentence for people."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.render())
        self.why = why


def in_order(wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """*wishes* of one file in the canonical order."""
    return tuple(sorted(wishes, key=_rank))


def _rank(wish: Wish) -> tuple[int, int, str]:
    match wish.edit:
        case Reencode():
            return (0, 0, "")
        case RepairLine() | DropLine() | ReplaceLine():
            return (1, -wish.edit.line, wish.edit.claim)
        case RepairRest():
            return (1, 0, wish.edit.claim)
        case _:
            return (2, 0, wish.edit.claim)


def apply(edit: Edit, data: bytes) -> bytes:
    """*data* with *edit* made. Raises `Unfoldable`."""
    try:
        return _apply(edit, data)
    except Unwritable as error:
        raise Unfoldable(error.reason) from error
    except wslconf.Unreachable as error:
        raise Unfoldable(
            say("WSL stops reading at line {line}, so that line must be repaired too.", line=error.line)
        ) from error


def _apply(edit: Edit, data: bytes) -> bytes:
    match edit:
        case SetKey() | RemoveKey() | RepairLine() | RepairRest():
            return _wsl(edit, data)
        case Reencode():
            return _reencode(data)
        case DropLine() | ReplaceLine():
            return _line(edit, data)
        case SetMount():
            return fstab.put(data, edit.mountpoint, edit.source, edit.fstype, edit.options)
        case SetEntry():
            return start_file.set_entry(data, edit.name, edit.text)
        case DropEntry():
            return start_file.drop_entry(data, edit.name)
        case SetVariable():
            return goenv.put(data, edit.key, edit.value)
        case UnsetVariable():
            return goenv.unset(data, edit.key)
        case SetText():
            return _text(edit, data)
        case _:
            raise Unfoldable(say("This is not a text file."))


def _wsl(edit: SetKey | RemoveKey | RepairLine | RepairRest, data: bytes) -> bytes:
    dialect = wslconf.Dialect.WSLCONFIG if edit.path.endswith(".wslconfig") else wslconf.Dialect.WSL_CONF
    document = wslconf.parse(data, dialect)
    match edit:
        case SetKey():
            return wslconf.put(document, edit.section, edit.key, edit.value).data
        case RemoveKey():
            return wslconf.remove(document, edit.section, edit.key).data
        case RepairLine():
            return repaired_at(document, edit.line, edit.kind).data
        case RepairRest():
            return repaired(document).data
        case _ as never:
            assert_never(never)


def _text(edit: SetText, data: bytes) -> bytes:
    text = edit.text.encode()
    if data not in (b"", text):
        raise Unfoldable(say("{path} exists and contains something else.", path=edit.path))
    return text


def _reencode(data: bytes) -> bytes:
    text = encoding.plain(data)
    if text is None:
        raise Unfoldable(say("The file starts like UTF-16 but contains something else."))
    return text


def _line(edit: DropLine | ReplaceLine, data: bytes) -> bytes:
    lines = raws(data)
    (meant,) = split(lines[edit.line - 1]) if edit.line <= len(lines) else (None,)
    if meant is None or words_of(meant.content) != edit.text:
        raise Unfoldable(say("Line {line} has changed since the check.", line=edit.line))
    lines[edit.line - 1] = b"" if isinstance(edit, DropLine) else edit.becomes.encode() + meant.end
    return b"".join(lines)


class Attribution:
    """Which rules want which line of a folded file gone (by old number) or there (by new number)."""

    def __init__(self, removed: dict[int, tuple[str, ...]], added: dict[int, tuple[str, ...]]) -> None:
        self.removed = removed
        self.added = added


Steps = tuple[tuple[bytes, tuple[str, ...]], ...]
"""What a file is after each of some edits, and the rules that want that edit."""


def fold(data: bytes, wishes: Iterable[Wish]) -> Steps:
    """What *data* is after each of *wishes*, in canonical order. Raises `Unfoldable`."""
    steps: list[tuple[bytes, tuple[str, ...]]] = []
    for wish in in_order(wishes):
        data = apply(wish.edit, data)
        steps.append((data, wish.rules))
    return tuple(steps)


def folded(data: bytes, steps: Steps) -> bytes:
    """What *data* is after all of *steps*."""
    return steps[-1][0] if steps else data


def attribute(data: bytes, steps: Iterable[tuple[bytes, tuple[str, ...]]]) -> Attribution:
    """Which lines each of *steps*, the first of them from *data*, takes away and brings."""
    removed: dict[int, tuple[str, ...]] = {}
    rows: list[tuple[bytes, int | None, tuple[str, ...]]] = [
        (line, number, ()) for number, line in enumerate(raws(data), 1)
    ]
    for then, rules in steps:
        rows = _step(rows, [row[0] for row in rows], raws(then), rules, removed)
    added = {number: row[2] for number, row in enumerate(rows, 1) if row[2]}
    return Attribution(removed, added)


def _step(
    rows: list[tuple[bytes, int | None, tuple[str, ...]]],
    before: list[bytes],
    after: list[bytes],
    rules: tuple[str, ...],
    removed: dict[int, tuple[str, ...]],
) -> list[tuple[bytes, int | None, tuple[str, ...]]]:
    head, tail = common_ends(before, after)
    middle: list[tuple[bytes, int | None, tuple[str, ...]]] = []
    matcher = difflib.SequenceMatcher(
        None, before[head : len(before) - tail], after[head : len(after) - tail], autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        old, new = rows[head + i1 : head + i2], after[head + j1 : head + j2]
        if tag == "equal":
            middle += old
            continue
        earlier = tuple(rule for row in old for rule in row[2])
        wanting = tuple(dict.fromkeys((*earlier, *rules)))
        removed.update({row[1]: wanting for row in old if row[1] is not None})
        middle += [(line, None, wanting) for line in new]
    return [*rows[:head], *middle, *rows[len(rows) - tail :]]


def common_ends(a: Sequence[bytes], b: Sequence[bytes]) -> tuple[int, int]:
    """How many lines *a* and *b* share at the head and, beyond these, at the tail."""
    most = min(len(a), len(b))
    head = next((i for i in range(most) if a[i] != b[i]), most)
    tail = next((i for i in range(most - head) if a[-1 - i] != b[-1 - i]), most - head)
    return head, tail

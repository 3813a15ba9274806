"""Three-way merge: takes what led from *before* to *after* out of *now*, and leaves what somebody did to *after* since.

Unlike diff3, which calls all changes that touch each other a conflict, a line that stands right beside ours is no
conflict: most programs write theirs at the end of a file, right below the wizard's. Whatever cannot be told apart is
left as it is *now*, and named; nothing is guessed.
"""

from __future__ import annotations

import bisect
import difflib
import enum
import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final

import msgspec

from wizard.codecs.lines import prevailing_end, raws, split
from wizard.engine.fold import common_ends

_BLANK: Final = b" \t\r\n"


class ConflictCause(enum.Enum):
    """Why lines are not taken back."""

    EDITED = "edited"
    """Ours were changed, or some of them deleted, or others put between them."""
    MOVED = "moved"
    """Ours are elsewhere now, and not as they were."""
    COPIED = "copied"
    """Ours are there more often than they were written."""
    AROUND = "around"
    """What was removed has no place any more: the lines around it were edited."""
    ALIKE = "alike"
    """Ours and others are so much alike that to take ours out twice would take out others."""


class Conflict(msgspec.Struct, frozen=True):
    """Lines *first* to *last* of *now*, by number from 1, which stay as they are. No line if *last* is *first* - 1:
    then it is the place before *first*. *ours* is what stood there after the setup, *old* what stood there before."""

    cause: ConflictCause
    first: int
    last: int
    ours: tuple[bytes, ...]
    old: tuple[bytes, ...]


class Merged(msgspec.Struct, frozen=True):
    """*content* is *now* without what was ours, but for the *conflicts*."""

    content: bytes
    conflicts: tuple[Conflict, ...]


class RowSplice(msgspec.Struct, frozen=True):
    """Rows *start* to *stop* of *now* become rows *old_start* to *old_stop* of *before*; from 0, ends excluded."""

    start: int
    stop: int
    old_start: int
    old_stop: int


def merge(before: bytes, after: bytes, now: bytes) -> Merged:
    """*now* with the lines that led from *before* to *after* taken back. All other lines stay, byte for byte; only a
    line that was the last one without an end, and is not the last any more, gets one. Merged once more, the content
    stays: where lines are so much alike that it would not, all of the file is a conflict."""
    end = prevailing_end((*split(after), *split(now)))
    known = {row for data in (before, after, now) for row in raws(data)}
    old, ours, rows = (_rows(data, end, known) for data in (before, after, now))
    splices, conflicts = splices_of(old, ours, rows)
    made = spliced(splices, old, rows)
    if splices_of(old, ours, made)[0]:
        return Merged(now, (Conflict(ConflictCause.ALIKE, 1, len(rows), tuple(ours), tuple(old)),))
    if made:
        was_last = bool(old) and made[-1] == old[-1]
        is_last = not splices or splices[-1].stop < len(rows)
        if is_last and not (was_last and raws(now)[-1:] == raws(after)[-1:]):
            made[-1] = raws(now)[-1]
        elif was_last:
            made[-1] = raws(before)[-1]
    return Merged(b"".join(made), conflicts)


def _rows(data: bytes, end: bytes, known: Collection[bytes]) -> list[bytes]:
    """The lines of *data*, the last one ended too, as it is elsewhere (*known*), or as most are (*end*): a missing end
    makes it no other line."""
    rows = raws(data)
    if rows and not rows[-1].endswith(b"\n"):
        ways = (rows[-1] + each for each in (end, b"\n", b"\r\n"))
        rows[-1] = next((row for row in ways if row in known), rows[-1] + end)
    return rows


def spliced(splices: Sequence[RowSplice], before: Sequence[bytes], now: Sequence[bytes]) -> list[bytes]:
    """*now* with *splices* made."""
    made: list[bytes] = []
    place = 0
    for splice in splices:
        made += [*now[place : splice.start], *before[splice.old_start : splice.old_stop]]
        place = splice.stop
    return [*made, *now[place:]]


def splices_of(
    before: Sequence[bytes], after: Sequence[bytes], now: Sequence[bytes]
) -> tuple[tuple[RowSplice, ...], tuple[Conflict, ...]]:
    """What has to be done to *now*, in order, and what is left: of lines, or of the items of a list."""
    splices: list[RowSplice] = []
    conflicts: list[Conflict] = []
    places = _places(after, now)
    for span in _hunks(after, before):
        made = _SetupRows(before, after, now, places, span).fate()
        if isinstance(made, RowSplice):
            splices.append(made)
        elif made is not None:
            conflicts.append(made)
    return tuple(sorted(splices, key=lambda splice: splice.start)), tuple(conflicts)


def _hunks(a: Sequence[bytes], b: Sequence[bytes]) -> Iterator[tuple[int, int, int, int]]:
    """Where *a* and *b* differ: which rows of the one stand where which of the other do."""
    i = j = 0
    for k, place in enumerate((*_places(a, b), len(b))):
        if place is None:
            continue
        if (k, place) != (i, j):
            yield i, k, j, place
        i, j = k + 1, place + 1


def _places(a: Sequence[bytes], b: Sequence[bytes]) -> list[int | None]:
    """Where each row of *a* is in *b*; None if it is gone. Rows that each has once hold the others in place (patience
    diff): blank rows and such are alike everywhere, and cost a plain matcher minutes."""
    places: list[int | None] = [None] * len(a)
    ends = ((-1, -1), *_anchors(a, b), (len(a), len(b)))
    for (i, j), (k, stop) in itertools.pairwise(ends):
        for size, x, y in _runs(a[i + 1 : k], b[j + 1 : stop]):
            places[i + 1 + x : i + 1 + x + size] = range(j + 1 + y, j + 1 + y + size)
        if k < len(a):
            places[k] = stop
    return places


def _anchors(a: Sequence[bytes], b: Sequence[bytes]) -> list[tuple[int, int]]:
    """The longest chain of rows that are in each once, and in one order: their places."""
    times_a, times_b, place = Counter(a), Counter(b), {row: j for j, row in enumerate(b)}
    pairs = [(i, place[row]) for i, row in enumerate(a) if times_a[row] == times_b[row] == 1]
    tops: list[int] = []
    chains: list[tuple[tuple[int, int], int]] = []
    ends: list[int] = []
    for pair in pairs:
        size = bisect.bisect_left(tops, pair[1])
        chains.append((pair, ends[size - 1] if size else -1))
        tops[size : size + 1], ends[size : size + 1] = [pair[1]], [len(chains) - 1]
    found: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        pair, at = chains[at]
        found.append(pair)
    return found[::-1]


def _runs(a: Sequence[bytes], b: Sequence[bytes]) -> Iterator[tuple[int, int, int]]:
    """Runs of rows that *a* and *b* share: how many, and where each has them."""
    if not a or not b:
        return
    head, tail = common_ends(a, b)
    yield head, 0, 0
    yield tail, len(a) - tail, len(b) - tail
    if head + tail in (len(a), len(b)):
        return
    matcher = difflib.SequenceMatcher(None, a[head : len(a) - tail], b[head : len(b) - tail], autojunk=False)
    for x, y, size in matcher.get_matching_blocks():
        yield size, head + x, head + y


class _SetupRows:
    """Rows *ours* of *after*, which the setup wrote where there was *old* in *before*."""

    def __init__(
        self,
        before: Sequence[bytes],
        after: Sequence[bytes],
        now: Sequence[bytes],
        places: Sequence[int | None],
        span: tuple[int, int, int, int],
    ) -> None:
        self._after, self._now, self._places = after, now, places
        self._start, self._stop, self._old_start, self._old_stop = span
        self._ours = after[self._start : self._stop]
        self._old = before[self._old_start : self._old_stop]
        above = [place for place in places[: self._start] if place is not None]
        below = (place for place in places[self._stop :] if place is not None)
        self._low = above[-1] + 1 if above else 0
        self._high = next(below, len(now))

    def fate(self) -> RowSplice | Conflict | None:
        """What becomes of it; None if it is as before already."""
        if not self._ours:
            return self._put_back()
        for ours in (range(self._start, self._stop), self._core()):
            found = [self._places[i] for i in ours]
            if found and found[0] is not None and found == [*range(found[0], found[0] + len(found))]:
                return self._taken_out(found[0], found[0] + len(found))
        return self._elsewhere() or self._damaged()

    def _core(self) -> range:
        """Ours without the blank rows at their ends, which people and editors add and remove."""
        if self._old:
            return range(0)
        full = [i for i in range(self._start, self._stop) if self._after[i].strip(_BLANK)]
        return range(full[0], full[-1] + 1) if full else range(0)

    def _taken_out(self, start: int, stop: int) -> RowSplice | Conflict:
        ours = self._now[start:stop]
        if _count(self._now, ours) > _count(self._after, ours):
            return self._conflict(ConflictCause.COPIED, start, stop)
        return RowSplice(start, stop, self._old_start, self._old_stop)

    def _put_back(self) -> RowSplice | Conflict | None:
        """What was only removed has its place where the rows around it are neighbours still; at either end of a file
        it is next to the row that was its neighbour."""
        if self._is_as_before():
            return None
        above, below = (
            self._places[max(self._start - 1, 0) : self._start],
            self._places[self._stop : self._stop + 1],
        )
        is_between = bool(above) and bool(below)
        if None in (*above, *below) or not (self._low == self._high or (self._after and not is_between)):
            return self._conflict(ConflictCause.AROUND, self._low, self._high)
        place = self._low if above else self._high
        return RowSplice(place, place, self._old_start, self._old_stop)

    def _elsewhere(self) -> RowSplice | None:
        """What was only added is known wherever it was moved to as a whole."""
        core = [self._after[i] for i in self._core()]
        if not core or (_count(self._after, core), _count(self._now, core)) != (1, 1):
            return None
        start = next(i for i in range(len(self._now)) if list(self._now[i : i + len(core)]) == core)
        rows = range(start, start + len(core))
        taken = any(place in rows for place in self._places if place is not None)
        return None if taken else RowSplice(start, rows.stop, self._old_start, self._old_stop)

    def _damaged(self) -> Conflict | None:
        own = {row for row in self._ours if row not in self._old}
        own = {row for row in own if row.strip(_BLANK)} or own
        if own.intersection(self._now[self._low : self._high]):
            return self._conflict(ConflictCause.EDITED, self._low, self._high)
        if self._old and not self._is_as_before():
            return self._conflict(ConflictCause.EDITED, self._low, self._high)
        known = {place for place in self._places if place is not None}
        moved = [i for i, row in enumerate(self._now) if row in own and i not in known]
        return self._conflict(ConflictCause.MOVED, moved[0], moved[-1] + 1) if moved else None

    def _is_as_before(self) -> bool:
        return _count(self._now[self._low : self._high], self._old) > 0

    def _conflict(self, cause: ConflictCause, start: int, stop: int) -> Conflict:
        return Conflict(cause, start + 1, stop, tuple(self._ours), tuple(self._old))


def _count(rows: Sequence[bytes], part: Sequence[bytes]) -> int:
    """How often the rows *part* follow one another in *rows*."""
    size = len(part)
    return sum(rows[i] == part[0] and list(rows[i : i + size]) == list(part) for i in range(len(rows)))

"""``/etc/fstab``, read as util-linux reads it (libmount, the library of ``mount -a``), edited by line.

Fields are parted by blanks and tabs; the first three must be there; the two numbers, if there, must be
numbers; a line that breaks this is *malformed*: mount reports and skips it, and so it is left alone here.
Whatever follows the sixth field is ignored. A comment fills its whole line.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import msgspec

from wizard.codecs.lines import Line, Unwritable, append, bytes_of, join, split, text_of
from wizard.codecs.mounts import decode, split_options, tidy
from wizard.model.text import say
from wizard.patterns import lazy_pattern

_FIELD: Final = lazy_pattern(rb"([ \t]*)([^ \t]+)")
_NUMBER: Final = lazy_pattern(rb"[+-]?[0-9]{1,9}")
_SPECIAL: Final = lazy_pattern(rb"\A#|[ \t\n\r\\]")
_DEFAULTS: Final = "defaults"


class FstabEntry(msgspec.Struct, frozen=True):
    """An active line, its number from 1, its fields decoded; no *options* if it names none."""

    line: int
    source: str
    mountpoint: str
    fstype: str
    options: tuple[str, ...]
    dump: int
    passno: int


class Fstab(msgspec.Struct, frozen=True):
    """All active lines, and the numbers of all *malformed* ones, which mount cannot use; each in order."""

    entries: tuple[FstabEntry, ...]
    malformed: tuple[int, ...]

    def at(self, mountpoint: str) -> tuple[FstabEntry, ...]:
        """The entries for *mountpoint*, however many slashes either spelling has."""
        return tuple(entry for entry in self.entries if tidy(entry.mountpoint) == tidy(mountpoint))


class _Field(msgspec.Struct, frozen=True):
    gap: bytes
    text: bytes


def parse(data: bytes) -> Fstab:
    """Read any bytes."""
    entries: list[FstabEntry] = []
    malformed: list[int] = []
    for number, line in enumerate(split(data), 1):
        fields = _fields(line.content)
        if not fields or fields[0].text.startswith(b"#"):
            continue
        entry = _entry(number, fields)
        if entry is None:
            malformed.append(number)
        else:
            entries.append(entry)
    return Fstab(tuple(entries), tuple(malformed))


def put(data: bytes, mountpoint: str, source: str, fstype: str, options: Sequence[str]) -> bytes:
    """*data* with one entry for *mountpoint*: the last there is of that type, changed in place, or a new last line.
    ``mount -a`` mounts them all, so the last one is what programs see.

    The place keeps its columns, numbers and what follows them; other entries for *mountpoint* become comments; all
    other lines stay as they are. Raises `Unwritable` for an empty field and what cannot be an option.
    """
    wanted = _encoded(source, mountpoint, fstype, options)
    entries = parse(data).at(mountpoint)
    place = in_force(entries, fstype)
    lines = _commented(split(data), {entry.line for entry in entries if entry is not place})
    if place is None:
        return join(append(lines, [b" ".join([*wanted, b"0 0"])]))
    if (place.source, place.fstype, place.options) != (source, fstype, tuple(options)):
        lines = _replaced(lines, place.line, wanted)
    return join(lines)


def in_force(entries: Sequence[FstabEntry], fstype: str) -> FstabEntry | None:
    """Which of *entries*, all for one folder, programs see of type *fstype*: the last; None if there is none."""
    return next((entry for entry in reversed(entries) if entry.fstype == fstype), None)


def drives_of(entry: FstabEntry, root: str) -> frozenset[str]:
    """The drives of Windows below *root* (``/mnt/``) that *entry* needs, as folders (``/mnt/c``): of its source, and of
    all paths in its options."""
    values = (option.partition("=")[2] for option in entry.options)
    paths = (entry.source, *(path for value in values for path in value.split(":")))
    found = (f"{tidy(path)}/" for path in paths if path.startswith(root))
    return frozenset(
        path[: len(root) + 1]
        for path in found
        if path[len(root) : len(root) + 1].isalpha() and path[len(root) + 1 : len(root) + 2] == "/"
    )


def with_options(line: str, *options: str) -> str:
    """The active *line* with *options* besides its own; its columns and what follows them stay."""
    content = bytes_of(line)
    entry = _entry(1, _fields(content))
    if entry is None:
        return line
    more = (*entry.options, *(option for option in options if option not in entry.options))
    kept = tuple(option for option in more if option != _DEFAULTS) or (_DEFAULTS,)
    return text_of(_rewritten(content, _encoded(entry.source, entry.mountpoint, entry.fstype, kept)))


def _fields(content: bytes) -> list[_Field]:
    return [_Field(gap, text) for gap, text in _FIELD.findall(content)]


def _entry(number: int, fields: list[_Field]) -> FstabEntry | None:
    numbers = [field.text for field in fields[4:6]]
    if len(fields) < 3 or not all(_NUMBER.fullmatch(text) for text in numbers):
        return None
    dump, passno = [*(int(text) for text in numbers), 0, 0][:2]
    source, mountpoint, fstype = (decode(field.text) for field in fields[:3])
    options = split_options(decode(fields[3].text)) if len(fields) > 3 else ()
    return FstabEntry(number, source, mountpoint, fstype, options, dump, passno)


def _encoded(source: str, mountpoint: str, fstype: str, options: Sequence[str]) -> list[bytes]:
    joined = ",".join(options) or _DEFAULTS
    if options and split_options(joined) != tuple(options):
        raise Unwritable(say("Not valid as mount options: {options}", options=joined))
    return [_encode(text) for text in (source, mountpoint, fstype, joined)]


def _encode(text: str) -> bytes:
    if not text or "\0" in text:
        raise Unwritable(
            say("The source, the folder and the type of a mount must be text without control characters.")
        )
    return _SPECIAL.sub(lambda match: b"\\%03o" % match[0][0], bytes_of(text))


def _commented(lines: Sequence[Line], numbers: Collection[int]) -> tuple[Line, ...]:
    return tuple(
        Line(b"# " + line.content, line.end) if number in numbers else line
        for number, line in enumerate(lines, 1)
    )


def _replaced(lines: Sequence[Line], number: int, wanted: Sequence[bytes]) -> tuple[Line, ...]:
    line = lines[number - 1]
    changed = Line(_rewritten(line.content, wanted), line.end)
    return (*lines[: number - 1], changed, *lines[number:])


def _rewritten(content: bytes, wanted: Sequence[bytes]) -> bytes:
    """*content* with its first fields as *wanted*; what stood in columns of blanks stays in columns."""
    fields = _fields(content)
    rest = content[sum(len(field.gap + field.text) for field in fields) :]
    written: list[bytes] = []
    slack = 0
    for index, field in enumerate(fields):
        text = wanted[index] if index < len(wanted) else field.text
        gap = field.gap
        if index and gap.strip(b" ") == b"" and len(gap) > 1:
            gap = b" " * max(1, len(gap) - slack)
        slack = len(text) - len(field.text)
        written += [gap, text]
    missing = [b" " + text for text in wanted[len(fields) :]]
    return b"".join([*written, *missing, rest])

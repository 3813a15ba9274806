"""What is mounted where, from ``/proc/self/mounts`` or ``/proc/self/mountinfo``, and what tmpfs options mean.

Both tables list mounts in the order in which they were made, so at one path the last one is on top. Blanks,
line ends and backslashes in a field are octal escapes, as in an fstab (man 5 proc, man 5 fstab).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from wizard.codecs.lines import split, text_of
from wizard.patterns import lazy_pattern

_ESCAPE: Final = lazy_pattern(rb"\\([0-3][0-7]{2})")
_OPTION: Final = lazy_pattern(r'(?:[^,"]|"[^"]*"?)+')
_MOUNTINFO: Final = lazy_pattern(rb"\d+ \d+ \d+:\d+ \S+ (\S+) (\S+) (?:\S+ )*?- (\S*) (\S*) (\S*)")
_SIZE: Final = lazy_pattern(r"(0x[0-9a-f]+|0[0-7]*|[1-9][0-9]*)([kmgtpe]?)(%?)", re.ASCII | re.IGNORECASE)
_LONGEST_SIZE: Final = 32
_UNITS: Final = "kmgtpe"


class Mount(msgspec.Struct, frozen=True):
    """One mount; *options* are those of the mount and of its filesystem."""

    source: str
    mountpoint: str
    fstype: str
    options: tuple[str, ...]


def parse(data: bytes) -> tuple[Mount, ...]:
    """All mounts of either table, in its order; lines of neither form are passed over."""
    found = (_mount(line.content) for line in split(data))
    return tuple(mount for mount in found if mount is not None)


def mount_at(mounts: Iterable[Mount], path: str) -> Mount | None:
    """The topmost mount right at *path*; None if *path* is no mountpoint."""
    wanted = tidy(path)
    here = [mount for mount in mounts if tidy(mount.mountpoint) == wanted]
    return here[-1] if here else None


def tmpfs_size(text: str, ram_bytes: int) -> int | None:
    """Bytes meant by ``size=`` of a tmpfs: ``50%`` of RAM, ``2g``, ``512m``, ``1048576``; 0 is no limit.

    As the kernel reads it (mm/shmem.c, memparse): units by 1024 in either case, ``0x…`` and ``0…`` are
    hexadecimal and octal, no fractions. None for what the kernel refuses. Its rounding to pages is left out.
    """
    match = _SIZE.fullmatch(text) if len(text) <= _LONGEST_SIZE else None
    if match is None:
        return None
    digits, unit, percent = match.groups()
    is_octal = digits.startswith("0") and digits.isdigit()
    number = int(digits, 8 if is_octal else 0)
    size = number << 10 * (_UNITS.index(unit.lower()) + 1) if unit else number
    return size * ram_bytes // 100 if percent else size


def tidy(path: str) -> str:
    """*path* without doubled and trailing slashes; what is no absolute path as it is."""
    return "/" + "/".join(part for part in path.split("/") if part) if path.startswith("/") else path


def decode(field: bytes) -> str:
    """A field with its octal escapes undone."""
    return text_of(_ESCAPE.sub(lambda match: bytes([int(match[1], 8)]), field))


def split_options(text: str) -> tuple[str, ...]:
    """The options between commas; a comma within double quotes belongs to the option."""
    return tuple(_OPTION.findall(text))


def _mount(line: bytes) -> Mount | None:
    info = _MOUNTINFO.fullmatch(line)
    if info is not None:
        mountpoint, own, fstype, source, super_options = (decode(field) for field in info.groups())
        options = split_options(own) + split_options(super_options)
        return Mount(source, mountpoint, fstype, tuple(dict.fromkeys(options)))
    fields = [decode(field) for field in line.split(b" ")]
    if len(fields) < 4:
        return None
    source, mountpoint, fstype, options_text = fields[:4]
    return Mount(source, mountpoint, fstype, split_options(options_text))

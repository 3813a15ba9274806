"""`/tmp`: what is mounted there, what will be at the next start, and how much memory there is."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from wizard.codecs import fstab, mounts
from wizard.codecs.lines import split, words_of
from wizard.facts.shapes import always, file_fact, unknown
from wizard.model.facts import Fact, Side, Unknown
from wizard.model.probes import (
    Answers,
    Denied,
    Figure,
    FileProbe,
    Found,
    GlobProbe,
    HostProbe,
    Matches,
    Missing,
    Special,
    Unavailable,
)
from wizard.model.wanted import Wanted

FSTAB_PATH = "/etc/fstab"
TMP = "/tmp"
DISK = "disk"


class TmpFolder(msgspec.Struct, frozen=True):
    """A directory: owner and mode."""

    uid: int
    gid: int
    mode: int


class TmpUnit(msgspec.Struct, frozen=True):
    """systemd's ``tmp.mount``: *enabled* names what pulls it in at boot; *masked* if it is switched off."""

    enabled: str | None
    masked: bool

    @property
    def mounts(self) -> bool:
        return self.enabled is not None and not self.masked


class MountLine(msgspec.Struct, frozen=True):
    """A line of an fstab: its entry, its words, and whether it can be written again."""

    entry: fstab.FstabEntry
    text: str
    is_utf8: bool = True


def _lines(data: bytes | None, entries: Iterable[fstab.FstabEntry]) -> tuple[MountLine, ...]:
    lines = split(data or b"")
    return tuple(
        MountLine(entry, words := words_of(content), words.encode() == content)
        for entry in entries
        for content in (lines[entry.line - 1].content,)
    )


FSTAB = file_fact("fstab", FSTAB_PATH, lambda data: _lines(data, fstab.parse(data or b"").at(TMP)))
"""The lines of /etc/fstab that are for /tmp."""

_NOT_MOUNTED = ("none", "swap", "/", TMP)


def _others(data: bytes | None) -> tuple[MountLine, ...]:
    entries = fstab.parse(data or b"").entries
    return _lines(
        data,
        (
            entry
            for entry in entries
            if mounts.tidy(entry.mountpoint) not in _NOT_MOUNTED
            and entry.fstype != "swap"
            and "noauto" not in entry.options
        ),
    )


OTHER_MOUNTS = file_fact("other mounts", FSTAB_PATH, _others)
"""The lines of /etc/fstab that ``mount -a`` mounts besides / and /tmp, as WSL runs it (WSL §4.4)."""

MOUNT: Fact[mounts.Mount | str | None] = file_fact(
    "mounts",
    "/proc/self/mounts",
    lambda data: None if data is None else mounts.mount_at(mounts.parse(data), TMP) or DISK,
    fleeting=True,
)
"""What is mounted on /tmp now; `DISK` if nothing is; None in an image."""

_TMP_DIR = FileProbe(TMP)


def _tmp_dir(answers: Answers, want: Wanted) -> TmpFolder | None | Unknown:
    answer = answers[_TMP_DIR]
    if isinstance(answer, Special) and answer.kind == "directory":
        return TmpFolder(answer.uid, answer.gid, answer.mode)
    return None if isinstance(answer, Missing) else unknown(answer, TMP)


TMP_DIR: Fact[TmpFolder | None] = Fact("tmp-dir", always(_TMP_DIR), _tmp_dir, fleeting=True)

_MASK = FileProbe("/etc/systemd/system/tmp.mount")
_WANTS = (
    GlobProbe("/etc/systemd/system/*.wants/tmp.mount"),
    GlobProbe("/usr/lib/systemd/system/*.wants/tmp.mount"),
)


def _tmp_unit(answers: Answers, want: Wanted) -> TmpUnit | Unknown:
    mask = answers[_MASK]
    if isinstance(mask, Unavailable | Denied):
        return unknown(mask, _MASK.path)
    masked = (
        isinstance(mask, Special)
        or (isinstance(mask, Found) and mask.size == 0)
        or (isinstance(mask, Missing) and mask.link == "/dev/null")  # an image has no devices
    )
    for probe in _WANTS:
        answer = answers[probe]
        if not isinstance(answer, Matches | Missing):
            return unknown(answer, probe.pattern)
        if isinstance(answer, Matches) and answer.entries:
            return TmpUnit(answer.entries[0][0], masked)
    return TmpUnit(None, masked)


TMP_UNIT = Fact("tmp.mount", always(_MASK, *_WANTS), _tmp_unit)


def _memory(data: bytes | None) -> int | None:
    for line in (data or b"").splitlines():
        if line.startswith(b"MemTotal:"):
            return int(line.split()[1]) * 1024
    return None


MEMORY: Fact[int | None] = file_fact("memory", "/proc/meminfo", _memory, fleeting=True)
"""Memory of the distro's machine in bytes; None in an image."""

_HOST_MEMORY = HostProbe("memory")


def _host_memory(answers: Answers, want: Wanted) -> int | Unknown:
    answer = answers[_HOST_MEMORY]
    if isinstance(answer, Figure) and isinstance(answer.value, int):
        return answer.value
    return unknown(answer, "memory")


HOST_MEMORY = Fact("host-memory", always(_HOST_MEMORY), _host_memory, side=Side.HOST)
"""Memory of the computer the wizard runs on, in bytes."""

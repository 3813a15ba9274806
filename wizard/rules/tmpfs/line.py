"""The line of /etc/fstab for /tmp that all rules of its area agree on: its size, its options, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.codecs import fstab, mounts
from wizard.facts.tmp import FSTAB, FSTAB_PATH, HOST_MEMORY, MEMORY, TMP, MountLine
from wizard.model.edits.files import DropLine, Edit, ReplaceLine, SetMount
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted

GIB = 1 << 30
LEAST = 2 * GIB
"""What a `go build` and `go test` of a large module graph need in /tmp (RULES 22)."""
MOST = 16 * GIB
OPTIONS = ("rw", "nosuid", "nodev", "mode=1777")


def human(size: int) -> str:
    """*size* in bytes as fstab takes it: whole GiB if it is some, else MiB."""
    return f"{size // GIB}g" if size % GIB == 0 else f"{size // (1 << 20)}m"


def proposed(total: int) -> int:
    """Half of *total* memory in whole GiB, at least what Go needs, at most 16 GiB. All in bytes."""
    return max(LEAST, min(MOST, total // 2 // GIB * GIB))


def memory(see: Snapshot) -> tuple[int, bool]:
    """Memory that the distro can have, in bytes, and whether that is measured: an image is taken to get half of
    the computer's, as WSL does it (WSL §3, `memory`)."""
    own = see[MEMORY]
    return (own, True) if own is not None else (see[HOST_MEMORY] // 2, False)


def wanted_size(see: Snapshot, want: Wanted) -> int:
    """How large /tmp shall be, in bytes."""
    total, _ = memory(see)
    wanted = want.tmpfs.size or "auto"
    return proposed(total) if wanted == "auto" else mounts.tmpfs_size(wanted, total) or LEAST


def _entry_size(entry: fstab.FstabEntry, see: Snapshot) -> int:
    total, _ = memory(see)
    words = [option[5:] for option in entry.options if option.startswith("size=")]
    return (mounts.tmpfs_size(words[-1], total) if words else None) or total // 2


def faults(entry: fstab.FstabEntry) -> tuple[str, ...]:
    """Options of an existing line that have no place on a shared /tmp."""
    wrong = [
        option
        for option in entry.options
        if (re.fullmatch(r"[ug]id=.*", option) and option not in ("uid=0", "gid=0", "uid=root", "gid=root"))
        or option == "noexec"
        or (option.startswith("mode=") and option.removeprefix("mode=").lstrip("0") != "1777")
    ]
    return tuple(wrong)


def _repaired(entry: fstab.FstabEntry, size: int | None) -> SetMount:
    """The line that *entry* should be: its own words, without what is wrong, with what is missing."""
    wrong = (*faults(entry), "defaults")
    kept = [option for option in entry.options if option not in wrong and option.isprintable()]
    kept += [option for option in ("nosuid", "nodev") if option not in kept]
    if size is not None:
        kept = [option for option in kept if not option.startswith("size=")] + [f"size={human(size)}"]
    if not any(option.startswith("mode=") for option in kept):
        kept.append("mode=1777")
    source = entry.source if entry.source.isprintable() else "tmpfs"  # to a tmpfs it is but a name
    return SetMount(FSTAB_PATH, TMP, source, "tmpfs", tuple(kept))


def line_for(see: Snapshot, want: Wanted) -> SetMount | None:
    """The line for /tmp that all rules of this area agree on; None if the one that is there may stay."""
    size = wanted_size(see, want)
    entry = fstab.in_force([line.entry for line in see[FSTAB]], "tmpfs")
    if entry is None:
        if want.tmpfs.size is None:
            return None
        options = (*OPTIONS[:3], f"size={human(size)}", OPTIONS[3])
        return SetMount(FSTAB_PATH, TMP, "tmpfs", "tmpfs", options)
    small = want.tmpfs.size is not None and not _fits(entry, see, want)
    doubled = len(see[FSTAB]) > 1
    return _repaired(entry, size if small else None) if small or faults(entry) or doubled else None


def displaced(see: Snapshot) -> Text | None:
    """What else than memory /etc/fstab puts on /tmp, so that a repair takes it away: its risk."""
    others = [line.entry.source for line in see[FSTAB] if line.entry.fstype != "tmpfs"]
    if not others:
        return None
    return say(
        "/etc/fstab mounts {sources} on /tmp. After the repair, that line is a comment, and files there are no longer"
        " in /tmp.",
        sources=join(others),
    )


def _fits(entry: fstab.FstabEntry, see: Snapshot, want: Wanted) -> bool:
    size = _entry_size(entry, see)
    return size >= LEAST if want.tmpfs.size in (None, "auto") else size == wanted_size(see, want)


def quoted(lines: Iterable[MountLine]) -> tuple[Evidence, ...]:
    """Lines of /etc/fstab, as evidence."""
    return tuple(Evidence(FSTAB_PATH, line.text, line.entry.line) for line in lines)


def as_comment(line: MountLine) -> Edit:
    """*line* as a comment; a line that cannot be written again goes."""
    if line.is_utf8:
        return ReplaceLine(FSTAB_PATH, line.entry.line, line.text, f"# {line.text}")
    return DropLine(FSTAB_PATH, line.entry.line, line.text)

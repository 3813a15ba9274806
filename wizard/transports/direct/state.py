"""What stands at a path, in the one word that manifests hold, and whether two such words mean the same."""

from __future__ import annotations

from wizard.model.state import MARKER
from wizard.patterns import lazy_pattern
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor import Stat, below
from wizard.transports.journal import word

ABSENT = "absent"

_DIGEST = lazy_pattern(rb"[0-9a-f]{64}\n?")


def fingerprint_at(disk: Disk, path: str) -> str:
    """The fingerprint of what is at *path* itself; nothing is followed. Raises `OSError`."""
    found = disk.stat(path)
    if found is None:
        return ABSENT
    if found.kind == "file":
        return fingerprint_of(found, disk.digest(path))
    if found.kind == "symlink":
        return f"link:{word(disk.readlink(path))}"
    if found.kind == "directory":
        digest = _marker(disk, path)
        return f"tree:{digest}" if digest else "other:directory"
    return f"other:{found.kind}"


def fingerprint_of(found: Stat, digest: str) -> str:
    """The fingerprint of a regular file with that content."""
    return f"file:{found.mode:04o}:{found.uid}:{found.gid}:{digest}"


def same(disk: Disk, actual: str, promised: str) -> bool:
    """Whether *actual* is what was *promised*. Where owners and modes mean nothing, they are not compared."""
    if disk.keeps_owners or not actual.startswith("file:"):
        return actual == promised
    return promised.startswith("file:") and actual.rpartition(":")[2] == promised.rpartition(":")[2]


def is_at(disk: Disk, path: str, promised: str) -> bool:
    """Whether what is at *path* is what was *promised*. Raises `OSError`."""
    return same(disk, fingerprint_at(disk, path), promised)


def same_inode(disk: Disk, path: str, other: str) -> bool:
    """Whether two names are names of one file."""
    one, two = disk.stat(path), disk.stat(other)
    return one is not None and two is not None and one.inode == two.inode


def _marker(disk: Disk, folder: str) -> str:
    marker = below(folder, MARKER)
    found = disk.stat(marker)
    if found is None or found.kind != "file":
        return ""
    content = disk.content(marker, 66)
    return content.decode("ascii").strip() if _DIGEST.fullmatch(content) else ""

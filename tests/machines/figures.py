"""What a distro says of the time and of the room in it."""

from __future__ import annotations

from datetime import datetime

from wizard.codecs import mounts
from wizard.model.probes import Exited

_DISK_KIB = 1055762868
_FREE_KIB = 964000000


def figures(time: str, table: bytes, home: str) -> Exited:
    """At *time* by both clocks: a large disk, and what the mounts of *table* have of a /tmp in memory."""
    now = int(datetime.fromisoformat(time).timestamp())
    lines = [f"now {now}", f"clock {now}"]
    top = mounts.mount_at(mounts.parse(table), "/tmp")
    sizes = [each.removeprefix("size=") for each in top.options if each.startswith("size=")] if top else []
    for place in ("/tmp", home):
        is_memory = place == "/tmp" and top is not None and top.fstype == "tmpfs"
        size = (mounts.tmpfs_size(sizes[-1], 0) or 0) // 1024 if is_memory and sizes else 4194304
        line = (
            f"tmpfs {size} 12 {size - 12} 1% /tmp"
            if is_memory
            else f"/dev/sdd {_DISK_KIB} 1 {_FREE_KIB} 4% /"
        )
        nodes = "tmpfs 1048576 20 1048556 1% /tmp" if is_memory else "/dev/sdd 67108864 90000 67018864 1% /"
        lines += [f"room {line}", f"files {nodes}", f"place {place}"]
    return Exited(0, ("\n".join(lines) + "\n").encode(), b"")

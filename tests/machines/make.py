"""Makes the recorded machines: all of them anew for each run of tests, and two as files.

Each machine is laid out as a folder, looked at through the transport for folders, and what its shells and
``wslinfo`` say is added. ``python -m tests.machines.make`` writes the demo's, and one that shows the format.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tests.machines import company, messy, others, pcs, ubuntu
from tests.machines.build import Computer, Described, lay, look_at
from tests.machines.pc import record
from wizard.app.archives import Archives
from wizard.app.profiles.shipped import find
from wizard.app.session import Session
from wizard.model.ports import Site, SiteKind
from wizard.resources import resource
from wizard.transports.recording.recorded import Recording, encode
from wizard.transports.tree import Tree

DESCRIBED: tuple[Described, ...] = (messy.MESSY, *ubuntu.ALL, *others.ALL, company.COMPANY)
NAMES = (*(machine.name for machine in DESCRIBED), ubuntu.RESTARTED.name)
PC_NAMES = tuple(pc.name for pc in pcs.ALL)
FILES = {
    messy.MESSY.name: resource("demo", "machine.json"),
    pcs.GOOD.name: Path(__file__).parent / "witness-pc.json",
}
"""The demo's machine, and a PC as a file: witnesses of the format."""
_THEN = datetime(2026, 11, 2, 8, 15, tzinfo=UTC)


@cache
def recording(name: str) -> Recording:
    """The machine of that name, made when it is first asked for."""
    if name == ubuntu.RESTARTED.name:
        return _ready()
    for pc in pcs.ALL:
        if pc.name == name:
            return record(pc)
    (machine,) = (each for each in DESCRIBED if each.name == name)
    with tempfile.TemporaryDirectory() as folder:
        lay(machine, Path(folder))
        return look_at(machine, Path(folder))


def _ready() -> Recording:
    """The fresh Ubuntu, set up by this wizard with the baseline profile, accepted, and restarted."""
    with tempfile.TemporaryDirectory() as place:
        root, cache = Path(place, "machine"), Path(place, "archives")
        root.mkdir()
        lay(ubuntu.FRESH, root)
        shutil.copytree(resource("demo", "dl"), cache)
        tree = Tree(root)
        tree.site = Site(SiteKind.WSL, "Ubuntu-24.04", "wsl-ubuntu-24.04")
        wanted = find("baseline")
        session = Session(
            tree, Computer(32), wanted, archives=Archives(cache), now=lambda: _THEN, version="0.1.0"
        )
        session.apply(session.plan(session.look()))
        session.accept()
        mounts = root / "proc/self/mounts"
        mounts.chmod(0o644)
        mounts.write_bytes(ubuntu.RESTARTED.nodes["/proc/self/mounts"].data or b"")
        mounts.chmod(0o444)
        return look_at(ubuntu.RESTARTED, root)


def main() -> int:
    """Write those that are files."""
    for name, place in FILES.items():
        place.write_bytes(encode(recording(name)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

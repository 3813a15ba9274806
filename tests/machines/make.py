"""Makes the recorded machines: ``tests/machines/*.json`` and ``resources/demo/machine.json``.

Each machine is laid out as a folder, looked at through the transport for folders, and what its shells and
``wslinfo`` say is added. Owners are real, so only root can make them: ``python -m tests.machines.make``.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.machines import messy, others, pcs, ubuntu
from tests.machines.build import Described, computer, lay, look_at
from tests.machines.pc import record
from wizard.app import profiles
from wizard.app.archives import Archives
from wizard.app.session import Session
from wizard.model.ports import Site, SiteKind
from wizard.resources import resource
from wizard.transports.recording.recorded import Recording, encode
from wizard.transports.tree import Tree

HERE = Path(__file__).parent
DESCRIBED: tuple[Described, ...] = (messy.MESSY, *ubuntu.ALL, *others.ALL)
NAMES = (*(machine.name for machine in DESCRIBED), ubuntu.RESTARTED.name)
PC_NAMES = tuple(pc.name for pc in pcs.ALL)
_THEN = datetime(2026, 11, 2, 8, 15, tzinfo=UTC)


def place_of(name: str) -> Path:
    """Where the recording of a machine lies; the messy one is the demo's too, and lies there."""
    return resource("demo", "machine.json") if name == messy.MESSY.name else HERE / f"{name}.json"


def recorded() -> Iterator[Recording]:
    """All machines, made anew."""
    for machine in DESCRIBED:
        with tempfile.TemporaryDirectory() as folder:
            lay(machine, Path(folder))
            yield look_at(machine, Path(folder))
    yield ready()


def recorded_pcs() -> Iterator[Recording]:
    """All PCs, made anew; nobody need be root for that."""
    return (record(pc) for pc in pcs.ALL)


def ready() -> Recording:
    """The fresh Ubuntu, set up by this wizard with the baseline profile, accepted, and restarted."""
    cache = Path("/var/tmp/wsl-go-wizard-archives")  # the journal names it, so it has one name
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lay(ubuntu.FRESH, root)
        shutil.copytree(resource("demo", "dl"), cache, dirs_exist_ok=True)
        tree = Tree(root)
        tree.site = Site(SiteKind.WSL, "Ubuntu-24.04", "wsl-ubuntu-24.04")
        wanted = profiles.find("baseline")
        session = Session(
            tree, computer(32), wanted, archives=Archives(cache), now=lambda: _THEN, version="0.1.0"
        )
        session.apply(session.plan(session.look()))
        session.accept()
        shutil.rmtree(cache)
        (root / "proc/self/mounts").write_bytes(ubuntu.RESTARTED.nodes["/proc/self/mounts"].data or b"")
        return look_at(ubuntu.RESTARTED, root)


def main() -> int:
    """Write all recordings."""
    if os.geteuid() != 0:
        print("Only root can make machines whose files have owners.", file=sys.stderr)
        return 1
    for machine in recorded_pcs():
        place_of(machine.name).write_bytes(encode(machine))
    for machine in recorded():
        place_of(machine.name).write_bytes(encode(machine))
    return 0


if __name__ == "__main__":
    sys.exit(main())

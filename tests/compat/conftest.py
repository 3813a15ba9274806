"""The distro that 0.1.0 set up, laid out from what it left, and this wizard's session on it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.compat.machines import opened
from tests.compat.nodes import Nodes, captured, laid, load
from tests.pcs.wslconfig import Pc
from wizard.app import demo
from wizard.app.archives import Archives
from wizard.app.session import Session
from wizard.model.plans import Plan, Setup
from wizard.model.wanted import GoWanted, TmpfsWanted, Wanted, WslWanted

pytestmark = pytest.mark.linux(reason="the distro that was left has owners, modes and links")  # all below

HERE = Path(__file__).parent / "0.1.0"
BEFORE = load(HERE / "before.jsonl")
PC_BEFORE = load(HERE / "pc-before.jsonl")
WANTED = Wanted(
    name="everything",
    wsl=WslWanted(systemd=True),
    tmpfs=TmpfsWanted("2g"),
    godebug={"netdns": "go"},
    go=GoWanted("stable", (str(HERE / "dl"),)),
)

Lay = Callable[[str], Path]


@pytest.fixture
def lay() -> Iterator[Lay]:
    """Lays the distro out as a fixture has it; ``before`` is the distro before any setup."""
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="compat-", dir=memory) as folder:
        Path(folder).chmod(0o755)

        def lay(name: str) -> Path:
            root = Path(folder) / "root"
            shutil.rmtree(root, ignore_errors=True)
            root.mkdir(mode=0o755)
            laid(load(HERE / f"{name}.jsonl", None if name == "before" else BEFORE), root)
            return root

        yield lay


def session(hand: str, root: Path) -> Session:
    host = demo.DemoHost(demo.machine())
    return Session(opened(hand, root), host, WANTED, archives=Archives(root.parent / "cache"))


def seen(root: Path) -> Nodes:
    """All there is but journals and the times of folders: bytes, modes, owners, times, targets."""
    nodes = {path: dict(node) for path, node in captured(root).items() if not _is_journals(path)}
    for node in nodes.values():
        node.pop("same", None)
        if node["kind"] != "file":
            node.pop("mtime", None)
    return nodes


def _is_journals(path: str) -> bool:
    return path.startswith(("/var/lib/wsl-go-wizard", "/home/me/.local"))


def as_seen(nodes: Mapping[str, dict[str, object]], root: Path) -> Nodes:
    """What `seen` would see of *nodes*."""
    root.mkdir()
    laid(dict(nodes), root)
    found = seen(root)
    shutil.rmtree(root)
    return found


@pytest.fixture
def before(tmp_path: Path) -> Nodes:
    return as_seen(BEFORE, tmp_path / "as-before")


def plan_of(setup: Setup) -> Plan:
    assert setup.record is not None
    return setup.record.plan


def pc(tmp_path: Path, name: str) -> Pc:
    made = Pc(tmp_path / "c", b"")
    made.config.unlink()
    laid(load(HERE / f"{name}.jsonl", None if name == "pc-before" else PC_BEFORE), made.profile)
    return made

"""Paths of a site: absolute and normal, or none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor import Floor, below, normal, parent_of, parts_of
from wizard.transports.direct.floor_linux import LinuxFloor
from wizard.transports.direct.floor_plain import PlainFloor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links and modes")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "etc").mkdir(parents=True)
    (root / "etc/conf").write_bytes(b"conf")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/canary").write_bytes(b"canary")
    (root / "way-out").symlink_to(tmp_path / "outside")
    (root / "etc/leaf-out").symlink_to(tmp_path / "outside/canary")
    return root


@pytest.fixture(params=[LinuxFloor, PlainFloor])
def floor(request: pytest.FixtureRequest, root: Path) -> Floor:
    return request.param(root)


@pytest.fixture
def disk(floor: Floor) -> Disk:
    return Disk(floor)


@pytest.mark.parametrize(
    "path", ["etc/conf", "/etc/../etc/conf", "/etc/./conf", "/etc//conf", "/etc/", "", "/\0"]
)
def test_only_absolute_normal_paths_are_paths(path: str, disk: Disk) -> None:
    with pytest.raises(ValueError, match="not an absolute, normal path"):
        disk.stat(path)


def test_paths_are_taken_apart_and_put_together() -> None:
    assert parts_of("/") == ()
    assert parts_of("/etc/wsl.conf") == ("etc", "wsl.conf")
    assert (parent_of("/etc"), parent_of("/etc/x"), parent_of("/")) == ("/", "/etc", "/")
    assert (below("/", "etc"), below("/etc", "x")) == ("/etc", "/etc/x")
    assert normal("//home/./me/") == "/home/me"

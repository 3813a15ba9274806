"""Paths of a site: absolute and normal, or none."""

from __future__ import annotations

import pytest

from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor import below, normal, parent_of, parts_of

pytestmark = pytest.mark.linux(reason="needs links and modes")


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

"""Whom WSL really starts a distro for: as it was told when the distro started, and not as the file is by now."""

from __future__ import annotations

import os
import time

import pytest

from tests.transports.test_wsl import account, distro, text, world
from tests.wsl.world import World
from wizard.model.events import silent

__all__ = ["world"]

pytestmark = pytest.mark.distro


def test_a_file_that_is_younger_than_the_start_names_nobody_yet(world: World) -> None:
    """WSL reads it when the distro starts: whom it starts until then, only WSL knows."""
    started = distro(world)
    assert account(started).name == "me"
    conf = world.root("Debian") / "etc/wsl.conf"
    conf.write_text("[user]\ndefault=daemon\n")
    tomorrow = time.time() + 86400
    os.utime(conf, (tomorrow, tomorrow))
    later = distro(world)
    assert account(later).name == text(later, "id", "-un") == "me"
    assert world.run("-e", "id", "-un").stdout == b"me\n"
    os.utime(conf, (1_000_000_000, 1_000_000_000))
    started.restart(silent)
    assert account(started).name == text(started, "id", "-un") == "daemon"
    assert world.run("-e", "id", "-un").stdout == b"daemon\n"


def test_who_was_named_at_the_start_is_looked_at_though_the_file_names_nobody_by_now(world: World) -> None:
    conf = world.root("Debian") / "etc/wsl.conf"
    conf.write_text("[user]\ndefault=daemon\n")
    assert world.run("-e", "id", "-un").stdout == b"daemon\n"
    conf.write_text("[user]\n# default=daemon\n")
    tomorrow = time.time() + 86400
    os.utime(conf, (tomorrow, tomorrow))
    assert account(distro(world)).name == "daemon"


def test_who_was_asked_for_stays_over_a_restart(world: World) -> None:
    site = distro(world, "root")
    assert account(site).uid == 0
    site.restart(silent)
    assert account(site).uid == 0

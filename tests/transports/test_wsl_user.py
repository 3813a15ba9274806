"""Whom WSL really starts a distro for: as it was told when the distro started, and not as the file is by now."""

from __future__ import annotations

import os
import time

import pytest

from tests.transports.test_wsl import account, distro, text, world
from tests.wsl.world import World
from wizard.model.events import never, silent
from wizard.model.probes import Account, AccountProbe, DefaultUidProbe, Figure, Unavailable

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


def test_windows_says_for_which_id_it_starts_the_distro_though_nobody_has_it(world: World) -> None:
    world.change_distro("Debian", uid=4711)
    site = distro(world, uid=4711)
    answers = site.read((DefaultUidProbe(), AccountProbe()), never)
    assert answers[DefaultUidProbe()] == Figure(4711)
    who = answers[AccountProbe()]
    assert isinstance(who, Account)
    assert who.name == text(site, "id", "-un") == "root"
    unknown = distro(world, uid=None).read((DefaultUidProbe(),), never)[DefaultUidProbe()]
    assert isinstance(unknown, Unavailable)

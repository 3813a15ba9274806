"""A setup of a booted distro is verified in the shells of its user: in one crossing, and nothing is written."""

from __future__ import annotations

import pytest

from tests.shellhomes import tree
from tests.transports.test_wsl_rehearsal import GODEBUG, home, session, world, write
from tests.wsl.world import World
from wizard.model.findings import Effect
from wizard.model.rehearsal.reached import Reached, purposes
from wizard.model.rehearsal.shells import PEOPLE, GodebugHas, Missed, ShellKind
from wizard.model.wanted import Wanted

__all__ = ["world"]

pytestmark = [pytest.mark.distro, pytest.mark.xdist_group("distro")]

NETDNS = GodebugHas("netdns", "go")


def test_the_way_of_a_setup_from_effective_to_overridden(world: World) -> None:
    there = session(world, Wanted(godebug={"netdns": "go"}))
    write(world, ".profile", '[ -z "$BASH_VERSION" ] || . "$HOME/.bashrc"\n')
    write(world, ".bashrc", "")
    there.apply(there.plan(there.look(), [GODEBUG]))
    before = tree(world.root("Debian") / "etc", home(world))
    starts = len(world.calls)
    seen = there.verify()
    assert tree(world.root("Debian") / "etc", home(world)) == before
    assert purposes(seen.shells) == (Reached(NETDNS, (GODEBUG,), now=PEOPLE),)
    assert (seen.well, seen.effect, seen.effects) == (True, Effect.NOW, {GODEBUG: Effect.NOW})
    asked = len(world.calls) - starts
    starts = len(world.calls)
    assert there.verify(shells=False).shells is None
    assert asked - (len(world.calls) - starts) == 1

    write(world, ".bashrc", "# mine\nexport GODEBUG=http2client=0\n")
    seen = there.verify()
    missed = Missed(NETDNS, (ShellKind.INNER,), "http2client=0", "~/.bashrc", 2)
    (one,) = purposes(seen.shells)
    assert (one.written, one.missed) == (True, (missed,))
    assert (seen.well, seen.effect, seen.effects) == (False, Effect.NOT, {GODEBUG: Effect.NOT})

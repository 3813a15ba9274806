"""A plan for a booted distro is rehearsed again with what is staged: by the crossing that applies it, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shellhomes import tree
from tests.transports.test_wsl_rehearsal import GODEBUG, home, session, write
from tests.wsl.world import World
from wizard.app.plans.rehearsing import rehearsing
from wizard.app.session import Session
from wizard.model.errors import StaleError
from wizard.model.events import Doing, Event, never
from wizard.model.orders import Phase
from wizard.model.plans import Plan
from wizard.model.rehearsal.shells import Rehearsal
from wizard.model.wanted import Wanted

pytestmark = [pytest.mark.distro, pytest.mark.xdist_group("distro")]

NETDNS = Wanted(godebug={"netdns": "go"})


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        made.add("Debian")
        yield made


def planned(there: Session) -> Plan:
    _, plan, _ = rehearsing(there, there.look()).plan([GODEBUG])
    assert isinstance(plan.rehearsal, Rehearsal), plan.rehearsal
    return plan


def test_three_crossings_for_look_apply_and_accept_with_a_rehearsal_in_apply(world: World) -> None:
    there = session(world, NETDNS)
    plan = planned(there)
    told: list[Event] = []
    starts = len(world.calls)
    receipt = there.apply(plan, told.append, never)
    assert receipt.phase is Phase.TRIAL
    assert len(world.calls) - starts == 1
    assert "Rehearsing the prepared files" in [
        event.what.render() for event in told if isinstance(event, Doing)
    ]
    assert there.keep(receipt).phase is Phase.ACCEPTED
    assert len(world.calls) - starts == 2


def test_what_the_shells_did_not_do_before_stops_it(world: World) -> None:
    """Between yes and apply somebody lets a start file depend on what the plan writes."""
    there = session(world, NETDNS)
    plan = planned(there)
    write(world, ".bashrc", 'helper() { :; }\n[ -z "$GODEBUG" ] || unset -f helper\n')
    before = {path: seen[:6] for path, seen in tree(home(world)).items() if str(seen[0])[0] != "d"}
    with pytest.raises(StaleError) as raised:
        there.apply(plan)
    assert "The shell function helper disappears in" in raised.value.text.render()
    assert {path: seen[:6] for path, seen in tree(home(world)).items() if str(seen[0])[0] != "d"} == before
    look = there.look()
    assert (look.open, look.setups) == (None, ())


def test_who_leaves_the_rehearsal_out_leaves_both_out(world: World) -> None:
    there = session(world, NETDNS)
    plan = there.plan(there.look(), [GODEBUG])
    write(world, ".bashrc", 'helper() { :; }\n[ -z "$GODEBUG" ] || unset -f helper\n')
    assert there.apply(plan).phase is Phase.TRIAL

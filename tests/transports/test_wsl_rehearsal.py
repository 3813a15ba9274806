"""A plan for a booted distro is rehearsed there: in one crossing, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shellhomes import tree
from tests.wsl.world import World
from wizard.app.plans.rehearsing import rehearsing
from wizard.app.session import Session
from wizard.model.findings import Risk
from wizard.model.rehearsal.shells import REHEARSED, GodebugHas, HarmKind, Missed, Rehearsal, ShellKind
from wizard.model.rehearsal.texts import sentences
from wizard.model.wanted import Wanted
from wizard.transports.host import Host
from wizard.transports.wsl import Wsl
from wizard.transports.wslexe import WslExe

pytestmark = [pytest.mark.distro, pytest.mark.xdist_group("distro")]

GODEBUG = "go-env-godebug"
GOROOT = "go-install-goroot-mismatch"
GO = '#!/bin/sh\ncase $1 in version) echo "go version go1.25.5 x" ;; tool) echo "compile version go1.25.5" ;; esac\n'


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        made.add("Debian")
        yield made


def session(world: World, wanted: Wanted, **environ: str) -> Session:
    site = Wsl(WslExe(str(world.exe), {**world.environ, **environ}), "Debian", uid=1000)
    return Session(site, Host(), wanted)


def home(world: World) -> Path:
    return next((world.root("Debian") / "home").iterdir())


def write(world: World, name: str, text: str, mode: int = 0o644) -> None:
    place = home(world) / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    place.chmod(mode)


def test_what_the_plan_is_for_is_reached_and_nothing_is_written(world: World) -> None:
    there = session(world, Wanted(godebug={"netdns": "go"}))
    look = there.look()
    before = tree(world.root("Debian") / "etc", home(world))
    starts = len(world.calls)
    seen, plan, _ = rehearsing(there, look).plan([GODEBUG])
    assert len(world.calls) - starts == 1
    assert tree(world.root("Debian") / "etc", home(world)) == before
    assert isinstance(plan.rehearsal, Rehearsal), plan.rehearsal
    assert plan.rehearsal == Rehearsal(REHEARSED)
    assert plan == plan_without(there, look), "byte for byte the same plan"
    assert seen == look
    assert [text.render() for text in sentences(plan.rehearsal)] == ["PATH loses nothing."]


def plan_without(there: Session, look: object) -> object:
    from msgspec.structs import replace

    plan = there.plan(look, [GODEBUG])  # type: ignore[arg-type]
    assert plan.rehearsal is None
    _, rehearsed, _ = rehearsing(there, look).plan([GODEBUG])  # type: ignore[arg-type]
    assert rehearsed.id == plan.id
    return replace(plan, rehearsal=rehearsed.rehearsal)


def test_a_purpose_that_is_not_reached_is_said_with_the_line_that_wins(world: World) -> None:
    there = session(world, Wanted(godebug={"netdns": "go"}))
    write(world, ".bashrc", "# mine\nexport GODEBUG=http2client=0\n")
    _, plan, _ = rehearsing(there, there.look()).plan([GODEBUG])
    assert isinstance(plan.rehearsal, Rehearsal), plan.rehearsal
    (missed,) = plan.rehearsal.missed
    assert missed == Missed(GodebugHas("netdns", "go"), (ShellKind.INNER,), "http2client=0", "~/.bashrc", 2)


def test_harm_turns_a_safe_repair_careful_and_leaves_it_out(world: World) -> None:
    """GOROOT is no longer exported, and a sourced file asks for just that: Go would no longer be found."""
    write(world, "go1/bin/go", GO, 0o755)
    write(world, ".path", "[[ ${GOROOT@a} != *x* ]] || PATH=$PATH:$HOME/go1/bin\n")
    write(world, ".profile", "export GOROOT=$HOME/go1\n. ~/.path\n")
    there = session(world, Wanted())
    look = there.look()
    assert GOROOT in look.recommended
    seen, plan, _ = rehearsing(there, look).plan()
    assert GOROOT not in plan.rules()
    assert GOROOT not in seen.recommended
    (item,) = (item for item in seen.judged if item.rule == GOROOT)
    assert item.finding.risk is Risk.CAREFUL
    assert item.finding.may_break is not None
    assert "stops working" in item.finding.may_break.render()
    assert isinstance(plan.rehearsal, Rehearsal)
    assert HarmKind.NO_GO in {harm.kind for harm in plan.rehearsal.harms}
    _, insisted, _ = rehearsing(there, look).plan([GOROOT], insists=True)
    assert GOROOT in insisted.rules()
    _, again, _ = rehearsing(there, seen).plan([GOROOT])
    assert GOROOT in again.rules(), "who chooses it although it is CAREFUL gets it"


def test_what_windows_hands_on_is_there_too(world: World) -> None:
    there = session(world, Wanted(godebug={"netdns": "go"}), WSLENV="GOFLAGS", GOFLAGS="-v")
    write(
        world,
        ".bashrc",
        '[ "$GOFLAGS" != -v ] || alias handed=ls\n[ -n "$WSL_DISTRO_NAME" ] || alias lost=ls\n',
    )
    write(world, ".profile", ". ~/.bashrc\n")
    look = there.look()
    from wizard.engine.rehearsal.rehearse import laid
    from wizard.model.events import never, silent
    from wizard.model.orders import Rehearse

    shells = there.transport.act(Rehearse(laid(there.plan(look, [GODEBUG]))), silent, never).shells
    assert shells is not None
    terminal = shells.before[ShellKind.TERMINAL]  # type: ignore[union-attr]
    assert "handed" in terminal.aliases
    assert "lost" not in terminal.aliases
    assert terminal.path[0], terminal.path

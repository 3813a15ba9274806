"""The machines there are to choose from: This PC, and the distros."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from wizard.app.machines.computer import Machine
from wizard.app.words import PHASES
from wizard.gui.flow.choose_machine import PC
from wizard.gui.flow.state import FlowState
from wizard.model.shown.words import shown
from wizard.model.text import Text, plain, say

if TYPE_CHECKING:
    from wizard.gui.pc import PcGlance

_GIB = 1 << 30


class PcCard(msgspec.Struct, frozen=True):
    """*says* is what is known of the PC."""

    title: Text
    says: Text
    extra: Text
    chosen: bool
    machine: Machine


class DistroRow(msgspec.Struct, frozen=True):
    """A line of the table, as it may be seen. *release*, *last* and *at* (ISO 8601) are empty if nothing is known."""

    name: str
    is_default: bool
    wsl: str
    standing: Text
    icon: str
    release: str
    last: Text
    at: str
    chosen: bool
    machine: Machine


class MachinesView(msgspec.Struct, frozen=True):
    """*says* is what is to be known of the chosen one, *remarks* of the list."""

    pc: PcCard | None
    distros: tuple[DistroRow, ...]
    heading: Text
    says: Text | None
    remarks: tuple[Text, ...]
    can_refresh: bool
    can_install: bool

    @classmethod
    def of(cls, state: FlowState) -> MachinesView | None:
        """None if there is nothing to choose."""
        if len(state.machines) < 2 or state.first is not None:
            return None
        pc = next((machine for machine in state.machines if machine.kind is PC), None)
        distros = tuple(machine for machine in state.machines if machine.kind is not PC)
        chosen = state.machine
        return cls(
            pc=_pc(pc, state.pc, chosen=pc == chosen) if pc is not None else None,
            distros=tuple(_row(machine, state) for machine in distros),
            heading=say("What do you want to do on {machine}?", machine=chosen.name) if chosen else plain(""),
            says=_says(state),
            remarks=state.remarks,
            can_refresh=state.working is None and state.waiting is None,
            can_install=pc is not None and state.open is None,
        )


def standing(machine: Machine) -> Text:
    """Whether it runs, in a word."""
    if machine.is_running is None:
        return say("unknown")
    return say("running") if machine.is_running else say("stopped")


def _says(state: FlowState) -> Text | None:
    chosen = state.machine
    if chosen is None:
        return None
    if chosen.kind is PC:
        return say("The settings in .wslconfig apply to WSL as a whole and to all distros.")
    if chosen.is_running is False:
        return say("{machine} is stopped. The wizard starts it only when you check it.", machine=chosen.name)
    user = state.glance.user if state.glance is not None else ""
    return say("The wizard checks the settings of the user {user}.", user=user) if user else None


def _pc(machine: Machine, seen: PcGlance | None, *, chosen: bool) -> PcCard:
    return PcCard(
        title=say("This PC ({name})", name=machine.name),
        says=_about(seen) if seen is not None else say("unknown"),
        extra=say("Settings for all distros (.wslconfig)"),
        chosen=chosen,
        machine=machine,
    )


def _about(seen: PcGlance) -> Text:
    windows = plain(seen.windows) if seen.windows else say("Windows (unknown build)")
    wsl = say("WSL {version}", version=seen.wsl) if seen.wsl else say("WSL (unknown version)")
    if seen.memory is None or seen.cores is None:
        return say("{windows} · {wsl}", windows=windows, wsl=wsl)
    return say(
        "{windows} · {wsl} · {memory} GiB of memory, {cores} processors",
        windows=windows,
        wsl=wsl,
        memory=round(seen.memory / _GIB),
        cores=seen.cores,
    )


def _row(machine: Machine, state: FlowState) -> DistroRow:
    seen = state.glances.get(machine.name)
    last, at = plain(""), ""
    if seen is not None:
        last = say("none")
        for setup in seen.setups[:1]:
            last = say("{number}, {phase}", number=setup.number, phase=PHASES[setup.phase])
            at = setup.record.at if setup.record is not None else ""
    return DistroRow(
        name=shown(machine.name),
        is_default=machine.is_default,
        wsl=str(machine.wsl or ""),
        standing=standing(machine),
        icon="ok" if machine.is_running else "",
        release=shown(machine.release or (seen.release if seen is not None else "")),
        last=last,
        at=at,
        chosen=machine == state.machine,
        machine=machine,
    )

"""A computer whose machines are folders."""

from __future__ import annotations

from pathlib import Path

from tests.pcs.one_machine import REPAIR
from wizard.app.machines.computer import Machine, Survey
from wizard.app.session import Session
from wizard.model.errors import MachineError
from wizard.model.events import Stop, never
from wizard.model.ports import SiteKind
from wizard.model.text import plain
from wizard.model.wanted import Wanted
from wizard.transports.host import Host
from wizard.transports.tree import Tree


class Folders:
    """Each machine has a folder, in which one rule finds something; one without a folder does not start."""

    def __init__(self, **folders: Path | None) -> None:
        self.folders = folders

    def survey(self, stop: Stop = never) -> Survey:
        return Survey(tuple(Machine(name, SiteKind.WSL) for name in self.folders))

    def default(self) -> Machine:
        return self.survey().machines[0]

    def open(self, machine: Machine, wanted: Wanted) -> Session:
        folder = self.folders[machine.name]
        if folder is None:
            raise MachineError("gone", plain(f"{machine.name} does not start."))
        return Session(Tree(folder), Host(), wanted, rules=[REPAIR])

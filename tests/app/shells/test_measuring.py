"""Measuring is one crossing that never fails; of a look, only start files can be blamed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.app.plans.test_rehearsing import BASHRC, LOOK, WELL, Machine, shells
from wizard.app.shells.measuring import measured, start_files
from wizard.engine.plan import PlanInput
from wizard.model.errors import MachineError, Stopped
from wizard.model.events import never, silent
from wizard.model.orders import Rehearse
from wizard.model.probes import Answers, FileProbe, GlobProbe, Matches, Missing
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.text import plain


def test_an_answer_in_every_case_but_a_stop() -> None:
    machine = Machine(shells(WELL), None, MachineError("unreachable", plain("gone")), Stopped())
    assert measured(machine, Rehearse(()), silent, never) == shells(WELL)
    assert measured(machine, Rehearse(()), silent, never) == NotRehearsed(RehearsalRefusal.CUT_OFF)
    lost = measured(machine, Rehearse(()), silent, never)
    assert lost == NotRehearsed(RehearsalRefusal.UNREACHABLE, "gone")
    with pytest.raises(Stopped):
        measured(machine, Rehearse(()), silent, never)


def test_start_files_are_known_by_name_and_in_folders_too() -> None:
    entries = (("/etc/profile.d/go.sh", BASHRC), ("/etc/profile.d/gone.sh", Missing()))
    pairs = (
        (FileProbe("~/.bashrc"), BASHRC),
        (FileProbe("~/.zshrc"), Missing()),
        (FileProbe("/etc/wsl.conf"), BASHRC),
        (GlobProbe("/etc/profile.d/*.sh"), Matches(entries)),
    )
    ground = PlanInput(Answers(pairs), LOOK.ground.account, "m", "Debian")
    assert start_files(replace(LOOK, ground=ground)) == {
        "~/.bashrc": BASHRC.content,
        "/etc/profile.d/go.sh": BASHRC.content,
    }

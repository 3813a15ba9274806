"""When the way to a PC with WSL is done: nothing needed is left, nothing is in the way, and all is known."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from wizard.model.first_time import Barrier, Operation, SetupStep, SetupSteps
from wizard.model.text import plain

NEEDED = SetupStep(Operation.INSTALL_DISTRO, plain("t"), plain("e"), plain("u"), (), distro="Debian")
OFFERED = replace(NEEDED, operation=Operation.CONVERT_DISTRO, is_needed=False)


@pytest.mark.parametrize(
    ("steps", "is_done"),
    [
        (SetupSteps(), True),
        (SetupSteps((OFFERED,)), True),
        (SetupSteps((OFFERED, NEEDED)), False),
        (SetupSteps(barrier=Barrier("old", plain("s"), plain("n"))), False),
        (SetupSteps(gaps=(plain("not known"),)), False),
    ],
)
def test_done_is_done_as_far_as_all_is_known(steps: SetupSteps, is_done: bool) -> None:
    assert steps.is_done is is_done


def test_what_is_only_offered_is_not_needed() -> None:
    assert SetupSteps((OFFERED, NEEDED)).needed == (NEEDED,)


def test_a_step_is_named_with_the_distro_it_is_about() -> None:
    assert NEEDED.id == "install-distro:Debian"
    assert replace(NEEDED, operation=Operation.INSTALL_WSL, distro=None).id == "install-wsl"

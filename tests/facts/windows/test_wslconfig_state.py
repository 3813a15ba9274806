"""A .wslconfig and what it is once repaired, unless WSL might not start then."""

from __future__ import annotations

import pytest

from wizard.codecs import wslconf
from wizard.facts.windows.wsl import Policies
from wizard.facts.windows.wslconfig import Terms, WslConfig
from wizard.facts.windows.wslconfig_state import WslConfigState
from wizard.model.versions import OPEN_SOURCE

TERMS = Terms(OPEN_SOURCE, 22631, Policies())
KERNEL = "C:\\\\k"


def state(text: str, is_there: bool | None = None) -> WslConfigState:
    document = wslconf.parse(text.encode(), wslconf.Dialect.WSLCONFIG)
    return WslConfigState(WslConfig(document, True), {} if is_there is None else {"C:\\k": is_there}, TERMS)


def test_a_sound_file_stays_as_it_is() -> None:
    here = state("[wsl2]\nmemory=4GB\n")
    assert (here.found, here.is_repairable, here.is_dead) == ((), False, False)
    assert here.later is here.now


def test_repaired_from_the_last_line_up_the_file_says_what_was_meant() -> None:
    here = state("[wsl2]\nmemory=4GB\n; mine\nswap=0\nbad\n")
    assert [line for line, _ in here.by_line] == [5, 3]
    assert here.is_repairable
    assert not here.leaves_rest
    assert here.hiding
    assert here.later.document.get("wsl2", "swap") == "0"
    assert wslconf.defects(here.later.document) == ()


def test_without_a_vital_file_wsl_is_dead() -> None:
    here = state(f"[wsl2]\nkernel={KERNEL}\n", is_there=False)
    assert here.is_dead
    assert here.is_repairable
    assert not state(f"[wsl2]\nkernel={KERNEL}\n", is_there=True).is_dead


@pytest.mark.parametrize(("there", "blocks"), [(True, False), (None, True)])
def test_a_kernel_that_nobody_saw_blocks_the_repair_that_brings_it_into_force(
    there: bool | None, blocks: bool
) -> None:
    here = state(f"[wsl2\nkernel={KERNEL}\n", there)
    assert bool(here.blocking) is blocks
    assert here.is_repairable is not blocks

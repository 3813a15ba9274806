"""Words that both faces use: sizes that are not nothing, and restarts that fit what runs."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui.states import CAN, RUNNING, setup
from wizard.app.words import PHASES, mib, restart, unread
from wizard.model.findings import Restart
from wizard.model.orders import Phase
from wizard.model.ports import Site, SiteKind

UBUNTU = Site(SiteKind.WSL, "Ubuntu", "wsl-ubuntu")


def test_every_phase_has_a_name() -> None:
    assert set(PHASES) == set(Phase)


@pytest.mark.parametrize(
    ("size", "words"), [(1, "0.1"), (1 << 20, "1.0"), (int(2.5 * (1 << 20)), "2.5"), (60 << 20, "60")]
)
def test_something_is_never_shown_as_nothing(size: int, words: str) -> None:
    assert mib(size) == words


def test_what_does_not_run_needs_no_command_to_restart() -> None:
    assert "It is not running now." in restart(Restart.DISTRO, CAN, UBUNTU).render()
    assert restart(Restart.NONE, CAN, UBUNTU) == restart(Restart.NONE, RUNNING, UBUNTU)


def test_the_command_that_restarts_a_distro_names_it_where_wsl_knows_it_by_that_name() -> None:
    assert restart(Restart.DISTRO, RUNNING, UBUNTU).render().endswith(": wsl --terminate Ubuntu")
    known = Site(SiteKind.HERE, "Debian", "machine-1", "Debian")
    assert restart(Restart.DISTRO, RUNNING, known).render().endswith(": wsl --terminate Debian")
    inside = Site(SiteKind.HERE, "Ubuntu 24.04 LTS", "machine-1")
    assert restart(Restart.DISTRO, RUNNING, inside).render().endswith(": wsl --terminate NAME")
    assert restart(Restart.WSL, RUNNING, inside).render().endswith(": wsl --shutdown")


def test_a_note_that_cannot_be_read_is_newer_or_damaged() -> None:
    damaged = replace(setup(1), record=None)
    assert unread(damaged).render() == "damaged"
    assert unread(replace(damaged, is_newer=True)).render() == "written by a newer version"

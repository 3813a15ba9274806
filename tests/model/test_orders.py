"""Which phases are open, and which were interrupted."""

from __future__ import annotations

from wizard.model.orders import Phase


def test_open_and_interrupted_phases() -> None:
    assert [phase for phase in Phase if phase.is_open] == [
        Phase.DRAFT,
        Phase.PREPARED,
        Phase.SWITCHING,
        Phase.TRIAL,
    ]
    assert not Phase.TRIAL.is_interrupted

"""After the change: a repair that waits for a restart is not called a failure."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gui import states
from tests.gui.gallery import TRIAL, pictures
from tests.gui.read import words
from tests.gui.states import (
    PLAN,
)
from wizard.gui.flow.state import FlowState
from wizard.gui.views.verify import VerifyView
from wizard.model.findings import Restart

PICTURES = pictures()


class TestVerify:
    def pending(self, state: FlowState) -> str:
        return words(VerifyView.of(state).pending)

    def test_well_is_well(self) -> None:
        view = VerifyView.of(PICTURES["verify-well"])
        assert (view.icon, words(view.checks[0].before), words(view.checks[0].after)) == (
            "ok",
            "To repair",
            "Passed",
        )

    def test_a_pending_restart_is_not_called_a_failure(self) -> None:
        view = VerifyView.of(PICTURES["verify-pending"])
        assert view.icon == "advice"
        assert "wsl --terminate" in words(view.pending)

    def test_a_check_that_no_restart_will_repair_is_a_failure(self) -> None:
        assert VerifyView.of(PICTURES["verify-bad"]).icon == "blocked"

    def test_open_terminals_are_told_of(self) -> None:
        plan = replace(PLAN, restart=Restart.SHELL)
        waits = replace(TRIAL, plan=plan)
        state = replace(PICTURES["verify-well"], can=states.RUNNING, open=waits)
        assert "new terminals" in self.pending(state)

    def test_a_running_machine_that_took_it_up_needs_nothing(self) -> None:
        assert self.pending(replace(PICTURES["verify-well"], can=states.RUNNING)) == ""

    def test_a_machine_that_does_not_run_takes_it_up_later(self) -> None:
        assert "It is not running now" in self.pending(PICTURES["verify-well"])

    def test_before_the_look_nothing_is_claimed(self) -> None:
        view = VerifyView.of(PICTURES["verify-busy"])
        assert (view.icon, view.checks) == ("unknown", ())

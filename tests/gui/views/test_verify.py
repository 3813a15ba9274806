"""After the change: a repair that waits for a restart is not called a failure."""

from __future__ import annotations

import pytest
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
from wizard.model.rehearsal.reached import Reached, ShellsNow
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import GoIs, ShellKind
from wizard.model.state import Standing

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

    def test_nothing_is_called_well_while_a_restart_is_due(self) -> None:
        seen = states.verified(pending=Restart.DISTRO)
        view = VerifyView.of(replace(PICTURES["verify-well"], can=states.RUNNING, verified=seen))
        assert (view.icon, words(view.checks[0].after)) == ("advice", "After the restart")
        assert "only after a restart" in words(view.verdict)
        assert "wsl --terminate" in words(view.pending)
        done = VerifyView.of(replace(PICTURES["verify-well"], can=states.RUNNING, restarted=7))
        assert (done.icon, words(done.checks[0].after)) == ("ok", "Passed")

    def test_nothing_is_called_well_of_a_machine_that_has_to_start_first(self) -> None:
        seen = states.verified(pending=Restart.DISTRO)
        still = replace(states.RUNNING, commands=False)
        view = VerifyView.of(replace(PICTURES["verify-well"], can=still, verified=seen, restarted=7))
        assert view.icon == "advice"
        assert "only when this machine starts" in words(view.verdict)

    def test_nor_while_the_plan_waits_for_one_that_no_check_sees(self) -> None:
        waits = replace(TRIAL, plan=replace(PLAN, restart=Restart.DISTRO))
        state = replace(PICTURES["verify-well"], can=states.RUNNING, open=waits)
        assert VerifyView.of(state).icon == "advice"
        assert VerifyView.of(replace(state, restarted=waits.number)).icon == "ok"

    def test_written_now_and_after_the_restart_are_three_things(self) -> None:
        view = VerifyView.of(replace(PICTURES["verify-pending"], can=states.RUNNING))
        assert [words(text) for text in view.stages] == [
            "Written: 1 of 1 change.",
            "Effective now: 0 of 1 check.",
            "Effective after a restart: 1 of 1 check.",
        ]

    def test_a_shell_that_does_not_show_it_is_named_though_every_check_passes(self) -> None:
        view = VerifyView.of(PICTURES["verify-shells"])
        assert view.icon == "blocked"
        assert "not effective in every shell" in words(view.verdict)
        assert [words(text) for text in view.stages[-2:]] == [
            "Effective now in a new terminal, an editor's server: Go 1.26.6.",
            (
                "Written, but not effective in a terminal inside VS Code or tmux: Go 1.26.6."
                " ~/.bashrc:12 overrides it."
            ),
        ]

    @pytest.mark.parametrize(
        "shells",
        [NotRehearsed(RehearsalRefusal.WSL1), (Reached(GoIs("1"), unasked=(ShellKind.INNER,)),)],
        ids=["refused", "silent"],
    )
    def test_what_was_not_measured_is_not_called_well(self, shells: ShellsNow) -> None:
        seen = states.verified(shells=shells)
        well = replace(PICTURES["verify-well"], can=states.RUNNING, restarted=7)
        assert VerifyView.of(well).icon == "ok"
        view = VerifyView.of(replace(well, verified=seen))
        assert view.icon == "advice"
        assert "not every shell could be checked" in words(view.verdict)

    def test_a_file_that_was_edited_since_is_named(self) -> None:
        seen = states.verified(standing=Standing.FOREIGN)
        view = VerifyView.of(replace(PICTURES["verify-well"], verified=seen))
        assert "were edited after the setup" in words(view.verdict)
        assert [words(text) for text in view.stages[:2]] == [
            "Written: 0 of 1 change.",
            "/etc/fstab was edited after the setup.",
        ]

"""The review: what will be written is counted, and what will not be says why."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gui import states
from tests.gui.gallery import pictures
from tests.gui.read import words
from tests.gui.states import (
    EMPTY,
)
from wizard.gui.flow.state import FlowState
from wizard.gui.views.review import ReviewView
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import GoOf, Harm, HarmKind, Rehearsal, ShellKind

PICTURES = pictures()


class TestReview:
    def view(self, state: FlowState) -> ReviewView:
        view = ReviewView.of(state)
        assert view is not None
        return view

    def test_the_footer_counts(self) -> None:
        assert words(self.view(PICTURES["review"]).footer) == (
            "3 files: 3 lines added, 3 lines removed. Download: 60 MiB."
        )

    def test_clashes_and_obstacles_are_shown_with_their_reasons(self) -> None:
        left = self.view(PICTURES["review"]).left
        assert [[words(reason) for reason in item.reasons] for item in left] == [
            ["title of one requires: boot.systemd", "title of two requires: boot.systemd"],
            ["/etc/x is a fifo, not a file."],
        ]

    def test_what_stays_of_a_setup_is_told_from_what_is_not_changed_at_all(self) -> None:
        view = self.view(PICTURES["review-edited"])
        assert [(words(item.title), *map(words, item.reasons)) for item in view.left] == [
            ("/etc/wsl.conf will be changed only in part", "Line 2 of /etc/wsl.conf: edited."),
            ("~/.profile will not be changed", "~/.profile was edited."),
        ]

    def test_what_comes_of_a_weekly_check_is_said_and_not_left_to_files_of_a_timer(self) -> None:
        weekly = self.view(PICTURES["review-weekly"])
        assert words(weekly.weekly).startswith("Turns on a weekly check for drift.")
        plan = PICTURES["review-weekly"].plan
        assert plan is not None
        back = self.view(replace(PICTURES["review-weekly"], plan=replace(plan, undoes=7)))
        assert (back.weekly, self.view(PICTURES["review"]).weekly) == (None, None)

    def test_to_keep_edits_is_offered_on_a_way_back_only(self) -> None:
        assert self.view(PICTURES["review-edited"]).keeps_edits is False
        assert self.view(PICTURES["review"]).keeps_edits is None
        assert self.view(replace(PICTURES["review-edited"], back_from=None)).keeps_edits is None

    def test_nothing_to_write_is_said(self) -> None:
        state = replace(PICTURES["review"], plan=EMPTY)
        assert words(self.view(state).footer) == "Nothing will be written."

    def test_a_restart_is_told_before(self) -> None:
        running = replace(PICTURES["review"], can=states.RUNNING)
        assert "wsl --terminate" in words(self.view(running).restart)
        assert "It is not running now" in words(self.view(PICTURES["review"]).restart)

    def test_a_rehearsal_is_told_and_what_speaks_against_the_plan_is_marked(self) -> None:
        plan = PICTURES["review"].plan
        assert plan is not None
        assert self.view(PICTURES["review"]).rehearsal == ()
        go = GoOf((ShellKind.TERMINAL,), "1.22.10", "1.27.3")
        harm = Harm(HarmKind.LOST_FOLDER, (ShellKind.TERMINAL,), "/home/me/bin")
        for seen, icon, first in (
            (
                Rehearsal((ShellKind.TERMINAL,), (go,)),
                "ok",
                "Rehearsal: Go 1.27.3 will run in a new terminal (now 1.22.10).",
            ),
            (
                Rehearsal((ShellKind.TERMINAL,), (go,), (harm,)),
                "fixable",
                "Rehearsal: PATH loses /home/me/bin in a new terminal.",
            ),
            (
                NotRehearsed(RehearsalRefusal.WSL1),
                "advice",
                "Not rehearsed, because WSL 1 cannot run programs in isolation.",
            ),
        ):
            view = self.view(replace(PICTURES["review"], plan=replace(plan, rehearsal=seen)))
            assert (view.icon, words(view.rehearsal[0])) == (icon, first)

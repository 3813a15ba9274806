"""First-time setup: every step with its command, and what it needs is said before."""

from __future__ import annotations

import pytest

from tests.gui.gallery import pictures
from tests.gui.read import words
from wizard.gui.views.first_time import FirstView, password_problem

PICTURES = pictures()


class TestFirstTime:
    def view(self, name: str) -> FirstView:
        seen = FirstView.of(PICTURES[name])
        assert seen is not None
        return seen

    def test_what_needs_rights_or_a_restart_is_said_before(self) -> None:
        install, restart, *_ = self.view("first-bare").steps
        assert install.commands == ("wsl.exe --install --no-distribution --web-download",)
        assert [words(mark) for mark in install.marks] == [
            "needs administrator rights",
            "takes effect after Windows restarts",
        ]
        assert (install.now, restart.now) == (True, False)

    def test_steps_that_are_done_stay_on_the_list(self) -> None:
        assert len(self.view("first-distro").done) == 2

    def test_a_distro_is_chosen_from_the_offer(self) -> None:
        chooser = self.view("first-distro").chooser
        assert chooser is not None
        assert chooser.place is not None
        assert chooser.names[chooser.place] == "Ubuntu-24.04"
        assert [choice.distro for choice in chooser.choices] == list(chooser.names)
        assert all(choice.user == "zoe" for choice in chooser.choices), "the rest of the choice stays"
        assert self.view("first-bare").chooser is None

    def test_nothing_is_proposed_where_something_is_in_the_way_or_unknown(self) -> None:
        for name, icon in (("first-barrier", "blocked"), ("first-unknown", "unknown")):
            seen = self.view(name)
            assert (seen.steps, seen.icon) == ((), icon)
            assert seen.barrier or seen.gaps

    @pytest.mark.parametrize(
        ("first", "again", "right"),
        [("", "", True), ("a", "a", True), ("a", "", False), ("a", "b", False), ("a\n", "a\n", False)],
    )
    def test_a_password_is_typed_twice_or_not_at_all(self, first: str, again: str, right: bool) -> None:
        assert (password_problem(first, again) is None) == right

"""What surrounds every page: the steps, the machine, the title, and the news."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gui.gallery import pictures
from tests.gui.read import words
from wizard.gui.flow.steps import Page
from wizard.gui.views.frame import FrameView, SidebarView, news

PICTURES = pictures()


def test_the_rail_tells_each_step_in_words() -> None:
    says = [words(step.says) for step in SidebarView.of(PICTURES["scan"]).steps]
    assert says[1:4] == [
        "Step 2, What you need: completed",
        "Step 3, Check: current",
        "Step 4, Findings: not started",
    ]


def test_news_are_the_worst_first() -> None:
    assert words(news(PICTURES["scan-problem"])) == "It did not work."
    assert words(news(PICTURES["scan-busy"])) == "Checking x"
    assert words(news(PICTURES["scan"])) == "Check"


class TestMachines:
    def test_the_rail_shows_the_chosen_one(self) -> None:
        sidebar = SidebarView.of(PICTURES["machines-asleep"])
        assert (sidebar.machine, words(sidebar.kind)) == ("Ubuntu-24.04", "WSL 2, stopped")
        assert words(SidebarView.of(PICTURES["machines-trial"]).standing) == "waiting for a restart"


class TestFirstTime:
    def test_it_has_a_title_of_its_own(self) -> None:
        assert words(FrameView.of(PICTURES["first-bare"]).title) == "Install WSL"
        assert words(FrameView.of(PICTURES["machines"]).title) == "Your machine"


class TestNeeds:
    def test_what_stands_in_the_way_is_said_above_the_page_and_to_a_screen_reader(self) -> None:
        state = pictures()["needs-refused"]
        view = FrameView.of(state)
        assert (view.icon, words(view.notice)) == (
            "blocked",
            "These settings do not work together: godebug.fips140 turns off what fips.module asks for.",
        )
        assert news(replace(state, refused={})) == view.notice
        assert news(state) in state.refused.values()
        assert FrameView.of(replace(state, page=Page.MACHINE)).notice is None


def test_how_far_the_suite_is_is_known_and_of_other_jobs_it_is_not() -> None:
    assert FrameView.of(pictures()["verify-suite-busy"]).reached == 500
    assert FrameView.of(pictures()["verify-busy"]).reached is None

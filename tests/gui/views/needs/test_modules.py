"""Where modules come from, as the second page shows it."""

from __future__ import annotations

import pytest

from tests.gui import states
from tests.gui.galleries.needs import CHINA, MODULES
from tests.gui.read import words
from wizard.app.profiles.shipped import shipped
from wizard.gui.flow.wishes import with_chain, with_database
from wizard.gui.views.needs.modules import ModulesView
from wizard.model.wanted import ModulesWanted, Wanted


def test_each_proxy_says_when_go_asks_the_next_one() -> None:
    view = ModulesView.of(MODULES, ())
    assert [(hop.shows, words(hop.says), hop.leads_on) for hop in view.chain] == [
        (
            "https://proxy.corp.example |",
            "https://proxy.corp.example, then the next one after any error",
            True,
        ),
        ("https://goproxy.cn", "https://goproxy.cn, then the next one if it does not have the module", True),
        ("direct", "direct", False),
    ]


def test_ready_chains_are_gos_own_and_those_of_the_profiles_that_come_with_the_wizard() -> None:
    view = ModulesView.of(Wanted(), shipped())
    assert [words(each.title) for each in view.ready] == [
        "do not change",
        "Go default: proxy.golang.org",
        "Restricted network: mainland China",
        "the list below",
    ]


def test_a_ready_chain_brings_the_database_that_can_be_reached_there() -> None:
    ready = ModulesView.of(states.BASELINE, (CHINA,)).ready[2].wanted
    assert ready is not None
    assert ready.modules == CHINA.modules
    assert ready.wsl == states.BASELINE.wsl


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        (Wanted(), 0),
        (Wanted(modules=ModulesWanted("https://proxy.golang.org,direct")), 1),
        (CHINA, 2),
        (with_database(CHINA, None), 2),
        (MODULES, 3),
        (Wanted(modules=ModulesWanted("https://goproxy.cn|direct")), 3),
    ],
)
def test_the_one_that_is_wanted_is_chosen(wanted: Wanted, place: int) -> None:
    assert ModulesView.of(wanted, (CHINA,)).place == place


def test_to_leave_goproxy_alone_takes_nothing_else_away() -> None:
    left = ModulesView.of(MODULES, ()).ready[0].wanted
    assert left is not None
    assert left == with_chain(MODULES, ())
    assert left.modules.private == MODULES.modules.private

"""Profiles as cards: each tells all that it asks for, and what is changed for it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui import states
from tests.gui.gallery import pictures
from tests.gui.read import words
from wizard.gui.views.needs.page import NeedsView
from wizard.model.wanted import DockerWanted, DriftWanted, FipsWanted, ModulesWanted, TlsWanted, Wanted

PICTURES = pictures()


def test_one_card_is_chosen() -> None:
    for name in ("needs", "needs-own"):
        cards = NeedsView.of(PICTURES[name]).cards
        assert [card.chosen for card in cards].count(True) == 1


def test_a_teams_title_is_never_a_template() -> None:
    state = replace(PICTURES["needs"], wanted=Wanted(name="x", title="{curly}", about="{0}"))
    card = NeedsView.of(state).cards[-1]
    assert (words(card.title), words(card.about)) == ("{curly}", "{0}")


@pytest.mark.parametrize(
    ("wanted", "asks", "changes"),
    [
        (Wanted(), ["repairs only"], "Changes only what has to be repaired."),
        (
            Wanted(
                modules=ModulesWanted(
                    "https://goproxy.cn,direct", "sum.golang.org", ("a.b", "c.d"), ("e.f",)
                ),
                fips=FipsWanted("latest"),
            ),
            [
                "GOPROXY https://goproxy.cn,direct",
                "GOSUMDB sum.golang.org",
                "GOPRIVATE a.b,c.d",
                "GONOSUMDB e.f",
                "GOFIPS140 latest",
            ],
            "Changes: go env file, shell start files",
        ),
        (
            Wanted(tls=TlsWanted(("~/a.crt", "/b.crt")), docker=DockerWanted("desktop")),
            ["certificates ~/a.crt, /b.crt", "docker with Docker Desktop"],
            "Changes only what has to be repaired.",
        ),
        (
            Wanted(drift=DriftWanted(weekly=True)),
            ["check for drift every week"],
            "Changes: ~/.config/systemd/user",
        ),
        (
            Wanted(docker=DockerWanted("any")),
            ["docker with an engine"],
            "Changes only what has to be repaired.",
        ),
    ],
)
def test_a_card_tells_every_wish_and_what_is_changed_for_it(
    wanted: Wanted, asks: list[str], changes: str
) -> None:
    card = NeedsView.of(replace(PICTURES["needs"], wanted=wanted)).cards[-1]
    assert (list(map(words, card.asks)), words(card.changes)) == (asks, changes)


def test_a_card_tells_of_no_other_file() -> None:
    state = replace(PICTURES["needs-pc"], profiles=(states.BASELINE, states.VPN))
    assert [words(card.changes) for card in NeedsView.of(state).cards] == [
        "Changes only what has to be repaired.",
        "Changes: .wslconfig of this PC, which applies to all distros",
    ]

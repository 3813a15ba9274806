"""What is wanted, as cards and settings; a profile that was changed is one's own."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui import states
from tests.gui.gallery import pictures
from tests.gui.read import words
from tests.gui.states import (
    BASELINE,
    OTHER,
)
from wizard.gui.views import needs
from wizard.gui.views.needs import NeedsView, own
from wizard.model.text import Text
from wizard.model.wanted import DockerWanted, FipsWanted, ModulesWanted, TlsWanted, Wanted

PICTURES = pictures()


class TestNeeds:
    def test_a_changed_profile_is_ones_own(self) -> None:
        changed = needs.own(needs.with_go(BASELINE, "1.25.5"), (BASELINE, OTHER))
        assert (changed.name, changed.go.version) == ("custom", "1.25.5")

    def test_and_the_shipped_one_again_when_changed_back(self) -> None:
        changed = needs.own(needs.with_systemd(BASELINE, False), (BASELINE, OTHER))
        assert needs.own(needs.with_systemd(changed, True), (BASELINE, OTHER)) == BASELINE

    def test_a_teams_profile_keeps_its_name(self) -> None:
        team = Wanted(name="team", title="Our team")
        assert needs.own(needs.with_go(team, "1.25"), (BASELINE,)).name == "team"

    def test_one_card_is_chosen(self) -> None:
        for name in ("needs", "needs-own"):
            cards = NeedsView.of(PICTURES[name]).cards
            assert [card.chosen for card in cards].count(True) == 1

    def test_a_teams_title_is_never_a_template(self) -> None:
        state = replace(PICTURES["needs"], wanted=Wanted(name="x", title="{curly}", about="{0}"))
        card = NeedsView.of(state).cards[-1]
        assert (words(card.title), words(card.about)) == ("{curly}", "{0}")

    @pytest.mark.parametrize(
        ("size", "choice", "gib"),
        [
            (None, needs.TmpfsChoice.LEAVE, 8),
            ("auto", needs.TmpfsChoice.AUTO, 8),
            ("4g", needs.TmpfsChoice.SIZE, 4),
            ("50%", needs.TmpfsChoice.SIZE, 8),
            ("6000m", needs.TmpfsChoice.SIZE, 5),
        ],
    )
    def test_the_gauge_shows_what_is_wanted(
        self, size: str | None, choice: needs.TmpfsChoice, gib: int
    ) -> None:
        state = replace(PICTURES["needs"], wanted=needs.with_tmpfs(Wanted(), size))
        tmpfs = NeedsView.of(state).tmpfs
        assert (tmpfs.choice, tmpfs.size, tmpfs.most) == (choice, gib, 16)

    @pytest.mark.parametrize("version", ["1.25", "1.25.5", "1.26rc1", "stable"])
    def test_right_versions(self, version: str) -> None:
        assert needs.version_problem(version) is None

    @pytest.mark.parametrize("version", ["", "go1.25", "1", "1.25.5; rm", "latest"])
    def test_wrong_versions(self, version: str) -> None:
        assert needs.version_problem(version) is not None

    def test_settings(self) -> None:
        assert needs.setting("netdns=go") == ("netdns", "go")
        for wrong in ("netdns", "=go", "NetDNS=go", "netdns=go,x", "a b=c"):
            assert isinstance(needs.setting(wrong), Text), wrong

    def test_a_setting_that_stops_programs_is_refused(self) -> None:
        assert (
            words(needs.setting("fips140=maybe")) == "fips140=maybe would prevent Go programs from starting."
        )  # type: ignore[arg-type]

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
                Wanted(docker=DockerWanted("any")),
                ["docker with an engine"],
                "Changes only what has to be repaired.",
            ),
        ],
    )
    def test_a_card_tells_every_wish_and_what_is_changed_for_it(
        self, wanted: Wanted, asks: list[str], changes: str
    ) -> None:
        card = NeedsView.of(replace(PICTURES["needs"], wanted=wanted)).cards[-1]
        assert (list(map(words, card.asks)), words(card.changes)) == (asks, changes)


class TestThisPc:
    def test_a_card_tells_of_no_other_file(self) -> None:
        state = replace(PICTURES["needs-pc"], profiles=(states.BASELINE, states.VPN))
        assert [words(card.changes) for card in NeedsView.of(state).cards] == [
            "Changes only what has to be repaired.",
            "Changes: .wslconfig of this PC, which applies to all distros",
        ]

    def test_cards_are_what_profiles_ask_of_a_pc(self) -> None:
        state = replace(PICTURES["needs-pc"], profiles=(states.BASELINE, states.OTHER, states.VPN))
        view = NeedsView.of(state)
        assert [(words(card.title), card.chosen) for card in view.cards] == [
            ("Repairs only", True),
            ("Go behind a VPN", False),
        ]
        picked = own(view.picks[1], state.profiles)
        assert picked.wslconfig == states.VPN.wslconfig
        assert (picked.wsl, picked.tmpfs) == (states.BASELINE.wsl, states.BASELINE.tmpfs)

    def test_a_distro_is_not_asked_for_settings_of_the_pc(self) -> None:
        assert NeedsView.of(PICTURES["needs"]).pc == ()

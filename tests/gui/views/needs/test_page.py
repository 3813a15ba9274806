"""What is wanted, as cards and settings; a profile that was changed is one's own."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui import states
from tests.gui.gallery import pictures
from tests.gui.read import words
from wizard.gui.flow.wishes import own, with_tmpfs
from wizard.gui.views.needs import page as needs
from wizard.gui.views.needs.page import NeedsView
from wizard.model.wanted import Wanted

PICTURES = pictures()


class TestNeeds:
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
        state = replace(PICTURES["needs"], wanted=with_tmpfs(Wanted(), size))
        tmpfs = NeedsView.of(state).tmpfs
        assert (tmpfs.choice, tmpfs.size, tmpfs.most) == (choice, gib, 16)


class TestThisPc:
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

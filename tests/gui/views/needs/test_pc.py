"""What is wanted of This PC: today's value beside each choice."""

from __future__ import annotations

import pytest

from tests.gui import states
from tests.gui.gallery import pictures
from tests.gui.read import words
from tests.gui.states import OWN_CONFIG
from wizard.gui.flow.state import FlowState
from wizard.gui.pc import KEYS
from wizard.gui.views.needs import pc as pcneeds
from wizard.model.wanted import WslConfigWanted

PICTURES = pictures()


class TestThisPc:
    def settings(self, state: FlowState) -> dict[str, pcneeds.SettingRow]:
        return {setting.field: setting for setting in pcneeds.settings(state)}

    def test_what_stands_there_today_is_beside_every_setting(self) -> None:
        seen = self.settings(PICTURES["needs-pc"])
        assert list(seen) == list(KEYS)
        assert words(seen["memory"].today) == "current: 8 GiB"
        assert words(seen["networking_mode"].today) == "current: Mirrored"
        assert words(seen["swap"].today) == "current: not set (WSL default)"
        unknown = self.settings(PICTURES["needs-pc-own"])
        assert words(unknown["memory"].today) == "current: unknown"

    def test_proposals_follow_the_pc(self) -> None:
        choices = self.settings(PICTURES["needs-pc"])
        assert [value for value, _ in choices["memory"].choices] == [None, "8GB", "16GB", "24GB"]
        assert [value for value, _ in choices["processors"].choices] == [None, 4, 8, 16]

    def test_what_a_profile_asks_for_is_among_the_choices(self) -> None:
        seen = self.settings(PICTURES["needs-pc-own"])
        for field in ("memory", "processors", "swap", "networking_mode"):
            setting = seen[field]
            assert setting.choices[setting.place][0] == getattr(OWN_CONFIG, field)

    @pytest.mark.parametrize("field", KEYS)
    def test_every_choice_is_one_that_a_profile_may_make(self, field: str) -> None:
        import msgspec

        for value, _ in self.settings(PICTURES["needs-pc"])[field].choices:
            wanted = pcneeds.with_setting(states.BASELINE, field, value)
            toml = msgspec.toml.encode(
                {k: v for k, v in msgspec.to_builtins(wanted.wslconfig).items() if v is not None}
            )
            assert msgspec.toml.decode(toml, type=WslConfigWanted) == wanted.wslconfig

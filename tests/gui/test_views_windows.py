"""Pictures of the Windows half: machines, what is wanted of This PC, first-time setup."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui import states
from tests.gui.gallery import OWN_CONFIG, pictures
from tests.gui.test_views import words
from wizard.gui.flow import intents
from wizard.gui.flow.state import FlowState
from wizard.gui.pc import KEYS
from wizard.gui.views import pc_needs as pcneeds
from wizard.gui.views.buttons import Buttons
from wizard.gui.views.first_time import FirstView, password_problem
from wizard.gui.views.frame import FrameView, SidebarView
from wizard.gui.views.machine import MachineView
from wizard.gui.views.machines import MachinesView
from wizard.gui.views.needs import NeedsView, own
from wizard.model.wanted import WslConfigWanted

PICTURES = pictures()


class TestMachines:
    def view(self, name: str) -> MachinesView:
        seen = MachinesView.of(PICTURES[name])
        assert seen is not None
        return seen

    def test_one_machine_is_no_choice(self) -> None:
        assert MachinesView.of(PICTURES["machine"]) is None
        assert MachineView.of(PICTURES["machine"]).rows

    def test_every_distro_has_its_line(self) -> None:
        seen = self.view("machines")
        lines = [(row.name, row.is_default, row.wsl, words(row.standing), row.chosen) for row in seen.distros]
        assert lines == [
            ("Debian", True, "2", "running", True),
            ("Ubuntu-24.04", False, "2", "stopped", False),
            ("openSUSE-Leap", False, "1", "stopped", False),
        ]

    def test_the_last_setup_is_told_where_it_is_known(self) -> None:
        assert [words(row.last) for row in self.view("machines").distros] == ["3, kept", "", ""]

    def test_a_stopped_distro_says_what_starts_it(self) -> None:
        says = self.view("machines-asleep").says
        assert says is not None
        assert words(says) == "Ubuntu-24.04 is stopped. The wizard starts it only when you check it."

    def test_this_pc_is_a_card(self) -> None:
        card = self.view("machines-pc").pc
        assert card is not None
        assert card.chosen
        assert words(card.says) == (
            "Windows 11 Professional 24H2 (26100.2314) · WSL 2.6.1 · 32 GiB of memory, 16 processors"
        )

    def test_the_rail_shows_the_chosen_one(self) -> None:
        sidebar = SidebarView.of(PICTURES["machines-asleep"])
        assert (sidebar.machine, words(sidebar.kind)) == ("Ubuntu-24.04", "WSL 2, stopped")
        assert words(SidebarView.of(PICTURES["machines-trial"]).standing) == "waiting for a restart"

    def test_nothing_can_be_done_until_it_is_open(self) -> None:
        state = PICTURES["machines-opening"]
        assert not Buttons.of(state).next.enabled
        assert not any(way.enabled for way in MachineView.of(state).ways)
        assert not SidebarView.of(state).history

    def test_a_setup_that_waits_for_a_restart_offers_it_and_the_way_back(self) -> None:
        waits = MachineView.of(PICTURES["machines-trial"]).waits
        assert waits is not None
        assert words(waits.title) == "Setup 7 is waiting for Debian to restart"
        assert [type(action.intent) for action in waits.actions] == [
            intents.AskRestart,
            intents.Verify,
            intents.UndoSetup,
        ]
        assert words(Buttons.of(PICTURES["machines-trial"]).cancel.label) == "Lat&er"  # type: ignore[union-attr]

    def test_a_folder_that_waits_is_as_ever(self) -> None:
        waits = MachineView.of(PICTURES["machine-trial"]).waits
        assert waits is not None
        assert words(waits.title) == "Keep or undo setup 7?"


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

    def test_it_has_a_title_of_its_own(self) -> None:
        assert words(FrameView.of(PICTURES["first-bare"]).title) == "Install WSL"
        assert words(FrameView.of(PICTURES["machines"]).title) == "Your machine"

    @pytest.mark.parametrize(
        ("first", "again", "right"),
        [("", "", True), ("a", "a", True), ("a", "", False), ("a", "b", False), ("a\n", "a\n", False)],
    )
    def test_a_password_is_typed_twice_or_not_at_all(self, first: str, again: str, right: bool) -> None:
        assert (password_problem(first, again) is None) == right

"""The list of machines."""

from __future__ import annotations

from tests.gui.gallery import pictures
from tests.gui.read import words
from wizard.gui.views.machine import MachineView
from wizard.gui.views.machines import MachinesView

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

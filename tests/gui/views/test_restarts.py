"""A restart in words: what it ends, and what could not be looked at."""

from __future__ import annotations

from tests.gui.gallery import pictures
from tests.gui.read import words
from wizard.gui.views.buttons import Buttons
from wizard.gui.views.restarts import RestartView

PICTURES = pictures()


def view(name: str) -> RestartView:
    seen = RestartView.of(PICTURES[name])
    assert seen is not None
    return seen


def test_a_restart_of_wsl_names_every_distro() -> None:
    seen = view("restart-ask-wsl")
    assert {row.where.render().split(",")[0] for row in seen.endings} == {
        "Debian",
        "Ubuntu-24.04",
        "docker-desktop",
    }
    assert seen.command == "wsl --shutdown"
    assert "Ubuntu-24.04" in words(seen.unknown[0])


def test_what_cannot_be_looked_at_is_not_called_nothing() -> None:
    assert "found no programs" in words(view("restart-nothing").says)
    assert "found no programs" not in words(view("restart-ask-wsl").says)
    blind = Buttons.of(PICTURES["restart-blind"]).next
    assert words(blind.label) == "Check a&gain"

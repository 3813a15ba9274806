"""Icons are drawn in the colour that is asked for."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from wizard.gui.style.icons import PROGRAM_SIZES, IconLabel, icon, pixmap, program_icon
from wizard.resources import resource

RED, BLUE = (200, 10, 10), (10, 10, 200)
NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn(app: QApplication, name: str) -> None:
    image = pixmap(name, RED).toImage()
    drawn = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    assert any(colour.alpha() > 128 and colour.red() > 150 for colour in drawn)


def test_a_chosen_row_has_its_icon_in_another_colour(app: QApplication) -> None:
    made = icon("ok", RED, BLUE)
    assert made.pixmap(20).toImage() == pixmap("ok", RED).toImage()
    assert made.pixmap(20, made.Mode.Selected).toImage() == pixmap("ok", BLUE).toImage()


def test_a_label_takes_the_room_of_its_icon_before_it_shows_one(app: QApplication) -> None:
    label = IconLabel(32)
    assert (label.width(), label.height()) == (32, 32)
    label.show_icon("ok", RED)
    assert label.pixmap().deviceIndependentSize().toSize().width() == 32


def test_the_program_has_an_icon_of_its_own_at_every_size_that_a_screen_asks_for(app: QApplication) -> None:
    made = program_icon()
    assert [size.width() for size in made.availableSizes()] == list(PROGRAM_SIZES)
    assert all(
        made.pixmap(size, size).toImage().pixelColor(size // 2, 1).alpha() == 255 for size in (16, 24, 48)
    )

"""Cells of a difference: numbers, words, and the rules that require a line."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui.conftest import Show
from tests.gui.galleries.diff_pane import Role, texts
from tests.gui.gallery import pictures
from tests.gui.states import DIFF
from wizard.gui.controller import Controller


@pytest.fixture
def review(show: Show) -> Controller:
    return show(replace(pictures()["review"], diff=DIFF))


def test_numbers_words_and_wishes_are_in_the_table(review: Controller) -> None:
    assert texts(review, 0) == ["1", "2", ""]
    assert texts(review, 2) == ["1", "", "2"]
    assert texts(review, 3) == ["[boot]", "systemd=false", "systemd=true"]
    assert texts(review, 3, Role.AccessibleTextRole)[1] == "line 2 removed: systemd=false"
    assert texts(review, 3, Role.AccessibleDescriptionRole)[2] == "Required by: title of one"
    assert "title of one" in texts(review, 3, Role.ToolTipRole)[2]

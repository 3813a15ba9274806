"""Every sentence of every page, in every state, has the values it speaks of."""

from __future__ import annotations

import pytest

from tests.gui.gallery import pictures
from wizard.gui.views.apply import ApplyView
from wizard.gui.views.buttons import Buttons
from wizard.gui.views.done import DoneView
from wizard.gui.views.findings import FindingsView
from wizard.gui.views.frame import FrameView, SidebarView
from wizard.gui.views.machine import MachineView
from wizard.gui.views.needs.page import NeedsView
from wizard.gui.views.review import ReviewView
from wizard.gui.views.scan import ScanView
from wizard.gui.views.verify import VerifyView
from wizard.model.text import Text

PICTURES = pictures()


def every_text(value: object) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple | list):
        return [text for item in value for text in every_text(item)]
    fields = getattr(value, "__struct_fields__", ())
    return [text for name in fields for text in every_text(getattr(value, name))]


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_every_sentence_has_its_values(name: str) -> None:
    state = PICTURES[name]
    views = (FrameView, SidebarView, Buttons, MachineView, NeedsView, ScanView, FindingsView, ReviewView)
    more = (ApplyView, VerifyView, DoneView)
    for view in (*views, *more):
        for text in every_text(view.of(state)):
            text.render()
            assert text.template, "gettext answers an empty message with its header"

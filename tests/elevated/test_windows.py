"""Elsewhere than on Windows nothing asks for an administrator's rights; a no of the user is an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.elevated import client
from wizard.elevated.windows import declined, this_pc
from wizard.model.errors import MachineError


@pytest.mark.linux(reason="Windows has what is missed here")
def test_elsewhere_there_is_no_way_to_these_rights(tmp_path: Path) -> None:
    for way in (this_pc, lambda: client.this_pc(tmp_path)):
        with pytest.raises(MachineError) as caught:
            way()
        assert caught.value.code == "not-windows"


def test_a_no_changes_nothing_and_says_how_to_go_on() -> None:
    said = [text.render() for text in declined().sentences()]
    assert said[:2] == ["The User Account Control prompt was declined.", "Nothing was changed."]
    assert len(said) == 3

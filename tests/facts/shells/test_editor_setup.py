"""The script that VS Code runs before its server."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, read
from wizard.facts.shell import StartFile
from wizard.facts.shells.editor_setup import EDITOR_SETUPS, PLACES
from wizard.model.facts import Unknown
from wizard.model.probes import Denied, FileProbe


@pytest.mark.parametrize("place", PLACES)
def test_it_is_read_where_there_is_one(place: str) -> None:
    assert read(EDITOR_SETUPS, at(place, "export A=1\n")) == (StartFile(place, b"export A=1\n"),)
    assert read(EDITOR_SETUPS) == ()
    assert isinstance(read(EDITOR_SETUPS, (FileProbe(place), Denied())), Unknown)

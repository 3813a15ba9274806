"""WSL's safe mode is known to be on only where the file of the PC says so, as WSL reads it."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, read
from wizard.facts.windows.safe_mode import SAFE_MODE, WSLCONFIG_PATH
from wizard.model.probes import FileProbe


@pytest.mark.parametrize(
    ("text", "is_on"),
    [
        ("[wsl2]\nsafeMode=true\n", True),
        ("[wsl2]\nSAFEMODE = 1\n", True),
        ("[wsl2]\nsafeMode=false\n", False),
        ("[wsl2]\nsafeMode=yes\n", False),
        ("[boot]\nsafeMode=true\n", False),
        ("# safeMode=true\n", False),
    ],
)
def test_it_is_on_where_the_file_says_so(text: str, is_on: bool) -> None:
    assert read(SAFE_MODE, at(WSLCONFIG_PATH, text)) is is_on


def test_without_a_pc_to_ask_nothing_says_so() -> None:
    assert read(SAFE_MODE) is False
    assert read(SAFE_MODE, (FileProbe(WSLCONFIG_PATH), GONE)) is False

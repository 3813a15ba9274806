"""Every test is run on one code page at least."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS.parent / "packaging/windows"))

pytestmark = pytest.mark.linux(reason="it is about what starts wine")


def test_what_a_code_page_leaves_out_is_there_and_run_on_another() -> None:
    from run_tests import LOCALES, ON_ANOTHER, everything

    assert ON_ANOTHER.keys() == LOCALES.keys()
    for folders in ON_ANOTHER.values():
        assert [folder for folder in folders if not (TESTS / folder).is_dir()] == []
    for one, other in combinations(ON_ANOTHER.values(), 2):
        assert set(one).isdisjoint(other)
    assert everything("cp1252")[0] == "tests"
    assert all(words.startswith("--ignore=tests/") for words in everything("cp1252")[1:])

"""What is tried in a Windows of wine, from Linux."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = [pytest.mark.wine, pytest.mark.linux(reason="Windows programs are started by wine")]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks of a conftest do not reach the tests by themselves."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            for mark in pytestmark:
                item.add_marker(mark)

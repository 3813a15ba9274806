"""Real servers on loopback addresses, real shells, curl, and a real Go."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.network.asking import Asking
from tests.servers.authority import Authority

pytestmark = pytest.mark.linux(reason="a distro's own programs are asked")  # all below


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="network-") as folder:
        yield Path(folder)


@pytest.fixture
def asking(home: Path, tree: Path) -> Asking:
    """With all tools, and Go."""
    return Asking(home, tree)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "Example Corp Root")

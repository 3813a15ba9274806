"""Everything that must survive a power cut is asked of the disk by name."""

import os
from pathlib import Path

import pytest

from wizard.downloads import durable


def test_no_handle_is_left_open(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("x")
    durable.sync_file(path)
    durable.sync_folder(tmp_path)
    if os.name != "nt":
        assert str(path) not in [os.readlink(link) for link in _handles()]


def _handles() -> list[str]:
    return [
        f"/proc/self/fd/{name}"
        for name in os.listdir("/proc/self/fd")
        if os.path.exists(f"/proc/self/fd/{name}")
    ]


def test_what_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        durable.sync_file(tmp_path / "missing")

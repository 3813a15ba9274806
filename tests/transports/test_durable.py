"""Everything that must survive a power cut is asked of the disk by name."""

import os
from pathlib import Path

import pytest

from wizard.transports import durable


@pytest.mark.skipif(os.name == "nt", reason="Windows syncs no folders")
def test_every_file_and_folder_of_a_tree_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    for name in ("x", "a/y", "a/b/z"):
        (tmp_path / name).write_text(name)
    (tmp_path / "a/link").symlink_to("/dev/null")
    synced: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda handle: synced.add(os.fstat(handle).st_ino))
    durable.sync_tree(tmp_path)
    expected = [tmp_path, *(path for path in tmp_path.rglob("*") if not path.is_symlink())]
    assert synced == {path.stat().st_ino for path in expected}


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

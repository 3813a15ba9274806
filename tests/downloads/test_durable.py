"""Everything that must survive a power cut is asked of the disk by name."""

import os
import sys
from pathlib import Path

import pytest

from wizard.downloads import durable


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    (tmp_path / "a/b").mkdir(parents=True)
    for name in ("x", "a/y", "a/b/z"):
        (tmp_path / name).write_text(name)
    (tmp_path / "a/link").symlink_to("/dev/null")
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="Windows syncs no folders")
def test_every_file_and_folder_of_a_tree_is_synced_one_by_one_where_it_must_be(
    grown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda handle: synced.add(os.fstat(handle).st_ino))
    monkeypatch.setattr(sys, "platform", "darwin")
    durable.sync_tree(grown)
    expected = [grown, *(path for path in grown.rglob("*") if not path.is_symlink())]
    assert synced == {path.stat().st_ino for path in expected}


@pytest.mark.skipif(sys.platform != "linux", reason="only there does sync wait")
def test_linux_syncs_all_at_once(grown: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    monkeypatch.setattr(os, "sync", lambda: synced.append("all"))
    durable.sync_tree(grown)
    assert synced == ["all"]


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

"""A file that may hold secrets is its owner's from the first moment, and whole or not there."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.own_traces import FOLDERS
from wizard.app.setup.here import FOLDER
from wizard.transports import private_files
from wizard.transports.private_files import FileTooBig, read_named, write_private
from wizard.transports.windows.pc import JOURNAL


@contextmanager
def open_umask() -> Iterator[None]:
    old = os.umask(0)
    try:
        yield
    finally:
        os.umask(old)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    import resource  # there is none on Windows

    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


@pytest.mark.linux(reason="modes mean nothing there")
def test_nobody_else_may_read_it_at_any_moment(tmp_path: Path) -> None:
    seen: set[int] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            for entry in os.scandir(tmp_path):
                try:
                    seen.add(stat.S_IMODE(entry.stat().st_mode))
                except FileNotFoundError:
                    continue

    watcher = threading.Thread(target=watch)
    watcher.start()
    with open_umask():
        for number in range(20):
            write_private(tmp_path / f"{number}", bytes(2 << 20))
    done.set()
    watcher.join()
    assert seen == {0o600}


@pytest.mark.linux(reason="modes mean nothing there")
def test_a_file_that_others_could_read_is_private_then(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "file").chmod(0o644)
    (tmp_path / "link").symlink_to("file")
    write_private(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600


@pytest.mark.linux(reason="no limits of this kind there")
def test_what_cannot_be_written_whole_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with files_of_at_most(1000), pytest.raises(OSError, match="large"):
        write_private(tmp_path / "file", bytes(100_000))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"old"


@pytest.mark.linux(reason="there is no device that is full")
def test_a_device_gets_the_bytes(tmp_path: Path) -> None:
    write_private(Path(os.devnull), b"x")
    with pytest.raises(OSError, match="space"):
        write_private(Path("/dev/full"), b"x")


def test_each_has_one_folder_of_the_programs_name() -> None:
    for place in (private_files.log_folder(), private_files.archive_folder()):
        assert place.parts.count(private_files.NAME) == 1


def test_none_lies_in_the_journal_of_the_pc() -> None:
    journal = Path(JOURNAL[1:])
    own = Path(FOLDERS["WIN_PD_OVERRIDE_LOCAL_APPDATA"], private_files.NAME)
    assert not FOLDER.is_relative_to(journal)
    assert private_files.NAME == "wsl-go-wizard" or own != journal


def test_a_name_may_be_as_long_as_names_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 255)
    write_private(path, b"x")
    assert path.read_bytes() == b"x"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.linux(reason="devices that never end are Linux's")
def test_what_has_no_end_is_too_big(tmp_path: Path) -> None:
    (tmp_path / "wsl-go.toml").symlink_to("/dev/zero")
    with pytest.raises(FileTooBig):
        read_named(tmp_path / "wsl-go.toml", 1 << 16)


def test_as_many_bytes_as_there_may_be_are_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert read_named(tmp_path / "file", 5) == b"12345"
    with pytest.raises(FileTooBig):
        read_named(tmp_path / "file", 4)

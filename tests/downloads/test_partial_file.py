"""The folder that archives are loaded into: what lies there before, and disks without room."""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.goserver import GoServer, Knobs
from tests.servers.loading import is_good, load, names, refused
from wizard.codecs.go.releases import Archive


def test_a_foreign_file_of_that_name_is_put_aside(go: GoServer, archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / archive.filename
    for content in ("mine", "mine too"):
        path.write_text(content)
        assert is_good(load(archive, tmp_path, go.url), archive)
    assert (tmp_path / f"{archive.filename}.aside-1").read_text() == "mine"
    assert (tmp_path / f"{archive.filename}.aside-2").read_text() == "mine too"


@pytest.mark.linux(reason="links and fifos need rights there")
@pytest.mark.parametrize("make", ["link", "fifo", "folder"])
def test_a_part_that_is_no_plain_file_is_refused(
    make: str, go: GoServer, archive: Archive, tmp_path: Path
) -> None:
    part, canary = tmp_path / f"{archive.filename}.part", tmp_path / "canary"
    canary.write_text("mine")
    match make:
        case "link":
            part.symlink_to(canary)
        case "fifo":
            os.mkfifo(part)
        case _:
            part.mkdir()
    assert refused(archive, tmp_path, go.url).code == "folder-unwritable"
    assert canary.read_text() == "mine"


def test_a_folder_that_is_a_file_is_one_sentence(go: GoServer, archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert refused(archive, tmp_path / "file", go.url).code == "folder-unwritable"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with room for the archive and little else."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can mount")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.root
def test_too_little_room_is_said_before_anything_is_asked(
    go: GoServer, archive: Archive, small_disk: Path
) -> None:
    (small_disk / "mine").write_bytes(b"x" * 200_000)
    error = refused(archive, small_disk, go.url)
    assert (error.code, go.requests, names(small_disk)) == ("disk-full", [], ["mine"])


@pytest.mark.root
def test_a_disk_that_fills_up_on_the_way_gets_its_bytes_back(
    go: GoServer, archive: Archive, small_disk: Path
) -> None:
    def fill(done: int, total: int) -> None:
        with contextlib.suppress(OSError), (small_disk / "mine").open("ab") as mine:
            mine.write(b"x" * 400_000)

    error = refused(archive, small_disk, go.url, str(small_disk / "never asked"), tell=fill)
    assert (error.code, names(small_disk)) == ("disk-full", ["mine"])
    assert "never asked" not in str(error)


@pytest.mark.linux(reason="no quota of this kind there")
def test_a_limit_on_the_size_of_files_is_a_full_disk(go: GoServer, archive: Archive, tmp_path: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        error = refused(archive, tmp_path, go.url)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (error.code, names(tmp_path)) == ("disk-full", [])


def test_a_torn_rest_of_an_earlier_run_costs_time_and_nothing_else(
    go: GoServer, shelf: Path, archive: Archive, tmp_path: Path
) -> None:
    whole = (shelf / archive.filename).read_bytes()
    part = tmp_path / f"{archive.filename}.part"
    for torn in (b"\0" * len(whole), whole[:1000] + b"\0" * 1000, whole + b"x", b""):
        part.write_bytes(torn)
        path = load(archive, tmp_path, go.url)
        assert is_good(path, archive)
        assert names(tmp_path) == [archive.filename]
        path.unlink()


def test_a_whole_rest_only_needs_its_name(shelf: Path, archive: Archive, tmp_path: Path) -> None:
    (tmp_path / f"{archive.filename}.part").write_bytes((shelf / archive.filename).read_bytes())
    assert is_good(load(archive, tmp_path), archive)


def test_never_more_than_the_size_is_on_the_disk(go: GoServer, archive: Archive, tmp_path: Path) -> None:
    go.knobs = Knobs(extra=b"#" * 4_000_000)
    part = tmp_path / f"{archive.filename}.part"
    largest = 0

    def measure(done: int, total: int) -> None:
        nonlocal largest
        largest = max(largest, part.stat().st_size)

    refused(archive, tmp_path, go.url, tell=measure)
    assert 0 < largest <= archive.size


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that every user may write to."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        yield Path(folder)


@pytest.mark.root
@pytest.mark.root
def test_an_archive_of_another_user_is_there_and_cannot_be_read(
    go: GoServer, shelf: Path, archive: Archive, shared: Path
) -> None:
    """Nothing had to be saved, so nothing is said of saving."""
    path = shared / archive.filename
    path.write_bytes((shelf / archive.filename).read_bytes())
    path.chmod(0o600)
    os.seteuid(65534)
    try:
        error = refused(archive, shared, go.url)
    finally:
        os.seteuid(0)
    assert (error.code, go.requests) == ("archive-unreadable", [])
    said = " ".join(text.render() for text in error.sentences())
    assert f"Could not read {path}: Permission denied." in said
    assert "let your user read it" in said

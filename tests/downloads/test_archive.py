"""Unpacking: what is there afterwards, what never is, and that an interruption leaves nothing."""

import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.archives.blocks import file, folder, link, packed, tree, twin, version
from tests.archives.unpacking import unpack
from tests.servers.goserver import make_archive
from wizard.downloads import archive
from wizard.model.errors import MachineError, Stopped
from wizard.model.events import Event, Progress, never, silent

MARKER = ".unpacked-success"
SOURCES = {
    "a/first": b"f" * 1_200_000,
    "src/main.go": b"package main\n",
    "src/a/b/c.txt": b"c" * 3_000_000,
    "pkg/empty": b"",
}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    return make_archive(shelf, "1.25.5", SOURCES)


def refused(work: Callable[[], object]) -> MachineError:
    with pytest.raises(MachineError) as caught:
        work()
    return caught.value


# ---- an official archive ---------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["1.25.5", "go1.25.5"])
def test_an_official_archive_is_found_good_and_measured(version: str, good: Path) -> None:
    contents = archive.inspect(good, version)
    sizes = sum(len(content) for content in SOURCES.values())
    assert contents.version == "1.25.5"
    assert contents.entries == 14
    assert contents.bytes > sizes


@pytest.mark.parametrize("umask", [0o000, 0o077])
@pytest.mark.linux(reason="modes mean nothing there")
def test_the_tree_has_the_archives_bytes_times_and_sober_modes(
    umask: int, good: Path, tmp_path: Path
) -> None:
    into = tmp_path / "go1.25.5"
    before = os.umask(umask)
    try:
        unpack(good, into, never, silent)
    finally:
        os.umask(before)
    for name, content in SOURCES.items():
        assert (into / name).read_bytes() == content
    modes = {path.stat().st_mode & 0o7777 for path in into.rglob("*") if path.is_file()}
    assert modes == {0o644, 0o755}
    assert (into / "bin/go").stat().st_mode & 0o7777 == 0o755
    assert {path.stat().st_mode & 0o7777 for path in [into, *into.rglob("*")] if path.is_dir()} == {0o755}
    times = {path.stat().st_mtime for path in into.rglob("*") if path.name != MARKER}
    assert times == {1_792_448_436}


@pytest.mark.linux(reason="modes mean nothing there")
def test_modes_say_no_more_than_whether_it_is_a_program(tmp_path: Path) -> None:
    modes = {0o600: 0o644, 0o666: 0o644, 0o777: 0o755, 0o700: 0o755, 0o001: 0o755, 0o000: 0o644}
    files = [file(f"go/{mode:o}", b"x", mode=mode) for mode in modes]
    path = packed(tmp_path / "go.tar.gz", version(), folder("go/d/", mode=0o777), *files)
    unpack(path, tmp_path / "into", never, silent)
    made = {mode: (tmp_path / f"into/{mode:o}").stat().st_mode & 0o7777 for mode in modes}
    assert made == modes
    assert (tmp_path / "into/d").stat().st_mode & 0o7777 == 0o755


def test_progress_is_told_in_bytes_to_the_last_one(good: Path, tmp_path: Path) -> None:
    events: list[Event] = []
    unpack(good, tmp_path / "into", never, events.append)
    size = archive.inspect(good, "1.25.5").bytes
    assert events[-1] == Progress(size, size)
    assert [event.done for event in events if isinstance(event, Progress)] == sorted({e.done for e in events})  # type: ignore[union-attr]


def test_folders_that_the_archive_does_not_name_are_made(tmp_path: Path) -> None:
    path = packed(tmp_path / "go.tar.gz", version(), file("go/a/b/c", b"c"))
    unpack(path, tmp_path / "into", never, silent)
    assert (tmp_path / "into/a/b/c").read_bytes() == b"c"


@pytest.mark.linux(reason="links in an archive are for Linux")
def test_links_that_stay_inside_are_kept(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "go.tar.gz",
        version(),
        folder("go/lib/"),
        link("go/lib/up", "../VERSION"),
        link("go/lib/top", ".."),
        link("go/later", "lib/up"),
        twin("go/twin", "go/VERSION"),
    )
    unpack(path, tmp_path / "into", never, silent)
    into = tmp_path / "into"
    assert (into / "later").read_text().startswith("go1.25.5\n")
    assert (into / "lib/top").readlink() == Path("..")
    assert (into / "twin").samefile(into / "VERSION")


@pytest.mark.linux(reason="other disks know no such twins")
def test_names_that_differ_in_capitals_are_two_files_on_linux(tmp_path: Path) -> None:
    path = packed(tmp_path / "go.tar.gz", version(), file("go/A", b"1"), file("go/a", b"2"))
    unpack(path, tmp_path / "into", never, silent)
    assert [(tmp_path / "into" / name).read_bytes() for name in "Aa"] == [b"1", b"2"]


def test_names_that_differ_in_capitals_are_refused_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path / "go.tar.gz", version(), file("go/A", b"1"), file("go/a", b"2"))
    monkeypatch.setattr(sys, "platform", "darwin")
    error = refused(lambda: unpack(path, tmp_path / "into", never, silent))
    assert "the entry “go/a” occurs twice" in str(error)
    assert not (tmp_path / "into").exists()


def test_a_zip_for_windows_is_unpacked_alike(tmp_path: Path) -> None:
    path = tmp_path / "go1.25.5.windows-amd64.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("go/VERSION", "go1.25.5\n")
        made.mkdir("go/bin")
        made.writestr("go/bin/go.exe", b"MZ")
    assert archive.inspect(path, "1.25.5").entries == 3
    unpack(path, tmp_path / "into", never, silent)
    assert (tmp_path / "into/bin/go.exe").read_bytes() == b"MZ"


# ---- the version -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("blocks", "phrase"),
    [
        ([file("go/x")], "the file go/VERSION is missing from it"),
        ([folder("go/VERSION/")], "it contains Go , not Go 1.25.5"),
        ([version("1.25.50")], "it contains Go 1.25.50, not Go 1.25.5"),
        ([version("1.25")], "it contains Go 1.25, not"),
        ([file("go/VERSION", b"")], "it contains Go , not"),
        ([file("go/VERSION", b"\x1b[2J\xff")], r"it contains Go \x1b[2J\xff, not"),
        ([file("go/VERSION", b"9" * 5000)], "it contains Go 999"),
        ([file("go/src/VERSION", b"go1.25.5\n")], "the file go/VERSION is missing from it"),
        ([file("go/a"), link("go/VERSION", "a")], "it contains Go , not"),
    ],
)
def test_an_archive_of_another_go_is_refused(blocks: list[bytes], phrase: str, tmp_path: Path) -> None:
    error = refused(lambda: archive.inspect(packed(tmp_path / "go.tar.gz", *blocks), "1.25.5"))
    assert (error.code, phrase in str(error)) == ("archive-unsafe", True), str(error)
    assert len(str(error)) < 300


@pytest.mark.parametrize("content", [b"go1.25.5", b"go1.25.5\n", b"go1.25.5\r\ntime x\n"])
def test_version_files_old_and_new_are_understood(content: bytes, tmp_path: Path) -> None:
    path = packed(tmp_path / "go.tar.gz", file("go/VERSION", content))
    assert archive.inspect(path, "1.25.5").version == "1.25.5"


# ---- nothing half, nothing of others ---------------------------------------------------------------------


def test_stopping_at_any_point_leaves_nothing(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "go.tar.gz", version(), folder("go/a/"), file("go/a/x", b"x" * 600_000), file("go/y", b"y")
    )
    for limit in range(1000):
        asked = 0

        def stop(limit: int = limit) -> bool:
            nonlocal asked
            asked += 1
            return asked > limit

        try:
            unpack(path, tmp_path / "into", stop, silent)
        except Stopped:
            assert sorted(tree(tmp_path)) == ["go.tar.gz"]
        else:
            break
    assert limit > 15


def test_inspection_can_be_stopped(good: Path) -> None:
    with pytest.raises(Stopped):
        archive.inspect(good, "1.25.5", lambda: True)


def test_a_folder_that_exists_is_left_as_it_is(good: Path, tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    (into / "mine").write_text("mine")
    assert refused(lambda: archive.fill(good, into, never, silent)).code == "folder-exists"
    assert tree(into) == {"mine": ("file", hashlib.sha256(b"mine").hexdigest())}


def test_filling_an_empty_folder_adds_no_marker(good: Path, tmp_path: Path) -> None:
    (tmp_path / "into").mkdir()
    archive.fill(good, tmp_path / "into", never, silent)
    assert (tmp_path / "into/bin/go").exists()
    assert not (tmp_path / "into" / MARKER).exists()


@pytest.mark.parametrize("work", ["inspect", "unpack", "digest"])
@pytest.mark.parametrize("what", ["missing", "folder"])
def test_an_archive_that_cannot_be_read_is_one_sentence(work: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "go.tar.gz"
    if what == "folder":
        path.mkdir()
    works: dict[str, Callable[[], object]] = {
        "inspect": lambda: archive.inspect(path, "1.25.5"),
        "unpack": lambda: unpack(path, tmp_path / "into", never, silent),
        "digest": lambda: archive.digest(path),
    }
    assert refused(works[work]).code == "archive-unreadable"
    assert not (tmp_path / "into").exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 6 MB."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root can mount")
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.root
@pytest.mark.parametrize("used", [3_000_000, 0])
def test_a_full_disk_is_left_as_it_was(used: int, good: Path, small_disk: Path) -> None:
    (small_disk / "mine").write_bytes(b"x" * used)

    events: list[Event] = []

    def fill(event: Event) -> None:
        events.append(event)
        with (small_disk / "mine").open("ab") as mine:
            os.posix_fallocate(mine.fileno(), 0, os.statvfs(small_disk).f_bavail * 4096)

    error = refused(lambda: unpack(good, small_disk / "into", never, fill))
    assert error.code == "disk-full"
    assert list(tree(small_disk)) == ["mine"]
    # Nothing is begun that cannot end well.
    assert bool(events) == (not used)


@pytest.mark.linux(reason="no limits of this kind there")
def test_a_failing_write_in_the_middle_leaves_nothing(good: Path, tmp_path: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        error = refused(lambda: unpack(good, tmp_path / "into", never, silent))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert error.code == "disk-full"
    assert not (tmp_path / "into").exists()


@pytest.mark.parametrize(
    "puts",
    [
        pytest.param(Path.symlink_to, id="link", marks=pytest.mark.linux(reason="links need rights there")),
        pytest.param(Path.hardlink_to, id="file"),
    ],
)
def test_someone_who_writes_into_the_new_folder_is_not_overwritten(
    puts: Callable[[Path, Path], None], good: Path, tmp_path: Path
) -> None:
    into = tmp_path / "into"
    canary = tmp_path / "canary"
    canary.write_text("mine")

    def intrude(event: Event) -> None:
        place = into / "src/main.go"
        if (into / "src").is_dir() and not place.is_symlink() and not place.exists():
            puts(place, canary)

    # c.txt comes before main.go and is large enough to be told of.
    error = refused(lambda: unpack(good, into, never, intrude))
    assert error.code == "folder-exists"
    assert canary.read_text() == "mine"
    assert not into.exists()

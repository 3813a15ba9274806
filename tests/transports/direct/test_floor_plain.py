"""A tree by plain paths, as Windows has to do it: no owners, no modes, and no way out by a planted link."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor_plain import SIGN, ForeignFloor, PlainFloor, has_links, note
from wizard.transports.direct.resolve import Resolver


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root/etc").mkdir(parents=True)
    (tmp_path / "root/etc/conf").write_bytes(b"x")
    return tmp_path / "root"


@pytest.fixture
def floor(root: Path) -> PlainFloor:
    return PlainFloor(root)


def test_every_file_and_folder_counts_as_one_owners(root: Path, floor: PlainFloor) -> None:
    (root / "etc/conf").chmod(0o600)
    assert not floor.keeps_owners
    file, folder = floor.stat("/etc/conf"), floor.stat("/etc")
    assert (file.mode, file.uid, file.gid) == (0o644, 0, 0)
    assert (folder.kind, folder.mode) == ("directory", 0o755)


@pytest.mark.parametrize("name", ["a:b", "a\\b", 'a"b', "a*", "a?", "a|b", "<a>"])
def test_a_name_that_means_more_to_windows_is_refused(
    floor: PlainFloor, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(OSError, match=r".") as caught:
        floor.create(f"/etc/{name}")
    assert caught.value.errno == errno.EINVAL


def test_what_is_there_is_never_made_anew_or_moved_over(root: Path, floor: PlainFloor) -> None:
    (root / "etc/other").write_bytes(b"y")
    with pytest.raises(FileExistsError):
        floor.create("/etc/conf")
    with pytest.raises(FileExistsError):
        floor.move("/etc/other", "/etc/conf")
    assert (root / "etc/conf").read_bytes() == b"x"


def test_names_cannot_be_exchanged(floor: PlainFloor) -> None:
    with pytest.raises(OSError, match=r"."):
        floor.swap("/etc/conf", "/etc/conf")


@pytest.mark.linux(reason="needs links")
def test_a_folder_that_is_a_link_is_no_way(root: Path, floor: PlainFloor, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (root / "out").symlink_to(tmp_path / "outside")
    with pytest.raises(OSError, match=r"."):
        floor.create("/out/new")
    assert list((tmp_path / "outside").iterdir()) == []


def test_content_comes_whole(root: Path, floor: PlainFloor) -> None:
    data = bytes(range(256)) * 5000
    (root / "etc/big").write_bytes(data)
    assert b"".join(floor.chunks("/etc/big")) == data


# A machine's tree on Windows: programs may be run, and links that are notes are links.


@pytest.fixture
def foreign(tmp_path: Path) -> ForeignFloor:
    (tmp_path / SIGN).touch()
    (tmp_path / "usr/bin").mkdir(parents=True)
    (tmp_path / "usr/bin/sh").write_bytes(b"#!")
    foreign = ForeignFloor(tmp_path)
    foreign.symlink("/bin", "usr/bin", 0, 0)
    foreign.symlink("/sh", "/bin/sh", 0, 0)
    return foreign


def test_a_link_is_one_and_leads_on(foreign: ForeignFloor) -> None:
    assert foreign.stat("/bin").kind == "symlink"
    assert foreign.readlink("/sh") == "/bin/sh"
    end = Resolver(Disk(foreign)).follow("/sh")
    assert end.path == "/usr/bin/sh"
    assert b"".join(foreign.chunks("/usr/bin/sh")) == b"#!"


def test_what_is_read_of_it_is_never_the_note(foreign: ForeignFloor) -> None:
    with pytest.raises(OSError, match=r"."):
        foreign.chunks("/sh")


def test_a_file_is_no_link_however_short(foreign: ForeignFloor, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    for path in ("/empty", "/usr/bin/sh"):
        assert foreign.stat(path).kind == "file"
        with pytest.raises(OSError, match=r"."):
            foreign.readlink(path)


def test_the_sign_is_no_part_of_the_tree(foreign: ForeignFloor) -> None:
    assert sorted(foreign.names("/")) == ["bin", "sh", "usr"]


def test_names_and_targets_are_in_any_script(foreign: ForeignFloor, tmp_path: Path) -> None:
    foreign.symlink("/向导", "/目标 é", 0, 0)
    assert foreign.readlink("/向导") == "/目标 é"
    assert (tmp_path / "向导").read_bytes() == note("/目标 é")


def test_without_the_sign_a_note_is_a_file(foreign: ForeignFloor, tmp_path: Path) -> None:
    (tmp_path / SIGN).unlink()
    assert ForeignFloor(tmp_path).stat("/bin").kind == "file"
    assert b"".join(ForeignFloor(tmp_path).chunks("/bin")) == note("usr/bin")


def test_a_program_may_be_run_and_nothing_else(foreign: ForeignFloor, tmp_path: Path) -> None:
    (tmp_path / "init").write_bytes(b"\x7fELF\x02")
    (tmp_path / "empty").touch()
    modes = {path: foreign.stat(path).mode for path in ("/usr/bin/sh", "/init", "/empty", "/usr")}
    assert modes == {"/usr/bin/sh": 0o755, "/init": 0o755, "/empty": 0o644, "/usr": 0o755}


@pytest.mark.linux(reason="there links can always be made")
def test_where_links_can_be_made_there_are_some(tmp_path: Path) -> None:
    assert has_links(tmp_path)
    assert not has_links(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_is_none_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As some systems make them."""
    monkeypatch.setattr(Path, "symlink_to", lambda path, target, target_is_directory=False: None)
    assert not has_links(tmp_path)
    monkeypatch.setattr(Path, "symlink_to", lambda path, target, target_is_directory=False: path.touch())
    assert not has_links(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_other_trees_of_windows_have_real_links(tmp_path: Path) -> None:
    (tmp_path / "note").write_bytes(note("/x"))
    assert PlainFloor(tmp_path).stat("/note").kind == "file"

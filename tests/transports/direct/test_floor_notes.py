"""Links that are notes: a tree that has them reads and changes as one with links."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.transports.direct.disk import Disk, floor_at
from wizard.transports.direct.floor_notes import SIGN, NotesFloor, has_links, note
from wizard.transports.direct.floor_plain import PlainFloor
from wizard.transports.direct.resolve import Resolver


@pytest.fixture
def floor(tmp_path: Path) -> NotesFloor:
    (tmp_path / SIGN).touch()
    (tmp_path / "usr/bin").mkdir(parents=True)
    (tmp_path / "usr/bin/sh").write_bytes(b"#!")
    floor = NotesFloor(tmp_path)
    floor.symlink("/bin", "usr/bin", 0, 0)
    floor.symlink("/sh", "/bin/sh", 0, 0)
    return floor


def test_a_link_is_one_and_leads_on(floor: NotesFloor) -> None:
    assert floor.stat("/bin").kind == "symlink"
    assert floor.readlink("/sh") == "/bin/sh"
    end = Resolver(Disk(floor)).follow("/sh")
    assert end.path == "/usr/bin/sh"
    assert b"".join(floor.chunks("/usr/bin/sh")) == b"#!"


def test_what_is_read_of_it_is_never_the_note(floor: NotesFloor) -> None:
    with pytest.raises(OSError, match=r"."):
        floor.chunks("/sh")


def test_a_file_is_no_link_however_short(floor: NotesFloor, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    for path in ("/empty", "/usr/bin/sh"):
        assert floor.stat(path).kind == "file"
        with pytest.raises(OSError, match=r"."):
            floor.readlink(path)


def test_the_sign_is_no_part_of_the_tree(floor: NotesFloor) -> None:
    assert sorted(floor.names("/")) == ["bin", "sh", "usr"]


def test_names_and_targets_are_in_any_script(floor: NotesFloor, tmp_path: Path) -> None:
    floor.symlink("/向导", "/目标 é", 0, 0)
    assert floor.readlink("/向导") == "/目标 é"
    assert (tmp_path / "向导").read_bytes() == note("/目标 é")


def test_without_the_sign_a_note_is_a_file(floor: NotesFloor, tmp_path: Path) -> None:
    (tmp_path / SIGN).unlink()
    found = floor_at(tmp_path)
    assert not isinstance(found, NotesFloor)
    assert found.stat("/bin").kind == "file"


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

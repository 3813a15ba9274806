"""A machine's tree on Windows: programs may be run, and links that are notes are links."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor_foreign import SIGN, ForeignFloor, has_links, note
from wizard.transports.direct.floor_plain import PlainFloor
from wizard.transports.direct.resolve import Resolver


@pytest.fixture
def floor(tmp_path: Path) -> ForeignFloor:
    (tmp_path / SIGN).touch()
    (tmp_path / "usr/bin").mkdir(parents=True)
    (tmp_path / "usr/bin/sh").write_bytes(b"#!")
    floor = ForeignFloor(tmp_path)
    floor.symlink("/bin", "usr/bin", 0, 0)
    floor.symlink("/sh", "/bin/sh", 0, 0)
    return floor


def test_a_link_is_one_and_leads_on(floor: ForeignFloor) -> None:
    assert floor.stat("/bin").kind == "symlink"
    assert floor.readlink("/sh") == "/bin/sh"
    end = Resolver(Disk(floor)).follow("/sh")
    assert end.path == "/usr/bin/sh"
    assert b"".join(floor.chunks("/usr/bin/sh")) == b"#!"


def test_what_is_read_of_it_is_never_the_note(floor: ForeignFloor) -> None:
    with pytest.raises(OSError, match=r"."):
        floor.chunks("/sh")


def test_a_file_is_no_link_however_short(floor: ForeignFloor, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    for path in ("/empty", "/usr/bin/sh"):
        assert floor.stat(path).kind == "file"
        with pytest.raises(OSError, match=r"."):
            floor.readlink(path)


def test_the_sign_is_no_part_of_the_tree(floor: ForeignFloor) -> None:
    assert sorted(floor.names("/")) == ["bin", "sh", "usr"]


def test_names_and_targets_are_in_any_script(floor: ForeignFloor, tmp_path: Path) -> None:
    floor.symlink("/向导", "/目标 é", 0, 0)
    assert floor.readlink("/向导") == "/目标 é"
    assert (tmp_path / "向导").read_bytes() == note("/目标 é")


def test_without_the_sign_a_note_is_a_file(floor: ForeignFloor, tmp_path: Path) -> None:
    (tmp_path / SIGN).unlink()
    assert ForeignFloor(tmp_path).stat("/bin").kind == "file"
    assert b"".join(ForeignFloor(tmp_path).chunks("/bin")) == note("usr/bin")


def test_a_program_may_be_run_and_nothing_else(floor: ForeignFloor, tmp_path: Path) -> None:
    (tmp_path / "init").write_bytes(b"\x7fELF\x02")
    (tmp_path / "empty").touch()
    modes = {path: floor.stat(path).mode for path in ("/usr/bin/sh", "/init", "/empty", "/usr")}
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

"""What goes wrong is written somewhere, whatever the log folder is like, and the folder does not fill up."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from wizard.app.faults import log_files


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state" / "log"
    monkeypatch.setattr(platformdirs, "user_log_path", lambda *_, **__: folder)
    return folder


def written(kind: str) -> Path:
    with log_files.create(kind) as file:
        file.write(b"x")
    return Path(str(file.name))


def test_a_file_is_made_in_the_log_folder(logs: Path) -> None:
    path = written("fault")
    assert path.parent == logs
    assert path.name.startswith("fault-")


@pytest.mark.linux(reason="modes mean nothing there")
def test_only_its_owner_can_read_it(logs: Path) -> None:
    assert written("fault").stat().st_mode & 0o777 == 0o600


def test_the_oldest_of_a_kind_are_removed(logs: Path) -> None:
    other = written("crash")
    paths = [written("fault") for _ in range(log_files.KEPT + 3)]
    assert sorted(logs.glob("fault-*")) == paths[3:]
    assert other.exists()


def test_what_cannot_be_kept_there_is_kept_in_a_temporary_folder(
    logs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.parent.touch()  # a file in the place of a folder: not even root can write below it
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = written("fault")
    assert path.read_bytes() == b"x"
    assert path.parent.parent == tmp_path


@pytest.mark.linux(reason="modes mean nothing there")
def test_only_its_owner_can_look_into_the_temporary_folder(
    logs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.parent.touch()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert written("fault").parent.stat().st_mode & 0o777 == 0o700

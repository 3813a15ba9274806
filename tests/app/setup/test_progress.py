"""The notes of first-time setup."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.app.setup.progress import ProgressFile, SetupProgress
from wizard.model.errors import MachineError
from wizard.model.events import Event, silent
from wizard.model.first_time import Choice, Operation

RAN = frozenset({Operation.ENABLE_PLATFORM})
NOTES = SetupProgress(
    choice=Choice("Debian", "ada", True), ran=(Operation.INSTALL_WSL,), boot=5, resumes=2, settled=("x",)
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    book = ProgressFile(tmp_path / "local" / "notes.json")
    assert book.read(silent) == SetupProgress()
    book.write(NOTES)
    assert book.read(silent) == NOTES
    assert [path.name for path in (tmp_path / "local").iterdir()] == ["notes.json"]
    book.forget()
    book.forget()
    assert book.read(silent) == SetupProgress()


def test_a_failure_keeps_what_was_there(tmp_path: Path) -> None:
    book = ProgressFile(tmp_path / "notes.json")
    book.write(NOTES)
    (tmp_path / "notes.json.new").mkdir()
    with pytest.raises(MachineError):
        book.write(SetupProgress())
    assert book.read(silent) == NOTES


def test_every_truncation_is_told_and_begins_afresh(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    book = ProgressFile(path)
    book.write(NOTES)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        notes: list[Event] = []
        assert book.read(notes.append) == SetupProgress()
        assert len(notes) == 1


class TestRestart:
    def test_the_same_start_of_windows(self) -> None:
        noted = SetupProgress().noting(RAN, boot=1000)
        assert noted.arrived(1000) == noted
        assert noted.arrived(1100) == noted, "a clock that was set"

    def test_another_start_of_windows(self) -> None:
        arrived = SetupProgress().noting(RAN, boot=1000).arrived(5000)
        assert (arrived.ran, arrived.resumes) == ((), 1)
        assert arrived.arrived(9000).resumes == 1, "nothing waited for this restart"

    def test_nothing_waits_for_a_restart(self) -> None:
        assert SetupProgress().arrived(5000) == SetupProgress()
        assert SetupProgress().noting(frozenset(), boot=1000) == SetupProgress()

    def test_more_than_one_thing_waits(self) -> None:
        noted = SetupProgress().noting(RAN, 1000).noting(frozenset({Operation.INSTALL_WSL}), 1000)
        assert noted.ran == (Operation.ENABLE_PLATFORM, Operation.INSTALL_WSL)

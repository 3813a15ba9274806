"""Commands on the PC: programs by the name its hand knows, without a window, and written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.registry_file import FileRegistry
from tests.transports.windows.conftest import POSIX
from wizard.model.commands.command import Command
from wizard.model.commands.lines import UPDATE_WSL
from wizard.model.errors import MachineError
from wizard.model.events import Event, Note, never, silent
from wizard.model.orders import Commit, Phase, Undo
from wizard.model.probes import Journal, JournalProbe
from wizard.model.state import Absent, Change, File
from wizard.model.text import plain
from wizard.transports.windows.pc import Windows

CHANGE = Change("/.wslconfig", Absent(), File(b"[wsl2]\n", 0o644, 0, 0), 0, 0)


@pytest.fixture
def exe(tmp_path: Path) -> Path:
    """Stands in for wsl.exe: says what it was asked, in UTF-16 as an old one does."""
    path = tmp_path / "bin" / "wsl.exe"
    path.parent.mkdir()
    path.write_text(
        f'#!/bin/sh\necho "$@" >>{tmp_path}/asked\nprintf "W\\0S\\0L\\0\\r\\0\\n\\0"\n[ "$1" != --fail ]\n'
    )
    path.chmod(0o755)
    return path


def pc(tmp_path: Path, exe: Path | None) -> Windows:
    profile = tmp_path / "profile"
    profile.mkdir(exist_ok=True)
    return Windows(profile, FileRegistry(tmp_path / "none"), wsl_exe=exe)


@POSIX
def test_wsl_is_updated_before_the_file_is_written(tmp_path: Path, exe: Path) -> None:
    told: list[Event] = []
    windows = pc(tmp_path, exe)
    receipt = windows.act(Commit((CHANGE,), b"", (UPDATE_WSL,)), told.append, never)
    assert receipt.phase is Phase.TRIAL
    assert (tmp_path / "asked").read_text() == "--update\n"
    assert (tmp_path / "profile/.wslconfig").read_bytes() == b"[wsl2]\n"
    assert "WSL" in [event.text.render() for event in told if isinstance(event, Note)]
    journal = windows.read((JournalProbe(),), never)[JournalProbe()]
    assert isinstance(journal, Journal)
    (ran,) = journal.entries[0].ran
    assert (ran.argv, ran.did.code, ran.did.output) == (("wsl.exe", "--update"), 0, "WSL")
    undone = windows.act(Undo(1), silent, never)
    assert not (tmp_path / "profile/.wslconfig").exists()
    assert undone.ran == (ran,)
    assert (tmp_path / "asked").read_text() == "--update\n"


@POSIX
def test_a_failure_leaves_the_file(tmp_path: Path, exe: Path) -> None:
    command = Command(("wsl.exe", "--fail"), False, None, plain("why"))
    with pytest.raises(MachineError) as caught:
        pc(tmp_path, exe).act(Commit((CHANGE,), b"", (command,)), silent, never)
    assert caught.value.code == "command-failed"
    assert not (tmp_path / "profile/.wslconfig").exists()


@pytest.mark.parametrize("argv", [("cmd.exe", "/c", "x"), ("wsl.exe", "--update"), ("/bin/sh", "-c", "true")])
def test_nothing_else_is_run(tmp_path: Path, argv: tuple[str, ...]) -> None:
    windows = pc(tmp_path, None)
    with pytest.raises(MachineError) as caught:
        windows.act(Commit((CHANGE,), b"", (Command(argv, False, None, plain("why")),)), silent, never)
    assert caught.value.code == "missing-program"
    journal = windows.read((JournalProbe(),), never)[JournalProbe()]
    assert isinstance(journal, Journal)
    assert journal.entries[0].ran[0].did.code is None
    assert not journal.entries[0].ran[0].did.is_in_doubt
    assert not (tmp_path / "profile/.wslconfig").exists()

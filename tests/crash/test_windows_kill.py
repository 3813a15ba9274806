"""This PC's hand, cut off at every single effect: `Recover` puts all files back, or the change is complete."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tests.worlds import Kill, Killed
from wizard.model.events import never, silent
from wizard.model.orders import Accept, Commit, Order, Phase, Recover, Undo
from wizard.model.state import Absent, Change, File
from wizard.transports.direct.disk import Hook, no_hook
from wizard.transports.registry.reg_file import FileRegistry
from wizard.transports.windows.pc import JOURNAL, Windows

CONFIG, NEW = b"[wsl2]\r\nmemory=4GB\r\n", b"[wsl2]\r\nmemory=8GB\r\n"


def file(data: bytes) -> File:
    return File(data, 0o644, 0, 0)


ORDER = Commit(
    (
        Change("/.wslconfig", file(CONFIG), file(NEW), 0, 0),
        Change("/wsl/kernel.conf", Absent(), file(b"x"), 0, 0),
        Change("/old", file(b"old"), Absent(), 0, 0),
    )
)
BEFORE = {".wslconfig": CONFIG, "old": b"old", "mine": b"mine"}
AFTER = {".wslconfig": NEW, "wsl/kernel.conf": b"x", "mine": b"mine"}


def lay(folder: Path) -> Path:
    folder.mkdir()
    for name, data in BEFORE.items():
        (folder / name).write_bytes(data)
    return folder


def act(profile: Path, order: Order, hook: Hook = no_hook) -> Phase | None:
    (profile / JOURNAL[1:] / "lock").unlink(missing_ok=True)  # who held it is gone
    return Windows(profile, FileRegistry(profile / "none"), hook=hook).act(order, silent, never).phase


def files(profile: Path) -> dict[str, bytes]:
    found = (path for path in profile.rglob("*") if path.is_file())
    names = ((path.relative_to(profile).as_posix(), path) for path in found)
    return {name: path.read_bytes() for name, path in names if not name.startswith(JOURNAL[1:])}


def cut(profile: Path, order: Order, at: int) -> bool:
    try:
        act(profile, order, Kill(at))
    except Killed:
        return True
    return False


def test_a_commit_cut_off_anywhere_is_recovered(tmp_path: Path) -> None:
    reached = set()
    for at in itertools.count():
        profile = lay(tmp_path / str(at))
        if not cut(profile, ORDER, at):
            break
        phase = act(profile, Recover())
        reached.add(phase)
        assert files(profile) == (AFTER if phase is Phase.TRIAL else BEFORE), at
        if phase is Phase.TRIAL:
            act(profile, Undo(1))
            assert files(profile) == BEFORE
        assert not (profile / "wsl").exists()
        assert act(profile, ORDER) is Phase.TRIAL
    assert at > 30
    assert {Phase.UNDONE, Phase.TRIAL, None} <= reached


@pytest.mark.parametrize(("order", "expected"), [(Undo(1), BEFORE), (Accept(1), AFTER)])
def test_an_end_cut_off_anywhere_comes_to_an_end(
    tmp_path: Path, order: Order, expected: dict[str, bytes]
) -> None:
    for at in itertools.count():
        profile = lay(tmp_path / str(at))
        act(profile, ORDER)
        if not cut(profile, order, at):
            break
        if act(profile, Recover()) is Phase.TRIAL:
            act(profile, order)
        assert files(profile) == expected, at
    assert at > 2

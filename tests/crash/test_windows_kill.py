"""This PC's hand, cut off at every single effect: `Recover` puts all files and all values of the registry back, or the
change is complete, of both."""

from __future__ import annotations

import errno
import itertools
from pathlib import Path

import pytest

from tests.interruptions import Count, Fail, Kill, Killed, Stranger
from tests.pcs.registry_file import FileRegistry
from wizard.codecs.windows.reg_file import HEADER, line_for
from wizard.model.errors import StaleError, WizardError
from wizard.model.events import never, silent
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Recover, Undo
from wizard.model.registry import DWORD, EXPAND_SZ, MULTI_SZ, SZ, path_of
from wizard.model.state import Absent, Change, File, Other, Registered
from wizard.transports.direct.disk import Hook, no_hook
from wizard.transports.windows.pc import JOURNAL, Windows

CONFIG, NEW = b"[wsl2]\r\nmemory=4GB\r\n", b"[wsl2]\r\nmemory=8GB\r\n"


def file(data: bytes) -> File:
    return File(data, 0o644, 0, 0)


KEY = r"HKCU\Environment"
NAMES = ("Path", "WSLENV", r"new\one", "GOROOT")
OLD_VALUES = {
    "Path": Registered(SZ, r"%A%;C:\Go\bin"),
    "WSLENV": Registered(SZ, "GOROOT/p:A"),
    "GOROOT": Registered(EXPAND_SZ, "C:\\用户"),
    "mine": Registered(MULTI_SZ, "a\0b\0"),
}
NEW_VALUES = {
    "Path": Registered(EXPAND_SZ, "%A%"),
    "WSLENV": Registered(SZ, "A"),
    r"new\one": Registered(DWORD, "7"),
    "mine": Registered(MULTI_SZ, "a\0b\0"),
}
ORDER = Commit(
    (
        Change("/.wslconfig", file(CONFIG), file(NEW), 0, 0),
        *(
            Change(path_of(KEY, name), OLD_VALUES.get(name, Absent()), NEW_VALUES.get(name, Absent()), 0, 0)
            for name in NAMES
        ),
        Change("/wsl/kernel.conf", Absent(), file(b"x"), 0, 0),
        Change("/old", file(b"old"), Absent(), 0, 0),
    )
)
FILES_BEFORE = {".wslconfig": CONFIG, "old": b"old", "mine": b"mine"}
FILES_AFTER = {".wslconfig": NEW, "wsl/kernel.conf": b"x", "mine": b"mine"}
Seen = tuple[dict[str, bytes], dict[str, Absent | Registered | Other]]
BEFORE: Seen = FILES_BEFORE, dict(OLD_VALUES)
AFTER: Seen = FILES_AFTER, dict(NEW_VALUES)


def lay(folder: Path) -> Path:
    """A profile folder, with the registry beside it."""
    folder.mkdir()
    for name, data in FILES_BEFORE.items():
        (folder / name).write_bytes(data)
    export = folder.with_suffix(".reg")
    lines = (line_for(KEY, name, state) for name, state in OLD_VALUES.items())
    export.write_text("\r\n".join([HEADER, *lines]), encoding="utf-16")
    return folder


def registry_of(profile: Path) -> FileRegistry:
    return FileRegistry(profile.with_suffix(".reg"))


def order(profile: Path, order: Order, hook: Hook = no_hook) -> Receipt:
    (profile / JOURNAL[1:] / "lock").unlink(missing_ok=True)  # who held it is gone
    return Windows(profile, registry_of(profile), hook=hook).act(order, silent, never)


def act(profile: Path, what: Order, hook: Hook = no_hook) -> Phase | None:
    return order(profile, what, hook).phase


def seen(profile: Path) -> Seen:
    """All files but the journal's, and all values."""
    found = (path for path in profile.rglob("*") if path.is_file())
    names = ((path.relative_to(profile).as_posix(), path) for path in found)
    files = {name: path.read_bytes() for name, path in names if not name.startswith(JOURNAL[1:])}
    registry = registry_of(profile)
    values = registry.values(KEY)
    assert values is not None
    return files, {name: registry.state(KEY, name) for name in values.values}


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
        assert seen(profile) == (AFTER if phase is Phase.TRIAL else BEFORE), at
        if phase is Phase.TRIAL:
            act(profile, Undo(1))
            assert seen(profile) == BEFORE
        assert not (profile / "wsl").exists()
        assert act(profile, ORDER) is Phase.TRIAL
    assert at > 38
    assert {Phase.UNDONE, Phase.TRIAL, None} <= reached


@pytest.mark.parametrize(("order", "expected"), [(Undo(1), BEFORE), (Accept(1), AFTER)])
def test_an_end_cut_off_anywhere_comes_to_an_end(tmp_path: Path, order: Order, expected: Seen) -> None:
    for at in itertools.count():
        profile = lay(tmp_path / str(at))
        act(profile, ORDER)
        if not cut(profile, order, at):
            break
        if act(profile, Recover()) is Phase.TRIAL:
            act(profile, order)
        assert seen(profile) == expected, at
    assert at > 2


def test_a_recovery_cut_off_anywhere_is_ended_by_the_next(tmp_path: Path) -> None:
    count = Count()
    act(lay(tmp_path / "count"), ORDER, count)
    # All is switched, and only the phase is not called trial yet.
    last = [effect.name for effect in count.effects].index("announce") - 2
    for at in itertools.count():
        profile = lay(tmp_path / str(at))
        assert cut(profile, ORDER, last)
        if not cut(profile, Recover(), at):
            break
        assert act(profile, Recover()) in (None, Phase.UNDONE), at
        assert seen(profile) == BEFORE, at
    assert at > 20


@pytest.mark.parametrize("lasting", [False, True])
def test_an_effect_that_fails_leaves_all_before_or_says_that_it_is_interrupted(
    tmp_path: Path, lasting: bool
) -> None:
    for at in itertools.count():
        profile = lay(tmp_path / str(at))
        try:
            act(profile, ORDER, Fail(at, errno.EACCES, lasting))
        except WizardError:
            act(profile, Recover())
            assert seen(profile) in (BEFORE, AFTER), at
        else:
            break
    assert at > 38


def test_a_stranger_who_writes_a_value_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    """Neither a commit nor what ends it writes over his; and all the rest is before or after."""
    his = Registered(SZ, "C:\\his")
    for at in itertools.count():
        profile = lay(tmp_path / str(at))
        comes = Stranger(at, lambda profile=profile: registry_of(profile).write(KEY, "WSLENV", his))  # type: ignore[misc]
        try:
            receipt = order(profile, ORDER, comes)
        except StaleError:
            act(profile, Recover())
            phase = None
        else:
            if comes.count <= at:
                break
            phase = receipt.phase
        files, values = seen(profile)
        expected = AFTER if phase is Phase.TRIAL else BEFORE
        assert values.pop("WSLENV") == his, at
        assert files == expected[0], at
        assert values == {name: state for name, state in expected[1].items() if name != "WSLENV"}, at
        if phase is Phase.TRIAL:
            assert order(profile, Undo(1)).foreign == (path_of(KEY, "WSLENV"),)
            assert registry_of(profile).state(KEY, "WSLENV") == his
    assert at > 38

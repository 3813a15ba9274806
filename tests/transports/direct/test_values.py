"""Values of the registry in the direct hand: what it refuses, whoever made the plan, and what a journal may say."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.pcs.registry_file import FileRegistry
from wizard.codecs.windows.reg_file import HEADER, line_for
from wizard.model.errors import MachineError, StaleError, WizardError
from wizard.model.events import Doing, Event, never, silent
from wizard.model.orders import Commit, Phase, Recover, Undo
from wizard.model.probes import Values
from wizard.model.registry import DWORD, ENVIRONMENT, EXPAND_SZ, SZ, path_of
from wizard.model.state import Absent, Change, File, Other, Registered, State
from wizard.model.text import plain
from wizard.transports.journal import Damaged, fingerprint, parse_manifest, registered_of
from wizard.transports.tree import Tree
from wizard.transports.windows.pc import JOURNAL, Windows

PATH = path_of(ENVIRONMENT, "Path")
OLD, NEW = Registered(SZ, "a;b"), Registered(EXPAND_SZ, "用户 -\0x".replace("\0", "\n"))


@pytest.fixture
def registry(tmp_path: Path) -> FileRegistry:
    (tmp_path / "profile").mkdir()
    file = tmp_path / "x.reg"
    file.write_text(HEADER + line_for(ENVIRONMENT, "Path", OLD), encoding="utf-16")
    return FileRegistry(file)


@pytest.fixture
def pc(tmp_path: Path, registry: FileRegistry) -> Windows:
    return Windows(tmp_path / "profile", registry)


def change(before: State = OLD, after: State = NEW, path: str = PATH) -> Change:
    return Change(path, before, after, 0, 0)


def manifest(pc: Windows, phase: Phase = Phase.TRIAL) -> Path:
    return pc.profile / JOURNAL[1:] / "1" / phase.value


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([change(path=path_of(r"HKLM\SOFTWARE", "Path"))], "unsafe-path"),
        ([change(path=path_of(r"hkcu\Environment", "Path"))], "unsafe-path"),
        ([change(path=r"HKCU\Environment\Path")], "unsafe-path"),
        ([change(after=File(b"x", 0o644, 0, 0))], "unsafe-path"),
        ([change(after=Other("unknown"))], "unsafe-path"),
        ([change(after=Registered(DWORD, "x"))], "unsafe-path"),
        ([change(after=Registered(SZ, "a\0b"))], "unsafe-path"),
        ([change(path="/x", before=Absent())], "unsafe-path"),
        ([change(before=Registered(EXPAND_SZ, "a;b"))], "stale"),
        ([change(before=Absent())], "stale"),
        ([change(), change()], "stale"),
    ],
)
def test_what_is_refused_changes_nothing(
    pc: Windows, registry: FileRegistry, changes: list[Change], code: str
) -> None:
    before = registry.values(ENVIRONMENT)
    made = Change("/new", Absent(), File(b"x", 0o644, 0, 0), 0, 0)
    with pytest.raises(WizardError) as caught:
        pc.act(Commit((made, *changes)), silent, never)
    assert caught.value.code == code
    assert registry.values(ENVIRONMENT) == before
    assert not (pc.profile / "new").exists()
    assert pc.act(Recover(), silent, never).phase is None


def test_a_site_without_a_registry_changes_no_value(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/passwd").write_text("root:x:0:0::/root:/bin/sh\n")
    with pytest.raises(MachineError) as caught:
        Tree(tmp_path).act(Commit((change(),)), silent, never)
    assert caught.value.code == "unsafe-path"


def test_all_of_a_value_stands_in_the_manifest(pc: Windows) -> None:
    pc.act(Commit((change(),)), silent, never)
    (item,) = parse_manifest(manifest(pc).read_bytes()).values
    assert (item.path, registered_of(item.before), registered_of(item.after)) == (PATH, OLD, NEW)
    assert sorted(path.name for path in manifest(pc).parent.iterdir()) == ["note", "trial"]


@pytest.mark.parametrize(
    "state", [Absent(), OLD, NEW, Registered(SZ, ""), Registered(SZ, "-"), Registered(7, "a\0b\0")]
)
def test_a_fingerprint_is_the_state(state: Absent | Registered) -> None:
    word = fingerprint(state)
    assert registered_of(word) == state
    assert word.isascii()
    assert " " not in word


@pytest.mark.parametrize("word", ["", "file:0644:0:0:ab", "registered", "registered:x:a", "registered:1:a b"])
def test_what_is_no_fingerprint_of_a_value_is_damage(word: str) -> None:
    with pytest.raises(Damaged):
        registered_of(word)


def test_a_manifest_that_names_another_hive_is_damaged(pc: Windows, registry: FileRegistry) -> None:
    pc.act(Commit((change(),)), silent, never)
    found = parse_manifest(manifest(pc).read_bytes())
    items = tuple(
        msgspec.structs.replace(item, path=item.path.replace("HKCU", "HKLM")) for item in found.items
    )
    manifest(pc).write_text(msgspec.structs.replace(found, items=items).text())
    with pytest.raises(MachineError) as caught:
        pc.act(Undo(1), silent, never)
    assert caught.value.code == "journal-damaged"
    assert registry.state(ENVIRONMENT, "Path") == NEW


def test_a_registry_that_takes_nothing_leaves_all_as_it_was(tmp_path: Path, registry: FileRegistry) -> None:
    class Stubborn(FileRegistry):
        def write(self, key: str, name: str, state: Registered) -> None:
            """Says that it did."""

    profile = tmp_path / "profile"
    made = Change("/new", Absent(), File(b"x", 0o644, 0, 0), 0, 0)
    with pytest.raises(MachineError) as caught:
        Windows(profile, Stubborn(tmp_path / "x.reg")).act(Commit((made, change())), silent, never)
    assert caught.value.code == "staging-mismatch"
    assert registry.values(ENVIRONMENT) == Values({"Path": "a;b"}, types={"Path": SZ})
    assert not (profile / "new").exists()


def test_a_registry_that_fails_while_undoing_leaves_it_to_recover(
    tmp_path: Path, pc: Windows, registry: FileRegistry
) -> None:
    class Broken(FileRegistry):
        def write(self, key: str, name: str, state: Registered) -> None:
            raise MachineError("registry-not-written", plain("no"))

    pc.act(Commit((change(),)), silent, never)
    with pytest.raises(MachineError) as caught:
        Windows(tmp_path / "profile", Broken(tmp_path / "x.reg")).act(Undo(1), silent, never)
    assert caught.value.code == "cut-off"
    assert pc.act(Recover(), silent, never).phase is Phase.UNDONE
    assert registry.state(ENVIRONMENT, "Path") == OLD


def test_steps_are_told_by_the_name_of_the_value(pc: Windows) -> None:
    told: list[Event] = []
    pc.act(Commit((change(),)), told.append, never)
    assert [event.what.render() for event in told if isinstance(event, Doing)] == [f"Replacing {PATH}"]


def test_a_stale_value_is_named(pc: Windows) -> None:
    with pytest.raises(StaleError) as caught:
        pc.act(Commit((change(before=NEW, after=OLD),)), silent, never)
    assert PATH in caught.value.text.render()

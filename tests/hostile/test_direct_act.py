"""Attacks by links, and names that nobody should have given: nothing outside of the root changes, ever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.interruptions import Stranger
from tests.worlds import HOME, World, attempt, effects_of, is_before, on_disk, seen
from wizard.model.errors import MachineError, WizardError
from wizard.model.events import never
from wizard.model.orders import Commit, Phase, Recover, Undo
from wizard.model.probes import FileProbe, Found, GlobProbe, Journal, JournalProbe, Linked, LinkProbe, Matches
from wizard.model.state import Absent, Change, File, Link
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor_linux import LinuxFloor
from wizard.transports.direct.read import DirectLook
from wizard.transports.journal import JOURNAL, parse_manifest

pytestmark = pytest.mark.linux(reason="needs links")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "outside/bin").mkdir(parents=True)
    (tmp_path / "outside/.profile").write_bytes(b"PATH=$PATH\n")
    (tmp_path / "outside/wsl.conf").write_bytes(b"[boot]\nsystemd=false\n")
    root = tmp_path / "root"
    root.mkdir()
    return root


@pytest.fixture
def world(root: Path) -> World:
    return on_disk(root)


def outside(root: Path) -> dict[str, tuple[object, ...]]:
    return seen(LinuxFloor(root.parent / "outside"))


def turn_into_link(path: Path, target: Path | str) -> None:
    path.rename(path.with_name(path.name + ".was"))
    path.symlink_to(target)


TURNED = {
    "target": "etc/wsl.conf",
    "parent": "etc",
    "home": "home/me",
    "grandparent": "home",
    "journal's parent": "var/lib",
}


@pytest.mark.parametrize("name", TURNED)
@pytest.mark.parametrize("way", ["absolute", "relative"])
def test_a_link_on_the_way_to_a_target_is_refused(world: World, root: Path, name: str, way: str) -> None:
    path = root / TURNED[name]
    there = root.parent / "outside" / ("wsl.conf" if name == "target" else "")
    turn_into_link(path, there if way == "absolute" else os.path.relpath(there, path.parent))
    before, canary = seen(world.floor), outside(root)
    with pytest.raises(WizardError) as caught:
        world.act(world.commit())
    assert caught.value.code in ("unsafe-path", "stale")
    assert (seen(world.floor), outside(root)) == (before, canary)


@pytest.mark.parametrize("name", ["home/me", "etc"])
def test_a_folder_swapped_for_a_link_at_any_instant_leads_nowhere(
    tmp_path: Path, root: Path, name: str
) -> None:
    """An attacker who owns the home, against a hand that is root."""
    model = tmp_path / "model"
    model.mkdir()
    count = effects_of(on_disk(model), world_commit := on_disk_commit(tmp_path))
    for at in range(0, count, 2):
        base = tmp_path / f"{at}"
        base.mkdir()
        world = on_disk(base)
        canary = outside(root)
        hook = Stranger(at, lambda base=base: turn_into_link(base / name, root.parent / "outside"))
        attempt(world, world_commit, hook)
        assert outside(root) == canary
        (base / name).unlink()
        (base / f"{name}.was").rename(base / name)
        receipt = world.act(Recover())
        if receipt.phase is Phase.TRIAL:
            world.act(Undo(1))
        assert outside(root) == canary
        originals = [base / "etc/wsl.conf", base / JOURNAL[1:] / "1/1.before"]
        assert b"[boot]\nsystemd=false\n" in [path.read_bytes() for path in originals if path.exists()]


def on_disk_commit(tmp_path: Path) -> Commit:
    place = tmp_path / "for-the-order"
    place.mkdir()
    return on_disk(place).commit()


@pytest.mark.parametrize(
    "name", [".wsl-go-wizard-1-1", ".wsl-go-wizard-1-1.before", ".wsl-go-wizard-1-1.dir"]
)
@pytest.mark.parametrize("kind", ["link", "file", "folder"])
def test_what_stands_under_our_names_is_neither_used_nor_removed(
    world: World, root: Path, name: str, kind: str
) -> None:
    trap = root / "etc" / name
    match kind:
        case "link":
            trap.symlink_to(root.parent / "outside/wsl.conf")
        case "file":
            trap.write_bytes(b"theirs")
        case "folder":
            trap.mkdir()
    before, canary = seen(world.floor), outside(root)
    with pytest.raises(MachineError) as caught:
        world.act(world.commit())
    assert caught.value.code == "unsafe-path"
    assert (seen(world.floor), outside(root)) == (before, canary)


def test_a_trap_laid_while_staging_is_neither_followed_nor_removed(tmp_path: Path, root: Path) -> None:
    for at in range(18, 40):
        base = tmp_path / f"{at}"
        base.mkdir()
        world = on_disk(base)
        trap = base / "etc/.wsl-go-wizard-1-1"

        def lay(trap: Path = trap) -> None:
            if not trap.is_symlink() and not trap.exists():
                trap.symlink_to(root.parent / "outside/wsl.conf")

        canary = outside(root)
        outcome = attempt(world, world.commit(), Stranger(at, lay))
        assert outside(root) == canary
        if isinstance(outcome, WizardError):
            assert trap.is_symlink()


NAMES = [
    "plain",
    "with space",
    "new\nline",
    "tab\there",
    "-dash",
    "--help",
    "$(touch owned)",
    "`touch owned`",
    "a;b&c|d",
    "quote'\"quote",
    "percent%s%n",
    "back\\slash",
    "star*?[x]",
    "ünïcode",
    "\udcff\udc80raw",
    "rtl\u202etxt",
    "zero\u200bwidth",
    "dot.",
    "...",
    "CON",
    "a:b",
    "~",
    "#hash",
    "x" * 200,
    "\x1b[31mred",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_only_a_name(world: World, root: Path, name: str) -> None:
    owner = world.root
    old, new = File(b"old", 0o644, owner, owner), File(b"new", 0o600, owner, owner)
    (root / "etc" / name).write_bytes(b"old")
    (root / "etc" / name).chmod(0o644)
    before = seen(world.floor)
    changes = (
        Change(f"/etc/{name}", old, new, owner, owner),
        Change(f"/etc/sub {name}/{name}", Absent(), new, owner, owner),
        Change(f"/etc/link {name}", Absent(), Link(f"../{name}"), owner, owner),
    )
    world.act(Commit(changes))
    manifest = parse_manifest((root / JOURNAL[1:] / "1/trial").read_bytes())
    assert [item.path for item in manifest.items] == [change.path for change in changes]
    assert (root / "etc" / name).read_bytes() == b"new"
    probes = (
        FileProbe(f"/etc/{name}"),
        LinkProbe(f"/etc/link {name}"),
        GlobProbe("/etc/sub */*"),
        JournalProbe(),
    )
    answers = DirectLook(Disk(world.floor), world.account).read(probes, never)
    found, link, matches, journal = (answers[probe] for probe in probes)
    assert isinstance(found, Found)
    assert found.content == b"new"
    assert link == Linked(f"../{name}")
    assert isinstance(journal, Journal)
    assert journal.open == 1
    assert isinstance(matches, Matches)
    is_shown = not name.startswith(".") and not any(char < " " for char in name)
    assert [path for path, _ in matches.entries] == ([f"/etc/sub {name}/{name}"] if is_shown else [])
    assert world.act(Undo(1)) == world.act(Undo(1))
    assert is_before(world.floor, before)


def test_a_name_that_is_too_long_is_said_to_be(world: World) -> None:
    owner = world.root
    long = Change(f"/etc/{'x' * 300}", Absent(), File(b"", 0o644, owner, owner), owner, owner)
    with pytest.raises(MachineError) as caught:
        world.act(Commit((long,)))
    assert caught.value.code == "name-too-long"


def test_a_hard_link_to_a_file_of_others_is_replaced_not_written_through(world: World, root: Path) -> None:
    """A name in a home that is also a name of a file elsewhere: only our name changes."""
    (root / "home/me/.profile").unlink()
    os.link(root.parent / "outside/.profile", root / "home/me/.profile")
    os.chown(root / "home/me/.profile", world.user, world.user)
    world.act(world.commit())
    assert (root.parent / "outside/.profile").read_bytes() == b"PATH=$PATH\n"
    world.act(Undo(1))
    assert (root / HOME[1:] / ".profile").stat().st_nlink == 2

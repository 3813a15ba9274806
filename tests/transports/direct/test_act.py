"""What the direct hand promises for each order, on a real disk."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.worlds import (
    AFTER,
    BEFORE,
    HOME,
    Kill,
    World,
    attempt,
    content,
    is_after,
    is_before,
    on_disk,
    seen,
)
from wizard.model.errors import MachineError, OpenError, StaleError, Stopped, WizardError
from wizard.model.events import Doing, Event, never, silent
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Recover, Undo
from wizard.model.state import Absent, Change, File, Link, Origin, Other, State
from wizard.transports.direct.disk import DiskEffect
from wizard.transports.journal import JOURNAL, manifest_of, parse_manifest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links and modes")

IS_ROOT = os.getuid() == 0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    root.mkdir()
    return root


@pytest.fixture
def world(root: Path) -> World:
    return on_disk(root)


@pytest.fixture
def before(world: World) -> dict[str, tuple[object, ...]]:
    return seen(world.floor)


def file(world: World, text: bytes, mode: int = 0o644) -> File:
    return File(text, mode, world.root, world.root)


def change(world: World, path: str, old: State, new: State, origin: Origin | None = None) -> Change:
    return Change(path, old, new, world.root, world.root, origin=origin)


def commit(world: World, path: str, old: State, new: State) -> Receipt:
    return world.act(Commit((change(world, path, old, new),)))


def code_of(world: World, order: Order) -> str:
    with pytest.raises(WizardError) as caught:
        world.act(order)
    return caught.value.code


CONF = BEFORE["/etc/wsl.conf"]


# Commit.


def test_a_commit_changes_all_and_an_undo_brings_back_all_to_the_inode(
    world: World, before: dict[str, tuple[object, ...]]
) -> None:
    assert world.act(world.commit()) == Receipt(1, Phase.TRIAL)
    assert is_after(world.floor, before)
    assert world.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert is_before(world.floor, before)


@pytest.mark.parametrize("mode", [0o600, 0o755, 0o640, 0o4755, 0o1644])
def test_bytes_mode_owner_and_times_come_back(world: World, root: Path, mode: int) -> None:
    path = root / "etc/wsl.conf"
    os.utime(path, ns=(1_111_111_111_222_222_222, 1_333_333_333_444_444_444))
    path.chmod(mode)
    old = path.stat()
    commit(world, "/etc/wsl.conf", file(world, CONF, mode), file(world, b"new", 0o600))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    world.act(Undo(1))
    new = path.stat()
    for name in ("st_ino", "st_mode", "st_uid", "st_gid", "st_size", "st_mtime_ns", "st_nlink"):
        assert getattr(new, name) == getattr(old, name), name


@pytest.mark.skipif(not IS_ROOT, reason="needs root to give files away")
def test_files_get_the_owner_that_was_ordered(world: World, root: Path) -> None:
    wanted = File(b"x", 0o600, 1234, 5678)
    world.act(Commit((Change("/home/me/a/b", Absent(), wanted, 1000, 1000),)))
    stats = [(root / "home/me" / name).stat() for name in ("a", "a/b")]
    assert [(each.st_uid, each.st_gid) for each in stats] == [(1000, 1000), (1234, 5678)]
    assert [stat.S_IMODE(each.st_mode) for each in stats] == [0o755, 0o600]


def test_the_journal_is_as_it_is_written_down(world: World, root: Path) -> None:
    order = world.commit()
    world.act(order)
    journal = root / JOURNAL[1:]
    assert os.readlink(journal / "open") == "1"
    assert not os.path.lexists(journal / "lock")
    manifest = parse_manifest((journal / "1/trial").read_bytes())
    assert manifest == manifest_of(1, world.account, manifest.folders, order.changes)
    assert (journal / "1/note").read_bytes() == b"why"
    assert stat.S_IMODE((journal / "1").stat().st_mode) == 0o700
    for name in ("trial", "note"):
        assert stat.S_IMODE((journal / "1" / name).stat().st_mode) == 0o600
    expected = {"1.before", "4.before", "note", "trial"}
    if not IS_ROOT:
        expected |= {"2.before", "5.before"}
    assert set(os.listdir(journal / "1")) == expected


@pytest.mark.skipif(not IS_ROOT, reason="needs two owners")
def test_a_users_originals_wait_in_his_home_and_are_his(world: World, root: Path) -> None:
    world.act(world.commit())
    kept = root / "home/me/.local/state/wsl-go-wizard/1"
    assert sorted(os.listdir(kept)) == ["2.before", "5.before"]
    assert (kept.stat().st_uid, stat.S_IMODE(kept.stat().st_mode)) == (1000, 0o700)
    assert kept.parent.parent.stat().st_uid == 1000
    world.act(Accept(1))
    assert (kept / "2.before").read_bytes() == BEFORE[f"{HOME}/.profile"]


@pytest.mark.parametrize(
    "actual",
    [b"edited", "mode", "link", "gone", "folder", "fifo"],
)
def test_a_file_that_moved_on_makes_the_plan_stale(world: World, root: Path, actual: bytes | str) -> None:
    path = root / "etc/wsl.conf"
    if actual == "mode":
        path.chmod(0o600)
    else:
        path.unlink()
    match actual:
        case bytes():
            path.write_bytes(actual)
        case "link":
            path.symlink_to("old.conf")
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
    before = seen(world.floor)
    with pytest.raises(StaleError) as caught:
        world.act(world.commit())
    assert "/etc/wsl.conf" in caught.value.text.render()
    assert is_before(world.floor, before)
    assert sorted(os.listdir(root / JOURNAL[1:])) == []


def test_a_name_that_is_taken_makes_the_plan_stale(world: World, root: Path) -> None:
    (root / "etc/profile.d").mkdir()
    (root / "etc/profile.d/go.sh").symlink_to("/nowhere")
    assert code_of(world, world.commit()) == "stale"


def test_what_is_a_folder_or_device_is_never_a_target(world: World) -> None:
    for old in (Other("directory"), Other("fifo")):
        assert code_of(world, Commit((change(world, "/etc", old, file(world, b"")),))) == "stale"
    new = change(world, "/etc/x", Absent(), Other("fifo"))
    assert code_of(world, Commit((new,))) == "unsafe-path"


@pytest.mark.parametrize("path", ["etc/x", "/etc/../etc/x", "/etc//x", "/", "/etc/", "/etc/./x", "/\0"])
def test_a_path_that_is_none_is_refused(world: World, path: str) -> None:
    before = seen(world.floor)
    assert code_of(world, Commit((change(world, path, Absent(), file(world, b"")),))) == "unsafe-path"
    assert is_before(world.floor, before)


def test_an_empty_file_a_big_one_and_an_empty_batch(world: World, root: Path) -> None:
    big = bytes(range(256)) * 20_000
    commit(world, "/etc/empty", Absent(), file(world, b""))
    world.act(Accept(1))
    commit(world, "/etc/empty", file(world, b""), file(world, big))
    assert (root / "etc/empty").read_bytes() == big
    world.act(Undo(2))
    assert (root / "etc/empty").read_bytes() == b""
    assert world.act(Commit(())) == Receipt(3, Phase.TRIAL)


def test_a_file_may_become_a_link_and_a_link_a_file(world: World, root: Path) -> None:
    as_link = change(world, "/etc/wsl.conf", file(world, CONF), Link("hosts"))
    owner = world.user
    as_file = Change(f"{HOME}/current", Link("go1.24"), File(b"x", 0o644, owner, owner), owner, owner)
    before = seen(world.floor)
    world.act(Commit((as_link, as_file)))
    assert os.readlink(root / "etc/wsl.conf") == "hosts"
    assert (root / "home/me/current").read_bytes() == b"x"
    world.act(Undo(1))
    assert is_before(world.floor, before)


def test_a_stop_at_any_time_before_the_switch_leaves_nothing(
    world: World, before: dict[str, tuple[object, ...]]
) -> None:
    asked = 0
    while True:
        left = asked

        def stop() -> bool:
            nonlocal left
            left -= 1
            return left < 0

        try:
            receipt = world.hand().act(world.commit(), silent, stop)
        except Stopped:
            assert is_before(world.floor, before)
            assert world.act(Recover()) == Receipt(None, None)
            asked += 1
        else:
            break
    assert asked == 2 * len(AFTER) + 1
    assert receipt.phase is Phase.TRIAL


def test_what_is_done_is_told(world: World) -> None:
    events: list[Event] = []
    world.hand().act(world.commit(), events.append, never)
    steps = [(event.what.render(), event.number, event.count) for event in events if isinstance(event, Doing)]
    assert steps[0] == ("Preparing /etc/wsl.conf", 1, 6)
    assert ("Replacing /etc/old.conf", 4, 6) in steps


# One batch at a time.


def test_an_open_batch_has_to_be_ended_first(world: World) -> None:
    world.act(world.commit())
    with pytest.raises(OpenError) as caught:
        world.act(world.commit())
    assert (caught.value.code, "1" in caught.value.text.render()) == ("trial-open", True)
    world.act(Undo(1))
    assert world.act(world.commit()).batch == 2


def test_an_interrupted_batch_has_to_be_recovered_first(world: World) -> None:
    attempt(world, world.commit(), Kill(40))
    world.reboot()
    for order in (world.commit(), Undo(1), Accept(1)):
        assert code_of(world, order) == "interrupted-open"
    assert world.act(Recover()) == Receipt(1, Phase.UNDONE)
    assert world.act(Recover()) == Receipt(None, None)
    assert world.act(Undo(1)) == Receipt(1, Phase.UNDONE)


def test_orders_can_be_repeated(world: World) -> None:
    world.act(world.commit())
    assert world.act(Recover()) == Receipt(1, Phase.TRIAL)
    assert world.act(Accept(1)) == world.act(Accept(1)) == Receipt(1, Phase.ACCEPTED)
    assert code_of(world, Undo(1)) == "wrong-phase"
    assert code_of(world, Accept(7)) == "no-such-batch"
    wsl = (b"2", b"3")
    commit(world, "/etc/x", Absent(), file(world, wsl[0]))
    assert world.act(Undo(2)) == world.act(Undo(2)) == Receipt(2, Phase.UNDONE)
    assert code_of(world, Accept(2)) == "wrong-phase"


def test_without_a_journal_nothing_is_to_be_done(world: World, root: Path) -> None:
    assert world.act(Recover()) == Receipt(None, None)
    assert code_of(world, Undo(1)) == "no-such-batch"
    assert not (root / JOURNAL[1:]).exists()


@pytest.mark.parametrize("end", [Accept(1), Undo(1)])
def test_a_crash_before_the_last_step_of_an_end_bars_nothing(world: World, root: Path, end: Order) -> None:
    world.act(world.commit())
    world.act(end)
    (root / JOURNAL[1:] / "open").symlink_to("1")
    assert world.act(Commit(())).batch == 2
    world.act(Undo(2))
    (root / JOURNAL[1:] / "open").symlink_to("1")
    assert world.act(Recover()).phase in (Phase.ACCEPTED, Phase.UNDONE)
    assert not (root / JOURNAL[1:] / "open").is_symlink()


def test_a_lost_journal_does_not_mix_up_originals(world: World, root: Path) -> None:
    """The originals of an earlier batch 1 still wait in the home: its number is not used again."""
    place = root / "home/me/.local/state/wsl-go-wizard/4"
    place.mkdir(parents=True)
    (place / "2.before").write_bytes(b"from long ago")
    assert world.act(world.commit()).batch == 5
    world.act(Undo(5))
    assert (root / "home/me/.profile").read_bytes() == BEFORE[f"{HOME}/.profile"]
    assert (place / "2.before").exists()


# What others did meanwhile.


def test_an_edited_file_is_left_as_it_is_and_named(world: World, root: Path) -> None:
    world.act(world.commit())
    (root / "etc/wsl.conf").write_bytes(b"mine")
    (root / "home/me/.profile").unlink()
    (root / "home/me/sdk/bin/tool").write_bytes(b"my tool")
    receipt = world.act(Undo(1))
    assert receipt == Receipt(1, Phase.UNDONE, foreign=(f"{HOME}/.profile", "/etc/wsl.conf"))
    assert (root / "etc/wsl.conf").read_bytes() == b"mine"
    assert not (root / "home/me/.profile").exists()
    assert (root / JOURNAL[1:] / "1/1.before").read_bytes() == CONF
    assert os.listdir(root / "home/me/sdk/bin") == ["tool"]
    assert content(world.floor, f"{HOME}/current") == BEFORE[f"{HOME}/current"]


def test_who_wrote_to_the_original_through_a_descriptor_keeps_his_words(world: World, root: Path) -> None:
    with (root / "etc/wsl.conf").open("ab") as held:
        commit(world, "/etc/wsl.conf", file(world, CONF), file(world, b"new"))
        held.write(b"late\n")
    receipt = world.act(Undo(1))
    assert (root / "etc/wsl.conf").read_bytes() == CONF + b"late\n"
    assert receipt.foreign == ("/etc/wsl.conf",)


def test_a_lost_original_is_named_and_the_rest_comes_back(world: World, root: Path) -> None:
    world.act(world.commit())
    (root / JOURNAL[1:] / "1/1.before").unlink()
    assert world.act(Undo(1)).foreign == ("/etc/wsl.conf",)
    assert (root / "etc/wsl.conf").read_bytes() == AFTER["/etc/wsl.conf"]
    assert (root / "etc/old.conf").read_bytes() == BEFORE["/etc/old.conf"]


def test_bytes_under_our_own_name_are_put_aside_and_named(world: World, root: Path) -> None:
    world.act(world.commit())
    (root / "etc/.wsl-go-wizard-1-1").write_bytes(b"whose?")
    receipt = world.act(Undo(1))
    assert receipt.kept == (f"{JOURNAL}/1/1.kept",)
    assert (root / receipt.kept[0][1:]).read_bytes() == b"whose?"
    assert receipt.foreign == ()


def test_a_vanished_folder_is_no_obstacle(world: World, root: Path) -> None:
    world.act(world.commit())
    for path in ("sdk/bin/go", "sdk/bin", "sdk"):
        target = root / "home/me" / path
        target.unlink() if target.is_symlink() else target.rmdir()
    assert world.act(Undo(1)).foreign == ()


# Where originals wait.


def no_link_to(*places: str, number: int = errno.EXDEV):
    def hook(effect: DiskEffect) -> None:
        if effect.name == "link" and effect.to.startswith(places):
            raise OSError(number, "no")

    return hook


def test_an_original_that_cannot_be_linked_away_waits_beside(
    world: World, root: Path, before: dict[str, tuple[object, ...]]
) -> None:
    world.act(world.commit(), no_link_to(JOURNAL, f"{HOME}/.local"))
    assert (root / "etc/.wsl-go-wizard-1-1.before").read_bytes() == CONF
    assert is_after(world.floor, before)
    assert world.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert is_before(world.floor, before)


def test_without_hard_links_nothing_is_changed(world: World, before: dict[str, tuple[object, ...]]) -> None:
    outcome = attempt(world, world.commit(), no_link_to("/", number=errno.EPERM))
    assert isinstance(outcome, MachineError)
    assert outcome.code == "no-hard-links"
    assert is_before(world.floor, before)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EPERM, "denied"), (errno.EXDEV, "in-use"), (errno.EMLINK, "too-many-links")],
)
def test_a_file_that_cannot_be_linked_is_not_blamed_on_the_disk(
    world: World, before: dict[str, tuple[object, ...]], number: int, code: str
) -> None:
    def hook(effect: DiskEffect) -> None:
        if effect.name == "link" and effect.path == "/etc/wsl.conf":
            raise OSError(number, "not this one")

    outcome = attempt(world, world.commit(), hook)
    assert isinstance(outcome, MachineError)
    assert outcome.code == code
    assert is_before(world.floor, before)


@pytest.mark.skipif(not IS_ROOT, reason="needs two owners")
@pytest.mark.parametrize("elsewhere", ["mine", "roots"])
def test_a_home_with_links_keeps_originals_only_where_the_user_owns_the_place(
    world: World, root: Path, elsewhere: str
) -> None:
    target = root / "srv/state"
    target.mkdir(parents=True)
    (target / "wsl-go-wizard").mkdir()
    if elsewhere == "mine":
        os.chown(target / "wsl-go-wizard", 1000, 1000)
    (root / "home/me/.local").mkdir()
    (root / "home/me/.local/state").symlink_to("/srv/state")
    before = seen(world.floor)
    world.act(world.commit())
    kept_there = (target / "wsl-go-wizard/1/2.before").exists()
    kept_beside = (root / "home/me/.wsl-go-wizard-1-2.before").exists()
    assert (kept_there, kept_beside) == ((True, False) if elsewhere == "mine" else (False, True))
    assert world.act(Undo(1)).foreign == ()
    assert is_before(world.floor, before)


# Going back in history.


def test_an_original_comes_back_from_the_history_with_its_times(world: World, root: Path) -> None:
    os.utime(root / "etc/wsl.conf", ns=(5_000_000_000, 7_000_000_001))
    commit(world, "/etc/wsl.conf", file(world, CONF), file(world, b"new"))
    world.act(Accept(1))
    back = change(world, "/etc/wsl.conf", file(world, b"new"), file(world, CONF), Origin(batch=1, item=1))
    world.act(Commit((back,)))
    assert (root / "etc/wsl.conf").read_bytes() == CONF
    assert (root / "etc/wsl.conf").stat().st_mtime_ns == 7_000_000_001
    world.act(Undo(2))
    assert (root / "etc/wsl.conf").read_bytes() == b"new"


@pytest.mark.parametrize("damage", ["gone", "other"])
def test_a_history_that_is_not_as_promised_is_refused(world: World, root: Path, damage: str) -> None:
    commit(world, "/etc/wsl.conf", file(world, CONF), file(world, b"new"))
    world.act(Accept(1))
    keep = root / JOURNAL[1:] / "1/1.before"
    keep.unlink()
    if damage == "other":
        keep.write_bytes(b"forged")
    back = change(world, "/etc/wsl.conf", file(world, b"new"), file(world, CONF), Origin(batch=1, item=1))
    assert code_of(world, Commit((back,))) == "staging-mismatch"
    assert (root / "etc/wsl.conf").read_bytes() == b"new"

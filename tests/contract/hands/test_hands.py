"""What every hand owes: the same words for the same deeds, whichever hand it is."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.hands import Hand, journal_of
from tests.shellground import IS_ROOT, JOURNAL, Ground, large_batch, small_batch
from wizard.model.errors import BusyError, OpenError, StaleError, Stopped, WizardError
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Recover, Undo
from wizard.model.probes import Account, Journal, JournalEntry, JournalProbe
from wizard.model.state import Change, Origin, Other, UnpackedTree
from wizard.transports.direct.lock import started
from wizard.transports.journal import Holder, manifest_of, moment, parse_manifest


def code_of(hand: Hand, order: Order) -> str:
    """The code *order* is refused with; it changes nothing, but that the journal may have its spare lock now."""
    before, journal = hand.site.seen(), _journal_of(hand)
    with pytest.raises(WizardError) as caught:
        hand.act(order)
    assert hand.site.seen() == before
    assert _journal_of(hand) == journal
    assert not hand.site.is_locked
    return caught.value.code


def _journal_of(hand: Hand) -> dict[str, tuple[object, ...]]:
    its_own = (JOURNAL, f"{JOURNAL}/spare", f"{JOURNAL}/spare/free")
    return {name: each for name, each in journal_of(hand.site).items() if name not in its_own}


def test_a_batch_of_everything_is_done_and_undone(hand: Hand) -> None:
    site = hand.site
    changes = large_batch(site)
    before = site.seen()
    inode = (site.root / "etc/wsl.conf").stat().st_ino
    assert hand.act(Commit(changes, b"why")) == Receipt(1, Phase.TRIAL)
    manifest = parse_manifest((site.journal / "1/trial").read_bytes())
    account = Account("user", site.uid, site.gid, site.path("home"), "/bin/sh")
    assert manifest == manifest_of(1, account, manifest.folders, hand.as_written(changes))
    journal = hand.journal()
    assert journal.entries == (JournalEntry(1, "trial", manifest.text().encode(), b"why"),)
    assert (journal.open, journal.readable) == (1, True)
    assert site.litter() == []
    assert hand.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert site.seen() == before
    assert (site.root / "etc/wsl.conf").stat().st_ino == inode
    assert (site.is_locked, site.is_open) == (False, False)
    assert hand.ask(JournalProbe()) == Journal(
        (
            JournalEntry(
                1,
                "undone",
                manifest.text().encode(),
                b"why",
                moment(int((site.journal / "1").stat().st_mtime)),
            ),
        )
    )


def test_when_a_batch_was_undone_is_known(hand: Hand) -> None:
    hand.act(Commit(small_batch(hand.site)))
    for path in (hand.site.journal / "1", hand.site.journal / "1/trial"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    now = moment(int((hand.site.root / "etc").stat().st_mtime))
    hand.act(Undo(1))
    journal = hand.journal()
    assert (journal.entries[0].undone_at or "") >= now


def test_an_accepted_batch_stays_and_can_be_gone_back_from(hand: Hand) -> None:
    site = hand.site
    old = site.write("etc/wsl.conf", b"old").stat()
    hand.act(Commit((site.change("etc/wsl.conf", b"old", b"new"),)))
    assert hand.act(Accept(1)) == hand.act(Accept(1)) == Receipt(1, Phase.ACCEPTED)
    back = site.change("etc/wsl.conf", b"new", b"old", Origin(batch=1, item=1))
    assert hand.act(Commit((back,))) == Receipt(2, Phase.TRIAL)
    new = (site.root / "etc/wsl.conf").stat()
    # busybox copies times in whole seconds
    assert (int(new.st_mtime), new.st_mode, new.st_uid) == (int(old.st_mtime), old.st_mode, old.st_uid)
    assert (site.root / "etc/wsl.conf").read_bytes() == b"old"


def test_orders_that_have_come_too_late_or_too_early(hand: Hand) -> None:
    site = hand.site
    assert hand.act(Recover()) == Receipt(None, None)
    assert not site.journal.exists()
    assert code_of(hand, Undo(1)) == "no-such-batch"
    changes = small_batch(site)
    hand.act(Commit(changes))
    assert code_of(hand, Commit(changes)) == "trial-open"
    assert code_of(hand, Accept(2)) == "no-such-batch"
    assert hand.act(Recover()) == Receipt(1, Phase.TRIAL)
    assert hand.act(Undo(1)) == hand.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert code_of(hand, Accept(1)) == "wrong-phase"
    hand.act(Commit(changes))
    hand.act(Accept(2))
    assert code_of(hand, Undo(2)) == "wrong-phase"


@pytest.mark.parametrize("moved", ["bytes", "mode", "gone", "link", "folder", "appeared"])
def test_a_world_that_moved_is_refused(hand: Hand, moved: str) -> None:
    site = hand.site
    changes = small_batch(site)
    path = site.root / "etc/wsl.conf"
    match moved:
        case "bytes":
            path.write_bytes(b"edited")
        case "mode":
            path.chmod(0o600)
        case "appeared":
            site.write("etc/go.conf", b"")
        case _:
            path.unlink()
            if moved == "link":
                path.symlink_to("go.conf")
            if moved == "folder":
                path.mkdir()
    assert code_of(hand, Commit(changes)) == "stale"


def test_a_path_through_a_link_is_refused(hand: Hand) -> None:
    site = hand.site
    changes = small_batch(site)
    (site.root / "etc").rename(site.root / "real")
    (site.root / "etc").symlink_to("real")
    assert code_of(hand, Commit(changes)) == "unsafe-path"


def test_a_name_of_ours_that_is_taken_is_refused(hand: Hand) -> None:
    site = hand.site
    changes = small_batch(site)
    for name in (".wsl-go-wizard-1-1", ".wsl-go-wizard-1-2.before", ".wsl-go-wizard-1-1.dir"):
        (site.root / "etc" / name).symlink_to("/nowhere")
        assert code_of(hand, Commit(changes)) == "unsafe-path"
        (site.root / "etc" / name).unlink()


def test_what_is_no_file_is_no_target(hand: Hand) -> None:
    site = hand.site
    site.folder("etc/folder")
    change = Change(site.path("etc/folder"), Other("directory"), site.file("etc", b""), 0, 0)
    assert code_of(hand, Commit((change,))) == "stale"


def test_another_archive_than_promised_is_refused(hand: Hand) -> None:
    site = hand.site
    path, _ = site.archive()
    site.folder("sdk")
    change = site.change("sdk/go", None, UnpackedTree("0" * 64), Origin(archive=path))
    assert code_of(hand, Commit((change,))) == "archive-mismatch"


def test_a_stop_before_the_switch_leaves_nothing(hand: Hand) -> None:
    changes = large_batch(hand.site)
    before = hand.site.seen()
    with pytest.raises(Stopped):
        hand.act(Commit(changes), lambda: True)
    assert hand.site.seen() == before
    assert hand.act(Recover()) == Receipt(None, None)


def test_what_others_wrote_is_left_and_named(hand: Hand) -> None:
    site = hand.site
    hand.act(Commit(large_batch(site)))
    (site.root / "etc/wsl.conf").write_bytes(b"mine")
    (site.root / "home/.profile").unlink()
    (site.root / "etc/new.d/mine").write_bytes(b"mine")
    (site.root / "etc/.wsl-go-wizard-1-3").write_bytes(b"whose")
    receipt = hand.act(Undo(1))
    assert receipt.phase is Phase.UNDONE
    assert set(receipt.foreign) == {site.path("etc/wsl.conf"), site.path("home/.profile")}
    assert receipt.kept == (site.path(f"{JOURNAL}/1/3.kept"),)
    assert (site.journal / "1/3.kept").read_bytes() == b"whose"
    assert (site.root / "etc/wsl.conf").read_bytes() == b"mine"
    assert sorted(os.listdir(site.root / "etc/new.d")) == ["mine"]
    assert (site.journal / "1/1.before").read_bytes() == b"[user]\ndefault=me\n"
    assert (site.root / "etc/gone.conf").read_bytes() == b"bye\n"


def test_an_unpacked_folder_that_was_written_to_stays(hand: Hand) -> None:
    site = hand.site
    hand.act(Commit(large_batch(site)))
    marker = (site.root / "sdk/go1.99/.unpacked-success").stat()
    (site.root / "sdk/go1.99/mine").write_bytes(b"")
    later = marker.st_mtime_ns + 2_000_000_000
    os.utime(site.root / "sdk/go1.99/mine", ns=(later, later))
    assert hand.act(Undo(1)).foreign == (site.path("sdk/go1.99"),)
    assert (site.root / "sdk/go1.99/bin/go").exists()


def test_damage_is_named_and_nothing_moves(hand: Hand) -> None:
    site = hand.site
    hand.act(Commit(small_batch(site)))
    manifest = site.journal / "1/trial"
    whole = manifest.read_bytes()
    for damaged in (whole[:-1], whole[:40], b"", whole.replace(b"go.conf", b"no.conf"), whole + b"x\n"):
        manifest.write_bytes(damaged)
        for order in (Undo(1), Accept(1)):
            assert code_of(hand, order) == "journal-damaged"
    manifest.write_bytes(whole)
    (site.journal / "1/accepted").write_bytes(whole)
    assert code_of(hand, Undo(1)) == "journal-damaged"


def longer(manifest: bytes, version: bytes) -> bytes:
    """With a line that nobody knows today, and with its digest."""
    lines = manifest[: manifest.rindex(b"end ")].replace(b"wizard 1\n", b"wizard %s\n" % version)
    lines += b"run 0 apt-get\n"
    return lines + b"end " + hashlib.sha256(lines).hexdigest().encode() + b"\n"


def test_what_a_newer_version_wrote_is_shown_and_left_to_it(hand: Hand) -> None:
    site = hand.site
    hand.act(Commit(small_batch(site), b"why"))
    manifest = site.journal / "1/trial"
    whole = manifest.read_bytes()
    written = longer(whole, b"2")
    for phase in (Phase.TRIAL, Phase.SWITCHING):
        manifest = manifest.rename(site.journal / f"1/{phase.value}")
        manifest.write_bytes(written)
        journal = hand.ask(JournalProbe())
        assert isinstance(journal, Journal)
        assert (journal.open, journal.entries) == (1, (JournalEntry(1, phase.value, written, b"why"),))
        orders: tuple[Order, ...] = (Undo(1), Accept(1)) if phase is Phase.TRIAL else (Recover(),)
        for order in orders:
            assert code_of(hand, order) == "newer-version"
            damaged = (written.replace(b"apt-get", b"apt-got"), longer(whole, b"1"), longer(whole, b"02"))
            for each in damaged:
                manifest.write_bytes(each)
                assert code_of(hand, order) == "journal-damaged"
            manifest.write_bytes(written)
    manifest.rename(site.journal / "1/accepted")
    (site.journal / "open").unlink()
    site.write("etc/go.conf", b"own")
    assert hand.act(Commit((site.change("etc/go.conf", b"own", None),))) == Receipt(2, Phase.TRIAL)
    assert hand.act(Undo(2)) == Receipt(2, Phase.UNDONE)


def test_a_phase_that_nobody_knows_is_left_alone(hand: Hand) -> None:
    changes = small_batch(hand.site)
    hand.act(Commit(changes))
    (hand.site.journal / "1/trial").rename(hand.site.journal / "1/running")
    for order in (Commit(changes), Recover()):
        assert code_of(hand, order) == "journal-damaged"
    assert hand.site.is_open


@pytest.mark.parametrize("mode", [0o777, 0o775])
def test_a_journal_that_others_may_write_is_not_trusted(hand: Hand, mode: int) -> None:
    hand.act(Commit(small_batch(hand.site)))
    hand.site.journal.chmod(mode)
    with pytest.raises(WizardError) as caught:
        hand.act(Undo(1))
    assert caught.value.code == "unsafe-path"


@contextmanager
def lock_of(site: Ground, holder: Holder) -> Iterator[None]:
    site.journal.mkdir(parents=True, mode=0o755)
    (site.journal / "lock").symlink_to(holder.text())
    yield
    (site.journal / "lock").unlink(missing_ok=True)


def here() -> str:
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().partition("-")[0]
    return f"{boot}-{os.readlink('/proc/self/ns/pid')[5:-1]}"


def test_who_is_at_work_is_told(hand: Hand) -> None:
    if hand.name == "wsl":
        pytest.skip("a process of the test is none of the distro's")
    child = os.fork()
    if child == 0:
        signal.pause()
        os._exit(0)
    try:
        with lock_of(hand.site, Holder(child, started(child) or 0, here(), "anna@pc")):
            for order in (Commit(small_batch(hand.site)), Recover(), Undo(1)):
                with pytest.raises(BusyError) as caught:
                    hand.act(order)
                assert "anna@pc" in caught.value.text.render()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


@pytest.mark.parametrize("who", ["no process", "another start", "another boot"])
def test_who_is_gone_bars_nothing(hand: Hand, who: str) -> None:
    holder = {
        "no process": Holder(2**22 + 1, 1, here(), "x@y"),
        "another start": Holder(os.getpid(), 1, here(), "x@y"),
        "another boot": Holder(os.getpid(), started(os.getpid()) or 0, "0-1", "x@y"),
    }[who]
    with lock_of(hand.site, holder):
        assert hand.act(Commit(small_batch(hand.site))).phase is Phase.TRIAL
        assert sorted(name for name in os.listdir(hand.site.journal) if not name.isdigit()) == [
            "open",
            "spare",
        ]


def test_originals_of_a_lost_journal_are_not_mixed_up(hand: Hand) -> None:
    site = hand.site
    site.write("home/.local/state/wsl-go-wizard/3/1.before", b"long ago")
    assert hand.act(Commit(small_batch(site))).batch == 4


@pytest.mark.skipif(not IS_ROOT, reason="needs two owners")
def test_without_a_place_in_the_home_originals_wait_beside(hand: Hand) -> None:
    site = hand.site
    changes = large_batch(site)
    (site.root / "elsewhere").mkdir()
    (site.root / "home/.local").symlink_to("../elsewhere")
    site.own(site.root / "home/.local")
    before = site.seen()
    assert hand.act(Commit(changes)).phase is Phase.TRIAL
    assert (site.root / "home/.wsl-go-wizard-1-6.before").read_bytes() == b"umask 022\n"
    assert hand.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert site.seen() == before


def test_errors_are_of_the_same_kinds(hand: Hand) -> None:
    changes = small_batch(hand.site)
    hand.act(Commit(changes))
    with pytest.raises(OpenError):
        hand.act(Commit(changes))
    hand.act(Undo(1))
    hand.site.write("etc/wsl.conf", b"moved")
    with pytest.raises(StaleError):
        hand.act(Commit(changes))

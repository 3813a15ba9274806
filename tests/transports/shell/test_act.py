"""What the acting script does with orders, under every shell: the protocol, case by case."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.shellground import IS_ROOT, SHELLS, Ground, ground, large_batch, small_batch
from wizard.model.errors import BusyError, MachineError, OpenError, StaleError, Stopped, WizardError
from wizard.model.events import Doing, Note, silent
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Recover, Undo
from wizard.model.state import Origin, Other, UnpackedTree
from wizard.transports.journal import parse_manifest

ROOT = pytest.mark.skipif(not IS_ROOT, reason="needs root")


@pytest.fixture(params=SHELLS)
def site(request: pytest.FixtureRequest) -> Iterator[Ground]:
    with ground(request.param) as made:
        yield made


@pytest.fixture
def dash() -> Iterator[Ground]:
    with ground() as made:
        yield made


def refused(site: Ground, order: Commit | Accept | Undo | Recover) -> WizardError:
    """The refusal of *order*, which must change nothing."""
    before, batches = site.seen(), _batches(site)
    with pytest.raises(WizardError) as caught:
        site.act(order)
    assert site.seen() == before
    assert _batches(site) == batches
    assert not site.is_locked
    return caught.value


def _batches(site: Ground) -> set[str]:
    return {str(path) for path in site.journal.rglob("*") if "spare" not in path.parts}


# Commit, accept, undo.


def test_a_batch_of_everything_and_back(site: Ground) -> None:
    order = Commit(large_batch(site), b"why")
    before = site.seen()
    assert site.act(order) == Receipt(1, Phase.TRIAL)
    assert (site.root / "etc/wsl.conf").read_bytes() == b"[boot]\nsystemd=true\n"
    assert (site.root / "etc/new.d/deep/go.conf").stat().st_mode & 0o7777 == 0o755
    assert (site.root / "etc/new.d").stat().st_mode & 0o7777 == 0o755
    assert not (site.root / "etc/gone.conf").exists()
    assert os.readlink(site.root / "sdk/go") == "go1.99"
    assert (site.root / "sdk/go/VERSION").read_bytes() == b"go1.99\n"
    assert (site.root / "sdk/go/bin/go").stat().st_mode & 0o777 == 0o755
    assert (site.root / "home/.profile").stat().st_mode & 0o7777 == 0o600
    assert not site.litter()
    assert os.readlink(site.journal / "open") == "1"
    assert (site.journal / "1").stat().st_mode & 0o7777 == 0o700
    assert (site.journal / "1/trial").stat().st_mode & 0o7777 == 0o600
    assert (site.journal / "1/note").read_bytes() == b"why"
    assert site.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert site.seen() == before
    assert not site.is_open
    assert not site.is_locked
    assert sorted(path.name for path in (site.journal / "1").iterdir()) == ["note", "undone"]
    assert site.act(order) == Receipt(2, Phase.TRIAL)
    assert site.act(Accept(2)) == Receipt(2, Phase.ACCEPTED)
    assert not site.is_open
    assert (site.journal / "2/1.before").read_bytes() == b"[user]\ndefault=me\n"
    assert (site.root / "home/.local/state/wsl-go-wizard/2/6.before").read_bytes() == b"umask 022\n"


def test_the_manifest_is_what_every_hand_can_read(site: Ground) -> None:
    changes = large_batch(site)
    site.act(Commit(changes))
    manifest = parse_manifest((site.journal / "1/trial").read_bytes())
    assert (manifest.batch, manifest.uid, manifest.home) == (1, site.uid, site.path("home"))
    assert [item.path for item in manifest.items] == [change.path for change in changes]
    assert site.path("etc/new.d/deep") in [folder.path for folder in manifest.folders]


def test_the_original_comes_back_as_the_same_file(site: Ground) -> None:
    changes = small_batch(site)
    inode = (site.root / "etc/wsl.conf").stat().st_ino
    site.act(Commit(changes))
    assert (site.root / "etc/wsl.conf").stat().st_ino != inode
    site.act(Undo(1))
    assert (site.root / "etc/wsl.conf").stat().st_ino == inode


def test_orders_may_be_given_twice(site: Ground) -> None:
    changes = small_batch(site)
    site.act(Commit(changes))
    assert site.act(Undo(1)) == site.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    site.act(Commit(changes))
    assert site.act(Accept(2)) == site.act(Accept(2)) == Receipt(2, Phase.ACCEPTED)
    assert site.act(Recover()) == site.act(Recover()) == Receipt(None, None)


def test_one_order_is_one_crossing(site: Ground) -> None:
    changes = tuple(site.change(f"etc/{number}", None, b"%d" % number) for number in range(20))
    site.act(Commit(changes))
    site.act(Accept(1))
    assert site.starts == ["act", "act"]


def test_only_one_batch_is_open(site: Ground) -> None:
    changes = small_batch(site)
    site.act(Commit(changes))
    error = refused(site, Commit(changes))
    assert isinstance(error, OpenError)
    assert (error.code, "1" in str(error)) == ("trial-open", True)
    assert site.act(Recover()) == Receipt(1, Phase.TRIAL), "a trial is for a person to end"


@pytest.mark.parametrize(
    ("first", "then", "code"),
    [
        (Accept(1), Undo(1), "wrong-phase"),
        (Undo(1), Accept(1), "wrong-phase"),
        (Undo(1), Undo(7), "no-such-batch"),
    ],
)
def test_orders_out_of_turn(dash: Ground, first: Accept | Undo, then: Accept | Undo, code: str) -> None:
    dash.act(Commit(small_batch(dash)))
    dash.act(first)
    assert refused(dash, then).code == code


def test_without_a_journal_nothing_makes_one_but_a_commit(site: Ground) -> None:
    assert site.act(Recover()) == Receipt(None, None)
    assert refused(site, Undo(1)).code == "no-such-batch"
    assert refused(site, Accept(1)).code == "no-such-batch"
    assert not site.journal.exists()
    assert site.act(Commit(())).batch == 1
    assert site.journal.stat().st_mode & 0o7777 == 0o755


def test_history_goes_back_with_dates(site: Ground) -> None:
    """What was accepted is undone by a new batch, whose bytes are the kept originals."""
    changes = small_batch(site)
    path = site.root / "etc/wsl.conf"
    date = int(path.stat().st_mtime)  # busybox copies whole seconds
    site.act(Commit(changes))
    site.act(Accept(1))
    back = site.change("etc/wsl.conf", changes[0].after, changes[0].before, Origin(batch=1, item=1))
    site.act(Commit((back,)))
    assert path.read_bytes() == b"[user]\ndefault=me\n"
    assert int(path.stat().st_mtime) == date
    site.act(Accept(2))
    gone = site.change("etc/wsl.conf", changes[0].before, changes[0].after, Origin(batch=9, item=1))
    assert refused(site, Commit((gone,))).code == "staging-mismatch"


def test_file_to_link_and_link_to_file(site: Ground) -> None:
    site.write("etc/file", b"x")
    site.folder("etc/folder")
    (site.root / "etc/link").symlink_to("folder")
    changes = (site.change("etc/file", b"x", "folder"), site.change("etc/link", "folder", b"y"))
    before = site.seen()
    site.act(Commit(changes))
    assert os.readlink(site.root / "etc/file") == "folder"
    assert (site.root / "etc/link").read_bytes() == b"y"
    assert not list((site.root / "etc/folder").iterdir())
    site.act(Undo(1))
    assert site.seen() == before


def test_a_batch_that_changes_nothing(site: Ground) -> None:
    site.write("etc/same", b"x")
    changes = (site.change("etc/same", b"x", b"x"), site.change("etc/nothing", None, None))
    before = site.seen()
    assert site.act(Commit(changes)).phase is Phase.TRIAL
    site.act(Undo(1))
    assert site.seen() == before
    assert not list(site.journal.glob("1/*.before"))


def test_empty_and_large_content(site: Ground) -> None:
    large = bytes(range(256)) * 2048
    site.act(Commit((site.change("etc/empty", None, b""), site.change("etc/large", None, large)), large))
    assert (site.root / "etc/empty").read_bytes() == b""
    assert (site.root / "etc/large").read_bytes() == large
    assert (site.journal / "1/note").read_bytes() == large


def test_steps_are_told(dash: Ground) -> None:
    dash.act(Commit(small_batch(dash)))
    dash.act(Undo(1))
    result = [event.what.render() for event in dash.told if isinstance(event, Doing)]
    conf, new = dash.path("etc/wsl.conf"), dash.path("etc/go.conf")
    assert result == [
        *(f"Preparing {path}" for path in (conf, new)),
        *(f"Replacing {path}" for path in (conf, new)),
        "Restoring all files",
    ]


# What stands in the way.


@pytest.mark.parametrize("wrong", ["content", "mode", "owner", "there", "gone", "folder", "fifo", "link"])
def test_a_file_that_moved_on_makes_the_plan_stale(site: Ground, wrong: str) -> None:
    changes = small_batch(site)
    path, new = site.root / "etc/wsl.conf", site.root / "etc/go.conf"
    match wrong:
        case "content":
            path.write_bytes(b"mine\n")
        case "mode":
            path.chmod(0o600)
        case "owner":
            if not IS_ROOT:
                pytest.skip("needs root")
            os.chown(path, site.uid, site.gid)
        case "there":
            new.write_bytes(b"somebody was here\n")
        case _:
            path.unlink()
    if wrong == "folder":
        path.mkdir()
    elif wrong == "fifo":
        os.mkfifo(path)
    elif wrong == "link":
        path.symlink_to("passwd")
    error = refused(site, Commit(changes))
    assert isinstance(error, StaleError)
    assert str(new if wrong == "there" else path) in str(error)


def test_a_state_that_cannot_be_known_is_stale(dash: Ground) -> None:
    dash.folder("etc/folder")
    assert refused(dash, Commit((dash.change("etc/folder", Other("directory"), b"x"),))).code == "stale"


def test_a_parent_that_is_a_link_is_refused(site: Ground) -> None:
    site.write("real/file", b"x")
    (site.root / "way").symlink_to("real")
    for name, state in (
        ("way/file", b"x"),
        ("way/new", None),
        ("way/deep/new", None),
        ("real/../real/new", None),
    ):
        change = site.change(name, state, b"y")
        assert refused(site, Commit((change,))).code in ("unsafe-path", "stale")
    assert refused(site, Commit((site.change("real/file/below", None, b"y"),))).code == "unsafe-path"


@pytest.mark.parametrize("taken", ["", ".before", ".dir"])
def test_a_name_of_ours_that_is_taken_is_refused(site: Ground, taken: str) -> None:
    """By a link to a canary, which is neither followed nor removed."""
    changes = small_batch(site)
    canary = site.write("canary", b"alive")
    (site.root / f"etc/.wsl-go-wizard-1-2{taken}").symlink_to(canary)
    assert refused(site, Commit(changes)).code == "unsafe-path"


def test_an_archive_that_is_not_the_promised_one(site: Ground) -> None:
    archive, digest = site.archive()
    wrong = site.change("sdk/go1.99", None, UnpackedTree("0" * 64), Origin(archive=archive))
    assert refused(site, Commit((wrong,))).code == "archive-mismatch"
    missing = site.change("sdk/go1.99", None, UnpackedTree(digest), Origin(archive=archive + ".gone"))
    assert refused(site, Commit((missing,))).code == "archive-unseen"


def test_an_archive_that_cannot_be_unpacked(site: Ground) -> None:
    import hashlib

    broken = site.write("broken.tar.gz", b"this is no archive\n" * 100)
    digest = hashlib.sha256(broken.read_bytes()).hexdigest()
    change = site.change("sdk/go1.99", None, UnpackedTree(digest), Origin(archive=str(broken)))
    assert refused(site, Commit((change,))).code == "archive-unpack"


def test_a_missing_tool_is_named(tmp_path: Path) -> None:
    with ground("bash") as site:
        for name in (
            "id",
            "stat",
            "readlink",
            "ln",
            "mkdir",
            "rm",
            "sha256sum",
            "cat",
            "sync",
            "mv",
            "sh",
            "tail",
            "tr",
        ):
            (tmp_path / name).symlink_to(f"/usr/bin/{name}")
        changes = small_batch(site)
        site.journal.mkdir(parents=True)
        site.env = {"WSL_GO_WIZARD_PATH": str(tmp_path)}
        error = refused(site, Commit(changes))
        assert error.code == "missing-tool"
        assert "base64" in str(error)


# Undo among other people's changes.


def test_what_somebody_wrote_in_a_trial_is_left_and_named(site: Ground) -> None:
    changes = (*small_batch(site), site.change("etc/third", None, b"3"))
    site.act(Commit(changes))
    (site.root / "etc/wsl.conf").write_bytes(b"mine\n")
    (site.root / "etc/go.conf").unlink()
    (site.root / "etc/go.conf").symlink_to("elsewhere")
    receipt = site.act(Undo(1))
    assert receipt.phase is Phase.UNDONE
    assert set(receipt.foreign) == {site.path("etc/wsl.conf"), site.path("etc/go.conf")}
    assert (site.root / "etc/wsl.conf").read_bytes() == b"mine\n"
    assert os.readlink(site.root / "etc/go.conf") == "elsewhere"
    assert not (site.root / "etc/third").exists()
    assert (site.journal / "1/1.before").read_bytes() == b"[user]\ndefault=me\n"


def test_a_file_deleted_in_a_trial_stays_deleted_and_is_named(site: Ground) -> None:
    site.act(Commit(small_batch(site)))
    (site.root / "etc/wsl.conf").unlink()
    receipt = site.act(Undo(1))
    assert receipt.foreign == (site.path("etc/wsl.conf"),)
    assert (site.journal / "1/1.before").exists()


def test_a_file_restored_by_hand_is_as_before(site: Ground) -> None:
    site.act(Commit(small_batch(site)))
    (site.root / "etc/wsl.conf").write_bytes(b"[user]\ndefault=me\n")
    assert site.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert not list(site.journal.glob("1/*.before"))


@pytest.mark.parametrize("what", ["new file", "changed file", "removed file"])
def test_a_tree_that_somebody_worked_in_is_left(site: Ground, what: str) -> None:
    archive, digest = site.archive()
    tree = site.root / "sdk/go1.99"
    site.act(Commit((site.change("sdk/go1.99", None, UnpackedTree(digest), Origin(archive=archive)),)))
    late = (tree / ".unpacked-success").stat().st_mtime_ns + 10**9
    match what:
        case "new file":
            (tree / "bin/mine").write_bytes(b"mine")
        case "changed file":
            (tree / "VERSION").write_bytes(b"mine")
            os.utime(tree / "VERSION", ns=(late, late))
        case _:
            (tree / "VERSION").unlink()
    os.utime(tree if what == "removed file" else tree / "bin", ns=(late, late))
    receipt = site.act(Undo(1))
    assert receipt.foreign == (str(tree),)
    assert tree.is_dir()


def test_a_folder_that_somebody_uses_stays(site: Ground) -> None:
    site.act(Commit((site.change("etc/new.d/deep/x", None, b"x"),)))
    (site.root / "etc/new.d/theirs").write_bytes(b"theirs")
    assert site.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert [path.name for path in (site.root / "etc/new.d").iterdir()] == ["theirs"]


def test_unknown_bytes_under_our_name_are_put_aside(site: Ground) -> None:
    """In a crash's wake somebody may have written to what was staged."""
    site.act(Commit(small_batch(site)))
    (site.journal / "1/trial").rename(site.journal / "1/switching")
    (site.root / "etc/.wsl-go-wizard-1-1").write_bytes(b"unknown")
    receipt = site.act(Recover())
    assert receipt == Receipt(1, Phase.UNDONE, kept=(site.path("var/lib/wsl-go-wizard/1/1.kept"),))
    assert (site.journal / "1/1.kept").read_bytes() == b"unknown"
    assert not site.litter()


# A faster writer. The instants are chosen by commands that wait for us.


class Paused:
    """An act in a thread of its own, that waits at its *count*-th call of *tool* until it may `go` on."""

    def __init__(self, site: Ground, order: Order, tool: str, count: int) -> None:
        self.site = site
        self.asked_to_stop = threading.Event()
        self.ends: list[Receipt | WizardError] = []
        place = site.aside
        for name in ("reached", "go-on"):
            os.mkfifo(place / name)
            (place / name).chmod(0o666)
        (place / "n").write_text("0\n")
        (place / "n").chmod(0o666)
        shim = place / "bin" / tool
        shim.parent.mkdir()
        shim.write_text(
            f"#!/bin/dash\nread -r n <{place}/n; echo $((n + 1)) >{place}/n\n"
            f'if [ "$n" = {count - 1} ]; then echo >{place}/reached; read -r _ <{place}/go-on; fi\n'
            f'exec {shutil.which(tool)} "$@"\n'
        )
        shim.chmod(0o755)
        self.site.env = {"WSL_GO_WIZARD_PATH": f"{shim.parent}:/usr/bin:/bin"}
        self.gate = os.open(place / "go-on", os.O_RDWR)
        self.thread = threading.Thread(target=self._run, args=(order,), daemon=True)
        self.thread.start()
        (place / "reached").read_bytes()
        self.site.env = {}

    def _run(self, order: Order) -> None:
        try:
            self.ends.append(self.site.hand().act(order, silent, self.asked_to_stop.is_set))
        except WizardError as error:
            self.ends.append(error)

    def go(self) -> Receipt | WizardError:
        """Let it go on, and see how it ends."""
        os.write(self.gate, b"\n")
        return self.end()

    def end(self) -> Receipt | WizardError:
        self.thread.join(20)
        return self.ends[0]


@contextmanager
def paused(site: Ground, order: Order, tool: str, count: int) -> Iterator[Paused]:
    made = Paused(site, order, tool, count)
    try:
        yield made
    finally:
        os.write(made.gate, b"\n")
        os.close(made.gate)
        made.thread.join(20)


def test_a_writer_between_staging_and_switch_wins(dash: Ground) -> None:
    """At the fourth `mv` (after new→draft, →prepared, →switching) the first item is switched; then the second
    is found to be theirs, and the first comes back."""
    dash.write("etc/a", b"a")
    dash.write("etc/b", b"b")
    order = Commit((dash.change("etc/a", b"a", b"A"), dash.change("etc/b", b"b", b"B")))
    before = dash.seen()
    with paused(dash, order, "mv", 4) as act:
        (dash.root / "etc/new").write_bytes(b"theirs")
        (dash.root / "etc/new").rename(dash.root / "etc/b")
        assert isinstance(act.go(), StaleError)
    assert (dash.root / "etc/b").read_bytes() == b"theirs"
    assert (dash.root / "etc/a").read_bytes() == b"a"
    assert dash.seen().keys() == before.keys()
    assert not dash.is_open
    assert (dash.journal / "1/undone").exists()


def test_a_writer_who_keeps_the_file_and_changes_its_bytes_wins(dash: Ground) -> None:
    dash.write("etc/a", b"a")
    dash.write("etc/b", b"b")
    order = Commit((dash.change("etc/a", b"a", b"A"), dash.change("etc/b", b"b", b"B")))
    with paused(dash, order, "mv", 4) as act:
        (dash.root / "etc/b").write_bytes(b"theirs")
        assert isinstance(act.go(), StaleError)
    assert (dash.root / "etc/b").read_bytes() == b"theirs"
    assert (dash.root / "etc/a").read_bytes() == b"a"
    assert not dash.litter()


def test_a_writer_at_the_last_instant_before_a_delete_wins(dash: Ground) -> None:
    """Between the last look and the rename; the rename is looked at, too."""
    dash.write("etc/a", b"a")
    with paused(dash, Commit((dash.change("etc/a", b"a", None),)), "mv", 4) as act:
        (dash.root / "etc/a").write_bytes(b"theirs")
        assert isinstance(act.go(), StaleError)
    assert (dash.root / "etc/a").read_bytes() == b"theirs"
    assert not dash.litter()


def test_who_creates_our_new_file_first_keeps_it(dash: Ground) -> None:
    dash.folder("etc")
    with paused(
        dash, Commit((dash.change("etc/a", None, b"A"),)), "ln", 3
    ) as act:  # lock, open, the new name
        (dash.root / "etc/a").write_bytes(b"theirs")
        assert isinstance(act.go(), StaleError)
    assert (dash.root / "etc/a").read_bytes() == b"theirs"
    assert not dash.litter()


def test_who_takes_our_name_while_we_stage_keeps_it(dash: Ground) -> None:
    dash.folder("etc")
    canary = dash.write("canary", b"alive")
    with paused(dash, Commit((dash.change("etc/a", None, b"A"),)), "sh", 1) as act:
        (dash.root / "etc/.wsl-go-wizard-1-1").symlink_to(canary)
        assert isinstance(act.go(), StaleError)
    assert canary.read_bytes() == b"alive"
    assert dash.litter() == ["etc/.wsl-go-wizard-1-1"]
    assert not dash.is_open


def test_what_is_written_while_an_undo_takes_it_away_is_given_back(dash: Ground) -> None:
    """At the second `mv` (after trial→switching)."""
    dash.act(Commit((dash.change("etc/a", None, b"A"),)))
    with paused(dash, Undo(1), "mv", 2) as act:
        (dash.root / "etc/a").write_bytes(b"theirs")
        assert act.go() == Receipt(1, Phase.UNDONE, foreign=(dash.path("etc/a"),))
    assert (dash.root / "etc/a").read_bytes() == b"theirs"


def test_two_hands_one_lock(dash: Ground) -> None:
    with paused(dash, Commit(small_batch(dash)), "chmod", 1) as act:
        with pytest.raises(BusyError) as caught:
            dash.act(Recover())
        assert "@" in str(caught.value)
        assert act.go() == Receipt(1, Phase.TRIAL)


@pytest.mark.parametrize("tool", ["sha256sum", "chmod", "tar", "sync"])
def test_a_stop_before_the_switch_leaves_nothing(dash: Ground, tool: str) -> None:
    order = Commit(large_batch(dash))
    before = dash.seen()
    with paused(dash, order, tool, 1) as act:
        act.asked_to_stop.set()
        # tar is killed; all else is awaited
        assert isinstance(act.end() if tool == "tar" else act.go(), Stopped)
    assert dash.seen() == before
    assert not dash.is_open
    assert not dash.is_locked
    assert [path.name for path in dash.journal.iterdir()] == ["spare"]


def test_a_stop_after_the_switch_began_comes_too_late(dash: Ground) -> None:
    with paused(dash, Commit(small_batch(dash)), "mv", 4) as act:
        act.asked_to_stop.set()
        assert act.go() == Receipt(1, Phase.TRIAL)


# The lock.


@pytest.mark.parametrize(
    ("lock", "is_free"),
    [
        ("999999999:1:{space}:me@pc", True),
        ("1:1:{space}:me@pc", True),
        ("1:1:another-boot-1:me@pc", True),
        ("1:99999999999:{boot}-4026531999:me@pc", False),
        ("garbage", False),
        ("", False),
    ],
)
def test_whose_lock_is_taken_over(site: Ground, lock: str, is_free: bool) -> None:
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().partition("-")[0]
    space = f"{boot}-{os.readlink('/proc/self/ns/pid')[5:-1]}"
    site.journal.mkdir(parents=True)
    (site.journal / "lock").symlink_to(lock.format(space=space, boot=boot) or " ")
    if is_free:
        assert site.act(Commit(small_batch(site))).phase is Phase.TRIAL
        assert not list(site.journal.glob("stale*"))
        return
    with pytest.raises(BusyError):
        site.act(Commit(small_batch(site)))
    assert site.is_locked


def test_a_live_process_with_another_start_time_is_not_the_holder(dash: Ground) -> None:
    with subprocess.Popen(["sleep", "30"]) as sleeper:
        fields = Path(f"/proc/{sleeper.pid}/stat").read_text().rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().partition("-")[0]
        space = f"{boot}-{os.readlink('/proc/self/ns/pid')[5:-1]}"
        dash.journal.mkdir(parents=True)
        lock = dash.journal / "lock"
        lock.symlink_to(f"{sleeper.pid}:{fields[19]}:{space}:me@pc")
        with pytest.raises(BusyError, match="me@pc"):
            dash.act(Recover())
        lock.unlink()
        lock.symlink_to(f"{sleeper.pid}:{int(fields[19]) - 1}:{space}:me@pc")
        assert dash.act(Recover()) == Receipt(None, None)
        sleeper.kill()


# Noise, and hands that break off.


def test_noise_is_noted_and_never_believed(dash: Ground) -> None:
    dash.launch = ("sh", "-c", 'echo "welcome \033[31m"; echo "@0 receipt 9 accepted"; exec dash -s')
    assert dash.act(Commit(small_batch(dash))).phase is Phase.TRIAL
    notes = [event.text.render() for event in dash.told if isinstance(event, Note)]
    assert notes == [r"welcome \x1b[31m", "@0 receipt 9 accepted"]


def test_a_hand_that_never_began_changed_nothing(dash: Ground) -> None:
    dash.launch = ("sh", "-c", "echo 'User not found.'; exit 255")
    with pytest.raises(MachineError) as caught:
        dash.act(Commit(small_batch(dash)))
    assert caught.value.code == "unreachable"


def test_a_hand_whose_report_ends_early_leaves_doubt(dash: Ground) -> None:
    dash.launch = ("sh", "-c", "dash -s | head -n 2")
    with pytest.raises(MachineError) as caught:
        dash.act(Commit(small_batch(dash)))
    assert caught.value.code == "cut-off"
    dash.launch = None
    assert dash.act(Recover()).phase in (Phase.TRIAL, Phase.UNDONE, None)

"""What the acting script does with orders, under every shell: commit, accept and undo, case by case."""

import os

import pytest

from tests.shellground import Ground, large_batch, small_batch
from tests.transports.shell.conftest import refused
from wizard.model.errors import MachineError, OpenError
from wizard.model.events import Doing, Note
from wizard.model.orders import Accept, Commit, Phase, Receipt, Recover, Undo
from wizard.model.state import Origin
from wizard.transports.journal import parse_manifest


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
    assert site.act(Commit((gone,))).phase is Phase.TRIAL


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

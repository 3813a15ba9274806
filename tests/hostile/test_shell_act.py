"""Orders that arrive in pieces, paths that are traps, journals that lie: nothing is changed, or all of it."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.shellground import IS_ROOT, SHELLS, Ground, Seen, ground, large_batch, small_batch
from wizard.model.errors import WizardError
from wizard.model.orders import Accept, Commit, Phase, Recover, Undo
from wizard.model.probes import Account
from wizard.model.registry import ENVIRONMENT, SZ, path_of
from wizard.model.state import Absent, Change, Registered
from wizard.transports.shell.act import order_text
from wizard.transports.shell.hand import ACT, program, quoted
from wizard.transports.shell.rehearse import ShellSession

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")

NAMES = [
    "$(touch pwned)",
    "`touch pwned`",
    "a b\tc",
    "new\nline\n",
    "'single' \"double\"",
    "-rf",
    "%s %n \\0101 \\n",
    "*",
    "?[a-z]",
    "~",
    ";&|<>(){}!#",
    "\x1b[31m\x7f",
    "é\u202eü",
    "\udcff\udcfe",
    "x" * 255,
    "\\",
    "...",
    "No space left on device",
]


@pytest.fixture(params=SHELLS)
def site(request: pytest.FixtureRequest) -> Iterator[Ground]:
    with ground(request.param) as made:
        yield made


def everything(site: Ground) -> Seen:
    return dict(site._walk(with_times=True))


def text_of(site: Ground, order: Commit | Accept | Undo | Recover) -> str:
    account = Account("user", site.uid, site.gid, site.path("home"), "/bin/sh")
    lines = order_text(order, str(site.journal), "me@pc", ShellSession(account), str)
    return f"{program(ACT)}act nonce {quoted(lines)}\n"


def feed(site: Ground, text: str) -> bytes:
    """Give a shell *text* and the end of its stdin."""
    argv = [*SHELLS[site.shell], "-s"]
    return subprocess.run(argv, input=text.encode(), capture_output=True, check=False, timeout=30).stdout


def test_an_order_cut_off_at_any_line_changes_nothing(site: Ground) -> None:
    text = text_of(site, Commit(large_batch(site), b"note" * 50))
    before = everything(site)
    begin = text.index("act nonce")
    cuts = [index for index, char in enumerate(text) if char == "\n" and index > begin]
    assert len(cuts) > 12
    for cut in cuts[:-1]:
        for piece in (text[:cut], text[: cut + 1], text[: min(cut + 9, len(text) - 2)]):
            assert feed(site, piece) == b""
            assert everything(site) == before


def test_an_order_that_does_not_say_it_is_whole_changes_nothing(site: Ground) -> None:
    """Even if its quotes are in order."""
    text = text_of(site, Commit(small_batch(site)))
    before = everything(site)
    for whole, broken in (
        ("\nend'", "'"),
        ("\nend'", "\nen'"),
        ("'order", "'"),
        ("order commit", "order everything"),
    ):
        assert whole in text
        assert feed(site, text.replace(whole, broken)) == b""
        assert everything(site) == before


def test_a_script_cut_off_anywhere_changes_nothing(site: Ground) -> None:
    text = text_of(site, Commit(small_batch(site)))
    before = everything(site)
    lines = text.index("act nonce")
    for cut in range(0, lines, 997):
        assert feed(site, text[:cut]) == b""
        assert everything(site) == before


def test_the_end_of_stdin_is_a_wish_to_stop(site: Ground) -> None:
    """A whole order whose giver is gone: it stops before the switch, or the switch is complete."""
    text = text_of(site, Commit(small_batch(site)))
    before = site.seen()
    said = feed(site, text)
    if b"refused stopped" in said:
        assert site.seen() == before
        assert not site.is_open
    else:
        assert b"receipt 1 trial" in said
    assert not site.is_locked


def test_names_that_would_like_to_be_commands(site: Ground) -> None:
    (site.root / "etc").mkdir()
    for name in NAMES:
        (site.root / f"etc/{name}").write_bytes(b"before")
        (site.root / f"etc/{name}").chmod(0o644)
    changes = [site.change(f"etc/{name}", b"before", b"after") for name in NAMES]
    changes += [site.change(f"new {name[:200]}/{name}", None, b"new") for name in NAMES]
    changes += [site.change(f"etc/{name[:200]}.link", None, name) for name in NAMES]
    before = site.seen(with_times=False)
    assert site.act(Commit(tuple(changes))).phase is Phase.TRIAL
    for name in NAMES:
        assert (site.root / f"etc/{name}").read_bytes() == b"after"
        assert (site.root / f"new {name[:200]}" / name).read_bytes() == b"new"
        assert os.readlink(site.root / f"etc/{name[:200]}.link") == name
    (site.root / f"etc/{NAMES[0]}").write_bytes(b"mine")
    (site.root / "etc/\udcff\udcfe").write_bytes(b"mine")
    receipt = site.act(Undo(1))
    assert set(receipt.foreign) == {site.path(f"etc/{NAMES[0]}"), site.path("etc/\udcff\udcfe")}
    after = site.seen(with_times=False)
    for name in (NAMES[0], "\udcff\udcfe"):
        del before[f"etc/{name}"], after[f"etc/{name}"]
    assert after == before
    assert not [path for path in (*site.root.rglob("*"), *Path().glob("*")) if path.name == "pwned"]


# Traps that are set after the plan was made.


def fifo(path: Path) -> None:
    os.mkfifo(path)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))


def canary_link(path: Path) -> None:
    path.symlink_to(path.parent.parent / "canary")


TRAPS: list[Callable[[Path], None]] = [fifo, listening, canary_link, Path.mkdir]


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize(
    "name", ["etc/wsl.conf", "etc/go.conf", "etc/.wsl-go-wizard-1-1", "etc/.wsl-go-wizard-1-2.before"]
)
def test_a_trap_in_place_of_a_name(site: Ground, trap: Callable[[Path], None], name: str) -> None:
    canary = site.write("canary", b"alive")
    changes = small_batch(site)
    (site.root / name).unlink(missing_ok=True)
    trap(site.root / name)
    before = site.seen()
    with pytest.raises(WizardError) as caught:
        site.act(Commit(changes))
    assert caught.value.code in ("stale", "unsafe-path")
    assert site.seen() == before
    assert canary.read_bytes() == b"alive"


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_that_is_set_during_a_trial(site: Ground, trap: Callable[[Path], None]) -> None:
    canary = site.write("canary", b"alive")
    site.act(Commit(small_batch(site)))
    for name in ("etc/wsl.conf", "etc/go.conf"):
        (site.root / name).unlink()
        trap(site.root / name)
    before = site.seen()
    receipt = site.act(Undo(1))
    assert set(receipt.foreign) == {site.path("etc/wsl.conf"), site.path("etc/go.conf")}
    assert site.seen() == before
    assert canary.read_bytes() == b"alive"


def test_a_parent_that_becomes_a_link_during_a_trial(site: Ground) -> None:
    site.act(Commit(small_batch(site)))
    (site.root / "etc").rename(site.root / "real")
    (site.root / "etc").symlink_to("real")
    before = site.seen()
    receipt = site.act(Undo(1))
    assert set(receipt.foreign) == {site.path("etc/wsl.conf"), site.path("etc/go.conf")}
    assert site.seen() == before


# Journals.


def test_a_manifest_with_any_byte_changed_is_not_acted_on() -> None:
    with ground() as site:
        site.act(Commit(small_batch(site)))
        manifest = site.journal / "1/trial"
        whole = manifest.read_bytes()
        before = site.seen()
        damages = [whole[:cut] for cut in range(0, len(whole), 41)]
        damages += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 23)]
        damages += [
            whole + b"x",
            whole + b"\n",
            whole + b"item 3 0 0 /x absent absent -\n",
            whole * 2,
            b"\0" + whole,
            whole + b"\0",
        ]
        for damage in damages:
            manifest.write_bytes(damage)
            for order in (Undo(1), Accept(1)):
                with pytest.raises(WizardError) as caught:
                    site.act(order)
                assert caught.value.code == "journal-damaged"
                assert site.path("var/lib/wsl-go-wizard/1") in str(caught.value)
                assert site.seen() == before
                assert manifest.read_bytes() == damage
        manifest.rename(site.journal / "1/switching")
        with pytest.raises(WizardError) as caught:
            site.act(Recover())
        assert caught.value.code == "journal-damaged"
        assert site.seen() == before
        (site.journal / "1/switching").write_bytes(whole)
        assert site.act(Recover()).phase is Phase.UNDONE


@pytest.mark.parametrize(
    "damage", ["two phases", "phase is a link", "open is garbage", "open is a file", "batch is a link"]
)
def test_a_journal_that_lies_is_not_acted_on(site: Ground, damage: str) -> None:
    site.act(Commit(small_batch(site)))
    batch = site.journal / "1"
    match damage:
        case "two phases":
            shutil.copy(batch / "trial", batch / "switching")
        case "phase is a link":
            (batch / "trial").rename(site.root / "elsewhere")
            (batch / "trial").symlink_to(site.root / "elsewhere")
        case "open is garbage":
            (site.journal / "open").unlink()
            (site.journal / "open").symlink_to("../../../etc")
        case "open is a file":
            (site.journal / "open").unlink()
            (site.journal / "open").write_bytes(b"1")
        case _:
            (site.journal / "open").unlink()
            (site.journal / "open").symlink_to("2")
            (site.journal / "2").symlink_to("1")
    before = everything(site)
    with pytest.raises(WizardError) as caught:
        site.act(Recover())
    assert caught.value.code == "journal-damaged"
    assert everything(site) == before


@pytest.mark.parametrize("way", ["a link", "a file", "for all to write"])
def test_a_journal_that_cannot_be_trusted(site: Ground, way: str) -> None:
    changes = small_batch(site)
    site.journal.parent.mkdir(parents=True)
    match way:
        case "a link":
            site.journal.symlink_to(site.root / "etc")
        case "a file":
            site.journal.write_bytes(b"")
        case _:
            site.journal.mkdir()
            site.journal.chmod(0o777)
    before = everything(site)
    for order in (Commit(changes), Recover(), Undo(1)):
        with pytest.raises(WizardError) as caught:
            site.act(order)
        assert caught.value.code == "unsafe-path"
        assert everything(site) == before


def test_a_value_of_the_windows_registry(site: Ground) -> None:
    """A distro has none: nothing of such a plan is done, of its files neither."""
    path = path_of(ENVIRONMENT, "Path")
    changes = small_batch(site)
    before = site.seen()
    for now, then in ((Absent(), Registered(SZ, "x")), (Registered(SZ, "x"), Absent())):
        with pytest.raises(WizardError) as caught:
            site.act(Commit((*changes, Change(path, now, then, 0, 0))))
        assert caught.value.code == "unsafe-path"
        assert site.seen() == before


@pytest.mark.skipif(not IS_ROOT, reason="needs root")
def test_a_journal_of_somebody_else(site: Ground) -> None:
    site.journal.mkdir(parents=True)
    os.chown(site.journal, site.uid, site.gid)
    with pytest.raises(WizardError) as caught:
        site.act(Commit(small_batch(site)))
    assert caught.value.code == "unsafe-path"


def test_batches_that_never_began_are_swept(site: Ground) -> None:
    """A folder without a manifest, with one that was not finished, and the mark of one that is gone."""
    site.journal.mkdir(parents=True)
    (site.journal / "1").mkdir()
    (site.journal / "1/new").write_bytes(b"wsl-go-wiz")
    (site.journal / "1/note").write_bytes(b"x")
    assert site.act(Recover()).batch is None
    assert not list(site.journal.iterdir())
    (site.journal / "open").symlink_to("7")
    with pytest.raises(WizardError) as caught:
        site.act(Recover())
    assert caught.value.code == "setup-lost"
    assert not list(site.journal.iterdir())
    assert site.act(Commit(small_batch(site))).batch == 1
    site.act(Accept(1))
    (site.journal / "2").mkdir()
    assert site.act(Commit(())).batch == 2


def test_originals_of_a_lost_journal_are_never_taken_for_ours(site: Ground) -> None:
    """The system's journal was deleted, the home's was not: its numbers are not used again."""
    site.write("home/.profile", b"now")
    old = site.write("home/.local/state/wsl-go-wizard/3/1.before", b"long ago")
    site.folder("home/.local/state/wsl-go-wizard/1")
    before = site.seen()
    receipt = site.act(Commit((site.change("home/.profile", b"now", b"new"),)))
    assert receipt.batch == 4
    site.act(Undo(4))
    assert site.seen() == before
    assert old.read_bytes() == b"long ago"

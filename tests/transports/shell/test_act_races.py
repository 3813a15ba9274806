"""A faster writer wins, and a stop comes in time or too late: the instants are chosen by commands that wait for us."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.shellground import Ground, large_batch, small_batch
from wizard.model.errors import BusyError, StaleError, Stopped, WizardError
from wizard.model.events import silent
from wizard.model.orders import Commit, Order, Phase, Receipt, Recover, Undo


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

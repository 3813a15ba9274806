"""A commit rehearses what it has staged before it switches anything, and goes on only with consent: in one crossing."""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace

from tests.shellground import SHELLS as DIALECTS
from tests.shellhomes import ShellHome, processes, shell_home, tree
from wizard.model.errors import StaleError, Stopped
from wizard.model.events import Doing, Event, Stop, never
from wizard.model.orders import Commit, Phase, Receipt, Rehearse, StagedRehearsal, Undo
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import ShellKind, Shells
from wizard.model.state import Absent, Change, File, Link, Origin, UnpackedTree

pytestmark = pytest.mark.root

EDITOR = ShellKind.EDITOR
GO = '#!/bin/sh\ncase $1 in version) echo "go version go1.27.3 x" ;; tool) echo "compile version go1.27.3" ;; esac\n'


@pytest.fixture(params=DIALECTS)
def home(request: pytest.FixtureRequest) -> Iterator[ShellHome]:
    with shell_home("/bin/bash") as made:
        made.sh = DIALECTS[request.param]
        yield made


class Orders:
    """Commits *changes* in *home*, and keeps what was measured, what was told, and how often the machine was asked."""

    def __init__(self, home: ShellHome, *changes: Change, kinds: tuple[ShellKind, ...] = (EDITOR,)) -> None:
        self.home, self.changes, self.kinds = home, changes, kinds
        self.heard: list[Shells | NotRehearsed] = []
        self.told: list[Event] = []
        self.hand = home.hand()
        self.hand.journal = str(home.home.parent / "journal")

    def commit(self, agrees: Callable[[Shells], bool] = lambda _: True, stop: Stop = never) -> Receipt:
        def judged(shells: Shells | NotRehearsed) -> bool:
            self.heard.append(shells)
            return not isinstance(shells, Shells) or agrees(shells)

        rehearsal = StagedRehearsal(Rehearse(self.changes, self.kinds), judged)
        return self.hand.act(Commit(self.changes, rehearsal=rehearsal), self.told.append, stop)

    @property
    def shells(self) -> Shells:
        (shells,) = self.heard
        assert isinstance(shells, Shells), shells
        return shells


def archive(home: ShellHome) -> tuple[str, str]:
    """A Go archive beside the home: its path and digest."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, text in {"VERSION": "go1.27.3\n", "bin/go": GO}.items():
            entry = tarfile.TarInfo(f"go/{name}")
            entry.size, entry.mode = len(text), 0o755
            tar.addfile(entry, io.BytesIO(text.encode()))
    place = home.home.parent / "go.tar.gz"
    place.write_bytes(packed.getvalue())
    place.chmod(0o644)
    return str(place), hashlib.sha256(packed.getvalue()).hexdigest()


def everything(home: ShellHome) -> tuple[Change, ...]:
    """A tree, a link to it, a file that is new, one that changes and one that goes."""
    path, digest = archive(home)
    home.write(".profile", "PATH=$HOME/sdk/go/bin:$PATH\n")
    home.write(".bash_login", "GOFLAGS=-no\n")
    home.write("old", "")
    profile = File(b"PATH=$HOME/sdk/go/bin:$PATH\n", 0o644, home.uid, home.gid)
    gone = File(b"GOFLAGS=-no\n", 0o644, home.uid, home.gid)
    return (
        replace(home.change("sdk/go1.27.3", None), after=UnpackedTree(digest), origin=Origin(archive=path)),
        home.change("sdk/go", Link("go1.27.3")),
        replace(home.change(".profile", ". ~/.config/go.sh\nPATH=$HOME/sdk/go/bin:$PATH\n"), before=profile),
        home.change(".config/go.sh", "export GODEBUG=netdns=go\n"),
        replace(home.change(".bash_login", None), before=gone),
    )


def test_what_is_really_staged_is_measured_and_then_it_is_made(home: ShellHome) -> None:
    orders = Orders(home, *everything(home))
    receipt = orders.commit()
    assert (receipt.batch, receipt.phase) == (1, Phase.TRIAL)
    was, now = orders.shells.before[EDITOR], orders.shells.after[EDITOR]
    assert (was.go_version, "GODEBUG" in was.variables) == ("", False)
    assert (now.go_version, now.compile_version) == ("go1.27.3", "go1.27.3")
    assert now.variables["GODEBUG"] == "netdns=go"
    assert now.unlaid == ()
    assert (home.home / "sdk/go/bin/go").read_text() == GO
    steps = [event.what.render() for event in orders.told if isinstance(event, Doing)]
    rehearsed = steps.index("Rehearsing the prepared files")
    assert all(step.startswith("Preparing") for step in steps[:rehearsed])
    assert steps[rehearsed + 1].startswith("Replacing")


def test_without_consent_everything_is_as_it_was(home: ShellHome) -> None:
    changes = everything(home)
    for folder in ("sdk", ".config", ".local/state/wsl-go-wizard"):
        home.write(f"{folder}/x", "")
    before = _bytes(home)
    orders = Orders(home, *changes)
    with pytest.raises(StaleError) as raised:
        orders.commit(lambda shells: shells.after[EDITOR].go_version != "go1.27.3")
    assert raised.value.code == "not-agreed"
    assert len(orders.heard) == 1
    assert _bytes(home) == before
    assert not (home.home.parent / "journal/open").is_symlink()
    assert orders.commit().phase is Phase.TRIAL, "the way is free for another one"
    assert orders.hand.act(Undo(1), orders.told.append, never).phase is Phase.UNDONE


def _bytes(home: ShellHome) -> dict[str, object]:
    """Every file of the home (folders change their times as files come and go in them)."""
    return {path: seen[:6] for path, seen in tree(home.home).items() if str(seen[0])[0] != "d"}


def test_who_stops_while_it_is_rehearsed_stops_it_at_once(home: ShellHome) -> None:
    home.write(".profile", "sleep 77\n")
    before = _bytes(home)
    orders = Orders(home, home.change("x/.bashrc", "hello\n"))

    def stop() -> bool:
        return any(isinstance(event, Doing) and "Rehearsing" in event.what.render() for event in orders.told)

    with pytest.raises(Stopped):
        orders.commit(stop=stop)
    assert not any(isinstance(heard, Shells) for heard in orders.heard), "nobody waited for the shells"
    assert _bytes(home) == before
    assert not processes("sleep 77")


def test_commands_wait_for_the_consent(home: ShellHome) -> None:
    from wizard.model.commands.command import Command
    from wizard.model.text import plain

    made = home.home.parent / "made"
    orders = Orders(home, home.change(".profile", "\n"))
    rehearsal = StagedRehearsal(Rehearse(orders.changes, (EDITOR,)), lambda _: False)
    command = Command(("touch", str(made)), True, None, plain("x"))
    with pytest.raises(StaleError):
        orders.hand.act(Commit(orders.changes, b"", (command,), rehearsal), orders.told.append, never)
    assert not made.exists()


def test_where_it_cannot_be_rehearsed_it_is_made(home: ShellHome) -> None:
    home.shell = "/usr/bin/nosuch"
    orders = Orders(home, home.change(".profile", "\n"))
    assert orders.commit().phase is Phase.TRIAL
    assert orders.heard == [NotRehearsed(RehearsalRefusal.NO_SHELL, "/usr/bin/nosuch")]


def test_only_what_shells_see_is_laid() -> None:
    with shell_home("/bin/bash") as home:
        orders = Orders(
            home, home.change(".profile", "export GOFLAGS=-v\n"), home.change(".bash_profile", "true\n")
        )
        seen = orders.changes[:1]
        rehearsal = StagedRehearsal(
            Rehearse(seen, (EDITOR,)), lambda shells: bool(orders.heard.append(shells)) or True
        )
        orders.hand.act(Commit(orders.changes, rehearsal=rehearsal), orders.told.append, never)
        assert orders.shells.after[EDITOR].variables["GOFLAGS"] == "-v"
        assert isinstance(orders.changes[0].before, Absent)

"""A distro through wsl.exe: who looks, what is known, what changes, and what it costs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shellground import Ground, large_batch, small_batch
from tests.wsl.world import World
from wizard.model.errors import InputError, MachineError, Stopped
from wizard.model.events import Doing, Event, never, silent
from wizard.model.orders import Accept, Commit, Phase, Receipt, Undo
from wizard.model.ports import Can, Site, SiteKind, Transport
from wizard.model.probes import (
    Account,
    AccountProbe,
    CommandProbe,
    Exited,
    FileProbe,
    Found,
    Journal,
    JournalProbe,
    Probe,
    Unavailable,
    Warnings,
    WarningsProbe,
)
from wizard.model.state import Origin, UnpackedTree
from wizard.transports.wsl import Wsl
from wizard.transports.wslexe import WslExe

pytestmark = [
    pytest.mark.distro,
    pytest.mark.linux(reason="the stand-in for wsl.exe starts distros in containers"),
]

JOURNAL = "/var/lib/wsl-go-wizard"
TARGET = "/etc/profile.d/go.sh"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        made.add("Debian")
        yield made


def exe(world: World) -> WslExe:
    return WslExe(str(world.exe), world.environ)


def distro(world: World, user: str | None = None, uid: int | None = 1000) -> Wsl:
    return Wsl(exe(world), "Debian", user, uid=uid)


def ground(world: World) -> Ground:
    """A place in the distro to work on, as the test sees it and as the distro does."""
    root = world.root("Debian") / "ground"
    root.mkdir(mode=0o755, exist_ok=True)
    return Ground(root, inside=Path("/ground"))


def account(site: Wsl) -> Account:
    answer = site.read((AccountProbe(),), never)[AccountProbe()]
    assert isinstance(answer, Account)
    return answer


def text(site: Wsl, *argv: str) -> str:
    answer = site.read((CommandProbe(argv),), never)[CommandProbe(argv)]
    assert isinstance(answer, Exited)
    return answer.out.decode().strip()


# What it is.


def test_it_is_a_transport_that_can_do_everything(world: World) -> None:
    site: Transport = distro(world)
    assert site.can == Can(commands=True, act=True, restart=True)
    assert site.site == Site(SiteKind.WSL, "Debian", "wsl-debian")
    assert Wsl(exe(world), "dEBIAN").site.lock == site.site.lock
    assert world.calls == []


def test_a_hostile_name_is_refused_at_once(world: World) -> None:
    with pytest.raises(InputError):
        Wsl(exe(world), "Debian --user root")


# Who looks.

EVERYTHING: tuple[Probe, ...] = (
    AccountProbe(),
    JournalProbe(),
    FileProbe("~/.profile"),
    FileProbe("/etc/shadow"),
    CommandProbe(("id", "-un")),
)


def test_a_look_is_one_call_and_is_for_the_default_user(world: World) -> None:
    site = distro(world)
    for number in (1, 2, 3):
        answers = site.read(EVERYTHING, never)
        assert [probe for probe, _ in answers.pairs] == list(EVERYTHING)
        who = answers[AccountProbe()]
        assert isinstance(who, Account)
        assert (who.name, who.uid, who.home) == ("me", 1000, "/home/me")
        command = answers[CommandProbe(("id", "-un"))]
        assert isinstance(command, Exited)
        assert command.out == b"me\n"
        profile = answers[FileProbe("~/.profile")]
        assert isinstance(profile, Found)
        assert profile.uid == 1000
        assert len(world.calls) == number


def test_what_the_distros_own_file_says_of_its_user_goes_before_the_registry(world: World) -> None:
    conf = world.root("Debian") / "etc/wsl.conf"
    conf.write_text("[user]\ndefault = root # really\n")
    os.utime(conf, (1_000_000_000, 1_000_000_000))
    site = distro(world)
    assert account(site).uid == 0
    assert len(world.calls) == 2
    assert account(site).name == "root"
    assert len(world.calls) == 3


NOBODIES = (
    b"nobody-at-all",
    b"1",
    "ü".encode(),
    b"\xff\xfe",
    b"a b",
    b"'$(touch /tmp/bad)'",
    b"root:x",
    b"\\\\",
    b"-",
)


def test_a_user_that_is_not_there_is_not_believed(world: World) -> None:
    root = world.root("Debian")
    for name in NOBODIES:
        (root / "etc/wsl.conf").write_bytes(b"[user]\ndefault=" + name + b"\n")
        assert account(distro(world)).name == "me"
    assert not (root / "tmp/bad").exists()


@pytest.mark.parametrize(("uid", "calls"), [(None, 2), (4711, 3)])
def test_where_the_registry_does_not_tell_wsl_is_asked_once(
    world: World, uid: int | None, calls: int
) -> None:
    site = distro(world, uid=uid)
    assert account(site).name == "me"
    assert len(world.calls) == calls
    assert account(site).name == "me"
    assert len(world.calls) == calls + 1


def test_another_user_can_be_looked_at(world: World) -> None:
    assert account(distro(world, "root")).uid == 0
    assert text(distro(world, "nobody"), "id", "-un") == "nobody"
    answer = distro(world, "anna").read((AccountProbe(), FileProbe("/etc/passwd")), never)
    assert isinstance(answer[AccountProbe()], Unavailable)


def test_commands_run_with_the_path_of_a_session(world: World) -> None:
    path = text(distro(world), "sh", "-c", "echo $PATH")
    assert path.startswith("/usr/local/sbin:/usr/local/bin:/usr/sbin")
    assert "/mnt/c/Windows" in path


def test_a_look_is_stopped_at_the_users_word(world: World) -> None:
    with pytest.raises(Stopped):
        distro(world).read(EVERYTHING, lambda: True)


# What changes.


def test_a_whole_setup_is_two_calls_and_the_history_is_known(world: World) -> None:
    place = ground(world)
    site = Wsl(
        exe(world), "Debian", uid=1000, on_site=lambda path: f"/ground/{Path(path).relative_to(place.root)}"
    )
    account(site)
    changes = large_batch(place)
    before, calls = place.seen(), len(world.calls)
    assert site.act(Commit(changes, b"why"), silent, never) == Receipt(1, Phase.TRIAL)
    assert (place.root / "etc/wsl.conf").read_bytes() == b"[boot]\nsystemd=true\n"
    assert (place.root / "sdk/go1.99/bin/go").exists()
    assert site.act(Accept(1), silent, never) == Receipt(1, Phase.ACCEPTED)
    assert len(world.calls) == calls + 2
    journal = distro(world).read((JournalProbe(),), never)[JournalProbe()]
    assert isinstance(journal, Journal)
    assert (journal.readable, [entry.phase for entry in journal.entries]) == (True, ["accepted"])
    assert place.seen() != before


def test_a_setup_without_a_look_is_for_the_user_that_was_named(world: World) -> None:
    place = ground(world)
    site = distro(world, "nobody")
    assert site.act(Commit(small_batch(place)), silent, never).phase is Phase.TRIAL
    account = (place.root / "../var/lib/wsl-go-wizard/1/trial").read_text()
    assert "65534" in account.split("item")[0]


def test_undo_puts_every_byte_back(world: World) -> None:
    place = ground(world)
    site = distro(world)
    changes = small_batch(place)
    before = place.seen()
    assert site.act(Commit(changes), silent, never).phase is Phase.TRIAL
    assert site.act(Undo(1), silent, never) == Receipt(1, Phase.UNDONE)
    assert place.seen() == before


def test_an_archive_is_read_from_the_drive_it_lies_on(world: World) -> None:
    place = ground(world)
    archive, digest = place.archive()
    cache = world.profile / "AppData/Local/wsl-go-wizard/go 1.99.tar.gz"
    cache.parent.mkdir(parents=True)
    shutil.copy(archive, cache)
    windows = "C:\\" + "\\".join(cache.relative_to(world.drive).parts)
    change = place.change("sdk/go1.99", None, UnpackedTree(digest), Origin(archive=windows))
    place.folder("sdk")
    assert distro(world).act(Commit((change,)), silent, never).phase is Phase.TRIAL
    assert (place.root / "sdk/go1.99/bin/go").exists()


def test_where_a_drive_is_in_the_distro(world: World) -> None:
    for conf, path, seen in (
        ("", r"C:\Users\My Name\go.tar.gz", "/mnt/c/Users/My Name/go.tar.gz"),
        ("[automount]\nroot = /\n", r"d:\go.tar.gz", "/d/go.tar.gz"),
        ("[automount]\nroot = /win/\n", r"\\?\C:\x", "/win/c/x"),
    ):
        assert looked(world, conf).hand.on_site(path) == seen


def test_a_drive_that_the_distro_does_not_see(world: World) -> None:
    place = ground(world)
    for conf, path, code in (
        ("[automount]\nenabled = false\n", r"C:\x", "drives-not-mounted"),
        ("", r"\\server\share\go.tar.gz", "archive-out-of-reach"),
        ("", r"C:\no\such\go.tar.gz", "archive-unseen"),
    ):
        change = place.change("go", None, UnpackedTree("0" * 64), Origin(archive=path))
        with pytest.raises(MachineError) as caught:
            looked(world, conf).act(Commit((change,)), silent, never)
        assert caught.value.code == code
        assert caught.value.next_step is not None


def looked(world: World, conf: str) -> Wsl:
    """The distro with that `/etc/wsl.conf`, after a look."""
    (world.root("Debian") / "etc/wsl.conf").write_text(conf)
    site = distro(world)
    account(site)
    return site


# Restart.


def test_a_restart_ends_and_starts_that_distro_only(world: World) -> None:
    world.add("Other")
    Wsl(exe(world), "Other", "root").read((AccountProbe(),), never)
    site = distro(world)
    account(site)
    events: list[Event] = []
    calls = len(world.calls)
    site.restart(events.append)
    assert [each.number for each in events if isinstance(each, Doing)] == [1, 2]
    assert (world.boots("Debian"), world.boots("Other")) == (2, 1)
    assert (world.is_running("Debian"), world.is_running("Other")) == (True, True)
    assert len(world.calls) == calls + 2


BAD = "[boot]\nsytemd=true\n[automount]\nenabled=perhaps\n"


@pytest.mark.parametrize("how", ["look", "restart"])
def test_what_wsl_itself_says_at_the_start_is_kept(world: World, how: str) -> None:
    (world.root("Debian") / "etc/wsl.conf").write_text(BAD)
    site = distro(world)
    if how == "restart":
        site.restart(silent)
    answer = site.read((WarningsProbe(),), never)[WarningsProbe()]
    assert isinstance(answer, Warnings)
    assert [(each.file, each.line) for each in site.warnings] == [("/etc/wsl.conf", 2), ("/etc/wsl.conf", 4)]
    assert answer.lines[0] == "Unknown key 'boot.sytemd' in /etc/wsl.conf:2"
    assert site.read((WarningsProbe(),), never)[WarningsProbe()] == answer


def test_a_restart_forgets_what_was_said_before(world: World) -> None:
    conf = world.root("Debian") / "etc/wsl.conf"
    conf.write_text(BAD)
    site = distro(world)
    account(site)
    assert site.warnings
    conf.write_text("")
    site.restart(silent)
    assert site.warnings == ()


def test_a_distro_that_does_not_come_back(world: World) -> None:
    site = distro(world)
    account(site)
    world.fault("unbootable")
    with pytest.raises(MachineError) as caught:
        site.restart(silent)
    assert caught.value.code == "no-boot"
    assert caught.value.next_step is not None
    assert "safe mode" in caught.value.next_step.render()

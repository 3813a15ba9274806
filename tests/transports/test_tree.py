"""A folder as a machine: whose it is looked at for, where its links lead, what it can and cannot do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.interruptions import Count
from tests.worlds import World, is_after, is_before, seen
from wizard.model.errors import InputError
from wizard.model.events import never, silent
from wizard.model.orders import Commit, Phase, Receipt, Undo
from wizard.model.ports import Can, SiteKind
from wizard.model.probes import (
    Account,
    AccountProbe,
    CommandProbe,
    FileProbe,
    Found,
    GlobProbe,
    HostProbe,
    Journal,
    JournalProbe,
    LinkProbe,
    Matches,
    RegistryProbe,
    Special,
    Unavailable,
    UrlProbe,
)
from wizard.model.state import Absent, Change, File
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor_linux import LinuxFloor
from wizard.transports.direct.floor_plain import PlainFloor
from wizard.transports.direct.read import DirectLook
from wizard.transports.journal import JOURNAL, Folder, Manifest
from wizard.transports.tree import Tree

pytestmark = pytest.mark.linux(reason="its machine has owners, modes and links")

PASSWD = """\
root:x:0:0:root:/root:/bin/sh
daemon:x:1:1::/usr/sbin:/usr/sbin/nologin
ghost:x:1000:1000::/home/ghost:/bin/sh
anna:x:1001:1001::/home/anna:/bin/zsh
bert:x:1002:1002::/home/bert:
nobody:x:65534:65534::/home/anna:/usr/sbin/nologin
broken line
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    for folder in ("etc", "root", "home/anna", "home/bert"):
        (root / folder).mkdir(parents=True)
    (root / "etc/passwd").write_text(PASSWD)
    return root


def account(tree: Tree) -> Account:
    answer = tree.read((AccountProbe(),), never)[AccountProbe()]
    assert isinstance(answer, Account)
    return answer


# Who.


def test_the_first_ordinary_user_with_a_home_is_looked_at_for(root: Path) -> None:
    found = account(Tree(root))
    mine = root.stat()
    assert found == Account(
        "anna", mine.st_uid, mine.st_gid, "/home/anna", "/bin/zsh", mine.st_uid, mine.st_gid
    )


@pytest.mark.parametrize(
    ("conf", "name"),
    [
        ("[user]\ndefault=bert\n", "bert"),
        ("[user]\ndefault = bert # who else\n", "bert"),
        ("[boot]\ndefault=bert\n", "anna"),
        ("[user]\ndefault=nobody-here\n", "anna"),
        ("nonsense\n[user]\ndefault=bert\n", "anna"),
        ("[user]\ndefault=root\n", "root"),
    ],
)
def test_wsl_conf_decides_if_wsl_reads_it_so(root: Path, conf: str, name: str) -> None:
    (root / "etc/wsl.conf").write_text(conf)
    assert account(Tree(root)).name == name


def test_who_is_asked_for_goes_before_wsl_conf(root: Path) -> None:
    (root / "etc/wsl.conf").write_text("[user]\ndefault=bert\n")
    assert account(Tree(root, "anna")).name == "anna"
    with pytest.raises(InputError) as caught:
        Tree(root, "nobody-here")
    assert caught.value.code == "no-such-user"
    assert "nobody-here" in caught.value.text.render()


@pytest.mark.parametrize(
    "passwd", [None, "", "garbage", "only:x:5000:1::/none:\n", "root:x:0:0::/root:/bin/sh\n"]
)
def test_without_ordinary_users_it_is_root(root: Path, passwd: str | None) -> None:
    (root / "etc/passwd").unlink()
    if passwd is not None:
        (root / "etc/passwd").write_text(passwd)
    assert account(Tree(root)).home == "/root"


@pytest.mark.root
def test_ids_are_those_on_the_disk_whatever_passwd_says(root: Path) -> None:
    os.chown(root / "home/anna", 2222, 3333)
    os.chown(root, 4444, 5555)
    found = account(Tree(root))
    assert (found.uid, found.gid, found.root_uid, found.root_gid) == (2222, 3333, 4444, 5555)


def test_a_home_behind_a_link_is_found_inside(root: Path) -> None:
    (root / "data").mkdir()
    (root / "home/anna").rename(root / "data/anna")
    (root / "home/anna").symlink_to("/data/anna")
    (root / "data/anna/.profile").write_bytes(b"x")
    tree = Tree(root)
    assert account(tree).name == "anna"
    found = tree.read((FileProbe("~/.profile"),), never)[FileProbe("~/.profile")]
    assert isinstance(found, Found)
    assert found.link == "/data/anna/.profile"


@pytest.mark.parametrize("home", ["relative", "/home/../../etc", "", "//home//anna/", "/home/./anna"])
def test_any_home_in_passwd_is_borne(root: Path, home: str) -> None:
    (root / "etc/passwd").write_text(f"x:x:1000:1000::{home}:/bin/sh\n")
    tree = Tree(root, "x")
    answer = tree.read((FileProbe("~/.profile"),), never)[FileProbe("~/.profile")]
    assert not isinstance(answer, Found)
    assert tree.act(Commit(()), silent, never).phase is Phase.TRIAL


def test_after_a_restart_somebody_else_may_be_the_user(root: Path) -> None:
    tree = Tree(root)
    (root / "etc/wsl.conf").write_text("[user]\ndefault=bert\n")
    assert account(tree).name == "anna"
    tree.restart(silent)
    assert account(tree).name == "bert"


# What.


@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir, Path.touch])
def test_a_folder_without_etc_is_no_root(tmp_path: Path, make) -> None:
    path = tmp_path / "x"
    make(path)
    with pytest.raises(InputError) as caught:
        Tree(path)
    assert caught.value.code == "not-a-root"
    assert str(path) in caught.value.text.render()


def test_it_is_the_same_site_by_any_way(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root.parent / "link").symlink_to(root)
    monkeypatch.chdir(root.parent)
    sites = [Tree(path).site for path in (root, root.parent / "link", Path("root"), root / "../root")]
    assert len({site.lock for site in sites}) == 1
    assert sites[0].kind is SiteKind.TREE
    assert sites[2].name == "root"
    (root.parent / "other/etc").mkdir(parents=True)
    assert Tree(root.parent / "other").site.lock != sites[0].lock


def test_it_acts_and_restarts_but_runs_nothing(root: Path) -> None:
    tree = Tree(root)
    assert tree.can == Can(commands=False, act=True, restart=True)
    probes = (CommandProbe(("true",)), RegistryProbe("HKCU"), HostProbe("memory"), UrlProbe("https://x"))
    answers = [answer for _, answer in tree.read(probes, never).pairs]
    assert all(isinstance(answer, Unavailable) for answer in answers)
    assert answers[0] == Unavailable("commands cannot run in a folder")


def test_looking_changes_nothing(root: Path) -> None:
    count = Count()
    tree = Tree(root, hook=count)
    before = sorted(
        (str(path), path.lstat().st_mtime_ns, path.lstat().st_ctime_ns) for path in root.rglob("*")
    )
    tree.read((FileProbe("/etc/passwd"), FileProbe("~/x"), JournalProbe(), AccountProbe()), never)
    tree.restart(silent)
    after = sorted(
        (str(path), path.lstat().st_mtime_ns, path.lstat().st_ctime_ns) for path in root.rglob("*")
    )
    assert (count.effects, after) == ([], before)


def test_an_order_goes_all_the_way(root: Path) -> None:
    tree = Tree(root)
    mine = account(tree)
    new = Change("/home/anna/x", Absent(), File(b"x", 0o600, mine.uid, mine.gid), mine.uid, mine.gid)
    assert tree.act(Commit((new,), b"note"), silent, never) == Receipt(1, Phase.TRIAL)
    journal = tree.read((JournalProbe(),), never)[JournalProbe()]
    assert isinstance(journal, Journal)
    assert (journal.open, journal.readable) == (1, True)
    assert [(entry.number, entry.phase, entry.note) for entry in journal.entries] == [(1, "trial", b"note")]
    assert (root / "home/anna/x").read_bytes() == b"x"
    assert tree.act(Undo(1), silent, never) == Receipt(1, Phase.UNDONE)
    assert not (root / "home/anna/x").exists()


# The journal.


def fill_journal(root: Path, count: int) -> None:
    journal = root / JOURNAL[1:]
    journal.mkdir(parents=True)
    for number in range(1, count + 1):
        (journal / str(number)).mkdir()
        text = Manifest(number, 0, 0, "/root", (Folder(0, 0, "/x"),), ()).text()
        (journal / str(number) / "accepted").write_text(text)
        (journal / str(number) / "note").write_bytes(b"%d" % number)


def numbers(root: Path, probe: JournalProbe) -> list[int]:
    journal = Tree(root).read((probe,), never)[probe]
    assert isinstance(journal, Journal)
    return [entry.number for entry in journal.entries]


class Counting(LinuxFloor):
    """Counts what is opened."""

    opened = 0

    def names(self, path: str) -> list[str]:
        self.opened += 1
        return super().names(path)

    def chunks(self, path: str) -> Iterator[bytes]:
        self.opened += 1
        return super().chunks(path)


def test_of_ten_thousand_batches_only_one_page_is_opened(root: Path) -> None:
    fill_journal(root, 30)
    for number in range(31, 10_001):
        (root / JOURNAL[1:] / str(number)).mkdir()
        (root / JOURNAL[1:] / str(number) / "accepted").touch()
    assert numbers(root, JournalProbe(3)) == [10_000, 9_999, 9_998]
    assert numbers(root, JournalProbe(2, before=11)) == [10, 9]
    assert numbers(root, JournalProbe(before=1)) == []
    floor = Counting(root)
    answers = DirectLook(Disk(floor), account(Tree(root))).read((JournalProbe(20),), never)
    assert isinstance(answers[JournalProbe(20)], Journal)
    assert floor.opened <= 1 + 20 * 3


def test_what_is_no_batch_is_left_out(root: Path) -> None:
    fill_journal(root, 3)
    journal = root / JOURNAL[1:]
    (journal / "2/trial").write_bytes(b"a second phase")
    (journal / "7").mkdir()
    (journal / "8").write_bytes(b"a file")
    (journal / "9").symlink_to("3")
    (journal / "010").mkdir()
    (journal / "open").symlink_to("garbage")
    (journal / "3/accepted").write_bytes(b"damaged")
    answer = Tree(root).read((JournalProbe(),), never)[JournalProbe()]
    assert isinstance(answer, Journal)
    assert [(entry.number, entry.manifest[:7]) for entry in answer.entries] == [
        (3, b"damaged"),
        (1, b"wsl-go-"),
    ]
    assert answer.open is None


# Windows, as far as it can be told from here.


def test_the_plain_floor_commits_and_undoes(tmp_path: Path) -> None:
    """What Windows has to do with: no folder descriptors, no exchange, no owners."""
    world = World(PlainFloor(tmp_path), root=0, user=0).furnish()
    before = seen(world.floor)
    world.act(world.commit())
    assert is_after(world.floor, before)
    assert (tmp_path / JOURNAL[1:] / "open").read_text() == "1"
    assert not (tmp_path / JOURNAL[1:] / "lock").exists()
    assert world.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert is_before(world.floor, before)


def test_the_plain_floor_answers_as_the_other_one_does(root: Path) -> None:
    (root / "etc/link").symlink_to("passwd")
    (root / "home/anna/.profile").write_bytes(b"x")
    (root / "home/anna/.profile").chmod(0o644)
    probes = (
        *(FileProbe(f"/etc/{name}") for name in ("passwd", "link", "none", "passwd/x")),
        *(LinkProbe(f"/etc/{name}") for name in ("passwd", "link", "none")),
        *(GlobProbe("/etc/*"), GlobProbe("~/.p*"), FileProbe("~/.profile"), JournalProbe()),
    )
    nobody = Account("anna", 0, 0, "/home/anna", "/bin/sh")
    plain, linux = (
        DirectLook(Disk(floor), nobody).read(probes, never) for floor in (PlainFloor(root), LinuxFloor(root))
    )
    for probe in probes:
        assert _without_owner(plain[probe]) == _without_owner(linux[probe]), probe


def _without_owner(answer: object) -> object:
    if isinstance(answer, Matches):
        return [(path, _without_owner(each)) for path, each in answer.entries]
    return replace(answer, uid=0, gid=0) if isinstance(answer, Found | Special) else answer


def test_the_plain_floor_compares_bytes_and_no_modes(tmp_path: Path) -> None:
    world = World(PlainFloor(tmp_path), root=0, user=0).furnish()
    old, new = File(b"127.0.0.1 localhost\n", 0o600, 7, 7), File(b"new", 0o4711, 8, 8)
    world.act(Commit((Change("/etc/hosts", old, new, 0, 0),)))
    assert world.act(Undo(1)).foreign == ()
    assert Disk(world.floor).content("/etc/hosts", 100) == old.content

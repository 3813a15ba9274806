"""The answers of the direct hand, one table a kind of question."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.transports.direct.conftest import IS_ROOT
from tests.worlds import as_nobody, public_place
from wizard.model.errors import Stopped
from wizard.model.events import never
from wizard.model.probes import (
    Account,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    Linked,
    LinkProbe,
    Matches,
    Missing,
    Probe,
    Special,
    TooBig,
    Unavailable,
)
from wizard.transports.direct import read as direct_read
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor_linux import LinuxFloor
from wizard.transports.direct.read import DirectLook, groups_of

pytestmark = pytest.mark.linux(reason="needs links")


@pytest.fixture
def root() -> Iterator[Path]:
    with public_place() as place:
        yield furnished(place)


def furnished(root: Path) -> Path:
    (root / "etc/conf.d").mkdir(parents=True)
    (root / "home/me/dot").mkdir(parents=True)
    (root / "etc/file").write_bytes(b"0123456789")
    (root / "etc/file").chmod(0o640)
    os.utime(root / "etc/file", ns=(0, 1_234_567_890_987_654_321))
    (root / "etc/conf.d/b").write_bytes(b"b")
    (root / "etc/conf.d/a").write_bytes(b"a")
    (root / "etc/conf.d/.hidden").write_bytes(b"h")
    (root / "home/me/dot/profile").write_bytes(b"profile")
    for name, target in {
        "etc/link": "file",
        "etc/absolute": "/etc/file",
        "etc/up": "../../../../etc/file",
        "etc/chain": "link",
        "etc/dangling": "no/such",
        "etc/loop": "loop",
        "etc/folder": "conf.d",
        "etc/below-dangling": "dangling/x",
        "home/me/.profile": "dot/profile",
    }.items():
        (root / name).symlink_to(target)
    return root


def ask(root: Path, *probes: Probe, uid: int | None = None, name: str = "me") -> list[object]:
    mine = os.getuid()
    account = Account(
        name, mine if uid is None else uid, mine if uid is None else uid, "/home/me", "/bin/sh", mine, mine
    )
    answers = DirectLook(Disk(LinuxFloor(root)), account).read(probes, never)
    return [answer for _, answer in answers.pairs]


def only(root: Path, probe: Probe, uid: int | None = None, name: str = "me") -> object:
    return ask(root, probe, uid=uid, name=name)[0]


def test_a_file_is_told_with_all_its_facts(root: Path) -> None:
    mine = (root / "etc/file").stat()
    assert only(root, FileProbe("/etc/file")) == Found(
        b"0123456789", 0o640, mine.st_uid, mine.st_gid, 1_234_567_890, 10
    )
    assert only(root, FileProbe("/etc/file", 10)) == only(root, FileProbe("/etc/file"))


@pytest.mark.parametrize("path", ["/etc/link", "/etc/absolute", "/etc/up", "/etc/chain"])
def test_links_are_followed_inside_and_told(root: Path, path: str) -> None:
    answer = only(root, FileProbe(path))
    assert isinstance(answer, Found)
    assert (answer.content, answer.link) == (b"0123456789", "/etc/file")


def test_a_link_among_the_parents_is_told_too(root: Path) -> None:
    answer = only(root, FileProbe("/etc/folder/a"))
    assert isinstance(answer, Found)
    assert answer.link == "/etc/conf.d/a"


@pytest.mark.parametrize(
    ("probe", "answer"),
    [
        (FileProbe("/etc/none"), Missing()),
        (FileProbe("/none/none"), Missing()),
        (FileProbe("/etc/file/below"), Missing()),
        (FileProbe("/etc/link/below"), Missing()),
        (FileProbe("/etc/dangling"), Missing("no/such")),
        (FileProbe("/etc/below-dangling"), Missing("dangling/x")),
        (FileProbe("/etc/dangling/x"), Missing()),
        (FileProbe("/etc/loop"), Missing("loop")),
        (FileProbe("/etc/loop/x"), Missing()),
        (FileProbe("/etc/file", 9), TooBig(10)),
        (LinkProbe("/etc/link"), Linked("file")),
        (LinkProbe("/etc/dangling"), Linked("no/such")),
        (LinkProbe("/etc/folder/a/x"), Missing()),
        (LinkProbe("/etc/none"), Missing()),
        (FileProbe("relative"), Unavailable("a distro cannot report this")),
        (FileProbe("/etc/\0"), Unavailable("a distro cannot report this")),
        (GlobProbe("/none/*"), Matches(())),
        (GlobProbe("/etc/none"), Matches(())),
    ],
)
def test_what_is_not_there(root: Path, probe: Probe, answer: object) -> None:
    assert only(root, probe) == answer


def test_the_head_is_told_of_any_length(root: Path) -> None:
    answer = only(root, FileProbe("/etc/file", 4, head=True))
    assert isinstance(answer, Found)
    assert (answer.content, answer.size) == (b"0123", 10)


def test_what_is_no_file_is_never_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "etc/pipe", 0o620)
    with socket.socket(socket.AF_UNIX) as end:
        monkeypatch.chdir(root / "etc")
        end.bind("sock")  # a whole path would be too long for a socket
    (root / "etc/to-pipe").symlink_to("pipe")
    mine = os.getuid()
    answers = ask(
        root, *(FileProbe(f"/etc/{name}") for name in ("pipe", "sock", "to-pipe", "conf.d", "folder"))
    )
    kinds = [(answer.kind, answer.link) for answer in answers if isinstance(answer, Special)]
    assert kinds == [
        ("fifo", None),
        ("socket", None),
        ("fifo", "/etc/pipe"),
        ("directory", None),
        ("directory", "/etc/conf.d"),
    ]
    assert answers[0] == Special("fifo", 0o620 & ~_umask(), mine, os.getgid())
    assert only(root, LinkProbe("/etc/pipe")) == Special("fifo", 0o620 & ~_umask(), mine, os.getgid())


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def test_the_home_is_the_users(root: Path) -> None:
    answer = only(root, FileProbe("~/.profile"))
    assert isinstance(answer, Found)
    assert answer.link == "/home/me/dot/profile"
    assert only(root, LinkProbe("~/.profile")) == Linked("dot/profile")


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("/etc/conf.d/*", ["/etc/conf.d/a", "/etc/conf.d/b"]),
        ("/etc/conf.d/.*", ["/etc/conf.d/.hidden"]),
        ("/etc/conf.d/?", ["/etc/conf.d/a", "/etc/conf.d/b"]),
        ("/etc/conf?d/a", ["/etc/conf.d/a"]),
        ("/etc/*/a", ["/etc/conf.d/a", "/etc/folder/a"]),
        ("/etc/d*", ["/etc/dangling"]),
        ("~/*", ["/home/me/dot"]),
        ("~/dot/pro*", ["/home/me/dot/profile"]),
        ("/etc/file", ["/etc/file"]),
        ("/etc/[f]ile", []),
        ("/etc/file*/*", []),
    ],
)
def test_patterns_match_as_in_a_shell(root: Path, pattern: str, paths: list[str]) -> None:
    answer = only(root, GlobProbe(pattern))
    assert isinstance(answer, Matches)
    assert [path for path, _ in answer.entries] == paths


def test_matches_are_sorted_by_bytes_and_at_most_256(root: Path) -> None:
    for name in ("B", "ä", "_", "a1", *(f"x{number:03}" for number in range(300))):
        (root / "etc/conf.d" / name).write_bytes(b"0123456789")
    answer = only(root, GlobProbe("/etc/conf.d/*", 4))
    assert isinstance(answer, Matches)
    names = [path.rpartition("/")[2] for path, _ in answer.entries]
    assert len(names) == 256
    assert names[:6] == ["B", "_", "a", "a1", "b", "x000"]
    assert all(isinstance(each, Found) and len(each.content) <= 4 for _, each in answer.entries)
    few = only(root, GlobProbe("/etc/conf.d/??", 4, head=False))
    assert isinstance(few, Matches)
    assert dict(few.entries)["/etc/conf.d/a1"] == TooBig(10)
    assert "/etc/conf.d/ä" in dict(few.entries)  # two bytes


def test_a_name_with_a_control_byte_is_skipped(root: Path) -> None:
    (root / "etc/conf.d/c\nd").write_bytes(b"")
    (root / "etc/conf.d/\x7f").write_bytes(b"")
    answer = only(root, GlobProbe("/etc/conf.d/*"))
    assert isinstance(answer, Matches)
    assert len(answer.entries) == 2


def test_all_answers_together_are_bounded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(direct_read, "READ_LIMIT", 15)
    probes = [FileProbe(f"/etc/{name}") for name in ("file", "link", "chain")]
    kinds = [type(answer).__name__ for answer in ask(root, *probes)]
    assert kinds == ["Found", "Found", "Unavailable"]


def test_a_stop_is_heard_between_questions(root: Path) -> None:
    asked = iter((False, True))
    look = DirectLook(Disk(LinuxFloor(root)), Account("me", 0, 0, "/home/me", "/bin/sh"))
    with pytest.raises(Stopped):
        look.read((FileProbe("/etc/file"), FileProbe("/etc/link")), lambda: next(asked))


# What the user may not see, told by a hand that is root.

rooted = pytest.mark.skipif(not IS_ROOT, reason="needs root")


@rooted
def test_in_his_home_the_users_rights_count(root: Path) -> None:
    home = root / "home/me"
    os.chown(home, 1000, 1000)
    (home / "secret").write_bytes(b"x")
    (home / "secret").chmod(0o600)
    (home / "closed").mkdir()
    (home / "closed/file").write_bytes(b"x")
    (home / "closed").chmod(0o700)
    (home / "blind").mkdir()
    (home / "blind/file").write_bytes(b"x")
    (home / "blind").chmod(0o711)
    asked = (
        "~/secret",
        "~/closed/file",
        "~/closed/none",
        "~/closed",
        "~/dot/profile",
        "~/blind/file",
        "~/none",
    )
    answers = ask(root, *map(FileProbe, asked), uid=1000)
    kinds = [type(answer).__name__ for answer in answers]
    assert kinds == ["Denied", "Denied", "Denied", "Special", "Found", "Found", "Missing"]
    assert only(root, LinkProbe("~/closed/file"), uid=1000) == Denied()
    assert isinstance(only(root, LinkProbe("~/secret"), uid=1000), Special)
    assert only(root, GlobProbe("~/blind/*"), uid=1000) == Matches(())
    assert only(root, GlobProbe("~/s*"), uid=1000) == Matches((("/home/me/secret", Denied()),))
    assert isinstance(only(root, FileProbe("~/secret"), uid=0), Found)


@rooted
def test_groups_count(root: Path) -> None:
    (root / "etc/group").write_text("staff:x:50:other,me\nbad:x:me\nnone:x:60:\nmy:x:70:meme\n")
    account = Account("me", 1000, 1000, "/home/me", "/bin/sh")
    assert groups_of(Disk(LinuxFloor(root)), account) == {1000, 50}
    shared = root / "home/me/shared"
    shared.write_bytes(b"x")
    os.chown(shared, 0, 50)
    shared.chmod(0o640)
    assert isinstance(only(root, FileProbe("~/shared"), uid=1000), Found)
    assert only(root, FileProbe("~/shared"), uid=1000, name="stranger") == Denied()
    os.chown(shared, 1000, 50)
    shared.chmod(0o044)
    assert only(root, FileProbe("~/shared"), uid=1000) == Denied()


@rooted
def test_what_lies_outside_of_the_home_is_seen_by_the_hand_itself(root: Path) -> None:
    (root / "etc/shadow").write_bytes(b"x")
    (root / "etc/shadow").chmod(0o600)
    assert isinstance(only(root, FileProbe("/etc/shadow"), uid=1000), Found)


def denied(place: str) -> None:
    """What is not for everybody's eyes."""
    probes = FileProbe("/etc/shadow"), FileProbe("/etc/closed/x"), LinkProbe("/etc/closed/x")
    assert all(isinstance(answer, Denied) for answer in ask(Path(place), *probes))


@rooted
def test_without_root_the_system_says_what_may_be_seen(root: Path) -> None:
    (root / "etc/shadow").write_bytes(b"x")
    (root / "etc/shadow").chmod(0o600)
    (root / "etc/closed").mkdir(0o700)
    as_nobody(denied, str(root))

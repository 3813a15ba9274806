"""What the looking script sees: every kind of entry, under every shell, without leaving a trace."""

import os
import socket

import pytest

from tests.shellground import IS_ROOT, SHELLS, Ground, ground
from tests.transports.shell.conftest import read, read_as_user
from wizard.model.orders import Accept, Commit
from wizard.model.probes import (
    AccountProbe,
    CommandProbe,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    HostProbe,
    Journal,
    JournalProbe,
    Linked,
    LinkProbe,
    Missing,
    RegistryProbe,
    Special,
    TooBig,
    Unavailable,
    UrlProbe,
)

ROOT = pytest.mark.skipif(not IS_ROOT, reason="needs root")


def test_a_file_with_everything_that_is_known_of_it(site: Ground) -> None:
    content = bytes(range(256)) * 10 + b"no newline"
    site.write("etc/every byte", content, 0o4751)
    (answer,) = read(site, FileProbe(site.path("etc/every byte")))
    assert answer == Found(content, 0o4751, os.geteuid(), os.getegid(), 1_600_000_001, len(content))


def test_empty_files_and_files_the_kernel_makes_up(site: Ground) -> None:
    site.write("empty", b"")
    empty, made_up, short = read(
        site,
        FileProbe(site.path("empty")),
        FileProbe("/proc/self/status"),
        FileProbe("/proc/self/status", limit=10, head=True),
    )
    assert isinstance(empty, Found)
    assert empty.content == b""
    assert isinstance(made_up, Found)
    assert made_up.size == 0
    assert made_up.content.startswith(b"Name:")
    assert isinstance(short, Found)
    assert short.content == made_up.content[:10]
    assert read(site, FileProbe("/proc/self/status", limit=10)) == [TooBig(11)]


@pytest.mark.parametrize("count", [99, 100, 101, 250])
def test_each_of_many_questions_has_its_own_answer(site: Ground, count: int) -> None:
    """They are asked by the hundred, and all files of one hundred are looked at together."""
    paths = [site.path(f"many/{number}") for number in range(count)]
    for number in range(0, count, 3):
        site.write(f"many/{number}", str(number).encode())
    for number, answer in enumerate(read(site, *map(FileProbe, paths))):
        if number % 3:
            assert answer == Missing()
        else:
            assert isinstance(answer, Found)
            assert answer.content == str(number).encode()


def test_limits(site: Ground) -> None:
    path = str(site.write("long", b"0123456789"))
    whole, too_big, head, all_of_it = read(
        site,
        FileProbe(path, 10),
        FileProbe(path, 9),
        FileProbe(path, 3, head=True),
        FileProbe(path, 99, head=True),
    )
    assert isinstance(whole, Found)
    assert too_big == TooBig(10)
    assert isinstance(head, Found)
    assert (head.content, head.size) == (b"012", 10)
    assert isinstance(all_of_it, Found)
    assert all_of_it.content == b"0123456789"


def test_links_are_followed_and_told(site: Ground) -> None:
    site.write("real/file", b"x")
    (site.root / "link").symlink_to("real/file")
    (site.root / "chain").symlink_to(site.path("link"))
    (site.root / "folder").symlink_to("real")
    (site.root / "dangling").symlink_to("no where")
    (site.root / "loop").symlink_to("loop")
    link, chain, through, dangling, beyond, loop, plain = read(
        site,
        *(
            FileProbe(site.path(name))
            for name in ("link", "chain", "folder/file", "dangling", "dangling/x", "loop")
        ),
        FileProbe(site.path("real/file")),
    )
    for answer in (link, chain, through):
        assert isinstance(answer, Found)
        assert answer.link == site.path("real/file")
    assert dangling == Missing("no where")
    assert beyond == Missing()
    assert loop == Missing("loop")
    assert isinstance(plain, Found)
    assert plain.link is None


def test_a_link_itself(site: Ground) -> None:
    site.write("file", b"x", 0o640)
    (site.root / "link").symlink_to("../odd\nname - ")
    (site.root / "up").symlink_to(".")
    paths = ("link", "up/link", "file", "", "nothing", "file/x")
    odd, through, file, folder, nothing, below = read(site, *(LinkProbe(site.path(path)) for path in paths))
    assert odd == through == Linked("../odd\nname - ")
    assert file == Special("file", 0o640, os.geteuid(), os.getegid())
    assert folder == Special("directory", 0o755, os.geteuid(), os.getegid())
    assert nothing == below == Missing()


def test_what_is_no_file_is_named_and_never_opened(site: Ground) -> None:
    os.mkfifo(site.path("fifo"), 0o600)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(site.path("socket"))
        (site.root / "link").symlink_to("fifo")
        fifo, listening, folder, null, link = read(
            site,
            *(
                FileProbe(path)
                for path in (site.path("fifo"), site.path("socket"), str(site.root), "/dev/null")
            ),
            FileProbe(site.path("link")),
        )
    ids = os.geteuid(), os.getegid()
    assert fifo == Special("fifo", 0o600, *ids)
    assert isinstance(listening, Special)
    assert listening.kind == "socket"
    assert folder == Special("directory", 0o755, *ids)
    assert null == Special("char", 0o666, 0, 0)
    assert link == Special("fifo", 0o600, *ids, site.path("fifo"))


def test_missing_below_a_file_or_a_missing_folder(site: Ground) -> None:
    site.write("file", b"x")
    paths = ("file/x/y", "a/b/c")
    assert read(site, *(FileProbe(site.path(path)) for path in paths)) == [Missing(), Missing()]


@ROOT
def test_denied_is_not_missing(site: Ground) -> None:
    """As the user: a file, a folder and a link that lead where he may not go."""
    site.write("home/mine", b"x")
    site.write("secret/file", b"x")
    (site.root / "secret").chmod(0o700)
    (site.root / "home/own").mkdir()
    (site.root / "home/own").chmod(0o700)
    (site.root / "home/through").symlink_to("../secret/file")
    (site.root / "home/folder").symlink_to("../secret")
    site.write("home/closed", b"x", 0o600)
    os.chown(site.path("home/closed"), 0, 0)
    names = (
        "home/mine",
        "secret/file",
        "secret/nothing/x",
        "home/through",
        "home/folder/file",
        "home/closed",
        "home/own/x",
    )
    too_big = FileProbe(site.path("home/closed"), limit=0)
    answers = read_as_user(site, [*(FileProbe(site.path(name)) for name in names), too_big])
    assert isinstance(answers[0], Found)
    assert answers[1:] == [Denied()] * 7


def test_what_is_no_question_for_a_distro(site: Ground) -> None:
    probes = (RegistryProbe("HKCU\\x"), HostProbe("memory"), UrlProbe("https://go.dev"))
    strange = (FileProbe("relative"), FileProbe("/a\0b"), FileProbe(""), CommandProbe(()))
    assert all(isinstance(answer, Unavailable) for answer in read(site, *probes, *strange))


def test_asked_twice_or_nothing(site: Ground) -> None:
    probe = FileProbe("/etc/passwd")
    first, second = read(site, probe, probe)
    assert first == second
    assert read(site) == []


def test_the_journal(site: Ground) -> None:
    probe = JournalProbe()
    assert read(site, probe) == [Journal()]
    for number in range(1, 5):
        before = b"%d\n" % (number - 1) if number > 1 else None
        site.act(Commit((site.change("etc/x", before, b"%d\n" % number),), b"note %d" % number))
        if number < 4:
            site.act(Accept(number))
    (site.journal / "7").mkdir()
    (site.journal / "8").mkdir()
    for phase in ("trial", "undone"):
        (site.journal / "8" / phase).write_bytes(b"")
    (site.journal / "2/accepted").write_bytes(b"garbage \xff\n")
    newest, page, earlier = read(site, probe, JournalProbe(last=2), JournalProbe(last=2, before=3))
    assert isinstance(newest, Journal)
    assert newest.open == 4
    assert newest.readable
    assert [(each.number, each.phase, each.note) for each in newest.entries] == [
        (4, "trial", b"note 4"),
        (3, "accepted", b"note 3"),
        (2, "accepted", b"note 2"),
        (1, "accepted", b"note 1"),
    ]
    assert newest.entries[0].manifest == (site.journal / "4/trial").read_bytes()
    assert newest.entries[2].manifest == b"garbage \xff\n"
    assert isinstance(page, Journal)
    assert page.entries == newest.entries[:2]
    assert isinstance(earlier, Journal)
    assert earlier.entries == newest.entries[2:]


@ROOT
def test_the_journal_of_root_shows_a_user_only_what_is_open(site: Ground) -> None:
    site.act(Commit((site.change("etc/x", None, b"x"),)))
    assert read_as_user(site, [JournalProbe()]) == [Journal((), 1, readable=False)]
    site.launch = None
    (whole,) = read(site, JournalProbe(), user="nobody")
    assert isinstance(whole, Journal)
    assert whole.readable, "root looks for a user, and the journal is root's"


def test_a_look_writes_nothing_and_crosses_once(site: Ground) -> None:
    site.write("home/.profile", b"x")
    site.folder("tmp")
    (site.root / "link").symlink_to("home/.profile")
    site.act(Commit((site.change("etc/x", None, b"x"),)))
    site.env = {"TMPDIR": site.path("tmp")}
    before, dates = site.seen(), _dates(site)
    temporary = set(os.listdir("/tmp"))
    site.starts.clear()
    read(
        site,
        *(FileProbe(site.path(name)) for name in ("home/.profile", "link", "etc/x", "nothing")),
        GlobProbe(site.path("*/*")),
        CommandProbe(("sh", "-c", "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2")),
        JournalProbe(),
        AccountProbe(),
        *(FileProbe(site.path("x" * 200 + str(number))) for number in range(500)),
    )
    assert site.starts == ["look"]
    assert site.seen() == before
    assert _dates(site) == dates
    assert not {name for name in set(os.listdir("/tmp")) - temporary if name.startswith("sh-")}


def _dates(site: Ground) -> dict[str, int]:
    return {str(path): path.lstat().st_mtime_ns for path in site.root.rglob("*")}


def test_all_shells_give_the_same_answers() -> None:
    with ground() as site:
        site.write("home/.profile", b"x\n" * 1000)
        site.write("d/a b", b"\0")
        site.write("d/closed", b"x", 0)
        (site.root / "d/link").symlink_to("/etc/passwd")
        os.mkfifo(site.path("d/fifo"))
        probes = [
            GlobProbe(site.path("*/*"), limit=100),
            GlobProbe("/etc/*.conf"),
            FileProbe("/etc/os-release"),
            LinkProbe("/bin"),
            AccountProbe(),
            JournalProbe(),
            *(FileProbe(str(path)) for path in sorted(site.root.rglob("*"))),
            CommandProbe(("sh", "-c", "echo out; echo err >&2; exit 9")),
            CommandProbe(("seq", "100000"), limit=1000),
        ]
        answers = []
        for shell in SHELLS:
            site.shell = shell
            answers.append(read(site, *probes))
    assert answers[0] == answers[1] == answers[2]

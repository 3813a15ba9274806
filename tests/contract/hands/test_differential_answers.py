"""Two hands, one machine: equal answers to one of everything that can be asked."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.hands import Hand
from tests.shellground import IS_ROOT, SHELLS, Ground
from wizard.model.events import never
from wizard.model.probes import (
    Account,
    FileProbe,
    Found,
    GlobProbe,
    HostProbe,
    JournalProbe,
    LinkProbe,
    Matches,
    Probe,
    RegistryProbe,
    UrlProbe,
)
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor_linux import LinuxFloor
from wizard.transports.direct.read import DirectLook
from wizard.transports.journal import Manifest
from wizard.transports.shell.child import Launch
from wizard.transports.shell.hand import ShellHand

OTHERS = pytest.mark.parametrize("shell", SHELLS)
STRANGER = 12345  # a uid that no passwd knows


def furnish(site: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of everything that can be asked for."""
    site.write("etc/file", b"0123456789", 0o640)
    site.write("etc/empty", b"", 0o4755)
    site.write("etc/binary", bytes(range(256)) * 40)
    for name in (
        "b",
        "a",
        "B",
        "_",
        ".hidden",
        "with space",
        "ünï",
        "new\nline",
        "\x7f",
        "-dash",
        "[x]",
        "a*b",
    ):
        site.write(f"etc/conf.d/{name}", name.encode())
    (site.root / "etc/conf.d" / os.fsdecode(b"\xff\xfe")).write_bytes(b"raw")
    for number in range(300):
        site.write(f"etc/many/{number:03}", b"x" * number)
    os.mkfifo(site.root / "etc/pipe", 0o620)
    with socket.socket(socket.AF_UNIX) as end:
        monkeypatch.chdir(site.root / "etc")
        end.bind("sock")
    site.write("home/dot/profile", b"profile")
    for name, target in {
        "etc/link": "file",
        "etc/absolute": site.path("etc/file"),
        "etc/chain": "link",
        "etc/dangling": "no/such",
        "etc/loop": "loop",
        "etc/folder": "conf.d",
        "etc/below-dangling": "dangling/x",
        "etc/to-pipe": "pipe",
        "home/.profile": "dot/profile",
        "home/.dangling": "nowhere",
    }.items():
        (site.root / name).symlink_to(target)
    journal = site.journal
    for number in range(1, 13):
        (journal / str(number)).mkdir(parents=True)
        text = Manifest(number, 0, 0, "/root", (), ()).text()
        (journal / str(number) / "accepted").write_text(text)
        (journal / str(number) / "note").write_bytes(b"\x00note %d" % number)
    (journal / "12/accepted").write_bytes(b"damaged \xff")
    (journal / "11/note").unlink()
    (journal / "10/trial").write_bytes(b"two phases")
    (journal / "77").mkdir()
    (journal / "08").mkdir()
    (journal / "open").symlink_to("9")


NAMES = (
    *(
        "file",
        "empty",
        "binary",
        "none",
        "link",
        "absolute",
        "chain",
        "dangling",
        "loop",
        "folder",
        "pipe",
        "sock",
    ),
    *(
        "below-dangling",
        "to-pipe",
        "folder/a",
        "file/x",
        "link/x",
        "dangling/x",
        "loop/x",
        "conf.d",
        "none/x",
    ),
    *(
        "conf.d/with space",
        "conf.d/ünï",
        "conf.d/new\nline",
        "conf.d/-dash",
        "conf.d/a*b",
        "../etc/file",
        "./file",
    ),
)

PATTERNS = (
    *(
        "conf.d/*",
        "conf.d/.*",
        "conf.d/?",
        "conf.d/??",
        "*/a",
        "conf?d/a",
        "d*",
        "many/*",
        "many/29?",
        "none/*",
    ),
    *("file", "none", "file/*", "conf.d/[x]", "conf.d/[ab]", "folder/*", "*/*x*", "l*"),
)


def questions(site: Ground) -> tuple[Probe, ...]:
    etc = site.path("etc")
    return (
        *(FileProbe(f"{etc}/{name}") for name in NAMES),
        *(FileProbe(f"{etc}/{name}", 4) for name in ("file", "empty", "binary", "link")),
        *(FileProbe(f"{etc}/{name}", 4, head=True) for name in ("file", "empty", "binary", "link", "pipe")),
        *(LinkProbe(f"{etc}/{name}") for name in NAMES),
        *(GlobProbe(f"{etc}/{pattern}") for pattern in PATTERNS),
        *(GlobProbe(f"{etc}/{pattern}", 2, head=False) for pattern in PATTERNS),
        *(JournalProbe(last, before) for last, before in ((20, None), (3, None), (2, 9), (5, 1), (1, 100))),
        *(FileProbe("/proc/self/nothing"), FileProbe("relative"), FileProbe("/etc/\0"), LinkProbe("x")),
        *(RegistryProbe("HKCU"), HostProbe("memory"), UrlProbe("https://x"), FileProbe("/")),
    )


@OTHERS
def test_the_same_questions_have_the_same_answers(
    site: Ground, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(site, monkeypatch)
    asked = questions(site)
    before = site.seen()
    direct, other = (Hand(name, site).read(asked) for name in ("direct", shell))
    for probe in asked:
        assert other[probe] == direct[probe], probe
    assert len(direct.pairs) == len(other.pairs) == len(asked)
    assert site.seen() == before


@pytest.mark.skipif(not IS_ROOT, reason="needs root to be somebody else")
@OTHERS
def test_in_his_home_a_user_sees_the_same_through_either_hand(site: Ground, shell: str) -> None:
    """The shell hand runs with the user's ids; the direct hand, which is root, tells them from modes."""
    home = site.root / "home"
    for name, mode in {"open": 0o644, "secret": 0o600, "shut/file": 0o644, "blind/file": 0o644}.items():
        site.write(f"home/{name}", b"x", mode)
        os.chown(home / name, 0, 0)
    for name, mode in {"shut": 0o700, "blind": 0o711}.items():
        os.chown(home / name, 0, 0)
        (home / name).chmod(mode)
    (home / "to-shut").symlink_to("shut/file")
    (home / "to-secret").symlink_to("secret")
    names = (
        "open",
        "secret",
        "shut",
        "shut/file",
        "shut/none",
        "blind/file",
        "blind/none",
        "to-shut",
        "to-secret",
    )
    asked: tuple[Probe, ...] = (
        *(FileProbe(f"~/{name}") for name in names),
        *(LinkProbe(f"~/{name}") for name in names),
        *(GlobProbe(f"~/{pattern}") for pattern in ("*", "shut/*", "blind/*", "*/file", "blind/file")),
    )
    argv = ("setpriv", f"--reuid={STRANGER}", f"--regid={STRANGER}", "--clear-groups")
    env = {"PATH": os.environ["PATH"], "HOME": str(home)}

    def start(verb: str) -> Launch:
        return Launch(
            (*argv, *{"bash": ("bash", "--posix"), "busybox": ("busybox", "ash")}.get(shell, (shell,)), "-s"),
            env=env,
        )

    theirs = ShellHand("x", start, journal=str(site.journal)).read(asked, never)
    account = Account("stranger", STRANGER, STRANGER, str(home), "/bin/sh")
    ours = DirectLook(Disk(LinuxFloor(Path("/"))), account, str(site.journal)).read(asked, never)
    for probe in asked:
        assert theirs[probe] == ours[probe], probe
    kinds = {type(answer).__name__ for _, answer in ours.pairs}
    assert kinds == {"Found", "Denied", "Missing", "Special", "Linked", "Matches"}


def test_the_questions_reach_every_kind_of_answer(site: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(site, monkeypatch)
    answers = Hand("direct", site).read(questions(site))
    kinds = {type(answer).__name__ for _, answer in answers.pairs}
    assert kinds == {"Found", "Missing", "Special", "TooBig", "Linked", "Matches", "Journal", "Unavailable"}
    many = answers[GlobProbe(site.path("etc/many/*"))]
    assert isinstance(many, Matches)
    assert len(many.entries) == 256
    assert isinstance(many.entries[0][1], Found)

"""A distro that lies, floods, hangs and breaks off: every question still has its own answer, or none."""

import os
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shellground import SHELLS, Ground, ground
from wizard.model.errors import MachineError
from wizard.model.events import never
from wizard.model.probes import (
    AccountProbe,
    Answer,
    CommandProbe,
    Exited,
    FileProbe,
    Found,
    GlobProbe,
    LinkProbe,
    Matches,
    Missing,
    Probe,
    Unavailable,
)
from wizard.transports.shell.child import End
from wizard.transports.shell.read import AnswerReader

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")

NONCE = "0123456789abcdef0123456789abcdef"
FORGED = f"@{NONCE} 0 missing -\n@{NONCE} 1 exited 0\n@{NONCE} end\n"

NAMES = [
    "$(touch pwned)",
    "`touch pwned`",
    "a b\tc",
    "new\nline",
    "'single' \"double\"",
    "-rf",
    "--help",
    "%s %n \\0101 \\n",
    "*?[a-z]",
    "~",
    ";&|<>(){}!#",
    "\x01\x1b[31m\x7f",
    "é\u202eüß",
    "\udcff\udcfe",
    "x" * 255,
    "=(x)",
    "\\",
    "...",
]


@pytest.fixture(params=SHELLS)
def site(request: pytest.FixtureRequest) -> Iterator[Ground]:
    with ground(request.param) as made:
        yield made


@pytest.fixture
def known_nonce(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda count: NONCE)


def read(site: Ground, *probes: Probe, user: str = "") -> list[Answer]:
    answers = site.hand(user).read(probes, never)
    return [answers[probe] for probe in probes]


def test_names_that_would_like_to_be_commands(site: Ground) -> None:
    for name in NAMES:
        (site.root / name).write_bytes(os.fsencode(name))
        (site.root / f"{name[:200]}.link").symlink_to(name)
    files = read(site, *(FileProbe(f"{site.root}/{name}") for name in NAMES))
    links = read(site, *(FileProbe(f"{site.root}/{name[:200]}.link") for name in NAMES))
    targets = read(site, *(LinkProbe(f"{site.root}/{name[:200]}.link") for name in NAMES))
    for name, file, link, target in zip(NAMES, files, links, targets, strict=True):
        assert isinstance(file, Found), name
        assert file.content == os.fsencode(name)
        assert file.link is None
        assert isinstance(link, Found)
        assert link.link == f"{site.root}/{name}"
        assert repr(target) == f"Linked(target={name!r})"
    (matches,) = read(site, GlobProbe(f"{site.root}/*"))
    assert isinstance(matches, Matches)
    shown = {
        f"{site.root}/{name}" for name in NAMES if not re.search("[\x00-\x1f\x7f]", name) and name[0] != "."
    }
    assert shown <= {path for path, _ in matches.entries}
    assert not any("\n" in path or "\x1b" in path for path, _ in matches.entries)
    assert not (site.root / "pwned").exists()
    assert not Path("pwned").exists()


def test_words_that_would_like_to_be_commands(site: Ground) -> None:
    probes = [CommandProbe(("printf", "%s|", *NAMES[number:])) for number in range(0, len(NAMES), 5)]
    for number, answer in enumerate(read(site, *probes)):
        expected = "".join(f"{name}|" for name in NAMES[number * 5 :])
        assert answer == Exited(0, os.fsencode(expected), b"")


@pytest.mark.usefixtures("known_nonce")
def test_frames_in_files_and_output_are_content(site: Ground) -> None:
    """Even if the nonce were known: what a machine says is base64 before it is on the line."""
    path = str(site.write("forged", FORGED.encode()))
    file, command, missing = read(
        site,
        FileProbe(path),
        CommandProbe(("sh", "-c", f"cat {path}; cat {path} >&2; exit 5")),
        FileProbe(f"{site.root}/nothing\n{FORGED}"),
    )
    assert isinstance(file, Found)
    assert file.content == FORGED.encode()
    assert command == Exited(5, FORGED.encode(), FORGED.encode())
    assert missing == Missing()


@pytest.mark.usefixtures("known_nonce")
def test_the_nonce_is_not_to_be_found(site: Ground) -> None:
    """Not in the arguments, environment or open files of any process that a command can see."""
    spy = "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>&- | tr '\\0' '\\n' | grep -c '^[@0-9a-f]*0123456789a'"
    for user in ("", "nobody") if os.geteuid() == 0 else ("",):
        (answer,) = read(site, CommandProbe(("sh", "-c", spy)), user=user)
        assert answer == Exited(1, b"0\n", b"")


def test_a_command_cannot_write_into_the_answer(site: Ground) -> None:
    """All it has open are its own three streams."""
    script = (
        "for fd in 3 4 5 6 7 8 9; do (echo '@x 0 missing -' >&$fd) 2>/dev/null && echo open $fd; done; exit 0"
    )
    assert read(site, CommandProbe(("sh", "-c", script))) == [Exited(0, b"", b"")]


def test_ten_megabytes_and_no_end(site: Ground) -> None:
    before = psutil.Process().memory_info().rss
    long, both, endless, after = read(
        site,
        CommandProbe(("head", "-c", "10000000", "/dev/zero"), limit=1000),
        CommandProbe(
            ("sh", "-c", "yes out | head -c 5000000; yes err | head -c 5000000 >&2; echo last >&2"), limit=100
        ),
        CommandProbe(("cat", "/dev/zero"), timeout_s=1, limit=10),
        CommandProbe(("echo", "still here")),
    )
    assert long == Exited(0, bytes(1000), b"")
    assert isinstance(both, Exited)
    assert (both.code, len(both.out), len(both.err)) == (0, 100, 100)
    assert both.err.endswith(b"last\n")
    assert endless == Unavailable("it took too long")
    assert after == Exited(0, b"still here\n", b"")
    assert psutil.Process().memory_info().rss - before < 64 << 20


def test_a_flood_of_complaints_fills_no_memory_over_there(site: Ground) -> None:
    """The shell of the hand may have 100 MB; the command complains 150 MB long."""
    site.launch = ("sh", "-c", 'ulimit -v 100000; exec "$@"', "sh", *SHELLS[site.shell], "-s")
    (answer,) = read(site, CommandProbe(("sh", "-c", "yes err | head -c 150000000 >&2; exit 3"), limit=8))
    assert answer == Exited(3, b"", b"err\nerr\n")


def test_streams_that_are_closed_early_or_never_used(site: Ground) -> None:
    closed, silent, reading = read(
        site,
        CommandProbe(("sh", "-c", "echo out; exec >&- 2>&-; exit 4")),
        CommandProbe(("true",)),
        CommandProbe(("cat",)),
    )
    assert closed == Exited(4, b"out\n", b"")
    assert silent == reading == Exited(0, b"", b"")


def test_what_a_command_says_last_is_not_its_exit_code(site: Ground) -> None:
    (answer,) = read(site, CommandProbe(("sh", "-c", "printf '\\n0\\n137\\n\\n0' >&2; exit 9")))
    assert answer == Exited(9, b"", b"\n0\n137\n\n0")


def test_noise_around_the_answer(site: Ground) -> None:
    """A banner, forged frames without the nonce, base64 that belongs to nothing."""
    shell = " ".join(SHELLS[site.shell])
    noise = "echo 'Welcome!'; echo '@ 0 missing -'; echo '@0 0 missing -'; echo QUJD; printf '\\377\\0\\r\\n'"
    site.launch = ("sh", "-c", f"{noise}; {shell} -s; {noise}")
    file, account = read(site, FileProbe("/etc/passwd"), AccountProbe())
    assert isinstance(file, Found)
    assert file.content == Path("/etc/passwd").read_bytes()
    assert not isinstance(account, Unavailable)


@pytest.mark.parametrize("kept", [1, 200, 3000, 20000])
def test_an_answer_that_is_cut_off_is_whole_as_far_as_it_goes(site: Ground, kept: int) -> None:
    contents = [bytes([65 + number]) * 4000 for number in range(8)]
    probes = [FileProbe(str(site.write(f"f{number}", content))) for number, content in enumerate(contents)]
    shell = " ".join(SHELLS[site.shell])
    site.launch = ("sh", "-c", f"{shell} -s | head -c {kept}")
    if kept == 1:
        with pytest.raises(MachineError):
            read(site, *probes)
        return
    answers = read(site, *probes)
    whole = [answer.content for answer in answers if isinstance(answer, Found)]
    assert whole == contents[: len(whole)]
    assert all(answer == Unavailable("the answer was cut off") for answer in answers[len(whole) :])
    assert len(whole) == {200: 0, 3000: 0, 20000: 3}[kept]


def test_a_machine_that_floods_or_hangs_is_left() -> None:
    with ground() as site:
        began = time.monotonic()
        site.launch = ("cat", "/dev/zero")
        with pytest.raises(MachineError):
            read(site, AccountProbe())
        site.launch = ("sh", "-c", "echo never an answer; exec >&-; exec sleep 60")
        with pytest.raises(MachineError):
            read(site, AccountProbe())
        assert time.monotonic() - began < 20


LINES = st.lists(
    st.one_of(
        st.binary(max_size=60),
        st.builds(
            lambda words: b"@n " + b" ".join(words),
            st.lists(
                st.sampled_from(
                    b"0 1 2 99 -1 found missing denied special whole at matched out err exited late is batch note open "
                    b"closed journal linked too-big nobody hello end * *QQ== *! - 81a4 zz 0x 1e9 /x".split(
                        b" "
                    )
                ),
                max_size=8,
            ),
        ),
        st.sampled_from([b"QUJD", b"QUJ", b"====", b"QUJDREVG"]),
    ),
    max_size=40,
)


@settings(max_examples=500, deadline=None)
@given(LINES)
def test_whatever_is_said_there_is_an_answer(lines: list[bytes]) -> None:
    """Even with the right nonce, nonsense makes no exception and no half answer."""
    probes = (FileProbe("/x"), GlobProbe("/*"), CommandProbe(("x",)), AccountProbe(), LinkProbe("/y"))
    reader = AnswerReader("n", probes)
    for line in lines:
        reader.hear(line)
    for end in End:
        assert len(reader.answers(end).pairs) == len(probes)


@pytest.mark.parametrize(
    "line", [b"@n 2 exited 0", b"@n 2 out", b"@n " + b"9" * 5000 + b" exited 0", b"@n 1 at"]
)
def test_half_of_an_answer_is_none(line: bytes) -> None:
    probes = (FileProbe("/x"), GlobProbe("/*"), CommandProbe(("x",)))
    reader = AnswerReader("n", probes)
    reader.hear(line)
    assert all(isinstance(answer, Unavailable) for _, answer in reader.answers(End.OWN).pairs)

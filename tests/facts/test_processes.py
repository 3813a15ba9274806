"""Which programs run: what the listing program says here, in every shell; and what is made of its words."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.facts.answers import GONE, read
from tests.running import MARK, OWN, PASSWD, WSL, Made, told
from wizard.facts.processes import (
    PASSWD_PROBE,
    PROCESSES_PROBE,
    PROGRAM,
    RUNNING,
    WORDS_LIMIT,
    Running,
    read_running,
)
from wizard.model.facts import Unknown
from wizard.model.probes import Denied, Exited

SHELLS = [("dash",), ("bash",), ("busybox", "sh")]

UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def seen(*made: Made, own: int = OWN) -> Running:
    found = read_running(told((*WSL, *made), own), PASSWD)
    assert found is not None
    return found


def test_a_distro_in_which_nobody_works_is_empty() -> None:
    assert seen() == Running({}, is_whole=True)


def test_a_program_with_all_that_is_told_of_it() -> None:
    found = seen(
        Made(302, 301, b"bash", b"-bash\0"), Made(500, 302, b"go", b"go\0test\0./...\0", group=b"/a")
    )
    go = found.processes[500]
    assert (go.user, go.name, go.words, go.group) == ("me", "go", ("go", "test", "./..."), "/a")
    assert [process.pid for process in found.above(go)] == [302]


def test_a_user_without_a_name_has_a_number() -> None:
    assert seen(Made(500, 2, b"x", uid=4711)).processes[500].user == "4711"


@pytest.mark.parametrize("words", [b"/bin/login\0-f\0me\0", b"login -- me\0", b"login\0-f\0  \0"])
@pytest.mark.parametrize("parent", [1, 2])
def test_the_login_that_wsl_makes_for_systemd_is_nobody_s(words: bytes, parent: int) -> None:
    """`login` of shadow blanks its words, that of util-linux writes others."""
    assert not seen(Made(500, parent, b"login", words, 0), Made(501, 500, b"bash", b"-bash\0")).processes


def test_a_login_of_a_person_is_told() -> None:
    made = (Made(1, 0, b"systemd", b"/sbin/init\0", 0), Made(9, 1, b"sh"))
    console = (Made(500, 1, b"login", b"login -- me\0", 0), Made(501, 500, b"bash", b"-bash\0"))
    found = read_running(told((*made, *console), 9), PASSWD)
    assert found is not None
    assert set(found.processes) == {500, 501}
    by_hand = (Made(502, 301, b"bash", b"-bash\0"), Made(503, 502, b"login", b"login\0"))
    assert set(seen(*by_hand).processes) == {502, 503}


def test_a_program_that_takes_the_name_of_wsl_s_is_told() -> None:
    assert 500 in seen(Made(500, 301, b"plan9", b"/home/me/plan9\0")).processes
    assert 501 in seen(Made(501, 301, b"init", b"/home/me/init\0")).processes


def test_what_the_shell_of_a_person_started_beside_us_is_told() -> None:
    """Only the shells in between are the wizard's: those above Python, or above a terminal, are somebody's."""
    made = (
        Made(302, 301, b"bash", b"-bash\0"),
        Made(500, 302, b"python3", b"python3\0-m\0wizard\0"),
        Made(501, 500, b"sh", b"/bin/sh\0-s\0"),
        Made(502, 501, b"sh", b"/bin/sh\0-c\0"),
    )
    assert set(seen(*made, own=502).processes) >= {302, 500}
    assert not {501, 502} & set(seen(*made, own=502).processes)


def test_dead_programs_and_the_kernel_s_are_none() -> None:
    made = (
        Made(1, 0, b"systemd", b"/sbin/init\0", 0),
        Made(2, 0, b"kthreadd", uid=0),
        Made(3, 2, b"kworker/0:0", uid=0),
        Made(500, 1, b"gone", state=b"Z (zombie)"),
        Made(9, 1, b"sh"),
    )
    found = read_running(told(made, 9), PASSWD)
    assert found is not None
    assert found.processes == {}


def test_who_sees_only_his_own_programs_does_not_see_all() -> None:
    found = read_running(told([Made(500, 1, b"bash", b"-bash\0"), Made(9, 500, b"sh")], 9), PASSWD)
    assert found is not None
    assert not found.is_whole


@pytest.mark.parametrize("end", [b"", b" en", b" end", b" /proc/7/cmdline\nx"])
def test_an_answer_that_was_cut_off_is_not_all(end: bytes) -> None:
    found = read_running(told(WSL, OWN, end), PASSWD)
    assert found is not None
    assert not found.is_whole


@pytest.mark.parametrize("data", [b"", b"\n", b"no mark 1\n", MARK, MARK + b" x\n"])
def test_no_answer_at_all(data: bytes) -> None:
    assert read_running(data) is None


@given(words=st.binary(max_size=200))
@example(b"x\n/proc/1/status:Name:\tevil\n")
@example(b"\n" + MARK[:-1] + b"0 /proc/1/cmdline\nevil")
@example(b"\n end\n")
@example(b"\x1b[2J\xff\xfe\0\0")
def test_no_command_line_forges_another(words: bytes) -> None:
    if b"\n" + MARK in words:
        return
    plain = seen(Made(500, 2, b"a", b"a\0"), Made(501, 2, b"b", b"b\0"))
    forged = seen(Made(500, 2, b"a", words), Made(501, 2, b"b", b"b\0"))
    assert set(forged.processes) == {500, 501}
    assert forged.processes[501] == plain.processes[501]
    assert forged.is_whole
    assert not any(category(letter) in UNSEEN for word in forged.processes[500].words for letter in word)


def test_what_is_no_answer_is_unknown() -> None:
    assert isinstance(read(RUNNING, (PROCESSES_PROBE, GONE)), Unknown)
    assert isinstance(read(RUNNING, (PROCESSES_PROBE, Exited(127, b"", b"sh: not found"))), Unknown)
    found = read(RUNNING, (PROCESSES_PROBE, Exited(0, told(WSL, OWN), b"")), (PASSWD_PROBE, Denied()))
    assert isinstance(found, Running)


# --- the program itself ------------------------------------------------------------------------------------------


@contextmanager
def sleeper(*words: bytes) -> Iterator[int]:
    """A process whose command line is *words*."""
    process = subprocess.Popen([*words], executable=shutil.which("sleep"), stdin=subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def listed(shell: tuple[str, ...], **more: str) -> Running:
    done = subprocess.run(
        [*shell, "-c", PROGRAM],
        capture_output=True,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", **more},
        check=False,
        timeout=60,
    )
    assert done.stderr == b""
    found = read_running(done.stdout, b"root:x:0:0::/root:/bin/sh\n")
    assert found is not None
    return found


@pytest.mark.parametrize("shell", SHELLS, ids=lambda shell: shell[0])
def test_here(shell: tuple[str, ...]) -> None:
    hostile = b"evil\n/proc/1/status:Name:\tevil\n\x1b]0;pwned\x07"
    with sleeper(hostile, b"1000") as pid:
        found = listed(shell)
    assert found.is_whole
    evil = found.processes[pid]
    assert evil.words[0] == "evil\\n/proc/1/status:Name:\\tevil\\n\\x1b]0;pwned\\x07"
    assert evil.words[1:] == ("1000",)
    assert evil.name == "sleep"
    assert evil.parent == os.getpid()
    assert os.getpid() in found.processes
    assert not [each for each in found.processes.values() if PROGRAM in each.words]
    assert 1 not in found.processes


@pytest.mark.parametrize("shell", SHELLS, ids=lambda shell: shell[0])
def test_a_long_command_line_is_cut(shell: tuple[str, ...]) -> None:
    with sleeper(b"x" * 100_000, b"1000") as pid:
        found = listed(shell)
    assert found.is_whole
    assert found.processes[pid].words == ("x" * WORDS_LIMIT,)


def test_busybox_is_enough(tmp_path: os.PathLike[str]) -> None:
    """No procps, no coreutils: what a small distro has."""
    for name in ("sh", "grep", "head"):
        os.symlink(shutil.which("busybox") or "", os.path.join(tmp_path, name))
    found = listed((os.path.join(tmp_path, "sh"),), PATH=str(tmp_path))
    assert found.is_whole
    assert os.getpid() in found.processes


@pytest.mark.linux(reason="looks at this computer")
def test_through_the_transport_neither_its_shells_nor_its_pipes_are_seen() -> None:
    from wizard.model.events import never
    from wizard.model.wanted import Wanted
    from wizard.transports.here import Here

    answers = Here().read(RUNNING.ask(Wanted()), never)
    found = RUNNING.read(answers, Wanted())
    assert isinstance(found, Running)
    assert os.getpid() in found.processes
    below = [each for each in found.processes.values() if each.parent == os.getpid()]
    assert below == []

"""A child on its leash: it ends, whatever it does, and takes everything it started with it."""

import os
import signal
import threading
import time
from pathlib import Path

import psutil
import pytest

from wizard.model.events import never
from wizard.transports.shell.child import ChildLimits, End, Ended, Launch, converse


def say(script: str, text: bytes = b"", leash: ChildLimits | None = None) -> tuple[Ended, list[bytes]]:
    heard: list[bytes] = []
    leash = leash or ChildLimits(never, 20, 1 << 20)
    ended = converse(Launch(("/bin/sh", "-c", script)), text, heard.append, leash)
    return ended, heard


def pids_in(folder: Path) -> list[int]:
    return [int(path.name) for path in folder.iterdir()]


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def all_gone(pids: list[int]) -> bool:
    _, alive = psutil.wait_procs([psutil.Process(pid) for pid in pids if is_alive(pid)], timeout=2)
    return not [process for process in alive if is_alive(process.pid)]


def test_lines_code_and_complaint_come_back() -> None:
    ended, heard = say("echo one; echo two; echo oops >&2; exit 7")
    assert (ended.end, ended.code, ended.complaint) == (End.OWN, 7, b"oops\n")
    assert heard == [b"one", b"two"]


def test_a_line_that_was_cut_off_is_no_line() -> None:
    assert say("echo whole; printf half")[1] == [b"whole"]


def test_a_long_text_goes_in_while_a_long_answer_comes_out() -> None:
    text = b"".join(b"%07d\n" % number for number in range(100_000))
    ended, heard = say("head -c 800000", text)
    assert ended.end is End.OWN
    assert b"\n".join([*heard, b""]) == text


def test_what_is_answered_to_a_line_the_child_is_told() -> None:
    heard: list[bytes] = []

    def hear(line: bytes) -> bytes | None:
        heard.append(line)
        return b"yes\n" if line == b"first?" else None

    script = "read -r word; echo $word; echo first?; read -r word; echo $word; read -r word || echo over"
    launch = Launch(("/bin/sh", "-c", script))
    stop_s = time.monotonic() + 1
    ended = converse(
        launch, b"text\n", hear, ChildLimits(lambda: time.monotonic() > stop_s, 20, 1 << 20, 5.0)
    )
    assert heard == [b"text", b"first?", b"yes", b"over"], (
        "and it stays open until there is nothing more to say"
    )
    assert ended.end is End.OWN


def test_a_child_that_reads_nothing_does_not_block_the_writer() -> None:
    assert say("exit 3", b"x" * 1_000_000)[0].code == 3


@pytest.mark.parametrize("start", ["", "setsid ", "timeout 100 ", "nohup "])
def test_a_wish_to_stop_is_granted_within_a_quarter_of_a_second(tmp_path: Path, start: str) -> None:
    """However the child's own children are started, none of them lives on. The best of three, for the machine
    may be busy."""
    best = min(_seconds_to_stop(tmp_path / str(number), start) for number in range(3))
    assert best < 0.25


def _seconds_to_stop(tmp_path: Path, start: str) -> float:
    tmp_path.mkdir()
    script = f"touch {tmp_path}/$$; {start}sh -c 'touch {tmp_path}/$$; sleep 100' & echo ready; wait"
    asked: list[float] = []
    ready = threading.Event()

    def stop() -> bool:
        if ready.is_set() and len(pids_in(tmp_path)) == 2:
            asked.append(time.monotonic())
            return True
        return False

    leash = ChildLimits(stop, 20, 1 << 20)
    ended = converse(Launch(("/bin/sh", "-c", script)), b"", lambda line: ready.set(), leash)
    seconds = time.monotonic() - asked[0]
    assert ended.end is End.STOPPED
    assert all_gone(pids_in(tmp_path))
    return seconds


def test_time_is_up(tmp_path: Path) -> None:
    ended, _ = say(f"touch {tmp_path}/$$; exec sleep 100", leash=ChildLimits(never, 0.2, 1 << 20))
    assert ended.end is End.LATE
    assert all_gone(pids_in(tmp_path))


def test_a_flood_is_cut_and_costs_no_memory() -> None:
    before = psutil.Process().memory_info().rss
    ended, heard = say("exec yes", leash=ChildLimits(never, 20, 1 << 20))
    assert ended.end is End.FLOODED
    assert sum(map(len, heard)) <= 1 << 20
    ended, heard = say("exec cat /dev/zero", leash=ChildLimits(never, 20, 1 << 20))
    assert (ended.end, heard) == (End.FLOODED, [])
    assert psutil.Process().memory_info().rss - before < 64 << 20


def test_of_many_complaints_the_last_are_kept() -> None:
    ended, _ = say("yes complaint | head -n 100000 >&2; echo last >&2")
    assert ended.complaint.endswith(b"last\n")
    assert len(ended.complaint) <= 4096


def test_a_child_that_closes_its_output_is_not_waited_for_long() -> None:
    began = time.monotonic()
    ended, heard = say("echo bye; exec >&- 2>&-; exec sleep 100")
    assert heard == [b"bye"]
    assert ended.code == -signal.SIGKILL
    assert time.monotonic() - began < 5


def test_output_held_open_by_a_daemon_does_not_hold_us() -> None:
    began = time.monotonic()
    ended, heard = say("echo bye; setsid sleep 6 & exit 0")
    assert (ended.code, heard) == (0, [b"bye"])
    assert time.monotonic() - began < 5


def test_a_patient_leash_tells_by_the_end_of_stdin_and_waits() -> None:
    leash = ChildLimits(lambda: True, 20, 1 << 20, waits=lambda: True)
    ended, heard = say("cat >/dev/null; echo tidied", b"text\n", leash)
    assert (ended.end, heard) == (End.OWN, [b"tidied"])


def test_without_a_wish_stdin_stays_open() -> None:
    _, heard = say("read -r first; echo $first; timeout 0.3 cat; echo $?", b"text\n")
    assert heard == [b"text", b"124"]


def test_an_error_of_the_listener_ends_the_child_too(tmp_path: Path) -> None:
    def fail(line: bytes) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        converse(
            Launch(("/bin/sh", "-c", f"touch {tmp_path}/$$; echo; exec sleep 100")),
            b"",
            fail,
            ChildLimits(never, 20, 99),
        )
    assert all_gone(pids_in(tmp_path))


def test_what_cannot_start_is_an_oserror() -> None:
    with pytest.raises(OSError, match="nowhere"):
        converse(Launch(("/nowhere/sh",)), b"", lambda line: None, ChildLimits(never, 20, 99))


def test_a_child_has_its_own_session_unless_it_needs_the_terminal() -> None:
    heard: list[bytes] = []
    script = ("/bin/sh", "-c", "cut -d' ' -f 6 /proc/self/stat")
    for keeps in (False, True):
        converse(Launch(script, keeps_terminal=keeps), b"", heard.append, ChildLimits(never, 20, 99))
    assert int(heard[0]) != os.getsid(0)
    assert int(heard[1]) == os.getsid(0)


def test_a_child_that_does_not_begin_in_time_is_late(tmp_path: Path) -> None:
    heard: list[bytes] = []
    began = time.monotonic()
    leash = ChildLimits(never, 20, 1 << 20, begins_s=0.3, has_begun=lambda: bool(heard))
    slow = Launch(("/bin/sh", "-c", f"touch {tmp_path}/$$; sleep 100; echo hi"))
    assert converse(slow, b"", heard.append, leash).end is End.LATE
    assert time.monotonic() - began < 10
    assert all_gone(pids_in(tmp_path))
    begun = Launch(("/bin/sh", "-c", "echo hi; sleep 0.6; echo bye"))
    assert converse(begun, b"", heard.append, leash).end is End.OWN
    assert heard == [b"hi", b"bye"]


def test_a_child_that_does_not_listen_finds_an_empty_input() -> None:
    heard: list[bytes] = []
    script = Launch(("/bin/sh", "-c", "cat; readlink /proc/self/fd/0"), listens=False)
    converse(script, b"not said", heard.append, ChildLimits(never, 20, 1 << 20))
    assert heard == [b"/dev/null"]


def test_how_output_and_complaints_began_is_kept() -> None:
    noise = "i=0; while [ $i -lt 2000 ]; do echo line$i; echo stderr_start$i >&2; i=$((i + 1)); done"
    ended, _ = say(noise)
    assert ended.stdout_start == b"".join(b"line%d\n" % number for number in range(100))[:512]
    assert ended.stderr_start.startswith(b"stderr_start0\nstderr_start1\n")
    assert len(ended.stderr_start) == 4096
    ended, heard = say(noise, leash=ChildLimits(never, 20, 1 << 20, opening_bytes=1 << 20))
    assert ended.stdout_start == b"\n".join([*heard, b""])

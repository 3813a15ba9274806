"""Start files that do harm, in every place where a shell reads them: nothing of it stays, whatever they do."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.shellhomes import ShellHome, mounts, processes, shell_home, tree
from wizard.model.orders import Rehearse
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import HowEnded, ShellKind, Shells
from wizard.transports.shell.hand import REHEARSE, program, quoted
from wizard.transports.shell.rehearse import ShellSession, order_text

pytestmark = pytest.mark.root


@pytest.fixture(autouse=True)
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One after the other, in all workers: each looks for the processes that it leaves on this machine."""
    with FileLock(tmp_path_factory.getbasetemp().parent / "hostile-start-files.lock"):
        yield


KINDS = (ShellKind.TERMINAL, ShellKind.EDITOR)
LIMIT_S = 3
NO = HowEnded.EARLY, HowEnded.LATE
YES = HowEnded.REACHED, HowEnded.EXITED

HOSTILE = {
    "sleeps": ("sleep 1000", NO),
    "loops, and ignores every signal": ("trap '' HUP INT TERM QUIT PIPE; while :; do :; done", NO),
    "leaves daemons": (
        "setsid sleep 1001 & nohup sleep 1002 >/dev/null 2>&1 & ( ( sleep 1003 & ) & ); systemd-run sleep 1004",
        YES,
    ),
    "leaves a daemon that holds the output": ("sleep 1005 &", YES),
    "prints 20 MB": (
        "head -c 10000000 /dev/zero | tr '\\0' x; head -c 10000000 /dev/zero | tr '\\0' y >&2",
        YES,
    ),
    "kills its group": ("kill -9 0", NO),
    "kills everybody": ("kill -9 -1", (*YES, *NO)),
    "kills what is above it": ("kill -9 1; kill -STOP 1; kill -TERM 1; kill -9 $PPID", (*YES, *NO)),
    "goes elsewhere": ("cd /tmp", YES),
    "becomes something else": ("exec sleep 1006", NO),
    "becomes nothing": ("exec true", NO),
    "ends": ("exit 3", NO),
    "writes everywhere": (
        (
            "for d in ~ /tmp /var/tmp /dev/shm /etc /usr /var/lib /mnt PLACE /run /proc/sys/kernel /root; do"
            " echo x >$d/HOSTILE; mkdir $d/HOSTILE.d; done; rm -rf ~/keep PLACE/keep;"
            " chmod 777 ~ PLACE ~/kept; : >~/kept"
        ),
        YES,
    ),
    "mounts": (
        (
            "mount -t tmpfs x ~; umount -l /; mount -o remount,rw /; mount --bind /etc ~;"
            " unshare -Urm sh -c 'mount -o remount,rw /; umount -l /run; echo x >PLACE/HOSTILE; echo x >/etc/HOSTILE'"
        ),
        YES,
    ),
    "writes to disks and the kernel": (
        (
            "for d in /dev/sd? /dev/vd? /dev/nvme0n1 /dev/mem /dev/kmsg /proc/sysrq-trigger"
            " /proc/sys/kernel/hostname; do echo x >$d; done; hostname hostile; swapoff -a; sysctl -w vm.drop_caches=3"
        ),
        YES,
    ),
    "loses its PATH": ("unset PATH", YES),
    "takes its own resources": ("ulimit -f 0; ulimit -n 6; ulimit -u 3", (*YES, *NO)),
    "waits in its end": ("trap 'sleep 300' EXIT", (*YES, *NO)),
    "asks": ("read answer; read another", (*YES, *NO)),
    "reads everything": ("cat >/dev/null", (*YES, *NO)),
    "goes wild over options": (
        "set -u -C -x; set -f; IFS=x; umask 777; alias echo=false printf=false go=rm",
        (*YES, *NO),
    ),
}


@pytest.fixture(params=[False, True], ids=["nobody", "root"])
def home(request: pytest.FixtureRequest) -> Iterator[ShellHome]:
    with shell_home("/bin/bash", is_root=request.param) as made:
        made.write("kept", "kept\n")
        made.write("keep/one", "kept\n")
        (made.home.parent / "keep").mkdir()
        yield made


WATCHED = ("/etc", "/tmp", "/var/tmp", "/dev/shm", "/run", "/var/lib/dpkg", "/root/.cache/nothing")


@pytest.mark.parametrize("what", HOSTILE)
def test_nothing_of_it_stays(what: str, home: ShellHome) -> None:
    does, ends = HOSTILE[what]
    script = does.replace("PLACE", str(home.home.parent)) + "\n"
    for name in (".profile", ".bashrc"):
        home.write(name, script)
    before = tree(home.home.parent, "/etc"), mounts()
    began = time.monotonic()
    shells = home.rehearse(home.change(".bash_aliases", "true\n"), kinds=KINDS, limit_s=LIMIT_S)
    assert time.monotonic() - began < LIMIT_S + 20, "the machine is slow at times; for ever it is not"
    assert (tree(home.home.parent, "/etc"), mounts()) == before
    assert processes(str(home.home)) == []
    assert [each for number in range(1000, 1007) for each in processes(f"sleep {number}")] == []
    assert not any(
        Path(folder, "HOSTILE").exists() for folder in (*WATCHED, "/mnt", "/usr", "/var/lib", "/root")
    )
    assert shells.before[ShellKind.EDITOR].ended in ends, shells.before[ShellKind.EDITOR]


def test_kinds_do_not_disturb_each_other() -> None:
    """A start file that kills all that it can reach harms its own shell only."""
    with shell_home("/bin/bash") as home:
        home.write(".bashrc", "kill -9 -1\n")
        shells = home.rehearse(kinds=(ShellKind.INNER, ShellKind.EDITOR), limit_s=5)
        assert shells.before[ShellKind.INNER].ended in NO
        assert shells.before[ShellKind.EDITOR].ended is HowEnded.EXITED


def test_a_question_is_counted() -> None:
    with shell_home("/bin/bash") as home:
        shells = home.rehearse(
            home.change(".bashrc", "read answer\nread another\n"), kinds=(ShellKind.INNER,)
        )
        assert shells.before[ShellKind.INNER].typed == 1
        assert shells.after[ShellKind.INNER].typed > 1
        assert shells.after[ShellKind.INNER].ended is HowEnded.REACHED


def test_the_end_of_stdin_ends_everything() -> None:
    """Whoever ordered goes away: nothing runs on."""
    with shell_home("/bin/bash") as home:
        home.write(".bashrc", "trap '' HUP INT TERM\nsleep 1007\n")
        wanted = threading.Event()
        answers: list[object] = []

        def run() -> None:
            try:
                answers.append(home.answer(kinds=(ShellKind.INNER,), limit_s=30, stop=wanted.is_set))
            except BaseException as error:
                answers.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        _until(lambda: processes("sleep 1007") != [], 20)
        wanted.set()
        thread.join(10)
        assert not thread.is_alive()
        assert type(answers[0]).__name__ == "Stopped"
        _until(lambda: processes("sleep 1007") == [], 3)
        _until(lambda: processes(str(home.home)) == [], 10)


def _hand(home: ShellHome, limit_s: int) -> subprocess.Popen[bytes]:
    """The script itself, with its stdin still open."""
    home.write(".bashrc", "trap '' HUP INT TERM\nsleep 1008\n")
    order = order_text(Rehearse((), (ShellKind.INNER,), limit_s), ShellSession(home.account, home.path))
    text = f"{program(REHEARSE)}rehearse {'0' * 32} {quoted(order)} {quoted(program(REHEARSE))}\n"
    child = subprocess.Popen(["sh", "-s"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert child.stdin is not None
    child.stdin.write(text.encode())
    child.stdin.flush()
    _until(lambda: processes("sleep 1008") != [], 20)
    return child


def test_it_ends_by_itself_when_its_stdin_does() -> None:
    """Nobody has to kill it, and often nobody could: it runs as root, behind wsl.exe or sudo."""
    with shell_home("/bin/bash") as home:
        child = _hand(home, 60)
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(10) == 0
        _until(lambda: processes("sleep 1008") == [] and processes(str(home.home)) == [], 10)


def test_a_killed_hand_leaves_nothing() -> None:
    """`kill -9` of the shell that runs it: all is gone at once, or when its own time is up."""
    with shell_home("/bin/bash") as home:
        child = _hand(home, 4)
        child.kill()
        child.wait()
        assert child.stdin is not None
        child.stdin.close()
        _until(lambda: processes("sleep 1008") == [] and processes(str(home.home)) == [], 20)


def test_a_home_can_be_written_to_on_both_sides() -> None:
    """In its private copy: a shell that saves something there behaves as ever."""
    with shell_home("/bin/bash") as home:
        home.write(".profile", "echo x >~/saved && mkdir -p ~/.cache/deep && echo x >~/.cache/deep/saved\n")
        shells = home.rehearse(home.change(".bashrc", "true\n"), kinds=(ShellKind.EDITOR,))
        assert {seen.stderr for side in (shells.before, shells.after) for seen in side.values()} == {""}
        assert [path.name for path in home.home.iterdir()] == [".profile"]


def _until(holds: object, seconds: float) -> None:
    assert callable(holds)
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_home_that_is_gone_is_a_reason() -> None:
    with shell_home("/bin/bash") as home:
        home.home.rmdir()
        assert home.answer() == NotRehearsed(RehearsalRefusal.NO_HOME, str(home.home))


def test_memory_of_the_private_copy_is_bounded() -> None:
    with shell_home("/bin/bash") as home:
        script = "head -c 300000000 /dev/zero >~/big; ls -s ~/big >&2\n"
        shells = home.rehearse(home.change(".profile", script), kinds=(ShellKind.EDITOR,))
        assert isinstance(shells, Shells)
        said = shells.after[ShellKind.EDITOR].stderr
        assert "No space left" in said, said

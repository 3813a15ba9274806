"""Into the namespaces of a running distro: a process there, started as WSL's init starts it.

The chain is that of a real distro: a session leader, its relay, and the process itself (WSL §5).
"""

from __future__ import annotations

import ctypes
import os
import signal
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Final, NoReturn

_LIBC: Final = ctypes.CDLL(None, use_errno=True)
_NAMESPACES: Final = 0x00000080 | 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x20000000
"""Time, mount, cgroup, UTS, IPC and PID; the network is the host's own."""
_SET_NAME: Final = 15

Body = Callable[[], NoReturn]


class Gone(Exception):
    """The distro ended while it was entered."""


def spawn(leader: int, handles: tuple[int, int, int], body: Body) -> tuple[int, int]:
    """Run *body* in the distro whose PID 1 is *leader*, with *handles* as its standard streams.

    Gives the pid of a child of ours that ends with it, and a handle from which `status` reads how it ended.
    """
    answer, ours = os.pipe()
    child = os.fork()
    if child == 0:
        _guarded(lambda: _outside(leader, handles, ours, body))
    os.close(ours)
    return child, answer


def status(answer: int) -> int:
    """The raw wait status of the process, as wsl.exe gives it (WSL §5). Raises Gone if there is none."""
    data = b""
    while len(data) < 4:
        part = os.read(answer, 4 - len(data))
        if not part:
            raise Gone
        data += part
    os.close(answer)
    raw: int = struct.unpack("=i", data)[0]
    return os.WEXITSTATUS(raw) if os.WIFEXITED(raw) else raw


def _guarded(act: Callable[[], None]) -> NoReturn:
    """A child never comes back into its parent's program, whatever happens."""
    try:
        act()
    finally:
        os._exit(125)


def _outside(leader: int, handles: tuple[int, int, int], answer: int, body: Body) -> NoReturn:
    groups = _open_cgroups(leader)
    _keep_only({0, 1, 2, answer, *handles, *groups})
    pidfd = os.pidfd_open(leader)
    if _LIBC.setns(pidfd, _NAMESPACES) != 0:
        os._exit(125)
    os.close(pidfd)
    _child(lambda: _session_leader(handles, answer, groups, body), handles)


def _child(act: Callable[[], None], handles: tuple[int, int, int]) -> NoReturn:
    """*act* in a child; this process lets go of *handles* and ends when that does."""
    child = os.fork()
    if child == 0:
        _guarded(act)
    _let_go(handles)
    os.waitpid(child, 0)
    os._exit(0)


def _let_go(handles: tuple[int, int, int]) -> None:
    nothing = os.open("/dev/null", os.O_RDWR)
    for handle in {0, 1, 2, *handles}:
        os.dup2(nothing, handle)


def _keep_only(handles: set[int]) -> None:
    """The other ends of its own pipes, above all: who holds them open never sees an end."""
    for name in os.listdir("/proc/self/fd"):
        if int(name) not in handles:
            try:
                os.close(int(name))
            except OSError:
                continue  # that of the listing itself


def _session_leader(handles: tuple[int, int, int], answer: int, groups: list[int], body: Body) -> NoReturn:
    _join(groups)
    os.setsid()
    _be_called("SessionLeader")
    _child(lambda: _relay(handles, answer, body), handles)


def _relay(handles: tuple[int, int, int], answer: int, body: Body) -> NoReturn:
    _be_called(f"Relay({os.getpid() + 1})")
    child = os.fork()
    if child == 0:
        _guarded(lambda: _become(handles, body))
    _let_go(handles)
    _, raw = os.waitpid(child, 0)
    os.write(answer, struct.pack("=i", raw))
    os._exit(0)


def _become(handles: tuple[int, int, int], body: Body) -> NoReturn:
    spare = [os.dup(handle) for handle in handles]
    for number, handle in enumerate(spare):
        os.dup2(handle, number)
    os.closerange(3, 1024)
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    body()


def _be_called(name: str) -> None:
    """Show as one of WSL's own in a list of processes: its name, and `/init` as its command line."""
    _LIBC.prctl(_SET_NAME, name.encode()[:15], 0, 0, 0)
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    start, end = int(fields[45]), int(fields[46])
    ctypes.memmove(start, b"/init\0", 6)
    ctypes.memset(
        end - 1, 1, 1
    )  # no end where there was one: the kernel then shows a title, up to the first NUL


def _open_cgroups(leader: int) -> list[int]:
    """The doors of the distro's own groups. They are opened out here, and gone through inside: a process that
    the distro cannot see must not sit in them. Where processes cannot sit beside groups (pure cgroup v2) they
    get one of their own, `wsl-user`, as newer WSL has it (WSL §4.5)."""
    is_v2 = os.path.exists("/sys/fs/cgroup/cgroup.controllers")
    found = []
    for folder in cgroups(leader):
        place = f"{folder}/wsl-user" if is_v2 else folder
        try:
            os.makedirs(place, exist_ok=True)
            found.append(os.open(f"{place}/cgroup.procs", os.O_WRONLY | os.O_CLOEXEC))
        except OSError:
            continue
    return found


def _join(groups: list[int]) -> None:
    for group in groups:
        try:
            os.write(group, b"0")
        except OSError:
            continue


def cgroups(leader: int) -> list[str]:
    """The folders of the cgroups that belong to the distro of *leader*, as this machine sees them."""
    found = []
    for line in Path(f"/proc/{leader}/cgroup").read_text().splitlines():
        _, names, path = line.split(":", 2)
        before, mark, _ = path.partition("/payload")
        if mark:
            found.append(_mount_of(names) + before + mark)
    return found


def _mount_of(names: str) -> str:
    if names:
        return f"/sys/fs/cgroup/{names.removeprefix('name=')}"
    return "/sys/fs/cgroup/unified" if os.path.isdir("/sys/fs/cgroup/unified") else "/sys/fs/cgroup"


def output(leader: int, *argv: str) -> tuple[int, bytes]:
    """What *argv* prints in there as root, and how it ends (-1 if the distro went away)."""
    reader, writer = os.pipe()
    nothing = os.open("/dev/null", os.O_RDWR)

    def body() -> NoReturn:
        os.execve(argv[0], list(argv), {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})

    child, answer = spawn(leader, (nothing, writer, nothing), body)
    os.close(writer)
    os.close(nothing)
    data = b""
    while part := os.read(reader, 65536):
        data += part
    os.close(reader)
    try:
        code = status(answer)
    except Gone:
        code = -1
    os.waitpid(child, 0)
    return code, data

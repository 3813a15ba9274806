"""Programs made by hand, as the listing program tells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wizard.facts.processes import Process, Running

MARK = b"01234567-89ab-cdef-0123-456789abcdef"
PASSWD = (
    b"root:x:0:0:root:/root:/bin/bash\nme:x:1000:1000::/home/me:/bin/bash\npostgres:x:105:105::/:/bin/sh\n"
)


@dataclass(frozen=True)
class Made:
    """A program: number, parent, its name for the kernel, its command line as raw bytes, uid, cgroup, state."""

    pid: int
    parent: int
    name: bytes
    words: bytes = b""
    uid: int = 1000
    group: bytes = b"/"
    state: bytes = b"S (sleeping)"


def told(made: Iterable[Made], own: int, end: bytes = b" end\n") -> bytes:
    """What `wizard.facts.processes.PROGRAM` says where *made* runs and the program itself is number *own*."""
    rows = tuple(made)
    status = b"".join(
        b"/proc/%d/status:Name:\t%b\n/proc/%d/status:State:\t%b\n/proc/%d/status:PPid:\t%d\n"
        b"/proc/%d/status:Uid:\t%d\t%d\t%d\t%d\n"
        % (r.pid, r.name, r.pid, r.state, r.pid, r.parent, r.pid, r.uid, r.uid, r.uid, r.uid)
        for r in rows
    )
    groups = b"".join(b"/proc/%d/cgroup:0::%b\n" % (r.pid, r.group) for r in rows)
    words = b"".join(b"\n%b /proc/%d/cmdline\n%b" % (MARK, r.pid, r.words) for r in rows)
    return b"%b %d\n" % (MARK, own) + status + groups + words + b"\n" + MARK + end


WSL = (
    Made(1, 0, b"systemd", b"/sbin/init\0", 0, b"/init.scope"),
    Made(2, 1, b"init-systemd(Ub", b"/init\0", 0),
    Made(6, 2, b"init", b"plan9\0--control-socket\x007\0", 0),
    Made(7, 2, b"plan9", b"plan9\0--control-socket\x007\0", 0),
    Made(300, 2, b"SessionLeader", b"/init\0", 0),
    Made(301, 300, b"Relay(302)", b"/init\0", 0),
    Made(303, 2, b"login", b"/bin/login\0-f\0me\0", 0),
    Made(360, 303, b"bash", b"-bash\0"),
    Made(400, 2, b"SessionLeader", b"/init\0", 0),
    Made(401, 400, b"Relay(402)", b"/init\0", 0),
    Made(402, 401, b"sh", b"/bin/sh\0-s\0", 0),
    Made(405, 402, b"sh", b"/bin/sh\0-s\0", 0),
    Made(406, 405, b"setpriv", b"setpriv\0--reuid\0", 1000),
    Made(410, 406, b"timeout", b"timeout\0-s\0KILL\0", 1000),
    Made(411, 410, b"sh", b"/bin/sh\0-c\0...\0", 1000),
    Made(412, 411, b"head", b"head\0-c\0", 1000),
    Made(413, 402, b"base64", b"base64\0", 0),
)
"""Ubuntu with systemd as WSL runs it, with nobody at work in it but the wizard (411)."""

OWN = 411


def running(*processes: Process, whole: bool = True) -> Running:
    return Running({process.pid: process for process in processes}, whole)


def program(pid: int, parent: int, words: str, name: str = "", user: str = "me", group: str = "/") -> Process:
    """A program whose *words* are split at blanks, and whose name is that of the first one."""
    argv = tuple(words.split())
    return Process(pid, parent, user, name or argv[0].rpartition("/")[2].lstrip("-")[:15], argv, group)


def by_kind(kinds: Mapping[int, object]) -> dict[int, str]:
    return {pid: str(getattr(kind, "name", kind)) for pid, kind in kinds.items()}

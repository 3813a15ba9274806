"""Which programs run in a distro, whose they are, and which of them belong to WSL or to the wizard itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from wizard.facts.shapes import always, unknown
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import KIB, MIB, Answers, CommandProbe, Exited, FileProbe, Found
from wizard.model.shown.words import shown
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

WORDS_LIMIT = 2 * KIB
"""As much of a command line as is read: what comes behind tells nobody what the program is."""

PROGRAM = f"""\
read -r mark </proc/sys/kernel/random/uuid || exit
printf '%s %s\\n' "$mark" $$
grep -asHE '^(Name|State|PPid|Uid):' /proc/[0-9]*/status
grep -asHE '^(0:|[0-9]+:name=systemd:)' /proc/[0-9]*/cgroup
for each in /proc/[0-9]*/cmdline; do
    printf '\\n%s %s\\n' "$mark" "$each"
    head -c {WORDS_LIMIT} "$each" 2>/dev/null
done
printf '\\n%s end\\n' "$mark"
"""
"""Needs a shell, `grep` and `head`, of coreutils or busybox; procps may be missing.

The kernel escapes line ends in ``status`` and ``cgroup``, and `grep` writes the file's name before each line. A
command line is any bytes at all; but no program can guess the mark that the next one begins with.
"""

PROCESSES_PROBE = CommandProbe(("/bin/sh", "-c", PROGRAM), timeout_s=20, limit=4 * MIB)
PASSWD_PROBE = FileProbe("/etc/passwd")


class Process(msgspec.Struct, frozen=True):
    """A program that runs: its number, its parent's, whose it is (by name, or by number if that user has none),
    its short name, its words as far as they were read, and its cgroup (empty if there is none)."""

    pid: int
    parent: int
    user: str
    name: str
    words: tuple[str, ...] = ()
    group: str = ""


class Running(msgspec.Struct, frozen=True):
    """Programs by number, without those of WSL, of the kernel and of the wizard. *is_whole* is false if some
    may be missing: hidden from this user, or cut off."""

    processes: Mapping[int, Process]
    is_whole: bool = True

    def above(self, process: Process) -> Iterator[Process]:
        """The programs that *process* was started by, from its parent on."""
        seen = {process.pid}
        while (parent := self.processes.get(process.parent)) is not None and parent.pid not in seen:
            seen.add(parent.pid)
            yield parent
            process = parent


_STATUS = lazy_pattern(rb"/proc/(\d+)/status:(Name|State|PPid|Uid):\t(.*)")
_GROUP = lazy_pattern(rb"/proc/(\d+)/cgroup:\d+:[^:]*:(.*)")
_WORDS = lazy_pattern(rb"/proc/(\d+)/cmdline\n(.*)", re.DOTALL)

_BETWEEN = frozenset(
    "sh dash bash ash busybox timeout env setpriv su runuser chroot sudo pkexec".split()  # noqa: SIM905
)
"""What stands between WSL, or the wizard, and `PROGRAM`."""

_WSL_INIT = lazy_pattern(r"init(-systemd)?(\(.*)?|SessionLeader|Relay\(.*|init-watcher|gns|localhost|plan9")
_WSL_WORDS = ("/init", "plan9", "gns", "localhost")
"""WSL's own processes are forks of ``/init`` with names of their own, and those it runs by other first words."""


def read_running(data: bytes, passwd: bytes = b"") -> Running | None:
    """What `PROGRAM` told; *passwd* is ``/etc/passwd``. None if not even the beginning is there."""
    mark, _, rest = data.partition(b" ")
    number, _, rest = rest.partition(b"\n")
    if len(mark) != 36 or not number.isdigit():
        return None
    status, *framed = rest.split(b"\n" + mark + b" ")
    everybody = _everybody(status.split(b"\n"), framed, _names(passwd))
    hidden = {1, *_ours(everybody, int(number)), *_plumbing(everybody), *_kernels(everybody)}
    kept = {pid: process for pid, process in everybody.items() if pid not in hidden}
    return Running(kept, is_whole=framed[-1:] == [b"end\n"] and 1 in everybody)


def _everybody(
    status_lines: Iterable[bytes], framed: Iterable[bytes], names: Mapping[int, str]
) -> dict[int, Process]:
    fields: dict[int, dict[bytes, bytes]] = {}
    for line in status_lines:
        if match := _STATUS.fullmatch(line):
            fields.setdefault(int(match[1]), {})[match[2]] = match[3]
        elif match := _GROUP.fullmatch(line):
            of = fields.setdefault(int(match[1]), {})
            of[b"group"] = max(of.get(b"group", b""), match[2], key=len)  # cgroup v1 and v2 may both tell
    words = {int(match[1]): _split(match[2]) for each in framed if (match := _WORDS.fullmatch(each))}
    return {
        pid: Process(
            pid=pid,
            parent=_number(of[b"PPid"]),
            user=names.get(uid := _number(of[b"Uid"].split()[0]), str(uid)),
            name=_readable(of[b"Name"]),
            words=words.get(pid, ()),
            group=_readable(of.get(b"group", b"")),
        )
        for pid, of in fields.items()
        if {b"Name", b"State", b"PPid", b"Uid"} <= of.keys() and not of[b"State"].startswith((b"Z", b"X"))
    }


def _number(digits: bytes) -> int:
    return int(digits) if digits.isdigit() else -1


def _split(data: bytes) -> tuple[str, ...]:
    """Words of a command line. A program that renamed itself leaves one, with what is left of the others."""
    return tuple(map(_readable, data.rstrip(b"\0").split(b"\0"))) if data.strip(b"\0") else ()


def _readable(raw: bytes) -> str:
    """What a program calls itself, as one line without control characters."""
    return shown(raw.decode("utf-8", "backslashreplace")).replace("\t", "\\t")


def _names(passwd: bytes) -> dict[int, str]:
    rows = (line.split(b":") for line in reversed(passwd.split(b"\n")))
    return {int(row[2]): _readable(row[0]) for row in rows if len(row) > 2 and row[2].isdigit()}


def _ours(everybody: Mapping[int, Process], number: int) -> set[int]:
    """`PROGRAM` itself, the shells it was started through, and all that these started."""
    top = number
    while (above := everybody.get(everybody[top].parent) if top in everybody else None) is not None:
        if above.name not in _BETWEEN:
            break
        top = above.pid
    ours = {top}
    while more := {pid for pid, process in everybody.items() if process.parent in ours} - ours:
        ours |= more
    return ours


def _kernels(everybody: Mapping[int, Process]) -> set[int]:
    """The kernel's threads hang below number 2, where they are to be seen at all."""
    if 2 not in everybody or everybody[2].name != "kthreadd":
        return set()
    return {2, *(pid for pid, process in everybody.items() if process.parent == 2)}


def _plumbing(everybody: Mapping[int, Process]) -> set[int]:
    """Numbers of WSL's own programs, and of the hidden login with a shell that WSL makes so that systemd starts
    (WSL §4.1)."""
    wsls = {pid for pid, process in everybody.items() if _is_wsl(process)}
    hosts = {1, *wsls} if wsls else set()  # elsewhere a login below the first process is a person's
    logins = {pid for pid, each in everybody.items() if each.name == "login" and each.parent in hosts}
    return {*wsls, *logins, *(pid for pid, process in everybody.items() if process.parent in logins)}


def _is_wsl(process: Process) -> bool:
    named = _WSL_INIT.fullmatch(process.name) is not None
    return named and any(word in _WSL_WORDS for word in process.words[:2])


def _read(answers: Answers, want: Wanted) -> Running | Unknown:
    answer, passwd = answers[PROCESSES_PROBE], answers[PASSWD_PROBE]
    if not isinstance(answer, Exited):
        return unknown(answer, "/proc")
    running = read_running(answer.out, passwd.content if isinstance(passwd, Found) else b"")
    return running or Unknown(say("Could not list the running programs."))


RUNNING: Fact[Running] = Fact("running", always(PROCESSES_PROBE, PASSWD_PROBE), _read, fleeting=True)
"""The programs that run now. Asked only before a restart; no rule needs it."""

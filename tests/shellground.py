"""The ground the shell hand is tested on: a small site below a temporary folder, and shells to start."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import pwd
import shutil
import stat
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from wizard.model.events import Event, Stop, never
from wizard.model.orders import Order, Receipt
from wizard.model.probes import Account
from wizard.model.state import Absent, Change, File, Link, Origin, Other, State, UnpackedTree
from wizard.transports.shell.child import Launch
from wizard.transports.shell.hand import ShellHand, Verb

SHELLS = {"dash": ("dash",), "bash": ("bash", "--posix"), "busybox": ("busybox", "ash")}
IS_ROOT = os.geteuid() == 0
USER = pwd.getpwnam("nobody")
JOURNAL = "var/lib/wsl-go-wizard"

Seen = dict[str, tuple[object, ...]]


@dataclass
class Ground:
    """A site below *root*: `etc` of the system, `home` of the user *uid* (nobody's, if we are root)."""

    root: Path
    shell: str = "dash"
    env: dict[str, str] = field(default_factory=dict)
    starts: list[Verb] = field(default_factory=list)
    told: list[Event] = field(default_factory=list)
    launch: tuple[str, ...] | None = None
    inside: Path | None = None
    """The site's own name for *root*, if it sees it elsewhere."""

    @property
    def aside(self) -> Path:
        """A folder beside the site, for tools of the test."""
        return self.root.parent / "aside"

    @property
    def uid(self) -> int:
        return USER.pw_uid if IS_ROOT else os.geteuid()

    @property
    def gid(self) -> int:
        return USER.pw_gid if IS_ROOT else os.getegid()

    @property
    def journal(self) -> Path:
        return self.root / JOURNAL

    def path(self, name: str) -> str:
        return str((self.inside or self.root) / name)

    def start(self, verb: Verb) -> Launch:
        self.starts.append(verb)
        argv = self.launch or (*SHELLS[self.shell], "-s")
        return Launch(argv, env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **self.env})

    def hand(self, user: str = "") -> ShellHand:
        hand = ShellHand("the test ground", self.start, user=user, journal=self.path(JOURNAL))
        hand._account = Account("user", self.uid, self.gid, self.path("home"), "/bin/sh")
        return hand

    def act(self, order: Order, stop: Stop = never) -> Receipt:
        return self.hand().act(order, self.told.append, stop)

    # Making.

    def write(self, name: str, content: bytes, mode: int = 0o644) -> Path:
        """A file with an old date, owned by whom its place belongs to."""
        path = self.root / name
        self.folder(name.rpartition("/")[0])
        path.write_bytes(content)
        path.chmod(mode)
        self.own(path)
        os.utime(path, ns=(1_600_000_000_123_456_789, 1_600_000_001_987_654_321))
        return path

    def folder(self, name: str) -> None:
        path = self.root
        for part in filter(None, name.split("/")):
            path = path / part
            if not path.exists():
                path.mkdir(mode=0o755)
                self.own(path)

    def own(self, path: Path) -> None:
        if IS_ROOT and path.relative_to(self.root).parts[0] == "home":
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def ids(self, name: str) -> tuple[int, int]:
        in_home = name.split("/")[0] == "home"
        return (self.uid, self.gid) if in_home else (os.geteuid(), os.getegid())

    def file(self, name: str, content: bytes, mode: int = 0o644) -> File:
        return File(content, mode, *self.ids(name))

    def change(
        self,
        name: str,
        before: State | bytes | str | None,
        after: State | bytes | str | None,
        origin: Origin | None = None,
    ) -> Change:
        """Of the states, bytes stand for a file with mode 0644, and a string for a link."""
        return Change(
            self.path(name),
            self._state(name, before),
            self._state(name, after),
            *self.ids(name),
            None,
            origin,
        )

    def _state(self, name: str, state: State | bytes | str | None) -> State:
        match state:
            case None:
                return Absent()
            case bytes():
                return self.file(name, state)
            case str():
                return Link(state)
            case Absent() | File() | Link() | UnpackedTree() | Other():
                return state

    def archive(self, name: str = "go.tar.gz", files: Mapping[str, bytes] | None = None) -> tuple[str, str]:
        """A Go archive on the site: its path and digest."""
        packed = io.BytesIO()
        with (
            gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as stream,
            tarfile.open(fileobj=stream, mode="w") as tar,
        ):
            for path, content in (files or {"VERSION": b"go1.99\n", "bin/go": b"#!/bin/sh\n"}).items():
                entry = tarfile.TarInfo(f"go/{path}")
                entry.size, entry.mode = len(content), 0o755
                tar.addfile(entry, io.BytesIO(content))
        place = self.root / name
        place.write_bytes(packed.getvalue())
        place.chmod(0o644)
        return str(place), hashlib.sha256(packed.getvalue()).hexdigest()

    # Looking.

    def seen(self, *, with_times: bool = True) -> Seen:
        """Everything on the ground but the journal and the originals in the home: what a user would notice."""
        return {name: each for name, each in self._walk(with_times) if not _is_kept(name)}

    def _walk(self, with_times: bool) -> Iterator[tuple[str, tuple[object, ...]]]:
        for folder, folders, files in os.walk(self.root):
            for name in (*folders, *files):
                path = Path(folder, name)
                found = path.lstat()
                what: object = None
                if stat.S_ISREG(found.st_mode):
                    what = path.read_bytes()
                elif stat.S_ISLNK(found.st_mode):
                    what = os.readlink(path)
                is_dated = with_times and stat.S_ISREG(found.st_mode)
                mtime = found.st_mtime_ns if is_dated else 0
                yield (
                    str(path.relative_to(self.root)),
                    (stat.filemode(found.st_mode), found.st_uid, found.st_gid, mtime, what),
                )

    def litter(self) -> list[str]:
        """Names of ours beside targets."""
        return [name for name in self.seen() if "/.wsl-go-wizard-" in f"/{name}"]

    @property
    def is_locked(self) -> bool:
        return os.path.lexists(self.journal / "lock")

    @property
    def is_open(self) -> bool:
        return os.path.lexists(self.journal / "open")


def _is_kept(name: str) -> bool:
    return name == "var" or name.startswith(("var/", "home/.local/state/wsl-go-wizard"))


@contextmanager
def ground(shell: str = "dash") -> Iterator[Ground]:
    """A new, empty ground on a tmpfs, where syncs cost nothing, and to which the way is open to everybody."""
    base = Path(tempfile.mkdtemp(prefix="ground-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
    try:
        for folder in (base, base / "site", base / "aside"):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o755)
        yield Ground(base / "site", shell)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def large_batch(site: Ground) -> tuple[Change, ...]:
    """One of everything that a batch can do, as root and as the user."""
    site.write("etc/wsl.conf", b"[user]\ndefault=me\n")
    site.write("etc/gone.conf", b"bye\n", 0o600)
    site.write("home/.profile", b"umask 022\n")
    site.folder("sdk/go1.98")
    (site.root / "sdk/go").symlink_to("go1.98")
    archive, digest = site.archive()
    return (
        site.change("etc/wsl.conf", b"[user]\ndefault=me\n", b"[boot]\nsystemd=true\n"),
        site.change("etc/new.d/deep/go.conf", None, site.file("etc", b"new\n", 0o755)),
        site.change("etc/gone.conf", site.file("etc", b"bye\n", 0o600), None),
        site.change("sdk/go1.99", None, UnpackedTree(digest), Origin(archive=archive)),
        site.change("sdk/go", "go1.98", "go1.99"),
        site.change("home/.profile", b"umask 022\n", site.file("home", b"export A=1\n", 0o600)),
        site.change("home/.config/go/env", None, b"GOPROXY=direct\n"),
    )


def small_batch(site: Ground) -> tuple[Change, ...]:
    """A modified file, and a new one."""
    site.write("etc/wsl.conf", b"[user]\ndefault=me\n")
    return (
        site.change("etc/wsl.conf", b"[user]\ndefault=me\n", b"[boot]\nsystemd=true\n"),
        site.change("etc/go.conf", None, b"new\n"),
    )


TOOLS = (
    *("base64", "cat", "chmod", "chown", "chroot", "cp", "find", "gzip", "head", "id", "ln", "mkdir", "mv"),
    *("readlink", "rm", "rmdir", "setpriv", "sh", "sha256sum", "stat", "su", "sync", "tail", "tar", "tr"),
)

# A command that runs as somebody else could not kill the hand: it is part of the `setpriv` that started it.
_SHIM = """#!/bin/dash
[ -z "${{BELOW-}}" ] || exec {tool} "$@"
{mark}
set -C
n=1
until {{ true >"{counted}/$n"; }} 2>/dev/null; do n=$((n + 1)); done
[ "$n" != "${{KILL_BEFORE-}}" ] || kill -9 0
[ "$n" = "${{KILL_AFTER-}}" ] || exec {tool} "$@"
{tool} "$@"
kill -9 0
"""


class Shims:
    """A folder of commands that count themselves, and kill the whole hand just before or after the k-th."""

    def __init__(self, place: Path, tools: Sequence[str] = TOOLS) -> None:
        self.place = place
        self.counted = place / "counted"
        place.mkdir(mode=0o755)
        self.counted.mkdir()
        self.counted.chmod(0o777)
        functions = []
        for name in tools:
            tool = shutil.which(name)
            if tool is None:
                continue
            shim = place / name
            mark = "export BELOW=yes" if name in ("setpriv", "su", "chroot") else ""
            shim.write_text(_SHIM.format(counted=self.counted, tool=tool, mark=mark))
            shim.chmod(0o755)
            functions.append(f'{name}() {{ "{shim}" "$@"; }}\n')
        self.functions = place / "functions"
        self.functions.write_text("".join(functions))

    def arm(self, site: Ground, before: int | None = None, after: int | None = None) -> None:
        """From now on *site*'s hands are counted anew, and killed at that command."""
        for each in self.counted.iterdir():
            each.unlink()
        site.env = {"WSL_GO_WIZARD_PATH": str(self.place)}
        site.env |= {"KILL_BEFORE": str(before)} if before else {}
        site.env |= {"KILL_AFTER": str(after)} if after else {}
        if site.shell == "busybox":
            # Its shell prefers its own applets to what is in PATH, but not to functions.
            site.launch = ("busybox", "ash", "-c", f". {self.functions}; . /dev/stdin")

    def disarm(self, site: Ground) -> None:
        site.env, site.launch = {}, None

    @property
    def count(self) -> int:
        return len(list(self.counted.iterdir()))

"""Homes with start files, in which the user's real shells are rehearsed: on this machine, in private copies of it."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.model.events import Stop, never, silent
from wizard.model.orders import Rehearse
from wizard.model.probes import Account
from wizard.model.rehearsal.refusal import NotRehearsed
from wizard.model.rehearsal.shells import REHEARSED, ShellKind, Shells
from wizard.model.state import Absent, Change, File, Link
from wizard.transports.shell.child import Launch
from wizard.transports.shell.hand import SESSION_PATH, ShellHand, Verb

if TYPE_CHECKING:
    import pwd

SHELLS = ("/bin/bash", "/usr/bin/zsh", "/usr/bin/fish", "/bin/sh")
START_FILES = {
    "bash": (".profile", ".bashrc"),
    "zsh": (".zprofile", ".zshrc"),
    "fish": (".config/fish/config.fish",),
    "sh": (".profile",),
}
USER = "nobody"


@dataclass
class ShellHome:
    """A home at *home*, of the user nobody or of root, whose shell is *shell*; *sh* runs the rehearsal. Its machine's
    files are seen at *root*."""

    home: Path
    shell: str = "/bin/bash"
    is_root: bool = False
    sh: tuple[str, ...] = ("dash",)
    path: str = SESSION_PATH
    around: dict[str, str] = field(default_factory=dict)
    root: Path = Path("/")

    @property
    def uid(self) -> int:
        return 0 if self.is_root else _entry().pw_uid

    @property
    def gid(self) -> int:
        return 0 if self.is_root else _entry().pw_gid

    @property
    def account(self) -> Account:
        name = "root" if self.is_root else USER
        return Account(name, self.uid, self.gid, str(self.home), self.shell)

    def write(self, name: str, text: str, mode: int = 0o644) -> Path:
        """A file of the user, in folders of the user."""
        home = self.root / self.home.relative_to("/")
        place = home / name
        for folder in reversed(place.relative_to(home).parents):
            (home / folder).mkdir(exist_ok=True)
            os.chown(home / folder, self.uid, self.gid)
        place.write_text(text)
        place.chmod(mode)
        os.chown(place, self.uid, self.gid)
        return place

    def go(self, folder: str, version: str) -> None:
        """A Go in *folder* of the home, which tells *version*, and the compiler of the GOROOT it runs with."""
        self.write(f"{folder}/VERSION", f"go{version}\n")
        self.write(
            f"{folder}/bin/go",
            f"#!/bin/sh\n: ${{GOROOT:={self.home / folder}}}\n"
            'case $GOTOOLCHAIN in go*) echo "go: downloading $GOTOOLCHAIN (linux/amd64)"; exit 1 ;; esac\n'
            'read -r of <"$GOROOT/VERSION" || { echo "go: cannot find GOROOT directory: $GOROOT"; exit 2; }\n'
            f'case $1 in version) echo "go version go{version} linux/amd64" ;;'
            ' tool) echo "compile version $of" ;;'
            ' env) printf \'{\\n\\t"GOROOT": "%s"\\n}\\n\' "$GOROOT" ;; esac\n',
            0o755,
        )

    def change(self, name: str, after: str | Link | None, mode: int = 0o644) -> Change:
        """Of the file *name*: to a text, to a link, or to nothing. (What is there before does not matter here.)"""
        state = (
            Absent()
            if after is None
            else File(after.encode(), mode, self.uid, self.gid)
            if isinstance(after, str)
            else after
        )
        return Change(
            name if name.startswith("/") else str(self.home / name), Absent(), state, self.uid, self.gid
        )

    def hand(self) -> ShellHand:
        hand = ShellHand("this machine", self._start, user=self.account.name, session_path=self.path)
        hand._account = self.account
        return hand

    def _start(self, verb: Verb) -> Launch:
        return Launch((*self.sh, "-s"), env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **self.around})

    def answer(
        self,
        *changes: Change,
        kinds: Sequence[ShellKind] = REHEARSED,
        limit_s: int = 10,
        stop: Stop = never,
    ) -> Shells | NotRehearsed:
        receipt = self.hand().act(Rehearse(changes, tuple(kinds), limit_s), silent, stop)
        assert receipt.shells is not None
        return receipt.shells

    def rehearse(self, *changes: Change, kinds: Sequence[ShellKind] = REHEARSED, limit_s: int = 10) -> Shells:
        answer = self.answer(*changes, kinds=kinds, limit_s=limit_s)
        assert isinstance(answer, Shells), answer
        return answer


def _entry() -> pwd.struct_passwd:
    import pwd  # there is none on Windows, where only names are needed

    return pwd.getpwnam(USER)


@contextmanager
def shell_home(shell: str = "/bin/bash", *, is_root: bool = False) -> Iterator[ShellHome]:
    """A new, empty home (not in /tmp, which rehearsals have of their own)."""
    base = Path(tempfile.mkdtemp(prefix="rehearsal-", dir="/srv"))
    try:
        base.chmod(0o755)
        home = ShellHome(base / "home", shell, is_root)
        home.home.mkdir(mode=0o755)
        os.chown(home.home, home.uid, home.gid)
        yield home
    finally:
        shutil.rmtree(base, ignore_errors=True)


Traces = dict[str, tuple[object, ...]]


def tree(*roots: Path | str) -> Traces:
    """Every path below *roots*: mode, owner, size, inode, mtime and ctime, which nobody can set."""
    found: Traces = {}
    for root in roots:
        for folder, folders, files in os.walk(root):
            for name in (".", *folders, *files):
                path = os.path.join(folder, name)
                seen = os.lstat(path)
                found[path] = (
                    stat.filemode(seen.st_mode),
                    seen.st_uid,
                    seen.st_gid,
                    seen.st_size if not stat.S_ISDIR(seen.st_mode) else 0,
                    seen.st_ino,
                    seen.st_mtime_ns,
                    seen.st_ctime_ns,
                )
    return found


def mounts() -> list[str]:
    """The mounts of this machine, but for those of other tests."""
    lines = Path("/proc/self/mountinfo").read_text().splitlines()
    return sorted(line for line in lines if "/pytest-" not in line)


def processes(mark: str) -> list[str]:
    """Command lines of processes that name *mark*."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            if mark in line:
                found.append(line[:200])
    return found

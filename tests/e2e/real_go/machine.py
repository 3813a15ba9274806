"""A home with a real Go: what the wizard reads in its files, and what that Go itself answers in its shell."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wizard.engine.waves import gather
from wizard.facts.go import SESSION_PATH
from wizard.model.events import never
from wizard.model.facts import Fact, Side, Snapshot
from wizard.model.probes import Account, Answers, Probe
from wizard.model.wanted import ProjectsWanted, Wanted
from wizard.transports.direct.disk import Disk, floor_at
from wizard.transports.direct.read import DirectLook

USUAL = ".config/go/env"
_CONFIG = (".config", "inner/.config", "xdg")
"""Folders of settings that a test may name."""
SHELLS = {"bash": "/bin/bash", "sh": "/bin/dash"}


@dataclass(frozen=True)
class Home:
    """What is in a home: lines of ``~/.profile``, files by their names below the home, the defaults of Go (None: its
    own), and the shell."""

    profile: tuple[str, ...] = ()
    files: Mapping[str, bytes] | None = None
    defaults: bytes | None = None
    shell: str = "bash"


@dataclass(frozen=True)
class Said:
    """What ``go env -json`` answered; empty if it refused to, with its *complaint*."""

    settings: Mapping[str, str]
    complaint: str = ""


class RealGo:
    """The Go *version*, in ``goroot`` below *folder*, beside a home."""

    def __init__(self, version: str, folder: Path) -> None:
        self.version = version
        self.root = folder / "goroot"
        self.home = folder / "home"
        self._own_defaults = (self.root / "go.env").read_bytes()
        self.folder = folder

    def furnish(self, home: Home) -> None:
        """Make *home* anew."""
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir()
        path = f"export PATH={shlex.quote(f'{self.root}/bin')}:$PATH"
        self._put(".profile", "\n".join((path, *home.profile, "")).encode("utf-8", "surrogateescape"))
        for folder in _CONFIG:  # so that no child of go writes there when it has ended
            self._put(f"{folder}/go/telemetry/mode", b"off 2026-01-01\n")
        for name, data in (home.files or {}).items():
            self._put(name, data)
        defaults = self._own_defaults if home.defaults is None else home.defaults
        (self.root / "go.env").write_bytes(defaults)

    def _put(self, name: str, data: bytes) -> None:
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def seen(self, facts: Sequence[Fact[Any]], shell: str = "bash") -> Snapshot:
        """What is known of this machine from files alone, for the user of the home."""
        account = Account("me", os.geteuid(), os.getegid(), str(self.home), SHELLS[shell])
        look = DirectLook(Disk(floor_at(Path("/"))), account)

        def read(side: Side, probes: tuple[Probe, ...]) -> Answers:
            return look.read(probes, never) if side is Side.DISTRO else Answers()

        want = Wanted(projects=ProjectsWanted(folders=("~/project",)))
        see, _ = gather(facts, want, read)
        return see

    def said(self, names: Sequence[str], shell: str = "bash", **more: str) -> Said:
        """What Go answers about *names* in a login shell of that user; *more* variables are set for Go alone."""
        ran = self.run(("env", "-json", *names), shell, **more)
        if ran.returncode:
            return Said({}, ran.stderr.decode(errors="replace"))
        return Said(json.loads(ran.stdout))

    def run(
        self, words: Sequence[str], shell: str = "bash", **more: str
    ) -> subprocess.CompletedProcess[bytes]:
        """``go`` in a login shell of that user."""
        before = " ".join(f"{name}={shlex.quote(value)}" for name, value in more.items())
        environment = {
            "HOME": str(self.home),
            "PATH": SESSION_PATH,
            "USER": "me",
            "LOGNAME": "me",
            "SHELL": SHELLS[shell],
        }
        command = f"exec env {before} go {shlex.join(words)}"
        return subprocess.run(
            [SHELLS[shell], "-l", "-c", command],
            env=environment, cwd=self.home, capture_output=True, stdin=subprocess.DEVNULL,
            timeout=60, check=False,
        )  # fmt: skip

"""The system as the elevated task sees it, made on Linux: users are SIDs as Samba writes them, programs are ours."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wizard.elevated.task import carry_out
from wizard.model.events import Stop


def sid(uid: int) -> str:
    """The SID that stands for a user of Unix."""
    return f"S-1-22-1-{uid}"


@dataclass
class MadeSystem:
    """*programs* is a folder with ``wsl.exe`` and ``dism.exe``."""

    programs: Path
    uid: int = 0
    elevated: bool = True
    skew_s: float = 0.0
    variables: dict[str, str] = field(default_factory=lambda: {"PATH": "/usr/bin:/bin"})

    def account(self) -> str:
        return sid(self.uid)

    def is_elevated(self) -> bool:
        return self.elevated

    def owner(self, path: Path) -> str:
        return sid(path.lstat().st_uid)

    def program(self, name: str) -> str:
        return str(self.programs / name)

    def environ(self) -> Mapping[str, str]:
        return self.variables

    def now(self) -> float:
        return time.time() + self.skew_s


@dataclass
class Starter:
    """Starts the task at once, in-process, as *system* sees it; *asked* are the words it was given."""

    system: MadeSystem
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def __call__(self, argv: Sequence[str], limit_s: float, stop: Stop) -> int:
        self.asked.append(tuple(argv))
        stop()
        path, promised = argv[-2:]
        return carry_out(Path(path), promised, self.system)


def program(folder: Path, name: str, script: str) -> Path:
    """A program of Windows, played by a shell script. It notes its words, one a line, in ``NAME.calls``."""
    path = folder / name
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> {folder}/{name}.calls\n{script}\n')
    path.chmod(0o755)
    return path


def calls(folder: Path, name: str) -> list[str]:
    """The words that *name* was called with so far."""
    path = folder / f"{name}.calls"
    return path.read_text().splitlines() if path.exists() else []

"""What the elevated task asks of the system below it: who runs, who owns a file, where programs are."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol

from wizard.patterns import lazy_pattern

ADMINISTRATORS: Final = "S-1-5-32-544"
"""Owner of what an elevated administrator makes; nobody else can give a file to them."""

_KEPT: Final = lazy_pattern(
    r"(ALLUSERS|USER)PROFILE|(LOCAL)?APPDATA|(COMMON)?PROGRAMFILES(\(X86\))?|PROGRAMW6432|PROGRAMDATA"
    r"|COMPUTERNAME|NUMBER_OF_PROCESSORS|OS|PROCESSOR_ARCHITECTURE|PUBLIC|SYSTEM(DRIVE|ROOT)|TE?MP"
    r"|USER(DOMAIN|NAME)|WINDIR",
    re.IGNORECASE,
)
"""Variables an elevated program gets. Others (profilers, module paths) could make it load what the user, or
something in the user's name, has put somewhere."""


class ElevatedSystem(Protocol):
    """The system, as far as it matters. All methods may raise `OSError`."""

    def account(self) -> str:
        """The SID of who this process runs as."""
        ...

    def is_elevated(self) -> bool:
        """Whether it has an administrator's rights."""
        ...

    def owner(self, path: Path) -> str:
        """The SID of who owns the file *path* (of the link, if it is one)."""
        ...

    def program(self, name: str) -> str:
        """The absolute path of a program of Windows itself."""
        ...

    def environ(self) -> Mapping[str, str]:
        """The variables that a program gets."""
        ...

    def now(self) -> float:
        """Seconds since 1970."""
        ...


def plain_environ(environ: Mapping[str, str], system: Path) -> dict[str, str]:
    """What an elevated program gets of *environ*; programs are looked for in Windows' own folders alone."""
    kept = {name: value for name, value in environ.items() if _KEPT.fullmatch(name)}
    return {**kept, "PATH": os.pathsep.join((str(system), str(system.parent))), "WSL_UTF8": "1"}


def clock() -> float:
    """Now, in seconds since 1970."""
    return time.time()

"""Files that hold passwords as plain text. They are never read: that they are there, and for whom, is enough."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.facts.shapes import always, unknown
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Answers, FileProbe, Found, Missing, Special
from wizard.model.wanted import Wanted

GIT_CREDENTIALS: Final = "~/.git-credentials"
NETRC: Final = "~/.netrc"
_PATHS: Final = (GIT_CREDENTIALS, "~/.config/git/credentials", NETRC)
_OTHERS: Final = 0o077
_MANAGERS: Final = (
    r"C:\Program Files\Git\mingw64\bin\git-credential-manager.exe",
    r"C:\Program Files\Git\clangarm64\bin\git-credential-manager.exe",
)


class SecretFile(msgspec.Struct, frozen=True):
    """A file that is not empty: who may read it (*mode*, without the kind), and whose it is."""

    path: str
    mode: int
    uid: int

    @property
    def is_open(self) -> bool:
        """Whether others than its owner may read or write it."""
        return bool(self.mode & _OTHERS)


class SecretFiles(msgspec.Struct, frozen=True):
    """Those that are there. With a *gap* not all places were seen."""

    files: tuple[SecretFile, ...] = ()
    gap: Unknown | None = None

    def at(self, path: str) -> SecretFile | None:
        """The one at *path*."""
        return next((file for file in self.files if file.path == path), None)


def probe(path: str) -> FileProbe:
    """Asks for nothing of what is in it."""
    return FileProbe(path, limit=0, head=True)


def _read(answers: Answers, want: Wanted) -> SecretFiles:
    files, gap = [], None
    for path in _PATHS:
        answer = answers[probe(path)]
        if isinstance(answer, Found):
            if answer.size:
                files.append(SecretFile(path, answer.mode & 0o777, answer.uid))
        elif not isinstance(answer, Missing | Special):
            gap = gap or unknown(answer, path)
    return SecretFiles(tuple(files), gap)


SECRET_FILES: Fact[SecretFiles] = Fact("secret-files", always(*map(probe, _PATHS)), _read)


def in_distro(path: str) -> str:
    """Where a distro sees the *path* of Windows, with drives at their usual place."""
    drive, _, rest = path.partition(":")
    return f"/mnt/{drive.lower()}{rest}".replace("\\", "/")


def _manager(answers: Answers, want: Wanted) -> str:
    return next((path for path in _MANAGERS if isinstance(answers[probe(in_distro(path))], Found)), "")


CREDENTIAL_MANAGER: Fact[str] = Fact(
    "credential-manager", always(*(probe(in_distro(path)) for path in _MANAGERS)), _manager
)
"""Git Credential Manager of Windows where the distro sees it, by its path in Windows; empty if it does not."""

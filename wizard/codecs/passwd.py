"""``/etc/passwd``: who there is. A line that is not whole is nobody, as for the C library."""

from __future__ import annotations

from typing import Final

import msgspec

_FIELDS: Final = 7
_NO_SHELLS: Final = ("nologin", "false", "sync", "shutdown", "halt")
_HUMAN: Final = range(1000, 60_000)
"""The user ids that distros give to people (``UID_MIN`` and ``UID_MAX`` of ``login.defs``)."""


class PasswdUser(msgspec.Struct, frozen=True):
    """A line: its name, its user id, its shell, its home."""

    name: str
    uid: int
    shell: str
    home: str = ""

    @property
    def is_person(self) -> bool:
        """Whether somebody can sit down as this user."""
        return self.uid in _HUMAN and self.has_shell

    @property
    def has_shell(self) -> bool:
        """Whether the shell is one to work in, and not one that turns people away."""
        return self.shell.rpartition("/")[2] not in _NO_SHELLS


def parse(data: bytes) -> tuple[PasswdUser, ...]:
    """The users of *data*, in order; of two lines of one name the first counts."""
    found: dict[str, PasswdUser] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        fields = line.split(":")
        if len(fields) == _FIELDS and fields[0] and fields[2].isascii() and fields[2].isdecimal():
            found.setdefault(fields[0], PasswdUser(fields[0], int(fields[2]), fields[6], fields[5]))
    return tuple(found.values())

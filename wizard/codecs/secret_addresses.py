"""Passwords and tokens that stand in addresses: where they are, and for which host; never what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from wizard.model.shown.secrets import MASK, mask
from wizard.patterns import lazy_pattern

_ADDRESS: Final = lazy_pattern(
    r"\b(?P<scheme>[a-z][a-z0-9+.-]{1,20})://(?P<user>[^\s/?#\"'<>]{1,1000})@(?P<host>[\w.-]+|\[[0-9a-f:.]+\])",
    re.IGNORECASE,
)
_KEY: Final = lazy_pattern(r"(?P<key>[A-Za-z_][\w.-]{0,80})[\"']?[ \t]*[= :][ \t]*[\"']?\Z")
_HEADER: Final = lazy_pattern(r"^\s*(?P<key>extraheader)\s*=.*\bauthorization\b", re.IGNORECASE)
_LONG: Final = 20
"""Letters and digits of a user name that is a token."""


class SecretAddress(msgspec.Struct, frozen=True):
    """On *line* (from 1) *key* is set to an address on *host* with a secret in it; no host: to a header with one."""

    line: int
    key: str
    scheme: str = ""
    host: str = ""

    @property
    def shown(self) -> str:
        """The setting without its secret."""
        return f"{self.key} {self.scheme}://{MASK}@{self.host}" if self.host else f"{self.key} {MASK}"


def find(data: bytes) -> tuple[SecretAddress, ...]:
    """All of a file of lines in which ``#`` or ``;`` begins a comment."""
    lines = data.decode("utf-8", "replace").split("\n")
    return tuple(
        found
        for number, line in enumerate(lines, 1)
        if line.lstrip()[:1] not in ("#", ";")
        for found in _in_line(number, line)
    )


def _in_line(number: int, line: str) -> Iterator[SecretAddress]:
    header = _HEADER.match(line)
    if header is not None:
        yield SecretAddress(number, header["key"])
        return
    for found in _ADDRESS.finditer(line):
        if _is_secret(found["user"]):
            key = _KEY.search(line[: found.start()])
            name = key["key"] if key is not None else "URL"
            yield SecretAddress(number, name, found["scheme"], found["host"])


def _is_secret(user: str) -> bool:
    """Whether somebody who reads *user* can log in: what a variable is to fill in is none. What is masked was one."""
    name, colon, password = user.partition(":")
    if MASK in user:
        return True
    if "$" in user or "{" in user:
        return False
    if colon:
        return bool(password)
    return mask(name) != name or (len(name) >= _LONG and re.search(r"\d", name) is not None)

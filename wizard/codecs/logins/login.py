"""A password, the account that it is for, and where it is written."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.model.override import override
from wizard.model.shown.secrets import MASK
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern

_HOST: Final = lazy_pattern(
    r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?"
)


class Password:
    """A password. It shows itself as ``•••`` wherever it is printed, and msgspec refuses to write it."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        self._words = words

    def reveal(self) -> str:
        """What it is: only for a keyring, and to compare."""
        return self._words

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Password) and self._words == other._words

    @override
    def __hash__(self) -> int:
        return hash(self._words)

    def __bool__(self) -> bool:
        return bool(self._words)

    @override
    def __repr__(self) -> str:
        return MASK

    @override
    def __reduce__(self) -> str:
        raise TypeError("a secret is not copied")


class Login(msgspec.Struct, frozen=True):
    """On *line* (from 1): *user* logs in to *host* (``HOST`` or ``HOST:PORT``) by *secret*. *stays* says why it cannot
    be moved elsewhere; None if it can. *user* is empty if it may be the password itself."""

    line: int
    host: str
    user: str
    secret: Password
    stays: Text | None = None


ENCRYPTED_ONLY: Final = say("The address is not https, so the password would be sent unencrypted.")
ONLY_A_PATH: Final = say("The password is only for one folder of the host.")
AS_USER_NAME: Final = say("The user name may be the token itself.")
UNUSUAL: Final = say("The wizard cannot be sure how other programs read this line.")


def is_host(text: str) -> bool:
    """Whether *text* is a name or an address of a host, with or without a port."""
    return len(text) <= 253 and _HOST.fullmatch(text) is not None


def is_plain(text: str) -> bool:
    """Whether git's protocol for passwords can hold *text*: one line, all of it printable."""
    return text.isprintable() and bool(text) and text.strip() == text

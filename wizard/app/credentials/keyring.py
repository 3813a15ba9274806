"""The system keyring: Windows Credential Manager, elsewhere the Secret Service of the desktop. No other is used, for
some that are offered under the name of a keyring are files of plain text.

An entry is under the name ``git:https://HOST``, with its user: as Git Credential Manager of Windows writes and reads
them (GO §4), so that what is stored here is found there, and the other way round.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Protocol

import msgspec

from wizard.codecs.logins.login import Password
from wizard.model.errors import MachineError
from wizard.model.shown.secrets import MASK
from wizard.model.text import plain, say

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_PREFIX: Final = "git:https://"
_MOST: Final = 2560
"""Bytes of a password that Windows takes, in UTF-16."""
TOO_LONG: Final = say("The password is longer than Windows Credential Manager allows.")


class HostAccount(msgspec.Struct, frozen=True, order=True):
    """For whom the keyring holds a password."""

    host: str
    user: str


class Keyring(Protocol):
    """Where passwords are kept. All methods raise `MachineError` if it cannot be used."""

    def accounts(self) -> tuple[HostAccount, ...]:
        """All that git is meant to find, in order."""
        ...

    def find(self, host: str) -> tuple[str, Password] | None:
        """The user and the password for *host*."""
        ...

    def put(self, account: HostAccount, secret: Password) -> None:
        """Store, in place of what there is of this account."""
        ...

    def drop(self, account: HostAccount) -> bool:
        """Delete; whether there was any."""
        ...


class SystemKeyring:
    """The keyring behind a backend of the library *keyring*, with a way to *list* names and users in it."""

    def __init__(self, backend: KeyringBackend, listed: Callable[[], Iterator[tuple[str, str]]]) -> None:
        self._backend = backend
        self._listed = listed

    def accounts(self) -> tuple[HostAccount, ...]:
        with _in_words():
            found = {
                HostAccount(name.removeprefix(_PREFIX).rstrip("/"), user)
                for name, user in self._listed()
                if name.startswith(_PREFIX) and "@" not in name and user
            }
        return tuple(sorted(found))

    def find(self, host: str) -> tuple[str, Password] | None:
        with _in_words():
            found = self._backend.get_credential(_service(host), None)
        return (found.username, Password(found.password)) if found is not None else None

    def put(self, account: HostAccount, secret: Password) -> None:
        if sys.platform == "win32" and is_too_long(secret):
            raise MachineError("too-long", TOO_LONG)
        with _in_words(secret):
            self._backend.set_password(_service(account.host), account.user, secret.reveal())

    def drop(self, account: HostAccount) -> bool:
        from keyring.errors import PasswordDeleteError

        with _in_words():
            try:
                self._backend.delete_password(_service(account.host), account.user)
            except PasswordDeleteError:
                return False
        return True


def is_too_long(secret: Password) -> bool:
    """Whether Windows would not take *secret*. What it says then is about a stub and bad data."""
    return len(secret.reveal().encode("utf-16-le", "surrogatepass")) > _MOST


def _service(host: str) -> str:
    return f"{_PREFIX}{host.lower()}"


@contextmanager
def _in_words(secret: Password | None = None) -> Iterator[None]:
    """What a backend raises is of many kinds, and may quote what it was given."""
    try:
        yield
    except MachineError:
        raise
    except Exception as error:
        words = str(error) or type(error).__name__
        if secret is not None:
            words = words.replace(secret.reveal(), MASK)
        raise MachineError(
            "keyring", say("Could not use the system keyring: {why}.", why=plain(words.rstrip(".")))
        ) from None


def open_keyring() -> Keyring:
    """The keyring of whoever runs the wizard. Raises `MachineError` (no-keyring) if there is none."""
    return _of_windows() if sys.platform == "win32" else _of_desktop()


def _of_windows() -> Keyring:
    backends: Any = import_module("keyring.backends.Windows")
    backend = backends.WinVaultKeyring()
    # It stays on this PC: what is kept for a company is copied to all PCs of the user.
    backend.persist = "local machine"

    def listed() -> Iterator[tuple[str, str]]:
        try:
            found: list[dict[str, Any]] = backends.win32cred.CredEnumerate(f"{_PREFIX}*", 0)
        except backends.pywintypes.error as error:
            if error.winerror == _NOT_FOUND:
                return
            raise
        for each in found:
            yield each["TargetName"].removeprefix("LegacyGeneric:target="), each["UserName"] or ""

    return SystemKeyring(backend, listed)


_NOT_FOUND: Final = 1168
"""What Windows says if there is no such entry."""


def _of_desktop() -> Keyring:
    backends: Any = import_module("keyring.backends.SecretService")
    backend = backends.Keyring()

    def listed() -> Iterator[tuple[str, str]]:
        collection = backend.get_preferred_collection()
        with closing(collection.connection):
            for item in collection.search_items({"application": backend.appid}):
                attributes = item.get_attributes()
                yield attributes.get("service", ""), attributes.get("username", "")

    try:
        is_there = backend.priority > 0
    except Exception:  # each layer below raises its own when it finds no bus
        is_there = False
    if not is_there:
        raise MachineError(
            "no-keyring",
            say("No keyring was found: no program offers the Secret Service."),
            next_step=say(
                "For a WSL distro, run the wizard in Windows. For a Linux desktop, install gnome-keyring or KeePassXC."
            ),
        )
    return SystemKeyring(backend, listed)

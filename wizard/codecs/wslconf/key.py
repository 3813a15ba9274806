"""What is to be known of one setting of WSL, and how names are compared. The settings are in `keys`."""

from __future__ import annotations

import enum
import string
from typing import Final

import msgspec

from wizard.model.versions import EVER, Version

SettingValue = bool | int | str | tuple[int, ...] | None
"""A setting as WSL holds it after reading: sizes in bytes, times in milliseconds, ports in rising order."""

_FOLD: Final = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class Dialect(enum.Enum):
    """One of WSL's files. They share a grammar, but not the C library that reads them, nor the keys."""

    WSL_CONF = "wsl.conf"
    WSLCONFIG = ".wslconfig"
    WSL_DISTRIBUTION = "wsl-distribution.conf"

    @property
    def shown(self) -> str:
        """The file as WSL's own messages name it (for `.wslconfig` they have the full Windows path)."""
        return self.value if self.on_windows else f"/etc/{self.value}"

    @property
    def on_windows(self) -> bool:
        """Read by the Windows side, as CRT text, and past bad lines (WSL §1.3, §1.4)."""
        return self is Dialect.WSLCONFIG


class ValueType(enum.Enum):
    """How WSL reads a value (WSL §1.6)."""

    FLAG = "flag"
    NUMBER = "number"
    SIZE = "size"
    TEXT = "text"
    PATH = "path"
    FOLDER = "folder"
    CHOICE = "choice"
    PORTS = "ports"
    ADDRESS = "address"
    MAC = "mac"


class AllowedValue(msgspec.Struct, frozen=True):
    """A *name* that WSL takes for a choice, what it *means*, since which WSL, and from which Windows build on."""

    name: str
    means: str
    since: Version = EVER
    build: int = 0


class Key(msgspec.Struct, frozen=True):
    """A setting: its full *name* as documented, its older *alias*, and for a choice what there is to choose.

    *choices* are in the order in which WSL lists them. WSL knows the key from version *since* on, ignores it from
    *until* on, and has had this *default* from *default_since* on (before, it is not known). It works from Windows
    *build* on, unless the machine's policy of the name *policy* is 0. A wrong value of a *fatal* key keeps WSL
    from starting.
    """

    name: str
    kind: ValueType
    default: SettingValue
    alias: str = ""
    choices: tuple[AllowedValue, ...] = ()
    since: Version = EVER
    until: Version = EVER
    default_since: Version = EVER
    build: int = 0
    policy: str = ""
    fatal: bool = False

    @property
    def section(self) -> str:
        return self.name.partition(".")[0]

    @property
    def word(self) -> str:
        """The name without its section."""
        return self.name.partition(".")[2]

    @property
    def is_vital_file(self) -> bool:
        """Whether this names a file without which WSL does not start."""
        return self.fatal and self.kind is ValueType.PATH

    @property
    def is_particular(self) -> bool:
        """Whether it depends on the computer what becomes of it."""
        return bool(self.since or self.until or self.default_since or self.build or self.policy)

    def chosen(self, text: str) -> AllowedValue | None:
        """The choice that WSL takes *text* for."""
        return next((choice for choice in self.choices if fold(choice.name) == fold(text)), None)


def fold(name: str) -> str:
    """*name* as WSL compares it: ASCII letters lose their case, and nothing else changes (C locale)."""
    return name.lower() if name.isascii() else name.translate(_FOLD)


def flag(name: str, default: bool | None) -> Key:
    return Key(name, ValueType.FLAG, default)


def number(name: str, default: int | None) -> Key:
    return Key(name, ValueType.NUMBER, default)


def size(name: str, default: int | None) -> Key:
    return Key(name, ValueType.SIZE, default)


def text(name: str, default: str | None) -> Key:
    return Key(name, ValueType.TEXT, default)


def path(name: str) -> Key:
    return Key(name, ValueType.PATH, "")


def choice(name: str, default: str, names: tuple[str, ...]) -> Key:
    return Key(name, ValueType.CHOICE, default, choices=tuple(AllowedValue(each, each) for each in names))

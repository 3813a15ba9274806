r"""Values of the Windows registry: their types, and the one name under which a plan and a journal know them.

That name is the key with the short name of its hive, two backslashes, and the name of the value:
``HKCU\Environment\\Path``. No key has an empty part, so the first two backslashes in a row end it; a value's own
name may hold backslashes, and is empty for the key's default value.
"""

from __future__ import annotations

from typing import Final

NONE, SZ, EXPAND_SZ, BINARY, DWORD, LINK, MULTI_SZ, QWORD = 0, 1, 2, 3, 4, 6, 7, 11
TYPES: Final = {
    NONE: "REG_NONE",
    SZ: "REG_SZ",
    EXPAND_SZ: "REG_EXPAND_SZ",
    BINARY: "REG_BINARY",
    DWORD: "REG_DWORD",
    5: "REG_DWORD_BIG_ENDIAN",
    LINK: "REG_LINK",
    MULTI_SZ: "REG_MULTI_SZ",
    8: "REG_RESOURCE_LIST",
    9: "REG_FULL_RESOURCE_DESCRIPTOR",
    10: "REG_RESOURCE_REQUIREMENTS_LIST",
    QWORD: "REG_QWORD",
}
"""The names of types by their numbers (winnt.h)."""

TEXTS: Final = (SZ, EXPAND_SZ)
ENVIRONMENT: Final = r"HKCU\Environment"
"""Where the user's own variables are; programs are to be told when it changes."""

_USER: Final = "HKCU\\"
_BETWEEN: Final = "\\\\"


SEPARATORS: Final = {"path": ";", "wslenv": ":"}
"""Between the entries of values that are lists in one text, by the name in small letters."""


def path_of(key: str, name: str) -> str:
    r"""The name of value *name* of *key* (``HKCU\…``)."""
    return f"{key}{_BETWEEN}{name}"


def is_value(path: str) -> bool:
    """Whether *path* names a value of the registry, rather than a file."""
    return path.startswith("HK") and _BETWEEN in path


def parts_of(path: str) -> tuple[str, str]:
    """The key and the name of a value of the user. Raises `ValueError`: only those are ever changed."""
    key, between, name = path.partition(_BETWEEN)
    if not between or not key.startswith(_USER) or key.endswith("\\") or "\0" in path:
        raise ValueError(f"not a value of the user's registry: {path!r}")
    return key, name


def key_of(path: str) -> str:
    """The key of a value, whosever it is."""
    return path.partition(_BETWEEN)[0]


def name_of(path: str) -> str:
    """The name of a value within its key."""
    return path.partition(_BETWEEN)[2]


def is_environment(path: str) -> bool:
    """Whether *path* names one of the user's own variables."""
    return is_value(path) and key_of(path).lower() == ENVIRONMENT.lower()

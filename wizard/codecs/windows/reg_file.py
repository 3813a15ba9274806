"""The text of an exported registry: ``Windows Registry Editor Version 5.00``, as regedit and reg.exe write it.

Read as they read it: a later line overrides an earlier one, ``"name"=-`` and ``[-KEY]`` delete, names know no
case. Numbers of types are those of `wizard.model.registry`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from wizard.codecs.windows.registry_value import raw, registered, types_of
from wizard.model.errors import InputError
from wizard.model.probes import RegistryValue, Values
from wizard.model.registry import BINARY, DWORD, MULTI_SZ, QWORD, SZ, TEXTS
from wizard.model.state import Registered
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern

HEADER: Final = "Windows Registry Editor Version 5.00"
SIZE_LIMIT: Final = 256 << 20

_HIVES: Final = {
    "HKEY_CLASSES_ROOT": "HKCR",
    "HKEY_CURRENT_CONFIG": "HKCC",
    "HKEY_CURRENT_USER": "HKCU",
    "HKEY_LOCAL_MACHINE": "HKLM",
    "HKEY_USERS": "HKU",
}
_LONG: Final = {short: long for long, short in _HIVES.items()}
_OLD: Final = "REGEDIT4"

_QUOTED: Final = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_HEX: Final = r"[0-9a-fA-F, \t]*(?:\\[ \t]*\r?\n[0-9a-fA-F, \t]*)*"
_LINE: Final = lazy_pattern(
    rf"""
    [ \t]*
    (?:
        \[ (?P<without>-?) (?P<key>[^\r\n]+) \]
      | (?P<name>@|{_QUOTED}) [ \t]* = [ \t]*
        (?: (?P<gone>-) | (?P<text>{_QUOTED}) | dword:(?P<dword>[0-9a-fA-F]{{1,8}})
          | hex(?:\((?P<type>[0-9a-fA-F]{{1,8}})\))?:(?P<hex>{_HEX})
        )
    )?
    [ \t]*(?:;[^\r\n]*)?(?:\r?\n|\Z)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED: Final = lazy_pattern(r"\\(.)", re.DOTALL)
_SIMPLE: Final = lazy_pattern(r"[^\x00-\x1f]*")


def canonical(key: str) -> str:
    """*key* with the short name of its hive, and without a backslash at the end."""
    hive, bar, rest = key.rstrip("\\").partition("\\")
    return f"{_HIVES.get(hive.upper(), hive.upper())}{bar}{rest}"


def long_key(key: str) -> str:
    """*key* with the long name of its hive, as it is written in files and by reg.exe."""
    hive, bar, rest = key.partition("\\")
    return f"{_LONG.get(hive.upper(), hive.upper())}{bar}{rest}"


@dataclass(slots=True)
class _RegistryKey:
    path: str
    values: dict[str, tuple[str, int | None, RegistryValue]] = field(default_factory=dict)


class RegFileText:
    """The keys of an exported registry. A key whose child is there is there too."""

    def __init__(self, keys: Mapping[str, _RegistryKey]) -> None:
        self._keys = dict(keys)
        self._children: dict[str, list[str]] = {}
        for lower in keys:
            parent = lower.rpartition("\\")[0]
            self._children.setdefault(parent, []).append(lower)

    def values(self, key: str, deep: bool = False) -> Values | None:
        """The values of *key*, if *deep* of the keys right below it too; None if there is no such key."""
        found = self._keys.get(canonical(key).lower())
        if found is None:
            return None
        below = self._children.get(found.path.lower(), ()) if deep else ()
        return Values(
            {name: value for name, _, value in found.values.values()},
            {self._name(lower): self._plain(lower) for lower in below},
            types_of(found.values.values()),
        )

    def _name(self, lower: str) -> str:
        return self._keys[lower].path.rpartition("\\")[2]

    def _plain(self, lower: str) -> dict[str, RegistryValue]:
        return {name: value for name, _, value in self._keys[lower].values.values()}


def parse(data: bytes, name: str = "?") -> RegFileText:
    """Read an export; *name* is only for messages. Raises `InputError`: what is wrong with it, in one sentence."""
    text = _text(data, name)
    head, _, body = text.partition("\n")
    if head.strip() != HEADER:
        old = head.strip() == _OLD
        raise _unusable(
            name,
            say("the file uses the Windows 98 format") if old else say("the file is not a registry export"),
        )
    keys: dict[str, _RegistryKey] = {}
    here: _RegistryKey | None = None
    at = 0
    while at < len(body):
        found = _LINE.match(body, at)
        if found is None:
            raise _unusable(name, say("line {line} is not valid", line=body.count("\n", 0, at) + 2))
        at = found.end()
        if found["key"] is not None:
            here = _enter(keys, found["key"], gone=bool(found["without"]))
        elif found["name"] is not None:
            if here is None:
                line = body.count("\n", 0, found.start()) + 2
                raise _unusable(name, say("line {line} does not belong to a key", line=line))
            _set(here, found)
    return RegFileText(keys)


def _text(data: bytes, name: str) -> str:
    if len(data) > SIZE_LIMIT:
        raise _unusable(name, say("the file is too big"))
    try:
        encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unusable(name, say("the file is neither UTF-16 nor UTF-8")) from error


def _enter(keys: dict[str, _RegistryKey], written: str, *, gone: bool) -> _RegistryKey | None:
    path = canonical(written)
    if gone:
        lower = path.lower()
        for each in [each for each in keys if each == lower or each.startswith(lower + "\\")]:
            del keys[each]
        return None
    for elder in _parent_keys(path):
        keys.setdefault(elder.lower(), _RegistryKey(elder))
    return keys[path.lower()]


def _parent_keys(path: str) -> Iterator[str]:
    parts = path.split("\\")
    for count in range(1, len(parts) + 1):
        yield "\\".join(parts[:count])


def _set(here: _RegistryKey, found: re.Match[str]) -> None:
    name = "" if found["name"] == "@" else _unquoted(found["name"])
    if found["gone"] is not None:
        here.values.pop(name.lower(), None)
        return
    number: int | None
    if found["text"] is not None:
        value: RegistryValue = _unquoted(found["text"])
        number = SZ
    elif found["dword"] is not None:
        value = int(found["dword"], 16)
        number = DWORD
    else:
        kind, data = int(found["type"], 16) if found["type"] else BINARY, _bytes(found["hex"])
        value = value_of(kind, data)
        state = registered(kind, value)
        number = kind if state is not None and raw(state) == data else None
    here.values[name.lower()] = (name, number, value)


def _unquoted(text: str) -> str:
    return _ESCAPED.sub(r"\1", text[1:-1])


def _bytes(text: str) -> bytes:
    return bytes(int(word, 16) & 0xFF for word in re.findall(r"[0-9a-fA-F]+", text))


def value_of(number: int, data: bytes) -> RegistryValue:
    """The value whose type has that *number*, from its bytes. What does not fit its type stays bytes."""
    if number in TEXTS:
        return _decoded(data).partition("\0")[0]
    if number == MULTI_SZ:
        text = _decoded(data).removesuffix("\0")
        return text.removesuffix("\0").split("\0") if text else []
    if number in (DWORD, QWORD) and len(data) == {DWORD: 4, QWORD: 8}[number]:
        return int.from_bytes(data, "little")
    return data


def _decoded(data: bytes) -> str:
    return data[: len(data) - len(data) % 2].decode("utf-16-le", "replace")


def sound(text: str) -> str:
    """*text* without unpaired surrogates, which the registry may hold and no encoding can write."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def line_for(key: str, name: str, state: Registered | None) -> str:
    """The text that sets a value when it stands at the end of an export; None deletes the value."""
    return f"\r\n[{long_key(canonical(key))}]\r\n{_quoted(name) if name else '@'}={_literal(state)}\r\n"


def _literal(state: Registered | None) -> str:
    if state is None:
        return "-"
    if state.kind == SZ and _SIMPLE.fullmatch(state.text):
        return _quoted(state.text)
    data = ",".join(f"{byte:02x}" for byte in raw(state))
    return f"hex:{data}" if state.kind == BINARY else f"hex({state.kind:x}):{data}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unusable(name: str, why: Text) -> InputError:
    return InputError(
        "registry-file-unusable",
        say("The registry file {name} cannot be used: {why}.", name=name, why=why),
        next_step=say("Export the key again: {command}", command="reg.exe export KEY FILE.reg"),
    )

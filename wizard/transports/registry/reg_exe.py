"""The registry of the PC around a distro, through ``reg.exe`` over interop: for a wizard that runs inside WSL.

Nothing of its words is relied on, as they depend on the language: whether a key is there is told by comparing
the complaint with the one about a key that is certainly not. Output comes in the code page of the console.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from wizard.codecs.windows import reg_query
from wizard.codecs.windows.reg_file import long_key
from wizard.model.probes import MIB, Exited, Unavailable, Values
from wizard.model.text import system_words
from wizard.transports.registry.port import not_written
from wizard.transports.shell.program import ask

REG_EXE: Final = "/mnt/c/Windows/System32/reg.exe"
_TIMEOUT_S: Final = 15.0
_LIMIT: Final = 8 * MIB
_NOT_THERE: Final = r"HKCU\Software\wsl-go-wizard\no such key"
_CODE_PAGES: Final = r"HKLM\SYSTEM\CurrentControlSet\Control\Nls\CodePage"
_NUMBER: Final = re.compile(rb"REG_SZ\s+([0-9]{3,5})\s")


class ExeRegistry:
    """The registry that the program *exe* reads and writes."""

    def __init__(self, exe: str = REG_EXE) -> None:
        self._exe = exe

    def values(self, key: str, deep: bool = False) -> Values | None:
        """See `wizard.transports.registry.port.Registry.values`."""
        more = ("/s",) if deep else ()
        result = self._run("query", long_key(key), *more, "/se", reg_query.SEPARATOR)
        if result.code == 0:
            return reg_query.parse(self._text(result.out), key, deep)
        if result.err.strip() == self._complaint:
            return None
        raise OSError(0, self._text(result.err).strip() or "reg.exe failed", key)

    def write(self, key: str, name: str, value: int | str) -> None:
        """See `wizard.transports.registry.port.Registry.write`."""
        kind = "REG_DWORD" if isinstance(value, int) else "REG_SZ"
        self._change(key, "add", long_key(key), *_named(name), "/t", kind, "/d", str(value), "/f")

    def delete(self, key: str, name: str) -> None:
        """See `wizard.transports.registry.port.Registry.delete`."""
        found = self.values(key)
        if found is not None and name.lower() in {each.lower() for each in found.values}:
            self._change(key, "delete", long_key(key), *_named(name), "/f")

    def _change(self, key: str, *words: str) -> None:
        try:
            result = self._run(*words)
        except OSError as error:
            raise not_written(key, system_words(error)) from error
        if result.code != 0:
            raise not_written(key, self._text(result.err).strip() or "reg.exe")

    def _run(self, *words: str) -> Exited:
        result = ask((self._exe, *words, "/reg:64"), _TIMEOUT_S, limit=_LIMIT)
        if isinstance(result, Unavailable):
            raise OSError(0, result.why, self._exe)
        return result

    def _text(self, data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode(self._encoding, "replace")

    @cached_property
    def _complaint(self) -> bytes:
        """What it says of a key that is not there."""
        return self._run("query", long_key(_NOT_THERE)).err.strip()

    @cached_property
    def _encoding(self) -> str:
        result = self._run("query", long_key(_CODE_PAGES), "/v", "OEMCP")
        number = _NUMBER.search(result.out)
        name = f"cp{number[1].decode()}" if number is not None else "utf-8"
        try:
            "".encode(name)
        except LookupError:
            return "utf-8"
        return name


def _named(name: str) -> tuple[str, ...]:
    return ("/v", name) if name else ("/ve",)

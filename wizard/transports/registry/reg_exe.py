"""The registry of the PC around a distro, through ``reg.exe`` over interop: for a wizard that runs inside WSL.

Nothing of its words is relied on, as they depend on the language: whether a key is there is found out by comparing
the complaint with the one about a key that certainly does not exist. Output comes in the code page of the console,
which may lack characters; so what is compared and written goes through ``.reg`` files, which are UTF-16, in the
user's own temporary folder. There is no way to make Windows flush the registry from here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PureWindowsPath
from typing import Final

from wizard.codecs.windows import reg_file, reg_query
from wizard.codecs.windows.reg_file import long_key
from wizard.codecs.windows.registry_value import found_in
from wizard.model.errors import WizardError
from wizard.model.probes import MIB, Exited, Missing, Unavailable, Values
from wizard.model.state import Absent, Other, Registered
from wizard.model.text import system_words
from wizard.patterns import lazy_pattern
from wizard.transports.registry.port import not_written
from wizard.transports.shell.program import ask

REG_EXE: Final = "/mnt/c/Windows/System32/reg.exe"
_TIMEOUT_S: Final = 15.0
_LIMIT: Final = 8 * MIB
_NOT_THERE: Final = r"HKCU\Software\wsl-go-wizard\no such key"
_CODE_PAGES: Final = r"HKLM\SYSTEM\CurrentControlSet\Control\Nls\CodePage"
_NUMBER: Final = lazy_pattern(rb"REG_SZ\s+([0-9]{3,5})\s")
_SESSION: Final = r"HKCU\Volatile Environment"
_POWERSHELL: Final = "WindowsPowerShell/v1.0/powershell.exe"
_ANNOUNCE: Final = "[Environment]::SetEnvironmentVariable('WSL_GO_WIZARD_NONE', $null, 'User')"
"""Deletes a variable that is not there, after which .NET tells all windows that variables changed."""


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

    def state(self, key: str, name: str) -> Absent | Registered | Other:
        """See `wizard.transports.registry.port.Registry.state`."""
        if self.values(key) is None:
            return Absent()
        with self._exchange() as (file, known_as):
            result = self._run("export", long_key(key), known_as, "/y")
            if result.code != 0:
                raise OSError(0, self._text(result.err).strip() or "reg.exe failed", key)
            found = reg_file.parse(file.read_bytes(), known_as).values(key)
        return found_in(found or Missing(), name)

    def write(self, key: str, name: str, state: Registered) -> None:
        """See `wizard.transports.registry.port.Registry.write`."""
        self._change(key, name, state)

    def delete(self, key: str, name: str) -> None:
        """See `wizard.transports.registry.port.Registry.delete`."""
        if self.values(key) is not None:
            self._change(key, name, None)

    def announce(self) -> bool:
        """See `wizard.transports.registry.port.Registry.announce`."""
        powershell = str(Path(self._exe).parent / _POWERSHELL)
        result = ask(
            (powershell, "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", _ANNOUNCE), _TIMEOUT_S
        )
        return isinstance(result, Exited) and result.code == 0

    def _change(self, key: str, name: str, state: Registered | None) -> None:
        text = f"{reg_file.HEADER}\r\n{reg_file.line_for(key, name, state)}"
        try:
            with self._exchange() as (file, known_as):
                file.write_bytes(text.encode("utf-16"))
                result = self._run("import", known_as)
        except (OSError, WizardError) as error:
            why = system_words(error) if isinstance(error, OSError) else str(error)
            raise not_written(key, why) from error
        if result.code != 0:
            raise not_written(key, self._text(result.err).strip() or "reg.exe")

    @contextmanager
    def _exchange(self) -> Iterator[tuple[Path, str]]:
        """A file that this side and Windows can both read and write, and what Windows calls it."""
        folder, known_as = self._temporary
        with tempfile.TemporaryDirectory(prefix="wsl-go-wizard-", dir=folder) as own:
            yield Path(own) / "values.reg", str(known_as / Path(own).name / "values.reg")

    @cached_property
    def _temporary(self) -> tuple[Path, PureWindowsPath]:
        """The user's folder for temporary files, from here and from Windows. Raises `OSError`."""
        found = self.values(_SESSION)
        home = found.values.get("USERPROFILE") if found is not None else None
        drive = Path(self._exe).parents[2]
        known_as = PureWindowsPath(home if isinstance(home, str) else "", "AppData", "Local", "Temp")
        if known_as.drive.lower() != "c:":
            raise OSError(0, "USERPROFILE", str(known_as))
        return drive.joinpath(*known_as.parts[1:]), known_as

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

"""The registry of this PC through Python's own ``winreg``, which only Windows has."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, Final, Protocol

from wizard.codecs.windows.reg_file import canonical, sound
from wizard.model.errors import MachineError
from wizard.model.probes import RegistryValue, Values
from wizard.model.text import say, system_words
from wizard.transports.registry.port import Registry, not_written

# winreg's own numbers (winreg.h), as the module is not there to be asked on Linux.
_HIVES: Final = {"HKCR": 0x80000000, "HKCU": 0x80000001, "HKLM": 0x80000002, "HKU": 0x80000003}
_READ: Final = 0x20019  # KEY_READ
_SET: Final = 0x0002  # KEY_SET_VALUE
_VIEW_64: Final = 0x0100  # KEY_WOW64_64KEY
_SZ: Final = 1
_EXPAND_SZ: Final = 2
_DWORD: Final = 4


class Api(Protocol):
    """The functions of ``winreg`` that are needed. All raise `OSError`."""

    def OpenKey(self, key: Any, sub_key: str, reserved: int = ..., access: int = ...) -> Any: ...
    def CreateKeyEx(self, key: Any, sub_key: str, reserved: int = ..., access: int = ...) -> Any: ...
    def QueryInfoKey(self, key: Any, /) -> tuple[int, int, int]: ...
    def EnumKey(self, key: Any, index: int, /) -> str: ...
    def EnumValue(self, key: Any, index: int, /) -> tuple[str, Any, int]: ...
    def SetValueEx(self, key: Any, value_name: str, reserved: Any, type: int, value: Any, /) -> None: ...
    def DeleteValue(self, key: Any, value: str, /) -> None: ...


def registry_of_this_pc() -> Registry:
    """The registry of the PC the wizard runs on. Raises `MachineError` where there is none."""
    if sys.platform == "win32":
        import winreg

        return WinRegistry(winreg)
    raise MachineError("no-registry", say("Only Windows has a registry."))


class WinRegistry:
    """The registry that *api* leads to."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def values(self, key: str, deep: bool = False) -> Values | None:
        """See `wizard.transports.registry.port.Registry.values`."""
        hive, path = _split(key)
        try:
            with self._api.OpenKey(hive, path, 0, _READ | _VIEW_64) as opened:
                rows = tuple(self._rows(opened))
                below = tuple(self._names(opened)) if deep else ()
        except (FileNotFoundError, NotADirectoryError):
            return None
        keys = {name: self.values(f"{key}\\{name}") for name in below}
        return Values(
            {name: value for name, value, _ in rows},
            {name: found.values for name, found in keys.items() if found is not None},
            tuple(sorted(name for name, _, number in rows if number == _EXPAND_SZ)),
        )

    def write(self, key: str, name: str, value: int | str) -> None:
        """See `wizard.transports.registry.port.Registry.write`."""
        hive, path = _split(key)
        try:
            with self._api.CreateKeyEx(hive, path, 0, _SET | _VIEW_64) as opened:
                self._api.SetValueEx(opened, name, 0, _DWORD if isinstance(value, int) else _SZ, value)
        except OSError as error:
            raise not_written(key, system_words(error)) from error

    def delete(self, key: str, name: str) -> None:
        """See `wizard.transports.registry.port.Registry.delete`."""
        hive, path = _split(key)
        try:
            with self._api.OpenKey(hive, path, 0, _SET | _VIEW_64) as opened:
                self._api.DeleteValue(opened, name)
        except FileNotFoundError:
            return
        except OSError as error:
            raise not_written(key, system_words(error)) from error

    def _rows(self, opened: Any) -> Iterator[tuple[str, RegistryValue, int]]:
        for index in range(self._api.QueryInfoKey(opened)[1]):
            name, value, number = self._api.EnumValue(opened, index)
            yield sound(name), _plain(value), number

    def _names(self, opened: Any) -> Iterator[str]:
        for index in range(self._api.QueryInfoKey(opened)[0]):
            yield sound(self._api.EnumKey(opened, index))


def _split(key: str) -> tuple[int, str]:
    hive, _, path = canonical(key).partition("\\")
    if hive not in _HIVES:
        raise FileNotFoundError(2, "no such hive", key)
    return _HIVES[hive], path


def _plain(value: object) -> RegistryValue:
    """winreg says None for what has no bytes."""
    match value:
        case str():
            return sound(value)
        case list():
            return [sound(each) for each in value]
        case int() | bytes():
            return value
        case _:
            return b""

"""The registry of this PC through Python's own ``winreg``, which only Windows has."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any, Final, Protocol

from wizard.codecs.windows.reg_file import canonical, sound
from wizard.codecs.windows.registry_value import found_in, plain_value, types_of
from wizard.model.errors import MachineError
from wizard.model.probes import Missing, RegistryValue, Values
from wizard.model.state import Absent, Other, Registered
from wizard.model.text import say, system_words
from wizard.transports.registry.port import Registry, not_written

# winreg's own numbers (winreg.h), as the module is not there to be asked on Linux.
_HIVES: Final = {"HKCR": 0x80000000, "HKCU": 0x80000001, "HKLM": 0x80000002, "HKU": 0x80000003}
_READ: Final = 0x20019  # KEY_READ
_SET: Final = 0x0002  # KEY_SET_VALUE
_VIEW_64: Final = 0x0100  # KEY_WOW64_64KEY


class Api(Protocol):
    """The functions of ``winreg`` that are needed. All raise `OSError`."""

    def OpenKey(self, key: Any, sub_key: str, reserved: int = ..., access: int = ...) -> Any: ...
    def CreateKeyEx(self, key: Any, sub_key: str, reserved: int = ..., access: int = ...) -> Any: ...
    def QueryInfoKey(self, key: Any, /) -> tuple[int, int, int]: ...
    def EnumKey(self, key: Any, index: int, /) -> str: ...
    def EnumValue(self, key: Any, index: int, /) -> tuple[str, Any, int]: ...
    def SetValueEx(self, key: Any, value_name: str, reserved: Any, type: int, value: Any, /) -> None: ...
    def DeleteValue(self, key: Any, value: str, /) -> None: ...
    def FlushKey(self, key: Any, /) -> None: ...


def registry_of_this_pc() -> Registry:
    """The registry of the PC the wizard runs on. Raises `MachineError` where there is none."""
    if sys.platform == "win32":
        import winreg

        from wizard.transports.registry.announce import announce

        return WinRegistry(winreg, announce)
    raise MachineError("no-registry", say("Only Windows has a registry."))


class WinRegistry:
    """The registry that *api* leads to. *announce* tells all programs that variables changed, and answers whether
    it could."""

    def __init__(self, api: Api, announce: Callable[[], bool] = lambda: False) -> None:
        self._api = api
        self._announce = announce

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
            types_of((name, number, value) for name, value, number in rows),
        )

    def state(self, key: str, name: str) -> Absent | Registered | Other:
        """See `wizard.transports.registry.port.Registry.state`."""
        return found_in(self.values(key) or Missing(), name)

    def write(self, key: str, name: str, state: Registered) -> None:
        """See `wizard.transports.registry.port.Registry.write`."""
        hive, path = _split(key)
        try:
            with self._api.CreateKeyEx(hive, path, 0, _SET | _VIEW_64) as opened:
                self._api.SetValueEx(opened, name, 0, state.kind, plain_value(state))
                self._api.FlushKey(opened)
        except OSError as error:
            raise not_written(key, system_words(error)) from error

    def delete(self, key: str, name: str) -> None:
        """See `wizard.transports.registry.port.Registry.delete`."""
        hive, path = _split(key)
        try:
            with self._api.OpenKey(hive, path, 0, _SET | _VIEW_64) as opened:
                self._api.DeleteValue(opened, name)
                self._api.FlushKey(opened)
        except FileNotFoundError:
            return
        except OSError as error:
            raise not_written(key, system_words(error)) from error

    def announce(self) -> bool:
        """See `wizard.transports.registry.port.Registry.announce`."""
        return self._announce()

    def _rows(self, opened: Any) -> Iterator[tuple[str, RegistryValue, int | None]]:
        for index in range(self._api.QueryInfoKey(opened)[1]):
            name, value, number = self._api.EnumValue(opened, index)
            plain = _plain(value)
            yield sound(name), plain, number if sound(name) == name and plain == (value or plain) else None

    def _names(self, opened: Any) -> Iterator[str]:
        for index in range(self._api.QueryInfoKey(opened)[0]):
            yield sound(self._api.EnumKey(opened, index))


def _split(key: str) -> tuple[int, str]:
    hive, _, path = canonical(key).partition("\\")
    if hive not in _HIVES:
        raise FileNotFoundError(2, "no such hive", key)
    return _HIVES[hive], path


def _plain(value: object) -> RegistryValue:
    """*value* with empty bytes or text where winreg gives None."""
    match value:
        case str():
            return sound(value)
        case list():
            return [sound(each) for each in value]
        case int() | bytes():
            return value
        case _:
            return b""

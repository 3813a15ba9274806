"""The PC around a distro is found over interop, or it is said why not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from wizard.model.errors import MachineError
from wizard.model.probes import Values
from wizard.transports.windows.opening import around_this_distro, this_pc


class Known:
    """A registry that says where the user's folder is."""

    def __init__(self, home: object, name: str = "DESK") -> None:
        self._said: Mapping[str, object] = {"USERPROFILE": home, "ComputerName": name}

    def values(self, key: str, deep: bool = False) -> Values:
        return Values(dict(self._said))  # type: ignore[arg-type]


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    (tmp_path / "c/Windows/System32").mkdir(parents=True)
    (tmp_path / "c/Users/Zoë").mkdir(parents=True)
    (tmp_path / "c/Windows/System32/wsl.exe").touch()
    return tmp_path / "c"


def test_the_users_folder_is_found_below_the_drive(drive: Path) -> None:
    pc = around_this_distro(lambda: drive, lambda system: Known(r"C:\Users\Zoë"))  # type: ignore[arg-type,return-value]
    assert pc.profile == drive / "Users/Zoë"
    assert pc.site.name == "DESK"
    assert pc.wsl_exe == drive / "Windows/System32/wsl.exe"


@pytest.mark.parametrize("home", ["", r"D:\Users\zoe", r"\\server\zoe", 7])
def test_a_folder_elsewhere_is_out_of_reach(drive: Path, home: object) -> None:
    with pytest.raises(MachineError) as caught:
        around_this_distro(lambda: drive, lambda system: Known(home))  # type: ignore[arg-type,return-value]
    assert caught.value.code == "windows-unreachable"
    assert caught.value.next_step is not None


def test_without_interop_or_drives_windows_is_out_of_reach(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as caught:
        around_this_distro(lambda: tmp_path)
    assert str(tmp_path / "Windows/System32/reg.exe") in caught.value.text.render()


@pytest.mark.linux(reason="Windows is what is missed here")
def test_elsewhere_there_is_no_pc() -> None:
    with pytest.raises(MachineError) as caught:
        this_pc()
    assert caught.value.code == "not-windows"

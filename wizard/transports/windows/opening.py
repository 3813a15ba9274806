r"""Opening this PC: on Windows itself, and from inside a distro, where Windows is reached over interop."""

from __future__ import annotations

import platform
import string
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from typing import Final

from wizard.model.errors import MachineError
from wizard.model.probes import Exited, Values
from wizard.model.text import say, system_words
from wizard.transports import wslexe
from wizard.transports.registry.port import Registry
from wizard.transports.registry.reg_exe import ExeRegistry
from wizard.transports.registry.win_reg import registry_of_this_pc
from wizard.transports.shell.program import ask
from wizard.transports.windows.pc import Windows

_POWERSHELL: Final = ("WindowsPowerShell", "v1.0", "powershell.exe")
_SESSION: Final = r"HKCU\Volatile Environment"
_COMPUTER: Final = r"HKLM\SYSTEM\CurrentControlSet\Control\ComputerName\ActiveComputerName"
_WSLPATH: Final = "/usr/bin/wslpath"


def this_pc() -> Windows:
    """The PC the wizard runs on, for the user who runs it. Raises `MachineError` if this is no Windows."""
    if sys.platform == "win32":
        from wizard.transports.windows.folders import profile_folder

        system = Path(wslexe.find().path).parent
        return Windows(
            profile_folder(),
            registry_of_this_pc(),
            wsl_exe=_there(system / "wsl.exe"),
            powershell=_there(system.joinpath(*_POWERSHELL)),
            drives={letter: Path(f"{letter}:\\") for letter in string.ascii_lowercase},
            name=platform.node(),
        )
    raise MachineError("not-windows", say("This machine does not run Windows."))


def around_this_distro(
    mount: Callable[[], Path] | None = None, registry: Callable[[Path], Registry] | None = None
) -> Windows:
    """The PC around the distro the wizard runs in, for its user, over interop. *mount* finds the folder of drive
    C:, *registry* opens the registry of the Windows that is in a folder.

    Raises `MachineError` if it cannot be reached: no WSL, drives not mounted, or interop switched off.
    """
    drive = (mount or _drive_c)()
    system = drive / "Windows/System32"
    known = (registry or _registry)(system)
    try:
        home = _text(known.values(_SESSION), "USERPROFILE")
        name = _text(known.values(_COMPUTER), "ComputerName")
    except OSError as error:
        raise _out_of_reach(system_words(error)) from error
    path = PureWindowsPath(home)
    if not home or path.drive.lower() != "c:":
        raise _out_of_reach(home or "USERPROFILE")
    return Windows(
        drive.joinpath(*path.parts[1:]),
        known,
        wsl_exe=_there(system / "wsl.exe"),
        powershell=_there(system.joinpath(*_POWERSHELL)),
        drives=_drives(drive),
        home=home,
        name=name,
        is_here=False,
    )


def _registry(system: Path) -> Registry:
    exe = system / "reg.exe"
    if not exe.exists():
        raise _out_of_reach(str(exe))
    return ExeRegistry(str(exe))


def _drive_c() -> Path:
    answer = ask((_WSLPATH, "-u", "C:\\"), 10.0)
    path = (
        answer.out.decode("utf-8", "replace").strip()
        if isinstance(answer, Exited) and answer.code == 0
        else ""
    )
    return Path(path if path.startswith("/") else "/mnt/c")


def _drives(drive: Path) -> dict[str, Path]:
    beside = {letter: drive.parent / letter for letter in string.ascii_lowercase}
    return {"c": drive, **{letter: path for letter, path in beside.items() if path.is_dir()}}


def _there(path: Path) -> Path | None:
    return path if path.exists() else None


def _text(found: Values | None, name: str) -> str:
    value = found.values.get(name, "") if found is not None else ""
    return value if isinstance(value, str) else ""


def _out_of_reach(why: str) -> MachineError:
    return MachineError(
        "windows-unreachable",
        say("Could not reach Windows from this distro: {why}.", why=why),
        next_step=say("Start the wizard in Windows instead."),
    )

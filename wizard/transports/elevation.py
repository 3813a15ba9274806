"""How a wizard that runs on the machine itself becomes root there: decided from what the surroundings offer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from wizard.transports.shell.child import NO_CONSOLE, Launch
from wizard.transports.shell.hand import SHELL
from wizard.transports.wslexe import environment, in_distro, is_distro_name

_WSL_EXE: Final = "/mnt/c/Windows/System32/wsl.exe"
_INTEROP: Final = tuple(f"/proc/sys/fs/binfmt_misc/WSLInterop{suffix}" for suffix in ("", "-late"))
_PATIENCE_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Elevation:
    """*name* is what gives the rights (``root``: they are there, ``none``: nothing does), *launch* a shell."""

    name: str
    launch: Launch | None


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _run(*argv: str) -> str | None:
    """What a command prints, or None if it fails."""
    try:
        done = subprocess.run(
            argv,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
            check=True,
            creationflags=NO_CONSOLE,
        )
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return None
    return done.stdout.strip()


@dataclass(frozen=True, slots=True)
class Environment:
    """What is asked of the world around this process."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    is_root: bool = field(default_factory=lambda: sys.platform != "win32" and os.geteuid() == 0)
    has_terminal: bool = field(default_factory=lambda: sys.stdin is not None and sys.stdin.isatty())
    exists: Callable[[str], bool] = os.path.exists
    read: Callable[[str], str] = _read
    which: Callable[[str], str | None] = shutil.which
    run: Callable[..., str | None] = _run

    @property
    def distro(self) -> str | None:
        """The name of the WSL distro this runs in; None outside WSL."""
        in_wsl = "microsoft" in self.read("/proc/sys/kernel/osrelease").lower()
        return self.environ.get("WSL_DISTRO_NAME") if in_wsl else None


def choose(around: Environment) -> Elevation:
    """How to become root, by what is available, in this order: nothing to do (already root), ``wsl.exe -u root``,
    sudo, pkexec."""
    if around.is_root:
        return Elevation("root", Launch(SHELL))
    distro = around.distro
    if distro and is_distro_name(distro) and (wsl_exe := _wsl_exe(around)) is not None:
        argv = in_distro(wsl_exe, distro, "root", *SHELL)
        return Elevation("interop", Launch(argv, environment(around.environ)))
    sudo, pkexec = around.which("sudo"), around.which("pkexec")
    if sudo is not None and (around.has_terminal or "SUDO_ASKPASS" in around.environ or pkexec is None):
        return Elevation("sudo", _sudo(sudo, around))
    if sudo is not None and around.run(sudo, "-n", "true") is not None:
        return Elevation("sudo", Launch((sudo, "-n", "--", *SHELL)))
    if pkexec is not None:
        return Elevation("pkexec", Launch((pkexec, *SHELL)))
    return Elevation("none", None)


def _wsl_exe(around: Environment) -> str | None:
    if not any(around.exists(path) for path in _INTEROP):
        return None
    for path in (
        _WSL_EXE,
        around.which("wsl.exe"),
        around.run("wslpath", "-u", r"C:\Windows\System32\wsl.exe"),
    ):
        if path and around.exists(path):
            return path
    return None


def _sudo(sudo: str, around: Environment) -> Launch:
    if around.has_terminal:
        # How it asks is for SUDO_PROMPT to say: the face sets it, in the user's language.
        return Launch((sudo, "--", *SHELL), keeps_terminal=True)
    return Launch((sudo, "-A" if "SUDO_ASKPASS" in around.environ else "-n", "--", *SHELL))

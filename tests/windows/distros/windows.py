"""A Windows in wine that runs while a test uses it, in a system of its own whose mounts end with it.

What wine does otherwise than Windows, and these tests work around:

- it takes its own ``dism.exe`` and ``shutdown.exe`` for those in System32, unless it is told not to (`RELAYED`)
- its clock of the last start is that of Linux: no restart of Windows is seen in it (`test_first_time.restart`)
- it starts nothing of ``RunOnce`` of a user: the test starts what is written there
- there is no window manager: the keyboard is given to a window by hand (`person.Person.see`)
- memory and processors are those of this machine, whatever PC was recorded (`test_recorded_pcs.FIGURES`)
- Linux hears only the lowest byte of an exit code
- a program that is started without any other before it hands its output on to services, which never close it (`_boot`)
- symbols of Windows' own fonts are boxes in pictures
- Windows' question before the elevated task is never asked: wine says yes
- its Credential Manager keeps the key of all passwords beside them, in the registry of the user (`test_credentials`)
- no distro starts a Windows program: Git Credential Manager is there to be found, and is never asked
- it knows the registry, ``reg.exe``, ``WM_SETTINGCHANGE`` and ``runas``, which are tested as they are
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.windows.distros.way import Ran

REPO: Final = Path(__file__).parents[3]
sys.path.insert(0, str(REPO / "packaging/windows"))

from layers import ENTER, PYTHON, environment, layers  # noqa: E402
from layers import PREFIX as PREFIX  # noqa: E402
from layers import USER as USER  # noqa: E402
from run_tests import SOURCE, copied  # noqa: E402
from run_tests import screen as screen  # noqa: E402

PYTHON_EXE: Final = rf"Z:\{PYTHON}\python.exe".replace("/", "\\")
WINDOW_PYTHON_EXE: Final = PYTHON_EXE.replace("python.exe", "pythonw.exe")
USER_FOLDER: Final = rf"C:\users\{USER}"
PROGRAMS: Final = f"{PREFIX}/drive_c/Program Files/WSL Go Wizard"
SYSTEM32: Final = f"{PREFIX}/drive_c/windows/system32"
RELAYED: Final = {
    "wsl.exe": "wsl.exe",
    "powershell.exe": "WindowsPowerShell/v1.0/powershell.exe",
    "dism.exe": "dism.exe",
    "shutdown.exe": "shutdown.exe",
}
"""Programs whose work is done outside, and where they are below `SYSTEM32`. Some of them wine has itself, and would
take its own unless it is told not to."""

_LIMIT_S: Final = 300
_SHOWN: Final = 5000
_SERVER: Final = ("wineserver", "--foreground", "--persistent")
"""All of wine's programs end with it."""


def relay(folder: Path) -> Path:
    """`relay.c`, compiled."""
    made = folder / "relay.exe"
    source = Path(__file__).with_name("relay.c")
    command = ["x86_64-w64-mingw32-gcc", "-Wall", "-Werror", "-O2", "-s", "-o", str(made), str(source)]
    subprocess.run([*command, "-lws2_32", "-lshell32"], check=True)
    return made


def source(folder: Path) -> Path:
    """A copy of the source, which Windows' Python may compile in its place."""
    copied(folder / "source")
    return folder / "source"


class Windows:
    """One that nobody has used, in *folder*, on *code_page*. Its user's profile is the folder *profile* of the system
    outside, which is given what a new user has. *program* is the source, or the bundle: its folder, and whether it is
    a bundle. *port* is where the programs of `RELAYED` find who does their work; without *relay* there are none."""

    def __init__(
        self, folder: Path, profile: Path, program: Path, display: str, code_page: str = "cp1252"
    ) -> None:
        self._folder = folder
        self._profile = profile
        self._program = program
        self._variables = environment(code_page, DISPLAY=display, WSL_GO_WIZARD_LANGUAGE="en")
        self._variables["WINEDLLOVERRIDES"] += f";{','.join(RELAYED)}=native"
        self._layers = layers()

    @property
    def is_bundle(self) -> bool:
        return not (self._program / "pyproject.toml").exists()

    def __enter__(self) -> Self:
        upper = self._folder / "upper"
        shutil.copytree(self._layers[0] / PREFIX / f"drive_c/users/{USER}", self._profile, symlinks=True)
        for folder in (self._profile, *self._profile.rglob("*")):
            if not folder.is_symlink():
                folder.chmod(0o777)
        if not self.is_bundle:
            # As `pip install -e` does it: nothing in the environment says where the wizard is.
            installed = upper / PYTHON / "Lib/site-packages/wizard.pth"
            installed.parent.mkdir(parents=True)
            installed.write_text(f"{USER_FOLDER}\\{Path(SOURCE).name}\n", encoding="utf-8")
        command = [str(ENTER), ":".join(map(str, self._layers)), str(self._folder), "env", "-i"]
        variables = [f"{name}={value}" for name, value in self._variables.items()]
        self._inside = subprocess.Popen([*command, *variables, *_SERVER], stdin=subprocess.DEVNULL)
        self._wait_for_root()
        self._bind(self._profile, f"{PREFIX}/drive_c/users/{USER}")
        self._bind(self._program, PROGRAMS if self.is_bundle else SOURCE)
        self._boot()
        self.run("reg", "add", _FOLDERS, "/f", "/v", "Local AppData", "/t", "REG_EXPAND_SZ", "/d", _LOCAL)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        subprocess.run([*self._enter(), "wineserver", "--kill"], check=False)
        self._inside.wait(60)

    def relays(self, relay: Path, port: int) -> None:
        """From now on the programs of `RELAYED` are *relay*, which finds on *port* who does their work."""
        for place in RELAYED.values():
            target = self.system / SYSTEM32 / place
            target.unlink(missing_ok=True)
            shutil.copyfile(relay, target)
        (self.system / PREFIX / "drive_c/windows/relay.txt").write_text(f"{port}\n")

    @property
    def system(self) -> Path:
        """The files of this Windows and of what it runs on, as they are inside."""
        return Path(f"/proc/{self._inside.pid}/root")

    def run(
        self,
        *argv: str,
        input: bytes | None = None,
        environ: Mapping[str, str] | None = None,
        limit_s: float = _LIMIT_S,
    ) -> Ran:
        """Run a program of Windows, without input if there is no *input*. Raises `TimeoutExpired`."""
        with self.start(
            *argv, environ=environ, stdin=subprocess.PIPE if input is not None else None
        ) as process:
            try:
                out, err = process.communicate(input, timeout=limit_s)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return Ran(process.returncode, *(text.decode("utf-8", "replace") for text in (out, err)))

    def start(
        self, *argv: str, environ: Mapping[str, str] | None = None, stdin: int | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a program of Windows, whose output is piped."""
        return subprocess.Popen(
            [*self._enter(environ), "wine", *argv],
            stdin=subprocess.DEVNULL if stdin is None else stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def wizard(self, *words: str, environ: Mapping[str, str] | None = None, limit_s: float = _LIMIT_S) -> Ran:
        """Run the wizard's command line."""
        ran = self.run(*self.wizard_argv(), *words, environ=environ, limit_s=limit_s)
        print(f"> wsl-go-wizard {' '.join(words)}\n{ran.code}\n{ran.out[:_SHOWN]}\n{ran.err}")
        return ran

    def wizard_argv(self, *, window: bool = False) -> tuple[str, ...]:
        """How the wizard is started: in the terminal, or as its *window* is."""
        if self.is_bundle:
            return (rf"C:\Program Files\WSL Go Wizard\{'WSL Go Wizard' if window else 'wsl-go-wizard'}.exe",)
        return (WINDOW_PYTHON_EXE if window else PYTHON_EXE, "-m", "wizard")

    def import_registry(self, file: Path) -> None:
        """Import *file*, which is below the profile's folder."""
        inside = file.relative_to(self._profile)
        ran = self.run("reg", "import", "\\".join([USER_FOLDER, *inside.parts]))
        assert ran.code == 0, ran

    def _enter(self, environ: Mapping[str, str] | None = None) -> list[str]:
        """What a command of the system begins with."""
        variables = [f"{name}={value}" for name, value in {**self._variables, **(environ or {})}.items()]
        inside = ["nsenter", f"--target={self._inside.pid}", "--mount", "--root", "--wd"]
        return [*inside, "env", "-i", *variables]

    def _boot(self) -> None:
        """Services start with the first program, and keep what is open in it as long as they run."""
        quiet = subprocess.DEVNULL
        command = [*self._enter(), "wine", "cmd", "/c", "exit"]
        subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet, check=True, timeout=_LIMIT_S)

    def _bind(self, folder: Path, inside: str) -> None:
        target = self._folder / "system" / inside
        into = ["nsenter", f"--target={self._inside.pid}", "--mount", "--"]
        subprocess.run([*into, "mkdir", "-p", str(target)], check=True)
        subprocess.run([*into, "mount", "--bind", str(folder), str(target)], check=True)

    def _wait_for_root(self) -> None:
        for _ in range(600):
            if os.readlink(self.system) != "/":
                return
            time.sleep(0.05)
        raise TimeoutError(str(self._folder))


_FOLDERS: Final = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
_LOCAL: Final = r"%USERPROFILE%\AppData\Local"
"""Where a distro of the stand-in finds it: it sees drive C: only."""

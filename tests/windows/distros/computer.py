"""A PC with WSL: a Windows in wine, whose `wsl.exe` leads to distros that really boot, and whose PowerShell answers
what it is given to say."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.machines.pc import NOTHING
from tests.machines.pcs import GOOD
from tests.windows.distros.bridge import Bridge, Call, Work
from tests.windows.distros.way import Ran
from tests.windows.distros.windows import USER, Windows
from tests.wsl.world import FAILED, World

PACKAGE: Final = "2.6.1.0"
"""What an installation of WSL brings."""
OWN_FAILURE: Final = -1
"""How `wsl.exe` ends when it failed itself."""
VERSION: Final = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
LXSS: Final = r"Software\Microsoft\Windows\CurrentVersion\Lxss"
_EXPORT: Final = "AppData/Local/Temp/world.reg"


@dataclass(frozen=True)
class Said:
    """What a program answers: *out* and *err* as they are, *code*, and *after* how many seconds."""

    out: bytes
    err: bytes = b""
    code: int = 0
    after: float = 0.0


def told(inquiry: Mapping[str, object], after: float = 0.0) -> Said:
    """The answer to the wizard's one question."""
    return Said(json.dumps({**NOTHING, **inquiry}, ensure_ascii=False).encode() + b"\r\n", after=after)


class Pc:
    """Drives and distros are in *folder*. Its registry is kept to what the world's is. What *says* has a program's
    answer for, that program says, whatever it is asked: PowerShell at first that this is a good PC."""

    def __init__(self, folder: Path, program: Path, relay: Path, display: str, code_page: str) -> None:
        self._folder = folder
        self._relay = relay
        self._known = b""
        self.world = World(folder / "world")
        self.world.registered(VERSION, CurrentBuildNumber="26100", UBR=2314, EditionID="Professional")
        self.profile = self.world.drive / "users" / USER
        self.bridge = Bridge(
            {
                "wsl.exe": self._wsl,
                "powershell.exe": self._told,
                "dism.exe": self._dism,
                "shutdown.exe": lambda call: Work(("true",)),
            }
        )
        self.says = {"powershell.exe": told(GOOD.inquiry or {})}
        self.windows = Windows(folder / "windows", self.profile, program, display, code_page)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            opened.enter_context(self.world)
            opened.enter_context(self.bridge)
            shutil.rmtree(self.world.profile)
            self.world.profile.parent.mkdir(parents=True, exist_ok=True)
            opened.enter_context(self.windows)
            self.world.profile.symlink_to(f"../users/{USER}")
            self.windows.relays(self._relay, self.bridge.port)
            self.registered()
            self._open = opened.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def add(self, name: str) -> Path:
        """Install the distro *name* without a word, and give its files."""
        self.world.add(name)
        self.registered()
        return self.world.root(name)

    def registered(self) -> None:
        """Windows' registry knows what the world's does."""
        now = self.world.reg().read_bytes()
        if now != self._known:
            for hive in ("HKCU", "HKLM"):
                self.windows.run("reg", "delete", rf"{hive}\{LXSS}", "/f")
            (self.profile / _EXPORT).write_bytes(now)
            self.windows.import_registry(self.profile / _EXPORT)
            self._known = now

    def value(self, key: str, name: str) -> str | None:
        """A value of the registry, as Windows' own reg.exe shows its type and data."""
        ran = self.windows.run("reg", "query", key, "/v", name)
        lines = [line.split(None, 1)[1] for line in ran.out.splitlines() if line.strip().startswith(name)]
        return lines[0].strip() if lines else None

    def wizard(self, *words: str) -> Ran:
        """Run the wizard's command line."""
        return self.windows.wizard(*words)

    def said(self, name: str, command: str, *, login: bool = False, user: str | None = None) -> str:
        """What a shell of *user* (None: the default one) says in the distro *name*; not through Windows."""
        shell = ("/bin/bash", "-lc") if login else ("/bin/sh", "-c")
        who = ("-u", user) if user is not None else ()
        return self.world.run("-d", name, *who, "--cd", "/", "--exec", *shell, command).stdout.decode()

    def _wsl(self, call: Call) -> Work:
        if call.program in self.says:
            return self._told(call)
        failed = self._folder / f"failed-{id(call)}"
        names = {entry.partition("/")[0] for entry in call.environ.get("WSLENV", "").split(":")}
        handed = {
            name: value
            for name, value in call.environ.items()
            if name in names or (name.startswith("WSL") and name.isupper())
        }

        def ends_with(code: int) -> int:
            if code == 0 and call.words[:2] == ["--install", "--no-distribution"]:
                self.world.change(wsl_version=PACKAGE)
            self.registered()
            return OWN_FAILURE if code == FAILED and failed.exists() else code

        environ = {**self.world.environ, **handed, "STANDIN_FAILED": str(failed)}
        return Work((self.world.exe, *call.words), environ, self.world.drive, ends_with)

    def _told(self, call: Call) -> Work:
        said = self.says[call.program]
        out, err = (self._folder / f"{call.program}.{stream}" for stream in ("out", "err"))
        out.write_bytes(said.out)
        err.write_bytes(said.err)
        script = f"sleep {said.after}; cat '{out}'; cat '{err}' >&2"
        return Work(("sh", "-c", script), {"PATH": os.environ["PATH"]}, ends_with=lambda code: said.code)

    def _dism(self, call: Call) -> Work:
        """Features that are turned on are there after the next restart of Windows (exit code 3010)."""
        (name,) = [word.partition(":")[2] for word in call.words if word.startswith("/FeatureName:")]
        self.world.change(after_reboot=[name])
        return Work(("true",), ends_with=lambda code: 3010)

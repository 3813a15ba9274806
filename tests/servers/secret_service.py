"""A real keyring of a desktop: gnome-keyring behind a session bus of its own, with all that it keeps in one folder."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final

_PASSWORD: Final = b"the password of the keyring"


@dataclass
class SecretService:
    """*environment* leads programs to it. *wrap* is put before every program, such as one that enters a namespace."""

    folder: Path
    wrap: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    _bus: subprocess.Popen[bytes] | None = None
    _daemon: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> SecretService:
        runtime = self.folder / "runtime"
        runtime.mkdir(mode=0o700, parents=True)
        plain = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        begin = {**plain, "HOME": str(self.folder), "XDG_RUNTIME_DIR": str(runtime)}
        self._bus = subprocess.Popen(
            [*self.wrap, "dbus-daemon", "--session", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=begin,
        )
        assert self._bus.stdout is not None
        address = self._bus.stdout.readline().decode().strip()
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": address, "XDG_RUNTIME_DIR": str(runtime)}
        self._daemon = subprocess.Popen(
            [*self.wrap, "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**begin, **self.environment},
        )
        assert self._daemon.stdin is not None
        self._daemon.stdin.write(_PASSWORD)
        self._daemon.stdin.close()
        until = time.monotonic() + 20
        while not self._is_up(address):
            assert time.monotonic() < until, "the keyring does not start"
            time.sleep(0.05)
        return self

    def _is_up(self, address: str) -> bool:
        asked = ("org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets")
        told = subprocess.run(
            ["dbus-send", f"--bus={address}", "--print-reply", "--dest=org.freedesktop.DBus", "/", *asked],
            capture_output=True,
            text=True,
            check=True,
        )
        return "true" in told.stdout

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in (self._daemon, self._bus):
            if each is not None:
                each.terminate()
                each.wait(10)
                if each.stdout is not None:
                    each.stdout.close()

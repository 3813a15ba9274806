"""This machine, with a home and a journal of its own: for what only the transport *here* can show."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final

from tests.servers.secret_service import SecretService

_PLACE: Final = "/var/lib"
"""One filesystem for both, so that originals can be linked into the journal."""
_ENTER: Final = f"""set -e
mount -t tmpfs -o mode=755 private {_PLACE}
mkdir -p {_PLACE}/home
sed 's#^root:\\(.*\\):/root:#root:\\1:{_PLACE}/home:#' /etc/passwd >{_PLACE}/passwd
mount --bind {_PLACE}/passwd /etc/passwd
echo ready
exec sleep infinity
"""


@dataclass
class OwnHome:
    """Root's home is empty, and so is the journal; there is a keyring. *seen* is all that was in the arguments and the
    environment of any process that ran in there."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    seen: set[bytes] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    _holder: subprocess.Popen[str] | None = None
    _keyring: SecretService | None = None
    _ends: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> OwnHome:
        self._holder = subprocess.Popen(
            ["unshare", "--mount", "--propagation", "private", "sh", "-c", _ENTER],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._holder.stdout is not None
        assert self._holder.stdout.readline() == "ready\n"
        self._keyring = SecretService(self.folder / "keyring", self._into).__enter__()
        self.environment = {
            "HOME": f"{_PLACE}/home",
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "WSL_GO_WIZARD_LANGUAGE": "en",
            **self._keyring.environment,
        }
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ends.set()
        if self._keyring is not None:
            self._keyring.__exit__(kind, error, trace)
        if self._holder is not None and self._holder.stdout is not None:
            self._holder.kill()
            self._holder.wait(10)
            self._holder.stdout.close()

    @property
    def _into(self) -> tuple[str, ...]:
        assert self._holder is not None
        return ("nsenter", "-t", str(self._holder.pid), "--mount", "--")

    @property
    def root(self) -> Path:
        """What is seen in there as ``/``."""
        assert self._holder is not None
        return Path(f"/proc/{self._holder.pid}/root")

    @property
    def home(self) -> Path:
        return self.root / _PLACE[1:] / "home"

    @property
    def journal(self) -> Path:
        return self.root / _PLACE[1:] / "wsl-go-wizard"

    def run(
        self, *words: str, given: str = "", more: Mapping[str, str] | None = None, cwd: str = "/"
    ) -> subprocess.CompletedProcess[str]:
        """A program in there. *given* is its input."""
        ran = subprocess.run(
            [*self._into, "env", "-C", cwd, *words],
            input=given,
            capture_output=True,
            text=True,
            env={**self.environment, **(more or {})},
            timeout=120,
        )
        self.said += [ran.stdout, ran.stderr]
        return ran

    def wizard(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """The wizard's command line in there."""
        return self.run(sys.executable, "-P", "-m", "wizard", *words, given=given)

    def write(self, name: str, text: str, mode: int = 0o600) -> Path:
        """A file of the home."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(mode)
        return path

    def files(self) -> Iterator[Path]:
        """All that lies in the home and in the journal."""
        for place in (self.home, self.journal):
            yield from (path for path in place.rglob("*") if path.is_file() and not path.is_symlink())

    def _watch(self) -> None:
        """Look again and again at every process that did not run before."""
        old = set(_processes())
        while not self._ends.wait(0.002):
            for pid in _processes():
                if pid in old:
                    continue
                for name in ("cmdline", "environ"):
                    try:
                        self.seen.add(Path(f"/proc/{pid}/{name}").read_bytes())
                    except OSError:
                        continue


def _processes() -> list[str]:
    return [name for name in os.listdir("/proc") if name.isdigit()]


def go_tree(folder: Path, home: OwnHome) -> None:
    """Put a real Go where a login shell finds it."""
    shutil.copytree(folder, home.home / "go-tree", symlinks=True)
    home.write(".profile", 'export PATH="$HOME/go-tree/bin:$PATH"\n', 0o644)

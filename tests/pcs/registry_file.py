"""A registry in an exported ``.reg`` file, in place of a PC's. What is written is added at the end, where it counts."""

from __future__ import annotations

import threading
from pathlib import Path

from wizard.codecs.windows import reg_file
from wizard.codecs.windows.registry_value import found_in
from wizard.model.errors import InputError
from wizard.model.probes import Missing, Values
from wizard.model.state import Absent, Other, Registered
from wizard.model.text import reason_of, say, system_words
from wizard.transports.registry.port import not_written


class FileRegistry:
    """The registry exported to *path*. It is read anew whenever the file changed. All methods raise `InputError`
    if the file cannot be used. *announced* counts how often programs were told."""

    def __init__(self, path: Path) -> None:
        self.announced = 0
        self.can_announce = True
        self._path = path
        self._lock = threading.Lock()
        self._read: tuple[tuple[int, int], reg_file.RegFileText] | None = None

    def values(self, key: str, deep: bool = False) -> Values | None:
        """See `wizard.transports.registry.port.Registry.values`."""
        return self._export().values(key, deep)

    def state(self, key: str, name: str) -> Absent | Registered | Other:
        """See `wizard.transports.registry.port.Registry.state`."""
        return found_in(self.values(key) or Missing(), name)

    def write(self, key: str, name: str, state: Registered) -> None:
        """See `wizard.transports.registry.port.Registry.write`."""
        self._append(key, name, state)

    def delete(self, key: str, name: str) -> None:
        """See `wizard.transports.registry.port.Registry.delete`."""
        if self.values(key) is not None:
            self._append(key, name, None)

    def announce(self) -> bool:
        """See `wizard.transports.registry.port.Registry.announce`."""
        self.announced += 1
        return self.can_announce

    def _append(self, key: str, name: str, state: Registered | None) -> None:
        self._export()
        text = reg_file.line_for(key, name, state)
        try:
            with self._path.open("rb+") as file:
                encoding = "utf-16-le" if file.read(2) == b"\xff\xfe" else "utf-8"
                file.seek(0, 2)
                file.write(text.encode(encoding))
        except OSError as error:
            raise not_written(key, system_words(error)) from error
        self._read = None

    def _export(self) -> reg_file.RegFileText:
        try:
            with self._lock:
                status = self._path.stat()
                stamp = (status.st_mtime_ns, status.st_size)
                if self._read is None or self._read[0] != stamp:
                    self._read = stamp, reg_file.parse(self._path.read_bytes(), str(self._path))
                return self._read[1]
        except OSError as error:
            raise InputError(
                "registry-file-unusable",
                say(
                    "The registry file {name} cannot be used: {why}.",
                    name=str(self._path),
                    why=reason_of(error),
                ),
            ) from error

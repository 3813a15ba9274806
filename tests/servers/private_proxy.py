"""A company's module proxy: a folder of modules over TLS, for who logs in with basic authentication alone."""

from __future__ import annotations

import base64
import ssl
import zipfile
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.servers.serving import QuietServer, Serving


@dataclass
class PrivateProxy(Serving):
    """Serves *folder* for *user* ("name:password"). *refused* counts those who came without."""

    folder: Path
    tls: ssl.SSLContext
    user: str
    refused: int = 0
    served: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.http = QuietServer(_Handler, self, self.tls)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.http.port}"


def make_module(folder: Path, path: str, version: str) -> None:
    """An empty module in a proxy's *folder*."""
    place = folder / path / "@v"
    place.mkdir(parents=True)
    (place / "list").write_text(f"{version}\n")
    (place / f"{version}.info").write_text(f'{{"Version": "{version}"}}')
    (place / f"{version}.mod").write_text(f"module {path}\n")
    with zipfile.ZipFile(place / f"{version}.zip", "w") as archive:
        archive.writestr(f"{path}@{version}/go.mod", f"module {path}\n")


class _Handler(BaseHTTPRequestHandler):
    owner: PrivateProxy

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        expected = f"Basic {base64.b64encode(self.owner.user.encode()).decode()}"
        if self.headers.get("Authorization") != expected:
            self.owner.refused += 1
            self._say(401, b"")
            return
        file = self.owner.folder / self.path.lstrip("/")
        if not file.is_file():
            self._say(404, b"")
            return
        self.owner.served.append(self.path)
        self._say(200, file.read_bytes())

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="modules"')
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *words: Any) -> None:
        """Quiet."""

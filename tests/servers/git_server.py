"""A company's git server: repositories over TLS, for who logs in with basic authentication alone."""

from __future__ import annotations

import base64
import os
import ssl
import subprocess
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.servers.serving import QuietServer, Serving


@dataclass
class GitServer(Serving):
    """Serves the bare repositories of *folder* at *address*, port 443, for *user* ("name:password"). *refused* counts
    those who came without, *fetched* those who got something."""

    folder: Path
    tls: ssl.SSLContext
    user: str
    address: str
    refused: int = 0
    fetched: int = 0

    def __post_init__(self) -> None:
        self.http = QuietServer(_Handler, self, self.tls, (self.address, 443))


def make_repository(folder: Path, name: str, path: str, tag: str) -> None:
    """A bare repository with the module *path*, tagged."""
    work = folder / f"{name}.work"
    work.mkdir(parents=True)
    (work / "go.mod").write_text(f"module {path}\n\ngo 1.21\n")
    (work / "m.go").write_text("package m\n")
    who = ("-c", "user.name=t", "-c", "user.email=t@example.com")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "m"), ("tag", tag)):
        subprocess.run(["git", *who, "-C", str(work), *words], check=True)
    subprocess.run(["git", "clone", "-q", "--bare", str(work), str(folder / name)], check=True)


class _Handler(BaseHTTPRequestHandler):
    owner: GitServer

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _answer(self, body: bytes) -> None:
        expected = f"Basic {base64.b64encode(self.owner.user.encode()).decode()}"
        if self.headers.get("Authorization") != expected:
            self.owner.refused += 1
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="git"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        head, _, content = self._backend(body).partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.owner.fetched += 1
        self.send_response(int(headers.pop("Status", "200 OK").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _backend(self, body: bytes) -> bytes:
        """What git itself answers, by CGI."""
        path, _, query = self.path.partition("?")
        cgi = {
            "GIT_PROJECT_ROOT": str(self.owner.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "me",
            "PATH": os.environ["PATH"],
        }
        ran = subprocess.run(
            ["git", "-c", "safe.directory=*", "http-backend"],
            input=body, env=cgi, capture_output=True, check=True,
        )  # fmt: skip
        return ran.stdout

    def log_message(self, *words: Any) -> None:
        """Quiet."""

"""A proxy of modules on a loopback address, with a knob per failure: what it has lies in zips made here."""

from __future__ import annotations

import io
import ssl
import struct
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from socket import SO_LINGER, SOL_SOCKET
from typing import Any

from tests.servers.serving import QuietServer, Serving

MODULE = "example.com/canary"
VERSION = "v1.0.0"
NAME = f"{MODULE}@{VERSION}"
FILES = {"go.mod": b"module example.com/canary\n\ngo 1.21\n", "canary.go": b"package canary\n"}
CHANGED = {**FILES, "canary.go": b'package canary\n\nfunc init() { println("changed") }\n'}
TREE_HEAD = b"go.sum database tree\n1\nAAAA\n"
PAGE = b"<!DOCTYPE html><html><head><title>Log in</title></head></html>\n"


def zipped(
    files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED, *, module: str = NAME
) -> bytes:
    """The zip of *module* with *files*, as proxies have it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(f"{module}/{name}", content)
    return data.getvalue()


@dataclass(frozen=True)
class Knobs:
    """What the proxy does wrong."""

    status: int = 200
    is_page: bool = False
    is_reset: bool = False
    wait_s: float = 0.0
    files: Mapping[str, bytes] = field(default_factory=lambda: FILES)
    has_module: bool = True
    passes_sums: bool = True
    user: str | None = None


@dataclass
class ModuleProxy(Serving):
    """It serves at *host* and *port* (0: any), with TLS if it gets a context."""

    knobs: Knobs = Knobs()
    tls: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    port: int = 0
    module: str = MODULE
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.http = QuietServer(_Handler, self, self.tls, (self.host, self.port))

    @property
    def address(self) -> str:
        """Host and port."""
        return f"{self.host}:{self.http.port}"

    @property
    def url(self) -> str:
        """As in GOPROXY."""
        return f"http{'s' if self.tls is not None else ''}://{self.address}"


class _Handler(BaseHTTPRequestHandler):
    owner: ModuleProxy

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self._send(200, b"", "text/plain")

    def do_GET(self) -> None:
        knobs = self.owner.knobs
        self.owner.asked.append(self.path)
        time.sleep(knobs.wait_s)
        if knobs.is_reset:
            self.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
        elif knobs.is_page:
            self._send(200, PAGE, "text/html; charset=utf-8")
        elif knobs.user is not None and self.headers.get("Authorization") is None:
            self._send(401, b"", "text/plain")
        elif knobs.status != 200:
            self._send(knobs.status, b"", "text/plain")
        else:
            content = self._content(knobs)
            self._send(404 if content is None else 200, content or b"", "application/octet-stream")

    def _content(self, knobs: Knobs) -> bytes | None:
        if self.path in ("/latest", "/sumdb/sum.golang.org/supported"):
            return TREE_HEAD if knobs.passes_sums else None
        name = self.path.removeprefix(f"/{self.owner.module}/@v/")
        if not knobs.has_module or name == self.path:
            return None
        info = b'{"Version":"v1.0.0","Time":"2020-01-01T00:00:00Z"}'
        known = {
            "list": b"v1.0.0\n",
            "v1.0.0.info": info,
            "v1.0.0.mod": knobs.files["go.mod"].replace(MODULE.encode(), self.owner.module.encode()),
            "v1.0.0.zip": zipped(knobs.files),
        }
        return known.get(name)

    def _send(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

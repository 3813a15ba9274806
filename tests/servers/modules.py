"""A proxy of modules on a loopback address, with a knob per failure: what it has lies in zips made here."""

from __future__ import annotations

import io
import ssl
import struct
import threading
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SO_LINGER, SOL_SOCKET
from types import TracebackType
from typing import Any

MODULE = "example.com/canary"
VERSION = "v1.0.0"
NAME = f"{MODULE}@{VERSION}"
FILES = {"go.mod": b"module example.com/canary\n\ngo 1.21\n", "canary.go": b"package canary\n"}
CHANGED = {**FILES, "canary.go": b'package canary\n\nfunc init() { println("changed") }\n'}
TREE_HEAD = b"go.sum database tree\n1\nAAAA\n"
PAGE = b"<!DOCTYPE html><html><head><title>Log in</title></head></html>\n"


def zipped(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The zip of the module with *files*, as proxies have it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(f"{NAME}/{name}", content)
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
class ModuleProxy:
    """It serves at *host* and *port* (0: any), with TLS if it gets a context."""

    knobs: Knobs = Knobs()
    tls: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    port: int = 0
    module: str = MODULE
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        owner = self

        class Handler(_Handler):
            proxy = owner

        self._http = _Quiet((self.host, self.port), Handler)
        if self.tls is not None:
            self._http.socket = self.tls.wrap_socket(
                self._http.socket, server_side=True, do_handshake_on_connect=False
            )

    @property
    def address(self) -> str:
        """Host and port."""
        return f"{self.host}:{self._http.server_address[1]}"

    @property
    def url(self) -> str:
        """As in GOPROXY."""
        return f"http{'s' if self.tls is not None else ''}://{self.address}"

    def __enter__(self) -> ModuleProxy:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no news."""


class _Handler(BaseHTTPRequestHandler):
    proxy: ModuleProxy

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self._send(200, b"", "text/plain")

    def do_GET(self) -> None:
        knobs = self.proxy.knobs
        self.proxy.asked.append(self.path)
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
        name = self.path.removeprefix(f"/{self.proxy.module}/@v/")
        if not knobs.has_module or name == self.path:
            return None
        info = b'{"Version":"v1.0.0","Time":"2020-01-01T00:00:00Z"}'
        known = {
            "list": b"v1.0.0\n",
            "v1.0.0.info": info,
            "v1.0.0.mod": knobs.files["go.mod"].replace(MODULE.encode(), self.proxy.module.encode()),
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

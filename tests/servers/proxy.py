"""A company's proxy on a loopback address: the only one who knows where the outside *hosts* are."""

from __future__ import annotations

import base64
import contextlib
import socket
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Proxy:
    """Passes CONNECT and plain requests for *hosts* (name to loopback port) on; asks for *user*
    ("name:password") if one is set; other hosts are refused with *refusal*."""

    hosts: dict[str, int]
    user: str | None = None
    refusal: int = 403
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        owner = self

        class Handler(_Handler):
            proxy = owner

        self._http = _Quiet(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        """Host and port, as in ``HTTPS_PROXY=http://ADDRESS``."""
        return f"127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> Proxy:
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
    proxy: Proxy

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_CONNECT(self) -> None:
        host = self.path.rpartition(":")[0]
        inside = self._admitted(host)
        if inside is not None:
            self.send_response(200, "Connection established")
            self.end_headers()
            self._pass_on(inside)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        inside = self._admitted(parts.hostname or "")
        if inside is not None:
            query = f"?{parts.query}" if parts.query else ""
            inside.sendall(
                f"GET {parts.path}{query} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
                f"Via: 1.1 test\r\nConnection: close\r\n\r\n".encode()
            )
            self._pass_on(inside)

    def _admitted(self, host: str) -> socket.socket | None:
        self.proxy.asked.append(host)
        wanted = self.proxy.user and "Basic " + base64.b64encode(self.proxy.user.encode()).decode()
        status = 0
        if wanted and self.headers.get("Proxy-Authorization") != wanted:
            status = 407
        elif host not in self.proxy.hosts:
            status = self.proxy.refusal
        if status:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return socket.create_connection(("127.0.0.1", self.proxy.hosts[host]), timeout=30)

    def _pass_on(self, inside: socket.socket) -> None:
        self.close_connection = True
        with inside:
            back = threading.Thread(target=_pump, args=(self.connection, inside), daemon=True)
            back.start()
            _pump(inside, self.connection)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)

"""A company's proxy on a loopback address: the only one who knows where the outside *hosts* are."""

from __future__ import annotations

import base64
import socket
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import urlsplit

from tests.servers.serving import QuietServer, Serving, pump


@dataclass
class Proxy(Serving):
    """Passes CONNECT and plain requests for *hosts* (name to loopback port) on; asks for *user*
    ("name:password") if one is set; other hosts are refused with *refusal*."""

    hosts: dict[str, int]
    user: str | None = None
    refusal: int = 403
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.http = QuietServer(_Handler, self)

    @property
    def address(self) -> str:
        """Host and port, as in ``HTTPS_PROXY=http://ADDRESS``."""
        return f"127.0.0.1:{self.http.port}"


class _Handler(BaseHTTPRequestHandler):
    owner: Proxy

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
        self.owner.asked.append(host)
        wanted = self.owner.user and "Basic " + base64.b64encode(self.owner.user.encode()).decode()
        status = 0
        if wanted and self.headers.get("Proxy-Authorization") != wanted:
            status = 407
        elif host not in self.owner.hosts:
            status = self.owner.refusal
        if status:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return socket.create_connection(("127.0.0.1", self.owner.hosts[host]), timeout=30)

    def _pass_on(self, inside: socket.socket) -> None:
        self.close_connection = True
        with inside:
            back = threading.Thread(target=pump, args=(self.connection, inside), daemon=True)
            back.start()
            pump(inside, self.connection)

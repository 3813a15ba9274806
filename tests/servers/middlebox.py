"""An old firewall on a loopback address: it resets connections whose first message is longer than one packet."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading

from tests.servers.serving import pump

PACKET = 1460


class Middlebox:
    """Passes connections on to *port*."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]

    def __enter__(self) -> Middlebox:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._server.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._server.accept()
                threading.Thread(target=self._pass, args=(client,), daemon=True).start()

    def _pass(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            first = client.recv(65536)
            if len(first) > PACKET:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            with socket.create_connection(("127.0.0.1", self._port)) as server:
                server.sendall(first)
                threading.Thread(target=pump, args=(server, client), daemon=True).start()
                pump(client, server)

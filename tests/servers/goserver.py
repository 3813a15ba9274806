"""A stand-in for go.dev/dl on a loopback address: the official list, the archives, and a knob per failure.

with GoServer(folder_of_archives) as go:
    go.url                            # http://127.0.0.1:PORT/dl/
    go.knobs = Knobs(drop=5000)       # from now on
    go.requests                       # what was asked: path, Range, Authorization
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import ssl
import struct
import tarfile
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socket import SO_LINGER, SOL_SOCKET
from types import TracebackType
from typing import Any

from tests.servers.serving import QuietServer, Serving

_NAME = re.compile(r"(go(\d+)\.(\d+)(?:\.(\d+))?(?:(beta|rc)(\d+))?)\.([a-z0-9]+)-([a-z0-9]+)\.(tar\.gz|zip)")
_SHIFTS = {"shifted": -1, "late": 1, "silent": 1}
_STAGES = {"beta": 0, "rc": 1, None: 2}


@dataclass(frozen=True)
class Knobs:
    """What the server does wrong. A number of bytes counts from the first byte of an answer's body."""

    status: int | None = None  # answer everything with this status
    page: bool = False  # an HTML page instead of everything, as hotel networks do
    redirect: str | None = None  # archives are at this base address (relative or absolute) instead
    truncate: int | None = None  # end the answer politely after so many bytes
    drop: int | None = None  # reset the connection after so many bytes
    stall: int | None = None  # say nothing more after so many bytes; `GoServer.stalled` is set then
    drip: int | None = None  # after so many bytes, send the rest in pieces, one in 20 ms
    piece: int = 1  # so many bytes large
    wrong: bool = False  # archives have other bytes, of the right number
    extra: bytes = b""  # archives have these bytes at the end, and no length is told
    ranges: str = "yes"
    """What becomes of Range: "yes", "ignored", "refused" (416), "failed" (500), "shifted" (a byte early), "late" (a
    byte late), "silent" (late, and it does not say where it begins), "empty" (nothing), "other" (of another size),
    "reset" (the connection) or "mute" (no answer)."""
    user: str | None = None  # "name:password" that must come as basic authentication


@dataclass(frozen=True)
class Request:
    path: str
    range: str | None
    authorization: str | None


@dataclass
class GoServer(Serving):
    """Serves ``/dl/?mode=json[&include=all]`` and ``/dl/<filename>`` of *folder*; by TLS with *tls*."""

    folder: Path
    tls: ssl.SSLContext | None = None
    knobs: Knobs = Knobs()
    requests: list[Request] = field(default_factory=list)
    stalled: threading.Event = field(default_factory=threading.Event)
    closed: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.http = QuietServer(_Handler, self, self.tls)

    @property
    def port(self) -> int:
        return self.http.port

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}/dl/"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closed.set()
        super().__exit__(kind, error, trace)


def listing(folder: Path, *, include_all: bool = True) -> list[dict[str, Any]]:
    """The official list for the archives in *folder*, newest first; else only the newest of two series."""
    releases: dict[str, dict[str, Any]] = {}
    keys: dict[str, tuple[int, ...]] = {}
    for path in sorted(folder.iterdir()):
        match = _NAME.fullmatch(path.name)
        if match is None:
            continue
        version, major, minor, patch, stage, number, system, arch, _ = match.groups()
        keys[version] = (int(major), int(minor), int(patch or 0), _STAGES[stage], int(number or 0))
        release = releases.setdefault(version, {"version": version, "stable": stage is None, "files": []})
        content = path.read_bytes()
        release["files"].append(
            {
                "filename": path.name,
                "os": system,
                "arch": arch,
                "version": version,
                "sha256": hashlib.sha256(content).hexdigest(),
                "size": len(content),
                "kind": "archive",
            }
        )
    newest = sorted(keys, key=lambda version: keys[version], reverse=True)
    if not include_all:
        best = {keys[version][:2]: version for version in reversed(newest) if releases[version]["stable"]}
        newest = [version for version in newest if version in list(best.values())[-2:]]
    return [releases[version] for version in newest]


def make_archive(
    folder: Path, version: str, files: dict[str, bytes] | None = None, *, system: str = "linux-amd64"
) -> Path:
    """``go<version>.<system>.tar.gz`` in *folder*, as cmd/distpack makes it: folders before their files, one
    time and owner for all, ustar. *files* (name below ``go/`` to content) come besides VERSION and bin/go."""
    contents = {
        "VERSION": f"go{version}\ntime 2026-10-19T22:20:36Z\n".encode(),
        "bin/go": f'#!/bin/sh\necho "go version go{version} {system.replace("-", "/")}"\n'.encode(),
        "go.env": b"GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n",
        **(files or {}),
    }
    path = folder / f"go{version}.{system}.tar.gz"
    with tarfile.open(path, "w:gz", format=tarfile.USTAR_FORMAT) as tar:
        made: set[str] = set()
        for name in sorted(contents):
            parents = ["go", *name.split("/")[:-1]]
            for depth in range(1, len(parents) + 1):
                parent = "/".join(parents[:depth])
                if parent not in made:
                    made.add(parent)
                    tar.addfile(_entry(parent, tarfile.DIRTYPE, 0o755))
            entry = _entry(f"go/{name}", tarfile.REGTYPE, 0o755 if name.startswith("bin/") else 0o644)
            entry.size = len(contents[name])
            tar.addfile(entry, io.BytesIO(contents[name]))
    return path


def _entry(name: str, kind: bytes, mode: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.mode, entry.mtime = kind, mode, 1_792_448_436
    return entry


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    owner: GoServer

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        knobs = self.owner.knobs
        path, _, query = self.path.partition("?")
        asked = Request(self.path, self.headers.get("Range"), self.headers.get("Authorization"))
        self.owner.requests.append(asked)
        if knobs.status is not None:
            return self._answer(knobs.status, b"no\n")
        if knobs.user is not None and not _is_authorized(asked.authorization, knobs.user):
            return self._answer(401, b"who?\n")
        if knobs.page:
            return self._answer(200, b"<!DOCTYPE html><title>Welcome to the hotel</title>\n", "text/html")
        if path.rstrip("/") == "/dl" and "mode=json" in query:
            include_all = "include=all" in query
            listed = json.dumps(listing(self.owner.folder, include_all=include_all), indent=1)
            return self._answer(200, listed.encode(), "application/json")
        return self._file(path.rpartition("/")[2])

    def _file(self, name: str) -> None:
        knobs = self.owner.knobs
        if knobs.redirect is not None:
            self.send_response(302)
            self.send_header("Location", knobs.redirect.rstrip("/") + "/" + name)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        path = self.owner.folder / name
        if not path.is_file():
            return self._answer(404, b"404 page not found\n")
        content = path.read_bytes()
        if knobs.wrong:
            content = bytes(byte ^ 0xFF for byte in content)
        return self._answer(200, content, "application/gzip", is_file=True)

    def _answer(self, status: int, body: bytes, kind: str = "text/plain", is_file: bool = False) -> None:
        knobs = self.owner.knobs
        begun = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range") or "")
        headers = {"Content-Type": kind}
        if is_file and begun is not None and knobs.ranges in ("reset", "mute"):
            self._hang_up(waits=knobs.ranges == "mute")
            return
        if is_file and begun is not None and knobs.ranges == "refused":
            status, body = 416, b""
        elif is_file and begun is not None and knobs.ranges == "failed":
            status, body = 500, b""
        elif is_file and begun is not None and knobs.ranges != "ignored":
            status, begin = 206, int(begun[1]) + _SHIFTS.get(knobs.ranges, 0)
            size = len(body) + (knobs.ranges == "other")
            if knobs.ranges not in ("silent", "empty"):
                headers["Content-Range"] = f"bytes {begin}-{size - 1}/{size}"
            body = b"" if knobs.ranges == "empty" else body[begin:]
        if is_file and knobs.extra:
            body += knobs.extra
            headers["Connection"] = "close"
        else:
            headers["Content-Length"] = str(len(body))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self._send(body)

    def _hang_up(self, *, waits: bool) -> None:
        if waits:
            self.owner.closed.wait(30)
        self.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def _send(self, body: bytes) -> None:
        knobs = self.owner.knobs
        cuts = [n for n in (knobs.truncate, knobs.drop, knobs.stall, knobs.drip) if n is not None]
        cut = min(cuts, default=len(body))
        self.wfile.write(body[:cut])
        self.wfile.flush()
        if knobs.drop is not None:
            self._hang_up(waits=False)
        if knobs.stall is not None:
            self.owner.stalled.set()
            self.owner.closed.wait(30)
        if knobs.drip is not None:
            for begin in range(cut, len(body), knobs.piece):
                if self.owner.closed.wait(0.02):
                    break
                self.wfile.write(body[begin : begin + knobs.piece])
        self.close_connection = bool(cuts) or bool(knobs.extra)


def _is_authorized(authorization: str | None, user: str) -> bool:
    import base64

    return authorization == "Basic " + base64.b64encode(user.encode()).decode()

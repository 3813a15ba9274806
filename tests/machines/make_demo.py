"""Makes ``resources/demo/dl``: a folder like https://go.dev/dl/, with one small archive in it.

The archive has the form of an official one; its ``go`` is a small program that says what it is. All other
entries of the list name archives that are nowhere: their digests are those of their names.

Run from the checkout: ``python -m tests.machines.make_demo``.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from pathlib import Path
from struct import pack

VERSION = "1.27.3"
FILENAME = f"go{VERSION}.linux-amd64.tar.gz"
VERSIONS = (
    *("1.27.3", "1.27.2", "1.27.1", "1.27.0", "1.27rc2", "1.27rc1"),
    *("1.26.6", "1.26.5", "1.26.4", "1.26.3", "1.26.2", "1.26.1", "1.26.0", "1.26rc1"),
    *("1.25.5", "1.25.4", "1.25.3", "1.25.2", "1.25.1", "1.25.0"),
    *("1.24.11", "1.24.10", "1.23.12", "1.22.12", "1.21.13", "1.20.14", "1.19.13", "1.18.10"),
)
_KINDS = (
    ("src.tar.gz", "", "", "source"),
    ("darwin-arm64.tar.gz", "darwin", "arm64", "archive"),
    ("linux-amd64.tar.gz", "linux", "amd64", "archive"),
    ("linux-arm64.tar.gz", "linux", "arm64", "archive"),
    ("windows-amd64.zip", "windows", "amd64", "archive"),
)
_TIME = 1_793_000_000
_SAYS = f"go version go{VERSION} linux/amd64 (a stand-in: WSL Go Wizard's demo)\n".encode()
_ELSE = f"This is the demo's stand-in for Go {VERSION}. It builds nothing.\n".encode()


def _go() -> bytes:
    """The demo's stand-in for the go command: a program for Linux on amd64 that knows one word, ``version``."""
    start, base = 64 + 56, 0x400000  # after the header of the file and that of its one segment

    def say(fd: int, at: int, size: int, code: int) -> bytes:
        write = b"\xb8" + pack("<I", 1) + b"\xbf" + pack("<I", fd) + b"\x48\xbe" + pack("<Q", at)
        leave = b"\xb8" + pack("<I", 60) + b"\xbf" + pack("<I", code)
        return write + b"\xba" + pack("<I", size) + b"\x0f\x05" + leave + b"\x0f\x05"

    size = len(say(0, 0, 0, 0))
    words = base + start + 25 + 2 * size
    code = b"\x48\x8b\x44\x24\x10\x48\x85\xc0\x74" + pack("<B", 15 + size)  # the first argument; none: _ELSE
    code += b"\x48\xb9version\0\x48\x39\x08\x75" + pack("<B", size)  # another one: _ELSE
    code += say(1, words, len(_SAYS), 0) + say(2, words + len(_SAYS), len(_ELSE), 2) + _SAYS + _ELSE
    whole = start + len(code)
    head = (
        b"\x7fELF\x02\x01\x01"
        + bytes(9)
        + pack("<HHIQQQIHHHHHH", 2, 0x3E, 1, base + start, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    )
    return head + pack("<IIQQQQQQ", 1, 5, 0, base, base, whole, whole, 0x1000) + code


_FILES = {
    "VERSION": (f"go{VERSION}\ntime 2026-10-26T00:00:00Z\n", 0o644),
    "README.md": ("# Not Go\n\nA stand-in for the Go tool chain, for the demo of WSL Go Wizard.\n", 0o644),
    "go.env": ("GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n", 0o644),
    "bin/go": (_go().decode("latin-1"), 0o755),
    "bin/gofmt": ('#!/bin/sh\nexec cat -- "$@"\n', 0o755),
    "src/runtime/internal/stand-in": ("", 0o644),
}


def archive() -> bytes:
    """The archive; the same bytes whenever it is made."""
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w", format=tarfile.USTAR_FORMAT) as file:
        for name, (words, mode) in _FILES.items():
            entry = tarfile.TarInfo(f"go/{name}")
            data = words.encode("latin-1")
            entry.size, entry.mode, entry.mtime = len(data), mode, _TIME
            entry.uname = entry.gname = "root"
            file.addfile(entry, io.BytesIO(data))
    zipped = io.BytesIO()
    with gzip.GzipFile(fileobj=zipped, mode="wb", mtime=0, filename="") as file:
        file.write(tar.getvalue())
    return zipped.getvalue()


def index(data: bytes) -> bytes:
    """The list, as ``?mode=json&include=all`` answers it, with *data* as its one archive that is there."""
    entries = []
    for version in VERSIONS:
        files = [_file(version, *kind) for kind in _KINDS]
        entries.append({"version": f"go{version}", "stable": "rc" not in version, "files": files})
    own = next(file for file in entries[0]["files"] if file["filename"] == FILENAME)  # type: ignore[attr-defined]
    own |= {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    return json.dumps(entries, indent=1).encode() + b"\n"


def _file(version: str, tail: str, os: str, arch: str, kind: str) -> dict[str, object]:
    name = f"go{version}.{tail}"
    digest = hashlib.sha256(name.encode()).hexdigest()
    size = 26_000_000 + int(digest[:5], 16) if kind == "source" else 58_000_000 + int(digest[:6], 16)
    return {
        "filename": name,
        "os": os,
        "arch": arch,
        "version": f"go{version}",
        "sha256": digest,
        "size": size,
        "kind": kind,
    }


def write(folder: Path) -> None:
    """Write list and archive into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    data = archive()
    (folder / FILENAME).write_bytes(data)
    (folder / "index.json").write_bytes(index(data))


if __name__ == "__main__":
    write(Path(__file__).parents[2] / "resources" / "demo" / "dl")

"""Tar archives made block by block, with every lie a header can tell."""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
from pathlib import Path

POSIX = b"ustar\x0000"
GNU = b"ustar  \0"
END = bytes(1024)


def header(
    name: str | bytes,
    *,
    kind: bytes = b"0",
    size: int | bytes = 0,
    mode: int | bytes = 0o644,
    target: str | bytes = "",
    magic: bytes = POSIX,
    prefix: bytes = b"",
    mtime: bytes = b"15263215644\0",
    checksum: bytes | None = None,
    tail: bytes = b"",
) -> bytes:
    """One header block. Numbers given as bytes are put there as they are."""
    fields = [
        (0, _bytes(name)[:100]),
        (100, mode if isinstance(mode, bytes) else b"%07o\0" % mode),
        (108, b"0000000\0"),
        (116, b"0000000\0"),
        (124, size if isinstance(size, bytes) else b"%011o\0" % size),
        (136, mtime),
        (148, b" " * 8),
        (156, kind),
        (157, _bytes(target)[:100]),
        (257, magic),
        (345, prefix),
        (500, tail),
    ]
    block = bytearray(512)
    for position, content in fields:
        block[position : position + len(content)] = content
    block[148:156] = checksum if checksum is not None else b"%06o\0 " % sum(block)
    return bytes(block)


def padded(content: bytes) -> bytes:
    """*content* filled up to whole blocks."""
    return content + bytes(-len(content) % 512)


def file(name: str | bytes, content: bytes = b"", **lies: object) -> bytes:
    """A file with its header."""
    return header(name, **({"size": len(content)} | lies)) + padded(content)  # type: ignore[arg-type]


def folder(name: str | bytes, **lies: object) -> bytes:
    return header(name, **({"kind": b"5", "mode": 0o755} | lies))  # type: ignore[arg-type]


def link(name: str | bytes, target: str | bytes, **lies: object) -> bytes:
    return header(name, **({"kind": b"2", "mode": 0o777, "target": target} | lies))  # type: ignore[arg-type]


def twin(name: str | bytes, target: str | bytes) -> bytes:
    return header(name, kind=b"1", target=target)


def pax(*records: tuple[str, str | bytes], kind: bytes = b"x") -> bytes:
    """An extended header with these records."""
    content = b"".join(_record(key.encode(), _bytes(value)) for key, value in records)
    return header("PaxHeaders.0/x", kind=kind, size=len(content)) + padded(content)


def long_name(name: str | bytes, kind: bytes = b"L") -> bytes:
    """GNU's extension for a long name (or with ``K`` a long target)."""
    content = _bytes(name) + b"\0"
    return header("././@LongLink", kind=kind, size=len(content), magic=GNU) + padded(content)


def version(go: str = "1.25.5") -> bytes:
    """What every good archive needs."""
    return file("go/VERSION", f"go{go}\ntime 2026-10-19T22:20:36Z\n".encode())


def packed(path: Path, *blocks: bytes, end: bytes = END) -> Path:
    """The archive of these blocks at *path*."""
    path.write_bytes(gzip.compress(b"".join(blocks) + end, 1, mtime=0))
    return path


def tree(folder: Path) -> dict[str, tuple[str, str]]:
    """Everything in *folder*, followed nowhere: name to kind, and digest or target."""
    found: dict[str, tuple[str, str]] = {}
    for place, folders, files in os.walk(folder):
        for name in [*folders, *files]:
            path = Path(place) / name
            mode = path.lstat().st_mode
            key = path.relative_to(folder).as_posix()
            if stat.S_ISLNK(mode):
                found[key] = ("link", str(path.readlink()))
            elif stat.S_ISDIR(mode):
                found[key] = ("folder", "")
            elif stat.S_ISREG(mode):
                found[key] = ("file", hashlib.sha256(path.read_bytes()).hexdigest())
            else:
                found[key] = ("other", "")
    return found


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")


def _record(key: bytes, value: bytes) -> bytes:
    rest = b" " + key + b"=" + value + b"\n"
    length = len(rest) + 1
    while len(str(length)) + len(rest) != length:
        length = len(str(length)) + len(rest)
    return str(length).encode() + rest

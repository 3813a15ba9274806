"""Programs of all kinds, really built by Go: made once, then only read."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.e2e.goroots import NEWEST, goroot
from tests.e2e.made_once import once

MODULE: Final = "example.com/hello"
_MAIN: Final = """
package main

import (
	"fmt"
	"net"
)

func main() {
	_, err := net.LookupHost("localhost")
	fmt.Println("hello", err == nil)
}
"""
_BUILDS: Final[Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]]] = {
    "pure": ((), {"CGO_ENABLED": "0"}),
    "stripped": (("-trimpath", "-ldflags=-s -w", "-tags=netgo,foo"), {"CGO_ENABLED": "0"}),
    "pie": (("-buildmode=pie",), {"CGO_ENABLED": "0"}),
    "arm64": ((), {"CGO_ENABLED": "0", "GOARCH": "arm64"}),
    "fips": ((), {"CGO_ENABLED": "0", "GOFIPS140": "v1.0.0"}),
    "windows.exe": ((), {"CGO_ENABLED": "0", "GOOS": "windows"}),
    "cgo": ((), {"CGO_ENABLED": "1"}),
    "musl": ((), {"CGO_ENABLED": "1", "CC": "musl-gcc"}),
    "static-cgo": (
        ("-ldflags=-linkmode external -extldflags -static",),
        {"CGO_ENABLED": "1"},
    ),
}
LOADER: Final = b"/lib64/ld-linux-x86-64.so.2"
GONE_LOADER: Final = LOADER[:-1] + b"9"
NEWER: Final = b"GLIBC_2.99"


def programs() -> Path:
    """The folder with them, by the names above, and three made of *cgo*: *newer* needs a glibc that nobody has,
    *homeless* a loader that is not there, and *lacking* a library that is not there."""
    return once(f"programs-{NEWEST}-3", _make)


def _make(folder: Path) -> None:
    source = folder / "source"
    source.mkdir(parents=True)
    (source / "go.mod").write_text(f"module {MODULE}\n\ngo 1.24\n")
    (source / "main.go").write_text(_MAIN)
    who = ("-c", "user.name=me", "-c", "user.email=me@example.com")
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "All")):
        subprocess.run(("git", *words), cwd=source, check=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GO", "CGO"))}
    for name, (flags, env) in _BUILDS.items():
        settings = {
            "GOTOOLCHAIN": "local",
            "GOPROXY": "off",
            "GOCACHE": f"{folder}/cache",
            "GOPATH": f"{folder}/go",
        }
        subprocess.run(
            (goroot(NEWEST) / "bin/go", "build", *flags, "-o", str(folder / name), "."),
            cwd=source,
            env={**clean, **settings, **env},
            check=True,
        )
    cgo = (folder / "cgo").read_bytes()
    old = b"GLIBC_2.34"
    newer = cgo.replace(old, NEWER).replace(_hash(old), _hash(NEWER))
    _write(folder / "newer", newer)
    _write(folder / "homeless", cgo.replace(LOADER, GONE_LOADER))
    _write(folder / "lacking", cgo.replace(b"libc.so.6", b"libq.so.6"))


def _hash(name: bytes) -> bytes:
    """As ELF has it of a symbol's version: the loader compares it before the name."""
    value = 0
    for byte in name:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high & 0xFFFFFFFF
    return value.to_bytes(4, "little")


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.chmod(0o755)

"""A project for real Gos, with a dependency that is in the module cache of a home: no network is used by any test."""

from __future__ import annotations

import io
import os
import subprocess
import zipfile
from pathlib import Path
from typing import Final

from tests.e2e.goroots import NEWEST, goroot

_MODULE: Final = "example.com/dep@v1.0.0"
_MAIN: Final = """package main

import (
	"fmt"

	"example.com/dep"
)

func main() { fmt.Println(dep.Word()) }
"""
_TEST: Final = """package main

import "testing"

func TestWord(t *testing.T) {}
"""
GO_MOD: Final = "module example.com/app\n\ngo 1.20\n\nrequire example.com/dep v1.0.0\n"


def project(home: Path, version: str = NEWEST) -> Path:
    """A project that builds, vets and tests, with its dependency in ``~/go/pkg/mod`` of *home*."""
    proxy, folder = _proxy(home.parent / "proxy"), home / "src/app"
    folder.mkdir(parents=True)
    (folder / "go.mod").write_text(GO_MOD)
    (folder / "main.go").write_text(_MAIN)
    (folder / "main_test.go").write_text(_TEST)
    go(home, folder, "mod", "tidy", version=version, GOPROXY=f"file://{proxy}")
    return folder


def go(home: Path, folder: Path, *words: str, version: str = NEWEST, **settings: str) -> str:
    """Run the go command in *folder* with the caches of *home*."""
    own = {"GOFLAGS": "-mod=mod", "GOSUMDB": "off", "GOTOOLCHAIN": "local", "GOPROXY": "off", **settings}
    own |= {
        "HOME": str(home),
        "TEST_TELEMETRY_DIR": "/dev/null/none",
        "GOCACHE": str(home.parent / "gocache"),
    }
    program = goroot(version) / "bin/go"
    done = subprocess.run(
        [program, *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **own},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def _proxy(folder: Path) -> Path:
    there = folder / "example.com/dep/@v"
    there.mkdir(parents=True)
    mod = "module example.com/dep\n\ngo 1.20\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{_MODULE}/go.mod", mod)
        archive.writestr(f"{_MODULE}/dep.go", 'package dep\n\nfunc Word() string { return "dep" }\n')
    (there / "list").write_text("v1.0.0\n")
    (there / "v1.0.0.info").write_text('{"Version":"v1.0.0","Time":"2024-01-01T00:00:00Z"}')
    (there / "v1.0.0.mod").write_text(mod)
    (there / "v1.0.0.zip").write_bytes(packed.getvalue())
    return folder

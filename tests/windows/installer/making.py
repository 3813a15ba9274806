"""Installers of small stand-ins for the wizard, of several versions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

REPO: Final = Path(__file__).parents[3]
sys.path.insert(0, str(REPO / "packaging/windows"))

import build_installer  # noqa: E402
import signing  # noqa: E402

PROGRAMS: Final = {"WSL Go Wizard.exe": "-mwindows", "wsl-go-wizard.exe": "-mconsole"}
SHARED: Final = {
    "_internal/python.dll": "library",
    "_internal/wizard/目录 with blanks.txt": "text",
}
OF_VERSION: Final = {
    "0.9.0": {"_internal/old/only here.txt": "old"},
    "1.0.0": {"_internal/new/only here.txt": "new", "_internal/renewed.txt": "1.0.0"},
    "1.1.0": {"_internal/renewed.txt": "1.1.0 with more"},
}


def program(folder: Path) -> dict[str, Path]:
    """The two programs, compiled in *folder*."""
    return {name: compiled("program.c", folder / name, kind) for name, kind in PROGRAMS.items()}


def compiled(source: str, target: Path, kind: str = "-mconsole") -> Path:
    """*target*, made of the file *source* beside this one."""
    options = ["-O2", "-s", "-municode", kind, "-o", str(target), str(Path(__file__).with_name(source))]
    subprocess.run(["x86_64-w64-mingw32-gcc", *options], check=True)
    return target


def bundle(folder: Path, version: str, programs: dict[str, Path], *, filler: int = 0) -> Path:
    """What would be the bundle of *version*, in *folder*; *filler* bytes of it are of no use."""
    texts = SHARED | OF_VERSION[version]
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    for name, made in programs.items():
        (folder / name).write_bytes(made.read_bytes())
    if filler:
        (folder / "_internal/filler.bin").write_bytes(bytes(range(256)) * (filler // 256))
    return folder


def installer(folder: Path, version: str, programs: dict[str, Path], *, filler: int = 0) -> Path:
    """An installer of *version*, in *folder*, and beside it the certificate that it is signed with, and the digests of
    what it installs."""
    out = folder / f"setup-{version}-{filler}.exe"
    variables, certificate = signing.test_certificate()
    out.with_suffix(".pem").write_bytes(certificate)
    held = bundle(folder / f"bundle-{version}-{filler}", version, programs, filler=filler)
    digests = build_installer.build(held, out, version, {"PATH": "/usr/bin:/bin", **variables})
    out.with_suffix(".json").write_text(json.dumps(digests))
    return out


def contents(version: str) -> set[str]:
    """What is in the folder once *version* is installed."""
    own = {"uninstall.exe", "installed.txt"}
    return set(SHARED) | set(OF_VERSION[version]) | set(PROGRAMS) | own

"""Builds the bundle for Windows, in wine, from the files of the repository: ``build_bundle.py``.

It is ``dist/windows/wsl-go-wizard``; the list of its parts, for the SBOM, is ``build/windows/parts.json``. What is
there already, whole and of the same source, stays. Its date is inside, so that of another commit does not.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from filelock import FileLock
from layers import environment, layers, run
from run_tests import REPO, SOURCE, copied, screen

sys.path.insert(0, str(REPO / "packaging"))

from bundle.build import dated
from bundle.record import LIST, digest, files_of

NAME: Final = "wsl-go-wizard"
BUNDLE: Final = REPO / "dist/windows" / NAME
PARTS: Final = REPO / "build/windows" / LIST
_BUILT_OF: Final = PARTS.with_name("source.txt")
_SOURCE: Final = (
    "LICENSE",
    "packaging/bundle",
    "packaging/icons",
    "packaging/licenses",
    "packaging/pyinstaller.spec",
    "packaging/windows/layers.py",
    "packaging/windows/pins.toml",
    "resources",
    "wizard",
)
"""What it is made of."""
_BUILD: Final = r"""
cd "$0"
wine 'Z:\opt\python\python.exe' packaging/bundle/build.py
code=$?
wineserver --kill
exit $code
"""


def bundle() -> Path:
    """The bundle's folder. One process builds it, the others wait. Raises `CalledProcessError`, `OSError`."""
    PARTS.parent.mkdir(parents=True, exist_ok=True)
    source = digest_of_source()
    with FileLock(PARTS.with_name("lock")):
        if not (_BUILT_OF.exists() and _BUILT_OF.read_text() == source and _is_whole()):
            _BUILT_OF.unlink(missing_ok=True)
            _build()
            _BUILT_OF.write_text(source)
    return BUNDLE


def digest_of_source() -> str:
    """Of all files that the bundle is made of, with their names, and of when they were committed."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *_SOURCE]
    listed = subprocess.run(words, cwd=REPO, capture_output=True, text=True, check=True).stdout
    all_of_it = hashlib.sha256(dated(REPO).encode())
    for name in filter(None, sorted(listed.split("\0"))):
        if (REPO / name).is_file():
            all_of_it.update(f"{digest(REPO / name)}  {name}\n".encode())
    return all_of_it.hexdigest()


def _is_whole() -> bool:
    """Whether every file is there as it was built, and no other."""
    listed: dict[str, str] = json.loads(PARTS.read_text(encoding="utf-8"))["digests"]
    return listed == {path.relative_to(BUNDLE).as_posix(): digest(path) for path in files_of(BUNDLE)}


def _build() -> None:
    with tempfile.TemporaryDirectory(prefix="wsl-go-wizard-bundle-") as name, screen() as display:
        folder = Path(name)
        source = folder / "upper" / SOURCE
        copied(source)
        # The copy is no checkout, so it is told when the source was committed.
        variables = environment("cp1252", DISPLAY=display, SOURCE_DATE_EPOCH=dated(REPO))
        # A program and wine's server wait for each other with every call: on one processor that is quicker.
        on_one = ("taskset", "--cpu-list", str(min(os.sched_getaffinity(0))))
        code = run(layers(), folder, [*on_one, "sh", "-c", _BUILD, f"/{SOURCE}"], variables, None)
        if code != 0:
            raise subprocess.CalledProcessError(code, "PyInstaller")
        shutil.copyfile(source / "build/bundle" / LIST, PARTS)
        shutil.rmtree(BUNDLE, ignore_errors=True)
        shutil.copytree(source / "dist" / NAME, BUNDLE)


if __name__ == "__main__":
    sys.stdout.write(f"Ready: {bundle()}\n")

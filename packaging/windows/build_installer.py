"""Builds the installer of a bundle: ``python build_installer.py BUNDLE PARTS DIST``.

It is ``wsl-go-wizard-X.Y.Z-setup.exe`` in DIST. BUNDLE is the folder with the Windows program, PARTS the
``parts.json`` that its build left. It is copied; the programs and libraries of the copy that nobody has signed are
signed, the installer and the uninstaller too. Without a certificate in the environment (see ``signing.py``) they are
signed with one made for this build, saved in DIST so that the signatures can be checked. What a PC has once it is
installed is listed in ``build/installer/parts.json``, for the SBOM.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PureWindowsPath
from typing import Any, Final

import signing

REPO: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPO), str(REPO / "packaging")]

from bundle.build import dated  # noqa: E402
from bundle.record import LIST, digest  # noqa: E402
from bundle.windows_version import PUBLISHER, four_numbers  # noqa: E402

from wizard.transports.private_files import LEFTOVERS  # noqa: E402
from wizard.version import VERSION  # noqa: E402

SCRIPT: Final = REPO / "packaging/windows/installer.nsi"
UNINSTALLER: Final = "uninstall.exe"
LISTING: Final = "installed.txt"
WORK: Final = "wsl-go-wizard-installer-"
"""How the names of the folders begin that an installer is made in."""
PARTS: Final = REPO / "build/installer" / LIST
ROOM: Final = 4 << 20
"""Bytes that an installation takes beside the bundle: the uninstaller, the list, and the folders."""


SIDE: Final = (164, 314)
SHADES: Final = ((0x0A, 0x3F, 0x9E), (0x2F, 0x80, 0xE0))
"""The picture beside the last page: its pixels, and its colours from below to above, those of the icon."""


def main(argv: list[str]) -> int:
    """Build, and give the exit code."""
    if len(argv) != 4 or not Path(argv[1]).is_dir():
        sys.stderr.write("build_installer.py BUNDLE PARTS DIST: BUNDLE is the folder with the program\n")
        return 2
    told = json.loads(Path(argv[2]).read_text(encoding="utf-8"))
    dist = Path(argv[3]).resolve()
    dist.mkdir(parents=True, exist_ok=True)
    out = dist / f"wsl-go-wizard-{VERSION}-setup.exe"
    environ = dict(os.environ)
    if not environ.get(signing.CERTIFICATE):  # also where it is there and empty
        made, certificate = signing.test_certificate()
        environ |= made
        out.with_suffix(".test-certificate.pem").write_bytes(certificate)
    digests = build(Path(argv[1]), out, VERSION, environ)
    PARTS.parent.mkdir(parents=True, exist_ok=True)
    PARTS.write_text(json.dumps(parts(told, digests), indent=1, sort_keys=True), encoding="utf-8")
    return 0


def parts(told: Mapping[str, Any], digests: Mapping[str, str]) -> dict[str, Any]:
    """*told*, the ``parts.json`` of a bundle, for what is installed: files with *digests*, and the installer's own
    part. Raises `ValueError` if a file of the bundle is missing, or if there is one that nothing is known of."""
    own = {UNINSTALLER, LISTING}
    if digests.keys() - own != told["digests"].keys():
        raise ValueError(sorted((digests.keys() - own) ^ told["digests"].keys()))
    version = subprocess.run(["makensis", "-VERSION"], capture_output=True, text=True, check=True).stdout
    nsis = {
        "kind": "nsis",
        "name": "nsis",
        "version": version.strip().removeprefix("v"),
        "licence": "Zlib AND CPL-1.0",
        "texts": [],
        "files": [UNINSTALLER],
        "modules": [],
    }
    return {**told, "parts": [*told["parts"], nsis], "digests": dict(digests)}


def build(bundle: Path, out: Path, version: str, environ: Mapping[str, str]) -> dict[str, str]:
    """Make the installer *out* of *bundle*. *environ* says how to sign. What is installed, as paths with slashes, and
    the SHA-256 of each. Raises `OSError`, `CalledProcessError`."""
    with tempfile.TemporaryDirectory(prefix=WORK) as folder:
        copy = Path(folder, "bundle")
        shutil.copytree(bundle, copy)
        sign_all(copy, environ)
        listed = Path(folder, LISTING)
        listed.write_bytes(listing(copy))
        traces = Path(folder, "traces.nsh")
        traces.write_text(taking_away(LEFTOVERS), encoding="utf-8")
        side = Path(folder, "side.bmp")
        side.write_bytes(picture(*SIDE, *SHADES))
        when = dated(REPO)
        for file in (listed, *(copy / file for file in files(copy))):
            os.utime(file, (int(when), int(when)))
        values = {
            "VERSION": version,
            "NUMBERS": ".".join(map(str, four_numbers(version))),
            "PUBLISHER": PUBLISHER,
            "BUNDLE": copy,
            "BUNDLE_LIST": listed,
            "TRACES": traces,
            "BYTES": size(copy) + ROOM,
            "KILOBYTES": -(-size(copy) // 1024),
            "LICENSE": REPO / "LICENSE",
            "ICON": REPO / "packaging/icons/wizard.ico",
            "SIDE": side,
            "OUT": out,
            "UNINSTALLER_COPY": Path(folder, UNINSTALLER),
            "SIGN": shlex.join([sys.executable, str(REPO / "packaging/windows/signing.py")]),
        }
        defined = [f"-D{name}={value}" for name, value in values.items()]
        command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, str(SCRIPT)]
        subprocess.run(
            command, check=True, env={**environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": when}
        )  # for names that are not ASCII
        held = {file.as_posix(): copy / file for file in files(copy)}
        held |= {name: Path(folder, name) for name in (UNINSTALLER, LISTING)}
        return {name: digest(path) for name, path in sorted(held.items())}


def sign_all(bundle: Path, environ: Mapping[str, str]) -> None:
    """Sign what Windows runs or loads and nobody has signed."""
    for file in files(bundle):
        if signing.is_program(bundle / file) and not signing.is_signed(bundle / file):
            signing.sign(bundle / file, environ)


def listing(bundle: Path) -> bytes:
    """What is installed, a path a line, as the uninstaller reads it."""
    paths = [*files(bundle), Path(UNINSTALLER)]
    return "".join(f"{PureWindowsPath(path)}\r\n" for path in paths).encode("utf-16-le")


def taking_away(leftovers: Mapping[str, Iterable[str]]) -> str:
    """The macro TAKE_AWAY, which deletes *leftovers*, patterns by folder below $0, and the folders if they are empty
    then. The deepest first."""
    lines = []
    for folder in sorted(leftovers, key=lambda name: (-name.count("/"), name)):
        place = rf"$0\{PureWindowsPath(folder)}"
        lines += [rf'Delete "{place}\{pattern}"' for pattern in leftovers[folder]]
        lines.append(f'RMDir "{place}"')
    return "\n  ".join(["!macro TAKE_AWAY", *lines, "RMDir $0"]) + "\n!macroend\n"


def files(bundle: Path) -> list[Path]:
    """All files in *bundle*, relative to it."""
    return sorted(path.relative_to(bundle) for path in bundle.rglob("*") if path.is_file())


def size(bundle: Path) -> int:
    """Of all files in *bundle*, in bytes."""
    return sum((bundle / file).stat().st_size for file in files(bundle))


def picture(width: int, height: int, below: tuple[int, ...], above: tuple[int, ...]) -> bytes:
    """A bitmap that goes from one colour (red, green, blue) to another."""
    rows = []
    for row in range(height):
        shade = [
            round(low + (high - low) * row / (height - 1)) for low, high in zip(below, above, strict=True)
        ]
        rows.append((bytes(reversed(shade)) * width).ljust(-(-3 * width // 4) * 4, b"\0"))
    pixels = b"".join(rows)
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(pixels), 2835, 2835, 0, 0)
    return struct.pack("<2sIII", b"BM", 14 + len(head) + len(pixels), 0, 14 + len(head)) + head + pixels


if __name__ == "__main__":
    sys.exit(main(sys.argv))

"""Packs the Linux bundle into one archive, the same bytes each time: ``archive.py BUNDLE ARCHIVE``.

The archive is a tree for a prefix such as ``/usr/local``: the bundle in ``lib``, a link to its program in ``bin``, and
in ``share`` what a desktop (and WSLg, for the Start menu) wants to know of it.
"""

from __future__ import annotations

import gzip
import io
import os
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

REPO: Final = Path(__file__).resolve().parents[2]
NAME: Final = "wsl-go-wizard"
ICON_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)


def pack(bundle: Path, archive: Path, when: int) -> None:
    """Write *archive* with all of *bundle*, dated *when* (seconds since 1970). Raises `OSError`."""
    top = archive.name.removesuffix(".tar.gz")
    with (
        archive.open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=file, mtime=when) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for info, path in sorted(_members(bundle, top), key=lambda member: member[0].name):
            info.mtime = when
            tar.addfile(info, io.BytesIO(path.read_bytes()) if path is not None else None)


def shared() -> dict[str, Path]:
    """What goes into ``share``, and the file of the checkout that it is."""
    linux, icons = REPO / "packaging/linux", REPO / "resources/icons/wizard"
    return {
        f"share/applications/{NAME}.desktop": linux / f"{NAME}.desktop",
        f"share/metainfo/{NAME}.metainfo.xml": linux / f"{NAME}.metainfo.xml",
        **{
            f"share/icons/hicolor/{size}x{size}/apps/{NAME}.png": icons / f"{size}.png" for size in ICON_SIZES
        },
    }


def _members(bundle: Path, top: str) -> Iterator[tuple[tarfile.TarInfo, Path | None]]:
    for path in bundle.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield _member(f"{top}/lib/{NAME}/{path.relative_to(bundle).as_posix()}", path)
    for name, path in shared().items():
        yield _member(f"{top}/{name}", path)
    yield _link(f"{top}/bin/{NAME}", f"../lib/{NAME}/{NAME}"), None


def _member(name: str, path: Path) -> tuple[tarfile.TarInfo, Path | None]:
    if path.is_symlink():
        return _link(name, os.readlink(path)), None
    info = tarfile.TarInfo(name)
    info.size, info.mode = path.stat().st_size, 0o755 if path.stat().st_mode & 0o100 else 0o644
    return info, path


def _link(name: str, target: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.mode = tarfile.SYMTYPE, target, 0o777
    return info


def main(argv: list[str]) -> int:
    """Pack, dated as SOURCE_DATE_EPOCH says."""
    pack(Path(argv[1]), Path(argv[2]), int(os.environ["SOURCE_DATE_EPOCH"]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

"""Draws the program's icon at every size it is shown in: ``python packaging/icons/draw.py``. With ``--check`` it only
says which committed picture is not what the drawings show, and then exits with 1.

Small sizes have drawings of their own, on whole pixels, with a plainer spark. What comes out is committed: how a
line is smoothed is for the version of Qt to decide, and a bundle has to be the same each time it is built.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE: Final = Path(__file__).parent
PICTURES: Final = HERE.parents[1] / "resources/icons/wizard"
ICO: Final = HERE / "wizard.ico"
DRAWINGS: Final = {
    16: "wizard-16.svg",
    20: "wizard-20.svg",
    24: "wizard-24.svg",
    32: "wizard-32.svg",
    40: "wizard-48.svg",
    48: "wizard-48.svg",
    64: "wizard.svg",
    128: "wizard.svg",
    256: "wizard.svg",
}
"""The drawing of each size, in pixels. A screen at 100, 125, 150 and 200 % asks for 16, 20, 24 and 32."""
_AS_PNG: Final = 256
"""From this size on an .ico holds PNG; what is smaller is a bitmap, which every reader of Windows knows."""
_APART: Final = 12


def drawn(size: int) -> QImage:
    """The icon, *size* pixels square."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(HERE / DRAWINGS[size])).render(painter, QRectF(image.rect()))
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """*image* as a PNG, without a word about where or when it was made."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def bitmap(image: QImage) -> bytes:
    """*image* as an .ico holds it: a header, rows from below in BGRA, then one bit a pixel of what is clear."""
    size = image.width()
    header = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    rows, mask = bytearray(), bytearray()
    for y in reversed(range(size)):
        bits = bytearray((size + 31) // 32 * 4)
        for x in range(size):
            pixel = image.pixel(x, y)
            rows += struct.pack("<I", pixel)
            if pixel >> 24 == 0:
                bits[x // 8] |= 0x80 >> x % 8
        mask += bits
    return header + rows + mask


def ico(images: dict[int, QImage]) -> bytes:
    """An .ico file of all *images*, the smallest first."""
    parts = {size: png(image) if size >= _AS_PNG else bitmap(image) for size, image in sorted(images.items())}
    head, offset = struct.pack("<HHH", 0, 1, len(parts)), 6 + 16 * len(parts)
    for size, data in parts.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return head + b"".join(parts.values())


def same(one: QImage, other: QImage) -> bool:
    """Whether the eye takes *one* for *other*: no part of any pixel is further apart than versions of Qt are."""
    if one.size() != other.size():
        return False
    pairs = zip(_parts(one), _parts(other), strict=True)
    return max(abs(mine - yours) for mine, yours in pairs) <= _APART


def _parts(image: QImage) -> bytes:
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    return bytes(plain.constBits())


def check(images: dict[int, QImage], pictures: Path, ico_file: Path) -> list[str]:
    """One line for each committed picture that is missing or shows something else."""
    said = [
        f"{size}.png"
        for size, image in images.items()
        if not same(image, QImage(str(pictures / f"{size}.png")))
    ]
    packed = ico_sizes(ico_file.read_bytes()) if ico_file.exists() else ()
    return said + ([] if packed == tuple(images) else [ico_file.name])


def ico_sizes(data: bytes) -> tuple[int, ...]:
    """The sizes that an .ico file says it holds."""
    (count,) = struct.unpack_from("<H", data, 4)
    return tuple(data[6 + 16 * number] or 256 for number in range(count))


def write(images: dict[int, QImage], pictures: Path, ico_file: Path) -> None:
    """Write all pictures where the program and the bundle look for them."""
    pictures.mkdir(parents=True, exist_ok=True)
    for size, image in images.items():
        (pictures / f"{size}.png").write_bytes(png(image))
    ico_file.write_bytes(ico(images))


def main(argv: list[str]) -> int:
    """Draw all, and write or compare them."""
    app = QGuiApplication(argv[:1])
    images = {size: drawn(size) for size in DRAWINGS}
    wrong = []
    if argv[1:] == ["--check"]:
        wrong = check(images, PICTURES, ICO)
        sys.stderr.write("".join(f"{name}: draw it again\n" for name in wrong))
    else:
        write(images, PICTURES, ICO)
    app.quit()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

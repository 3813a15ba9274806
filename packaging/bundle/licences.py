"""The licences of everything in the bundle, laid into its folder ``licenses``: one folder for each part, and a list."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from bundle.parts import UNKNOWN, Part

FOLDER: Final = "licenses"
LIST: Final = "README.txt"
_COMMON: Final = Path("/usr/share/common-licenses")
_COMMON_NAMED: Final = re.compile(r"/usr/share/common-licenses/([A-Za-z]+(?:-[\d.]*\d)?)")
_QT: Final = ("pyside6-essentials", "shiboken6")
_HEAD: Final = """\
WSL Go Wizard is under the MIT license: see LICENSE in the folder above. These are the licenses of what it comes with.

Qt and PySide6 are used under the LGPL 3.0. They are libraries of their own in this bundle, unchanged, and may be
replaced by other builds of the same version. Their sources are at https://download.qt.io/official_releases/
What Qt itself contains of others, and under which licenses: https://doc.qt.io/qt-6/licenses-used-in-qt.html
The program that starts Python is PyInstaller's, under the GPL 2.0 with an exception for bundles like this one.

"""


def collect(parts: Sequence[Part], texts: Path, bundle: Path) -> None:
    """Lay the licences of *parts* into *bundle*. *texts* is the folder with the texts that Qt is used under here: its
    own packages have none, or only that for customers. Raises `ValueError` for a part that carries none, or that nobody
    knows."""
    strangers = [part.name for part in parts if part.kind == UNKNOWN]
    if strangers:
        raise ValueError(f"nobody knows whose these files are: {', '.join(strangers)}")
    top = bundle / FOLDER
    lines = []
    for part in parts:
        if part.kind == "own":
            continue
        found = sorted(texts.glob("*.txt")) if part.name in _QT else part.texts
        if not found and part.kind != "vc":
            raise ValueError(f"no license text of {part.name} {part.version}")
        names = [_copy(text, top / part.name) for text in found]
        lines.append(
            f"{part.name} {part.version}: {part.licence or 'see there'} ({', '.join(names) or 'Microsoft'})\n"
        )
    for text in _common(top.rglob("*")):
        _copy(text, top / "common-licenses")
    (top / LIST).write_text(_HEAD + "".join(lines), encoding="utf-8", newline="\n")


def _copy(text: Path, folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(text, folder / text.name)
    return f"{folder.name}/{text.name}"


def _common(files: Iterable[Path]) -> list[Path]:
    """The texts that Debian keeps once for all packages, and that *files* name."""
    named = {
        name
        for file in files
        if file.is_file()
        for name in _COMMON_NAMED.findall(file.read_text(encoding="utf-8", errors="replace"))
    }
    return sorted(_COMMON / name for name in named if (_COMMON / name).exists())

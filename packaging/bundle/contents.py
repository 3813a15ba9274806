"""What belongs into the bundle, and what PyInstaller collects beyond that.

The hooks of PyInstaller take every plug-in of a Qt module, and with a plug-in every library that it needs: the
on-screen keyboard brings Qml and Quick, the reader of PDF files brings Pdf. So plug-ins are named here, and a library
stays only if something that stays needs it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Final

Entry = tuple[str, str, str]
"""Of a table of contents: the name in the bundle, the path of the file, what kind of file it is."""

PLUGINS: Final = (
    "platforms/*qxcb.*",
    "platforms/*qwayland*.*",
    "platforms/*qoffscreen.*",
    "platforms/qwindows.*",
    "platformthemes/*qxdgdesktopportal.*",
    "platforminputcontexts/*composeplatforminputcontextplugin.*",
    "platforminputcontexts/*ibusplatforminputcontextplugin.*",
    "wayland-shell-integration/*xdg-shell.*",
    "wayland-decoration-client/*bradient.*",
    "styles/*",
)
"""A window on X, Wayland and Windows; dark mode and Chinese input there; no screen at all for a smoke test."""

TRANSLATIONS: Final = ("qtbase_zh_CN.qm",)
"""Qt's own words in the languages of the wizard other than English."""

NOT_IMPORTED: Final = (
    # Qt that only PySide6's own tools use.
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtPdf",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtTest",
    # Of rich: colours of source code and Markdown.
    "markdown_it",
    "mdurl",
    "pygments",
    # Of the standard library and of build tools: what no module asks for unless it finds it. The library behind
    # readline is under a license that would be the whole bundle's.
    "_pyrepl",
    "_pytest",
    "cffi",
    "curses",
    "distutils",
    "ensurepip",
    "lib2to3",
    "multiprocessing",
    "pip",
    "pydoc",
    "pydoc_data",
    "pytest",
    "readline",
    "setuptools",
    "sitecustomize",
    "sqlite3",
    "test",
    "tkinter",
    "turtle",
    "unittest",
    "usercustomize",
    "wheel",
    "xmlrpc",
)
"""Modules that something may import and nothing of the wizard needs."""

KEYRING: Final = {True: "keyring.backends.Windows", False: "keyring.backends.SecretService"}
"""The module behind the system keyring, on Windows and elsewhere. It is imported by name, when it is used."""

_SOURCES: Final = (".po", ".pot", ".pyi")
"""What something that is in the bundle was made from."""
_QT: Final = ("PySide6/plugins/", "PySide6/Qt/plugins/")
_QT_WORDS: Final = ("PySide6/translations/", "PySide6/Qt/translations/")


def own_modules(package: Path) -> list[str]:
    """The names of all modules below *package*: many are imported by name only, when they are needed."""
    top = package.parent
    parts = (path.relative_to(top).with_suffix("").parts for path in sorted(package.rglob("*.py")))
    return [".".join(words[:-1] if words[-1] == "__init__" else words) for words in parts]


def is_wanted(name: str) -> bool:
    """Whether the wizard uses the file *name* of the bundle: a plug-in of Qt, Qt's own words, any other file."""
    path = PurePosixPath(name.replace("\\", "/")).as_posix()
    for prefix in _QT:
        if path.startswith(prefix):
            return any(fnmatch(path.removeprefix(prefix), pattern) for pattern in PLUGINS)
    for prefix in _QT_WORDS:
        if path.startswith(prefix):
            return path.removeprefix(prefix) in TRANSLATIONS
    return not path.endswith(_SOURCES)


def needed(binaries: Iterable[Entry], imports: Callable[[str], Iterable[str]]) -> Iterator[Entry]:
    """Those of *binaries* that are wanted, or that one of them needs. *imports* gives the names of the libraries that
    the file at a path needs."""
    kept = [entry for entry in binaries if is_wanted(entry[0])]
    libraries: dict[str, list[Entry]] = {}
    for entry in kept:
        libraries.setdefault(_file_name(entry[0]), []).append(entry)
    reached = {entry for entry in kept if _is_root(entry)}
    ahead = list(reached)
    while ahead:
        for library in imports(ahead.pop()[1]):
            new = [entry for entry in libraries.get(_file_name(library), ()) if entry not in reached]
            reached.update(new)
            ahead.extend(new)
    return (entry for entry in kept if entry in reached)


def without_dangling(entries: Iterable[Entry], kept: Iterable[Entry]) -> list[Entry]:
    """*entries* without links to files that are neither among them nor among *kept*."""
    entries = list(entries)
    names = {name for name, _, kind in (*entries, *kept) if kind != "SYMLINK"}
    return [entry for entry in entries if entry[2] != "SYMLINK" or _target(entry) in names]


def _target(entry: Entry) -> str:
    name, target, _ = entry
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def _is_root(entry: Entry) -> bool:
    """Whether *entry* is loaded by its name: a module of Python, Python itself, a plug-in of Qt."""
    name, _, kind = entry
    path = name.replace("\\", "/")
    is_python = fnmatch(_file_name(name), "libpython3*") or fnmatch(_file_name(name), "python3*.dll")
    return kind == "EXTENSION" or is_python or path.startswith(_QT)


def _file_name(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].lower()

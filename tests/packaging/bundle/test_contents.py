"""What PyInstaller's hooks collect beyond what the wizard uses stays out, with all that only it needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from bundle.contents import is_wanted, needed, own_modules, without_dangling

REPO = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\styles\\qmodernwindowsstyle.dll", True),
        ("PySide6/plugins/imageformats/qpdf.dll", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/translations/qtbase_de.qm", False),
        ("wizard/resources/locale/zh_CN/LC_MESSAGES/wizard.mo", True),
        ("wizard/resources/locale/wizard.pot", False),
        ("libssl.so.3", True),
    ],
)
def test_a_plugin_stays_only_if_it_is_named(name: str, wanted: bool) -> None:
    assert is_wanted(name) is wanted


def test_a_library_stays_only_if_something_that_stays_needs_it() -> None:
    imports = {
        "/QtGui.so": ["libQt6Gui.so.6"],
        "/libQt6Gui.so.6": ["libicu.so.73", "libc.so.6"],
        "/keyboard.so": ["libQt6Qml.so.6"],
    }
    binaries = [
        ("PySide6/QtGui.abi3.so", "/QtGui.so", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "/libQt6Gui.so.6", "BINARY"),
        ("libicu.so.73", "/libicu.so.73", "BINARY"),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", "/keyboard.so", "BINARY"),
        ("PySide6/Qt/lib/libQt6Qml.so.6", "/libQt6Qml.so.6", "BINARY"),
        ("libpython3.11.so.1.0", "/libpython3.11.so.1.0", "BINARY"),
    ]
    kept = [name for name, _, _ in needed(binaries, lambda path: imports.get(path, []))]
    assert kept == [binaries[index][0] for index in (0, 1, 2, 5)]


def test_no_link_leads_nowhere() -> None:
    links = [
        ("libA.so.1", "PySide6/Qt/lib/libA.so.1", "SYMLINK"),
        ("libB.so.1", "PySide6/Qt/lib/libB.so.1", "SYMLINK"),
    ]
    kept = [("PySide6/Qt/lib/libA.so.1", "/a", "BINARY")]
    assert without_dangling(links, kept) == links[:1]


def test_modules_that_are_imported_by_name_are_named() -> None:
    names = own_modules(REPO / "wizard")
    assert {"wizard", "wizard.cli.looking", "wizard.gui.pages.review", "wizard.elevated.__main__"} <= set(
        names
    )

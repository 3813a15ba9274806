"""What goes into the bundle, and what Windows is told of its programs."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from wizard.version import VERSION

NAME: Final = "WSL Go Wizard"
FOLDER: Final = NAME if sys.platform == "win32" else "wsl-go-wizard"

EXCLUDED: Final = [
    "tkinter", "unittest", "pydoc", "doctest", "pip", "setuptools",
    "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtPdf", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtDBus",
]  # fmt: skip
"""Modules that something imports if they are there, and that the wizard does without."""

_UNUSED: Final = re.compile(
    r"opengl32sw|d3dcompiler|Qt6?(Network|OpenGL|Pdf|Qml|Quick|VirtualKeyboard|Wayland)"
    r"|plugins[/\\](generic|networkinformation|tls|imageformats|platforminputcontexts|egldeviceintegrations|wayland)"
    r"|plugins[/\\]platforms[/\\](qdirect2d|libqe|libqlinuxfb|libqvnc|libqvkkhr|libqminimal|qminimal|libqwayland)"
    r"|translations[/\\](?!qtbase_zh_CN)",
    re.IGNORECASE,
)
"""Of Qt: what no window of ours uses. Its own words are needed in the languages of the wizard alone."""


def is_used(name: str) -> bool:
    """Whether the file *name* of the bundle is needed."""
    return not _UNUSED.search(name)


MANIFEST: Final = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security><requestedPrivileges>
      <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
    </requestedPrivileges></security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application><supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/></application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <dpiAware xmlns="http://schemas.microsoft.com/SMI/2005/WindowsSettings">true/pm</dpiAware>
      <dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">PerMonitorV2</dpiAwareness>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
    </windowsSettings>
  </application>
  <dependency>
    <dependentAssembly><assemblyIdentity type="win32" name="Microsoft.Windows.Common-Controls" version="6.0.0.0"
      processorArchitecture="*" publicKeyToken="6595b64144ccf1df" language="*"/></dependentAssembly>
  </dependency>
</assembly>
"""
"""Windows 10 and newer, no rights but the user's, sharp on every screen, paths of any length, text as UTF-8."""


def numbers(version: str) -> tuple[int, int, int, int]:
    """*version* as Windows counts: four numbers. Raises `ValueError`."""
    parts = [int(part) for part in version.split(".")]
    first, second, third, fourth = (*parts, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def version_resource(name: str) -> object:
    """What the properties of the program *name* say in Windows."""
    from PyInstaller.utils.win32 import versioninfo as info  # type: ignore[import-untyped]

    told = {
        "ProductName": NAME,
        "ProductVersion": VERSION,
        "FileDescription": NAME,
        "FileVersion": VERSION,
        "InternalName": name,
        "OriginalFilename": f"{name}.exe",
        "LegalCopyright": "MIT License",
    }
    table = info.StringTable("040904B0", [info.StringStruct(key, value) for key, value in told.items()])
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers(VERSION), prodvers=numbers(VERSION)),
        kids=[
            info.StringFileInfo([table]),
            info.VarFileInfo([info.VarStruct("Translation", [0x0409, 1200])]),
        ],
    )

"""The version resource of the Windows programs, as the text that PyInstaller reads."""

from __future__ import annotations

from typing import Final

_TEXT: Final = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, flags={flags}, OS=0x40004, fileType=0x1, subtype=0x0),
  kids=[
    StringFileInfo([StringTable('040904B0', [
{strings}
    ])]),
    VarFileInfo([VarStruct('Translation', [0x409, 1200])])
  ]
)
"""
_PRERELEASE: Final = 0x2


def version_resource(version: str, program: str, description: str) -> str:
    """The resource of *program*, a file name. *version* is that of the distribution, such as ``1.2.0`` or
    ``1.2.0rc1``. Raises `ValueError` if it has no three numbers."""
    strings = {
        "CompanyName": "WSL Go Wizard",
        "FileDescription": description,
        "FileVersion": version,
        "InternalName": program.removesuffix(".exe"),
        "LegalCopyright": "MIT License",
        "OriginalFilename": program,
        "ProductName": "WSL Go Wizard",
        "ProductVersion": version,
    }
    lines = ",\n".join(f"      StringStruct({name!r}, {words!r})" for name, words in strings.items())
    numbers = four_numbers(version)
    is_final = version == ".".join(map(str, numbers[:3]))
    return _TEXT.format(four=numbers, flags=hex(0 if is_final else _PRERELEASE), strings=lines)


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """*version* as Windows compares it. What follows the third number is not in it."""
    parts = version.split(".")
    if len(parts) < 3:
        raise ValueError(f"not a version of three numbers: {version}")
    major, minor, patch = parts[0], parts[1], "".join(_leading_digits(parts[2]))
    return int(major), int(minor), int(patch), 0


def _leading_digits(word: str) -> list[str]:
    digits = []
    for letter in word:
        if not letter.isdigit():
            break
        digits.append(letter)
    return digits

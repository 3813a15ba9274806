"""One registry in three shapes: an export, a ``reg.exe`` that answers from it, and the functions of ``winreg``.

The stand-in of reg.exe speaks a language, prints in its code page, and shows values as the real one does:
``(Default)`` in the language's word, lists with the separator asked for, bytes in hex.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

Row = tuple[str, int, Any]
"""A value: its name, the number of its type (winnt.h), and what winreg gives for it."""

Keys = Mapping[str, tuple[Row, ...]]
"""Full names of keys, with their values."""

SZ, EXPAND_SZ, BINARY, DWORD, MULTI_SZ, QWORD = 1, 2, 3, 4, 7, 11
TYPES = {
    0: "REG_NONE",
    1: "REG_SZ",
    2: "REG_EXPAND_SZ",
    3: "REG_BINARY",
    4: "REG_DWORD",
    7: "REG_MULTI_SZ",
    11: "REG_QWORD",
}
LANGUAGES = {
    "en": ("(Default)", "ERROR: there is no such key, and no such value.", "437"),
    "de": (
        "(Standard)",
        "FEHLER: Einen solchen Schlüssel oder Wert gibt es nicht.",
        "850",
    ),
    "zh": ("(默认)", "错误: 没有这样的项或值。", "936"),
    "ja": ("(既定)", "エラー: そのようなキーも値もありません", "932"),
}
CODE_PAGE_KEY = r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Nls\CodePage"


def export(keys: Keys) -> bytes:
    """As ``reg export`` writes it."""
    blocks = ["Windows Registry Editor Version 5.00\n"]
    for key, rows in keys.items():
        blocks.append(f"[{key}]\n" + "".join(map(_export_line, rows)))
    return b"\xff\xfe" + "\n".join([*blocks, ""]).replace("\n", "\r\n").encode("utf-16-le")


def _export_line(row: Row) -> str:
    name, kind, value = row
    shown = "@" if not name else '"' + _escaped(name) + '"'
    if kind == SZ and "\n" not in value:
        return f'{shown}="{_escaped(value)}"\n'
    if kind == DWORD:
        return f"{shown}=dword:{value:08x}\n"
    data = raw(kind, value)
    head = f"{shown}=hex:" if kind == BINARY else f"{shown}=hex({kind:x}):"
    pieces = [",".join(f"{byte:02x}" for byte in data[at : at + 22]) for at in range(0, len(data), 22)]
    return head + ",\\\n  ".join(pieces) + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def raw(kind: int, value: Any) -> bytes:
    """The bytes the registry holds."""
    match kind:
        case 1 | 2:
            return bytes((value + "\0").encode("utf-16-le"))
        case 7:
            return ("".join(each + "\0" for each in value) + "\0").encode("utf-16-le")
        case 4 | 11:
            return int(value).to_bytes(4 if kind == DWORD else 8, "little")
        case _:
            return bytes(value or b"")


def printed(keys: Keys, key: str, *, deep: bool, language: str = "en") -> str:
    """What ``reg.exe query KEY [/s] /se |`` prints of a key that is there."""
    below = [each for each in keys if each.lower().startswith(key.lower() + "\\")]
    chosen = [each for each in keys if each.lower() == key.lower()] + (below if deep else [])
    text = ""
    for each in chosen:
        rows = "".join(f"    {_shown_name(row[0], language)}    {_shown(row)}\n" for row in keys[each])
        text += f"\n{each}\n{rows}"
    if not deep:
        direct = [each for each in below if "\\" not in each[len(key) + 1 :]]
        text += "\n" + "".join(f"{each}\n" for each in direct)
    return text + "\n"


def _shown_name(name: str, language: str) -> str:
    return name or LANGUAGES[language][0]


def _shown(row: Row) -> str:
    _, kind, value = row
    match kind:
        case 4 | 11:
            data = f"0x{value:x}"
        case 7:
            data = "|".join(value)
        case 1 | 2:
            data = value
        case _:
            data = bytes(value or b"").hex().upper()
    return f"{TYPES[kind]}    {data}"


def reg_exe(drive: Path, reg: Path, language: str = "en", *, denied: str = "") -> Path:
    """An executable that answers as reg.exe does, from the export *reg*, on a drive C: that lies at *drive*; the
    key *denied* may not be read."""
    folder = drive / "Windows/System32"
    folder.mkdir(parents=True, exist_ok=True)
    exe = folder / "reg.exe"
    words = [sys.executable, str(Path(__file__)), str(reg), language, denied, str(drive)]
    root = shlex.quote(str(Path(__file__).parents[2]))
    exe.write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {shlex.join(words)} "$@"\n')
    exe.chmod(0o755)
    return exe


def main(argv: list[str]) -> int:
    """The executable."""
    from tests.pcs.registry_file import FileRegistry
    from wizard.codecs.windows.reg_file import long_key

    reg, language, denied, drive, verb, key, *words = argv
    _, missing, page = LANGUAGES[language]
    registry = FileRegistry(Path(reg))

    def say(text: str, stream: Any = sys.stdout) -> None:
        stream.buffer.write(text.replace("\n", "\r\n").encode(f"cp{page}", "replace"))

    if words[-1] != "/reg:64":
        raise ValueError(words)
    if verb == "import":
        text = _on(drive, key).read_bytes().decode("utf-16")
        with Path(reg).open("ab") as file:
            file.write(text.removeprefix("Windows Registry Editor Version 5.00").encode("utf-16-le"))
        return 0
    if verb == "export":
        if words[1:] != ["/y", "/reg:64"] or _on(drive, words[0]).exists():
            raise ValueError(words)
        found = registry.values(key)
        rows = tuple(
            (name, _kind(value, found.types.get(name)), value) for name, value in found.values.items()
        )
        _on(drive, words[0]).write_bytes(export({key: rows}))
        return 0
    if key == CODE_PAGE_KEY:
        say(f"\n{key}\n    OEMCP    REG_SZ    {page}\n\n")
        return 0
    if denied and key.lower() == denied.lower():
        say("ERROR: Access is denied.\n\n", sys.stderr)
        return 1
    if registry.values(key) is None:
        say(f"{missing}\n\n", sys.stderr)
        return 1
    keys = {
        long_key(path): tuple((name, _kind(value, types.get(name)), value) for name, value in rows.items())
        for path, rows, types in _walk(registry, key)
    }
    say(printed(keys, long_key(key), deep="/s" in words, language=language))
    return 0


def _on(drive: str, path: str) -> Path:
    """The file that Windows calls *path*."""
    if not path.startswith("C:\\"):
        raise ValueError(path)
    return Path(drive, *path[3:].split("\\"))


def _walk(registry: Any, key: str) -> list[tuple[str, dict[str, Any], dict[str, int]]]:
    found = registry.values(key, True)
    below = [each for name in found.keys for each in _walk(registry, f"{key}\\{name}")]
    return [(key, found.values, found.types), *below]


def _kind(value: object, number: int | None) -> int:
    if number is not None:
        return number
    if isinstance(value, str):
        return SZ
    return DWORD if isinstance(value, int) else MULTI_SZ if isinstance(value, list) else BINARY


_HIVES = {0x80000001: "HKEY_CURRENT_USER", 0x80000002: "HKEY_LOCAL_MACHINE"}


@dataclass
class Opened:
    """A handle of `FakeWinreg`."""

    path: str
    rows: list[Row]
    below: list[str]

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closed."""


@dataclass
class FakeWinreg:
    """The functions of ``winreg`` over *keys*. *denied* keys raise `PermissionError`. *views* are the accesses
    asked for, *flushed* the keys that were made durable."""

    keys: dict[str, tuple[Row, ...]]
    denied: frozenset[str] = frozenset()
    views: list[int] = field(default_factory=list)
    flushed: list[str] = field(default_factory=list)

    def OpenKey(self, key: Any, sub_key: str, reserved: int = 0, access: int = 0) -> Opened:
        self.views.append(access)
        path = f"{_HIVES[key]}\\{sub_key}".rstrip("\\")
        if path.lower() in {each.lower() for each in self.denied}:
            raise PermissionError(13, "Access is denied", path)
        prefix = path.lower() + "\\"
        below = [each for each in self.keys if each.lower().startswith(prefix)]
        same = [each for each in self.keys if each.lower() == path.lower()]
        if not same and not below:
            raise FileNotFoundError(2, "no such key")
        names = list(dict.fromkeys(each[len(prefix) :].split("\\")[0] for each in below))
        return Opened(path, list(self.keys[same[0]]) if same else [], names)

    def CreateKeyEx(self, key: Any, sub_key: str, reserved: int = 0, access: int = 0) -> Opened:
        self.keys.setdefault(f"{_HIVES[key]}\\{sub_key}", ())
        return self.OpenKey(key, sub_key, reserved, access)

    def QueryInfoKey(self, key: Any, /) -> tuple[int, int, int]:
        return len(key.below), len(key.rows), 0

    def EnumKey(self, key: Any, index: int, /) -> str:
        return str(key.below[index])

    def EnumValue(self, key: Any, index: int, /) -> Row:
        name, kind, value = key.rows[index]
        return name, value if kind in (1, 2, 4, 7, 11) or value else None, kind

    def SetValueEx(self, key: Any, value_name: str, reserved: Any, type: int, value: Any, /) -> None:
        others = tuple(row for row in self.keys[key.path] if row[0] != value_name)
        self.keys[key.path] = (*others, (value_name, type, value))

    def FlushKey(self, key: Any, /) -> None:
        self.flushed.append(key.path)

    def DeleteValue(self, key: Any, value: str, /) -> None:
        kept = tuple(row for row in self.keys[key.path] if row[0].lower() != value.lower())
        if len(kept) == len(self.keys[key.path]):
            raise FileNotFoundError(2, "no such value")
        self.keys[key.path] = kept


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

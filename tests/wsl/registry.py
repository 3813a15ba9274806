"""A world's registry as `reg export` writes it: UTF-16LE with a mark, CRLF (WSL §6.1)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.wsl.state import Distro, State

LXSS = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Lxss"
MSI = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Lxss\MSI"
INTEROP, NT_PATH, DRIVES, WSL2 = 1, 2, 4, 8

Value = str | int | list[str]


def exported(state: State, more: dict[str, dict[str, Value]]) -> bytes:
    """All keys of WSL, and *more*: key to names to values; an int is a DWORD, a list a MULTI_SZ."""
    keys = dict(_keys(state))
    for key, values in more.items():
        keys[key] = keys.get(key, {}) | values
    blocks = [f"[{key}]\n" + "".join(map(_line, values, values.values())) for key, values in keys.items()]
    text = "Windows Registry Editor Version 5.00\n\n" + "\n".join(blocks) + "\n"
    return b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le")


def _keys(state: State) -> Iterator[tuple[str, dict[str, Value]]]:
    top: dict[str, Value] = {"OOBEComplete": 1}
    if state.default is not None:
        top["DefaultDistribution"] = state.default
    if state.default_version != 2:
        top["DefaultVersion"] = state.default_version
    yield LXSS, top
    for distro in state.distros.values():
        yield rf"{LXSS}\{distro.guid}", _values(distro)
    if state.wsl_version:
        yield (
            MSI,
            {
                "InstallLocation": "C:\\Program Files\\WSL\\",
                "ProductCode": "{408A5C50-34F2-4025-968E-A21D6A515D48}",
                "Version": state.wsl_version,
            },
        )


def _values(distro: Distro) -> dict[str, Value]:
    """*Version* is the format of the files, not WSL 1 or 2: that is a bit of *Flags*. *State* never says that
    a distro runs."""
    flags = INTEROP | NT_PATH | DRIVES | (WSL2 if distro.version == 2 else 0)
    values: dict[str, Value] = {
        "State": distro.state,
        "DistributionName": distro.name,
        "Version": 2,
        "BasePath": rf"\\?\C:\Users\me\AppData\Local\wsl\{distro.guid}",
        "Flags": flags,
        "DefaultUid": distro.uid,
        "Flavor": distro.flavor,
        "OsVersion": distro.os_version,
        "RunOOBE": int(distro.run_oobe),
        "Modern": 1,
    }
    if distro.version == 2:
        values["VhdFileName"] = "ext4.vhdx"
    if distro.environment is not None:
        values["DefaultEnvironment"] = distro.environment
    return values


def _line(name: str, value: Value) -> str:
    shown = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"' if name else "@"
    if isinstance(value, int):
        return f"{shown}=dword:{value:08x}\n"
    if isinstance(value, str):
        text = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'{shown}="{text}"\n'
    data = "".join(item + "\0" for item in value) + "\0"
    return _wrapped(f"{shown}=hex(7):", data.encode("utf-16-le"))


def _wrapped(head: str, data: bytes) -> str:
    """Bytes in hex, with a backslash where a line ends, as regedit writes them."""
    lines, line = [], head
    for place, byte in enumerate(data):
        last = place == len(data) - 1
        line += f"{byte:02x}" + ("" if last else ",")
        if len(line) > 76 and not last:
            lines.append(line + "\\")
            line = "  "
    return "\n".join([*lines, line]) + "\n"

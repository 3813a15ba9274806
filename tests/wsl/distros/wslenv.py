"""Windows variables that reach Linux: those `WSLENV` lists, and `WSLENV` itself (WSL §5)."""

from __future__ import annotations

from collections.abc import Mapping


def passed(environ: Mapping[str, str], root: str) -> dict[str, str]:
    """``NAME/flags`` by colons: *p* a path, *l* a list of paths, *u* only into Linux, *w* only out of it; with
    another flag the name is skipped. A name that is not set is passed as empty."""
    listed = environ.get("WSLENV")
    if listed is None:
        return {}
    found = {"WSLENV": listed}
    for entry in listed.split(":"):
        name, _, flags = entry.partition("/")
        if not name or set(flags) - set("pluw") or "w" in flags:
            continue
        value = environ.get(name, "")
        if "l" in flags:
            value = ":".join(_path(part, root) for part in value.split(";"))
        elif "p" in flags:
            value = _path(value, root)
        found[name] = value
    return found


def _path(value: str, root: str) -> str:
    if len(value) >= 2 and value[0].isalpha() and value[1] == ":":
        return seen(value, root)
    return value


def seen(path: str, root: str) -> str:
    """An absolute Windows path as a distro sees it whose drives lie under *root*."""
    return f"{root}{path[0].lower()}{path[2:]}".replace("\\", "/").rstrip("/")

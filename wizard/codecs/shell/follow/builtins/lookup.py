"""Which program a name is, found in PATH as a shell finds it."""

from __future__ import annotations

import re
from typing import Final

from wizard.codecs.shell.follow.disk import Seen
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.values import UNKNOWN

LOOKED_FOR: Final = frozenset({"go", "gofmt", "goenv", "gvm", "asdf", "mise", "rtx", "brew"})
"""Programs that may decide about Go: only for these the folders of PATH are looked at."""


def located(runner: Runner, name: str) -> str | None:
    """The path of the program *name*, empty if there is none, None if that cannot be told."""
    if name.startswith("/"):
        return _at(runner, name)
    if name not in LOOKED_FOR or runner.state.doubt is not None:
        return None
    path = runner.read("PATH")
    if path.doubt is not None:
        return None
    for folder in (folder for value in path.values for folder in value.split(":")):
        found = _at(runner, f"{folder.rstrip('/')}/{name}") if folder.startswith("/") else None
        if found != "":
            return found
    return ""


def _at(runner: Runner, path: str) -> str | None:
    seen = runner.look(path)
    if seen is None:
        return None
    return path if seen.kind == "file" and seen.is_executable else ""


def real_path(runner: Runner, path: str) -> str | None:
    """Where *path* leads to, as ``realpath`` tells it; None if that is not known or not there."""
    if not path.startswith("/") or UNKNOWN in path or re.search(r"/\.{1,2}(?:/|$)", path):
        return None
    seen = runner.look(re.sub(r"/+", "/", path).rstrip("/") or "/")
    return _real(seen, path) if seen is not None else None


def _real(seen: Seen, path: str) -> str | None:
    if seen.kind not in ("file", "folder"):
        return None
    return (seen.link or re.sub(r"/+", "/", path)).rstrip("/") or "/"

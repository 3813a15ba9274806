"""Which program a name is, found in PATH as a shell finds it."""

from __future__ import annotations

import re
from typing import Final

from wizard.codecs.shell.follow.disk import Seen
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.values import UNKNOWN

MANAGERS: Final = frozenset({"goenv", "gvm", "asdf", "mise", "rtx"})
"""Version managers: a line that starts one is taken at its word, wherever the program is."""
LOOKED_FOR: Final = frozenset({"go", "gofmt", "brew", *MANAGERS})
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
    is_sure = True
    for folder in (folder for value in path.values for folder in value.split(":")):
        found = _at(runner, f"{folder.rstrip('/')}/{name}") if folder.startswith("/") else None
        if found:
            return found if is_sure else None
        is_sure = is_sure and found == ""
    return "" if is_sure else None


def _at(runner: Runner, path: str) -> str | None:
    """The program at *path*, empty if there is none. A file that is no program is found by some shells all the same."""
    seen = runner.look(path)
    if seen is None or (seen.kind not in ("missing", "folder", "denied") and not seen.is_executable):
        return None
    return path if seen.kind == "file" else ""


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

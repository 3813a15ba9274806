"""fish's snippets: the folders that fish reads at start, the order of the files in them, and which of them it leaves
out (GO §13.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.values import UNKNOWN
from wizard.patterns import lazy_pattern

NEWER: Final = "/usr/local/share/fish/vendor_conf.d/*.fish"
"""Only fish that is newer than 4.6 reads it if nothing says so."""
_PART: Final = lazy_pattern(r"\d+|\D", re.ASCII)
_SHARED: Final = "/usr/share"


def glob_order(path: str) -> tuple[tuple[tuple[int, int], ...], str]:
    """The key by which fish sorts what a pattern matches: numbers by value, letters without their case; where these
    are the same, by code point."""
    parts = (
        (ord("0"), int(part)) if part[0].isdigit() else (ord(part.lower()[0]), 0)
        for part in _PART.findall(path)
    )
    return tuple(parts), path


def snippets(runner: Runner, config: str) -> Iterator[str]:
    """Patterns of the folders in which fish finds snippets, in order; *config* is the folder of the user's own."""
    yield f"{config}/conf.d/*.fish"
    yield "/etc/fish/conf.d/*.fish"
    own = _known(runner, "XDG_DATA_HOME") or f"{runner.account.home}/.local/share"
    folders = [folder.rstrip("/") for folder in _known(runner, "XDG_DATA_DIRS").split(":") if folder]
    for folder in (own, *(folders or ["/usr/local/share", _SHARED])):
        yield f"{folder}/fish/vendor_conf.d/*.fish"
    if folders and _SHARED not in folders:
        yield f"{_SHARED}/fish/vendor_conf.d/*.fish"


def is_certain(runner: Runner, pattern: str) -> bool:
    """Whether every fish reads that folder."""
    return pattern != NEWER or bool(_known(runner, "XDG_DATA_DIRS"))


def _known(runner: Runner, name: str) -> str:
    """The variable as fish gets it; empty if nothing is known of it."""
    variable = runner.state.get(name)
    text = ":".join(variable.values)
    return text if variable.is_set and variable.doubt is None and UNKNOWN not in text else ""

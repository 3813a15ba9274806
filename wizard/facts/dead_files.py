"""Files with nearly the name or the place of those that WSL reads (WSL §2, §3). WSL reads none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.facts.shapes import always, unknown
from wizard.facts.wsl import WSL_CONF_PATH
from wizard.model.facts import Fact, Side, Unknown
from wizard.model.probes import (
    Account,
    AccountProbe,
    Answer,
    Answers,
    FileProbe,
    Found,
    GlobProbe,
    Matches,
    Missing,
    Special,
)
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

WSLCONFIG_SHOWN: Final = r"%UserProfile%\.wslconfig"
_IN_A_DISTRO: Final = {
    "/etc/wslconf": WSL_CONF_PATH,
    "/etc/wslconfig": WSL_CONF_PATH,
    "/etc/wsl-conf": WSL_CONF_PATH,
    "/etc/.wsl.conf": WSL_CONF_PATH,
    "~/.wslconf": WSL_CONF_PATH,
    "~/.wsl.conf": WSL_CONF_PATH,
    "~/etc/wsl.conf": WSL_CONF_PATH,
    "/etc/.wslconfig": WSLCONFIG_SHOWN,
    "~/.wslconfig": WSLCONFIG_SHOWN,
}
_ON_A_PC: Final = {
    "~/.wslconfig.txt": WSLCONFIG_SHOWN,
    "~/.wslconfig.ini": WSLCONFIG_SHOWN,
    "~/.wslconfig.conf": WSLCONFIG_SHOWN,
    "~/wslconfig": WSLCONFIG_SHOWN,
    "~/wslconfig.txt": WSLCONFIG_SHOWN,
    "~/.wsl-config": WSLCONFIG_SHOWN,
    "~/.wsl.config": WSLCONFIG_SHOWN,
    "~/Documents/.wslconfig": WSLCONFIG_SHOWN,
    "~/.wslconf": WSLCONFIG_SHOWN,
    "~/.wsl.conf": WSLCONFIG_SHOWN,
}
"""By their paths, the file that each is taken for."""
_DRIVES: Final = "/mnt/"
_NEAR: Final = GlobProbe("/etc/???.????*", limit=1)
"""Besides: names with other letters (``WSL.conf``) or an ending more (``wsl.conf.txt``)."""
_LIKE: Final = lazy_pattern(r"(?i)/etc/wsl\.(?:conf|config|cfg)(?:\.(?:txt|ini|conf))?")
"""Not those of a copy that somebody or a program put aside (``wsl.conf.bak``)."""


class DeadFile(msgspec.Struct, frozen=True):
    """A file at *path* that is not empty, and the one it is *meant* to be."""

    path: str
    meant: str


class DeadFiles(msgspec.Struct, frozen=True):
    """Those that are there. With a *gap* not all places were seen."""

    files: tuple[DeadFile, ...] = ()
    gap: Unknown | None = None


def _probe(path: str) -> FileProbe:
    return FileProbe(path, limit=1, head=True)


def _found(answers: Answers, table: Mapping[str, str], near: Mapping[str, Answer] | None = None) -> DeadFiles:
    """In a home on a drive of Windows, a `.wslconfig` may be the one that WSL reads. *near* are those of `_NEAR`."""
    account = answers[AccountProbe()]
    home = account.home if isinstance(account, Account) else ""
    found: dict[str, Answer] = {path: answers[_probe(path)] for path in table}
    found |= near or {}
    gaps = (
        unknown(answer, path)
        for path, answer in found.items()
        if not isinstance(answer, Found | Missing | Special)
    )
    return DeadFiles(
        tuple(
            DeadFile(path, table.get(path, WSL_CONF_PATH))
            for path, answer in found.items()
            if isinstance(answer, Found) and answer.size and answer.link != table.get(path, WSL_CONF_PATH)
            if not (answer.link or path.replace("~", home, 1)).startswith(_DRIVES)
        ),
        next(gaps, None),
    )


def _in_distro(answers: Answers, want: Wanted) -> DeadFiles:
    return _found(answers, _IN_A_DISTRO, _near(answers[_NEAR]))


def _near(answer: Answer) -> dict[str, Answer]:
    if isinstance(answer, Missing):
        return {}
    if not isinstance(answer, Matches):
        return {_NEAR.pattern: answer}
    return {path: each for path, each in answer.entries if _LIKE.fullmatch(path) and path != WSL_CONF_PATH}


def _on_pc(answers: Answers, want: Wanted) -> DeadFiles:
    return _found(answers, _ON_A_PC)


DEAD_FILES: Fact[DeadFiles] = Fact(
    "dead files", always(AccountProbe(), _NEAR, *map(_probe, _IN_A_DISTRO)), _in_distro
)
DEAD_PC_FILES: Fact[DeadFiles] = Fact(
    "dead files of the PC", always(*map(_probe, _ON_A_PC)), _on_pc, Side.HOST
)

"""The file of ``go env -w``: which one Go reads, and what is in it (GO §1.2)."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.codecs import encoding
from wizard.facts.go import from_home
from wizard.facts.shapes import always, content
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Answers, FileProbe
from wizard.model.wanted import Wanted

USUAL: Final = "~/.config/go/env"
"""Where it is if no variable says otherwise."""


class GoEnvFile(msgspec.Struct, frozen=True):
    """The file that ``go env GOENV`` names, and its bytes, if there is one. *line* is what says so, as file and line,
    empty if it is the usual file."""

    path: str
    data: bytes
    line: str = ""

    @property
    def text(self) -> bytes:
        """What it says in plain form, which the file will get."""
        return encoding.meant(self.data)

    @property
    def is_own(self) -> bool:
        """Whether it is the user's to change."""
        return self.path.startswith("~/")


def _place(see: Snapshot) -> tuple[str, str]:
    """The path, and the line that says so. ``off`` and a path that is not absolute name no file: nothing is read."""
    for name, tail in (("GOENV", ""), ("XDG_CONFIG_HOME", "/go/env")):
        text, line = _variable(see, name)
        if text:
            return (f"{text}{tail}" if text.startswith("/") else "", line)
    return USUAL, ""


def _variable(see: Snapshot, name: str) -> tuple[str, str]:
    shells, login = see[SHELLS], see[LOGIN_SHELL]
    for kind in PEOPLE:
        value = shells.value(kind, name)
        if value.is_exported and value.text and value.unclear is None:
            return value.text, f"{shells.shown(value.place.file)}:{value.place.line}"
    return (login.get(name) or "" if login is not None else "", "")


def _probes(see: Snapshot) -> tuple[FileProbe, ...]:
    if see.unknown(ACCOUNT) is not None or see.unknown(SHELLS) is not None:
        return (FileProbe(USUAL),)
    path, _ = _place(see)
    return (FileProbe(from_home(path, see[ACCOUNT])),) if path else ()


def _file(answers: Answers, want: Wanted, see: Snapshot) -> GoEnvFile | Unknown:
    line = _place(see)[1] if see.unknown(ACCOUNT) is None and see.unknown(SHELLS) is None else ""
    for probe in _probes(see):
        data = content(answers[probe], probe.path)
        return data if isinstance(data, Unknown) else GoEnvFile(probe.path, data or b"", line)
    return GoEnvFile(USUAL, b"", line)


_ASKED_FIRST: Final[Fact[None]] = Fact("goenv-usual", always(FileProbe(USUAL)), lambda answers, want: None)
"""Asks in the first wave what is read almost everywhere."""
GOENV: Fact[GoEnvFile] = Fact(
    "goenv",
    lambda want, see: _probes(see),
    _file,
    needs=(LOGIN_SHELL,),
    uses=(ACCOUNT, SHELLS, _ASKED_FIRST),
)
"""The file of ``go env -w`` that Go reads in the shells of the user."""

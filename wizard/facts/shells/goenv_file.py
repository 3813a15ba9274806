"""The file of ``go env -w``: which one Go reads, and what is in it (GO §1.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from wizard.codecs import encoding
from wizard.codecs.go import goenv
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import from_home
from wizard.facts.shapes import always, content, file_fact
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.unfollowed import gap
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Answers, FileProbe
from wizard.model.wanted import Wanted

USUAL: Final = "~/.config/go/env"
"""Where it is if no variable says otherwise."""


class GoEnvFile(msgspec.Struct, frozen=True):
    """The file that ``go env GOENV`` names, and its bytes, if there is one. With a *gap* it is not known which file it
    is, and nothing is said of any."""

    path: str
    data: bytes
    gap: Unknown | None = None

    @property
    def text(self) -> bytes:
        """What it says in plain form, which the file will get."""
        return encoding.meant(self.data)

    @property
    def settings(self) -> Mapping[str, str]:
        """What Go takes from it as it is now: empty where it takes nothing, or where that is not known."""
        stored = goenv.effective(self.data) if self.gap is None else {}
        return {name: value for name, value in stored.items() if value and name in goenv.HONOURED}

    @property
    def is_own(self) -> bool:
        """Whether it is the user's to change."""
        return self.gap is None and self.path.startswith("~/")


def _place(see: Snapshot) -> str | Unknown:
    """The path. ``off``, a path that is not absolute and a shell without HOME name no file: nothing is read."""
    for name, tail in (("GOENV", ""), ("XDG_CONFIG_HOME", "/go/env")):
        found = _variable(see, name)
        if isinstance(found, Unknown):
            return found
        if found:
            return f"{found}{tail}" if found.startswith("/") else ""
    home = home_in(see, PEOPLE[0])
    return f"{home}{USUAL.removeprefix('~')}" if home else ""


def home_in(see: Snapshot, kind: Kind) -> str:
    """HOME as Go gets it in that kind of shell: a start file may change it, and may remove it (empty)."""
    value = see[SHELLS].value(kind, "HOME")
    if value.unclear is not None:
        return see[ACCOUNT].home
    text = value.text if value.is_exported else None
    return text if text is not None and text.startswith("/") else ""


def _variable(see: Snapshot, name: str) -> str | Unknown:
    """What Go gets of it. What could not be followed, a shell may have been asked for."""
    shells, login = see[SHELLS], see[LOGIN_SHELL]
    is_asked = login is not None and name in login.asked
    if not is_asked and (unclear := gap(shells, name)) is not None:
        return unclear
    for kind in PEOPLE:
        value = shells.value(kind, name)
        if value.is_exported and value.text and value.unclear is None:
            return value.text
    return (login.get(name) or "") if login is not None else ""


def _known_place(see: Snapshot) -> str | Unknown:
    gap_of_shells = see.unknown(ACCOUNT) or see.unknown(SHELLS)
    return gap_of_shells or _place(see)


def _probes(see: Snapshot) -> tuple[FileProbe, ...]:
    place = _known_place(see)
    if isinstance(place, Unknown) or not place:
        return ()
    return (FileProbe(from_home(place, see[ACCOUNT])),)


def _file(answers: Answers, want: Wanted, see: Snapshot) -> GoEnvFile | Unknown:
    place = _known_place(see)
    if isinstance(place, Unknown):
        return GoEnvFile(USUAL, b"", gap=place)
    for probe in _probes(see):
        data = content(answers[probe], probe.path)
        return data if isinstance(data, Unknown) else GoEnvFile(probe.path, data or b"")
    return GoEnvFile(USUAL, b"")


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

USUAL_GOENV: Fact[bytes] = file_fact("goenv-usual-file", USUAL, lambda data: data or b"")
"""What is in the usual file, whichever Go reads."""


def values(see: Snapshot, name: str) -> Iterator[str]:
    """What the go env file, the start files and a shell that was asked say of *name*."""
    if see.unknown(GOENV) is None and (stored := see[GOENV].settings.get(name)):
        yield stored
    if see.unknown(SHELLS) is None:
        for kind in PEOPLE:
            value = see[SHELLS].value(kind, name)
            if value.is_exported and value.unclear is None and value.text:
                yield value.text
    login = see[LOGIN_SHELL]
    if login is not None and (heard := login.get(name)):
        yield heard

"""Certificates that somebody gave to a distro, such as those of a company, and whether Go sees them (GO §9)."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from wizard.codecs import certificate, pem
from wizard.facts.clock import NOW
from wizard.facts.shapes import always, entries, unknown
from wizard.facts.tls.roots import PLACES
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import KIB, Answers, Denied, FileProbe, Found, GlobProbe, Matches, Missing, TooBig
from wizard.model.wanted import Wanted

DEBIAN_FOLDER: Final = "/usr/local/share/ca-certificates"
"""That of Debian, Ubuntu and Alpine, where only names that end with ``.crt`` are taken."""
SUFFIX: Final = ".crt"
FOLDERS: Final = (
    DEBIAN_FOLDER,
    "/etc/pki/ca-trust/source/anchors",
    "/etc/pki/trust/anchors",
    "/etc/ca-certificates/trust-source/anchors",
)
_LIMIT: Final = 64 * KIB
_PROBES: Final = tuple(
    GlobProbe(pattern, limit=_LIMIT, head=False)
    for pattern in (*(f"{folder}/*" for folder in FOLDERS), f"{DEBIAN_FOLDER}/*/*")
)
_KINDS: Final = (".crt", ".pem", ".cer", ".der", ".cert")


class AnchorFault(enum.Enum):
    """Why a certificate helps nobody."""

    NAME = "name"
    BINARY = "binary"
    NOTHING = "nothing"
    NOT_TAKEN = "not taken"
    EXPIRED = "expired"
    OF_A_SERVER = "of a server"


class Anchor(msgspec.Struct, frozen=True):
    """A file with certificates that somebody put there, and what is wrong with it; *until* when the first of them was
    valid, if that is the fault."""

    path: str
    fault: AnchorFault | None = None
    until: str = ""


def _files(answers: Answers, want: Wanted) -> Mapping[str, bytes] | Unknown:
    found: dict[str, bytes] = {}
    for probe in _PROBES:
        answer = answers[probe]
        if not isinstance(answer, Matches | Missing):
            return unknown(answer, probe.pattern)
        hidden = _hidden(answer)
        if hidden is not None:
            return hidden
        found |= {path: file.content for path, file in entries(answer) if _is_meant(path, file)}
    return found


def _hidden(answer: Matches | Missing) -> Unknown | None:
    if isinstance(answer, Missing):
        return None
    return next(
        (unknown(each, path) for path, each in answer.entries if isinstance(each, Denied | TooBig)), None
    )


def _is_meant(path: str, file: Found) -> bool:
    is_one = bool(pem.certificates(file.content)) or pem.is_binary(file.content)
    return is_one or path.lower().endswith(_KINDS)


ANCHOR_FILES: Final[Fact[Mapping[str, bytes]]] = Fact("anchor files", always(*_PROBES), _files)


def _whole(see: Snapshot) -> tuple[FileProbe, ...]:
    """The file that Go takes, all of it: asked for only if there is a certificate to be found in it."""
    read = see[PLACES].read
    return (FileProbe(read.path),) if see[ANCHOR_FILES] and read is not None else ()


def _anchors(answers: Answers, want: Wanted, see: Snapshot) -> tuple[Anchor, ...] | Unknown:
    known: frozenset[bytes] = frozenset()
    for probe in _whole(see):
        answer = answers[probe]
        if not isinstance(answer, Found):
            return unknown(answer, probe.path)
        known = frozenset(pem.certificates(answer.content))
    return tuple(_anchor(path, data, known, see[NOW]) for path, data in see[ANCHOR_FILES].items())


def _anchor(path: str, data: bytes, known: frozenset[bytes], now: str) -> Anchor:
    binary = pem.is_binary(data)
    certificates = (data,) if binary else pem.certificates(data)
    if not set(certificates) <= known or not certificates:
        return Anchor(path, _why_not_taken(path, is_binary=binary, is_any=bool(certificates)))
    return _as_it_says(path, certificates, now)


def _why_not_taken(path: str, *, is_binary: bool, is_any: bool) -> AnchorFault:
    """Debian takes files by their names, and passes on whatever is in them; Fedora takes both forms."""
    if not is_any:
        return AnchorFault.NOTHING
    is_of_debian = path.startswith(f"{DEBIAN_FOLDER}/")
    if is_of_debian and is_binary:
        return AnchorFault.BINARY
    return AnchorFault.NAME if is_of_debian and not path.endswith(SUFFIX) else AnchorFault.NOT_TAKEN


def _as_it_says(path: str, certificates: tuple[bytes, ...], now: str) -> Anchor:
    said = [each for each in map(certificate.read, certificates) if each is not None]
    expired = next((each.until for each in said if each.until and each.until < now), None)
    if expired is not None:
        return Anchor(path, AnchorFault.EXPIRED, expired[:10])
    return Anchor(
        path, None if any(each.is_authority for each in said) or not said else AnchorFault.OF_A_SERVER
    )


def faulty(anchors: tuple[Anchor, ...]) -> Iterator[Anchor]:
    """Those with a fault."""
    return (each for each in anchors if each.fault is not None)


ANCHORS: Final[Fact[tuple[Anchor, ...]]] = Fact(
    "anchors", lambda want, see: _whole(see), _anchors, needs=(ANCHOR_FILES, PLACES, NOW)
)

"""The certificates that a profile wants Go to trust, and whether Go reads them (GO §9)."""

from __future__ import annotations

import enum
from typing import Final

import msgspec

from wizard.codecs import certificate, pem
from wizard.facts.clock import NOW
from wizard.facts.go import from_home
from wizard.facts.shapes import unknown
from wizard.facts.shell import ACCOUNT
from wizard.facts.tls.roots import PLACES
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import KIB, Answer, Answers, FileProbe, Found, Missing, Special
from wizard.model.wanted import Wanted

_LIMIT: Final = 256 * KIB


class AuthorityState(enum.Enum):
    """What there is to say of a file of certificates."""

    TRUSTED = "trusted"
    NOT_TRUSTED = "not trusted"
    EXPIRED = "expired"
    OF_A_SERVER = "of a server"
    BINARY = "binary"
    NO_CERTIFICATE = "no certificate"
    MISSING = "missing"


class Authority(msgspec.Struct, frozen=True):
    """A file that a profile names, and how it stands; *until* when it was valid, if it is no more. *content* is what is
    in one that only has to be added."""

    path: str
    state: AuthorityState
    until: str = ""
    content: bytes = b""

    @property
    def has_to_be_added(self) -> bool:
        """Whether nothing else keeps the distro from trusting it."""
        return bool(self.content)


def _probes(want: Wanted, see: Snapshot) -> tuple[FileProbe, ...]:
    if see.unknown(ACCOUNT) is not None:
        return ()
    return tuple(FileProbe(from_home(path, see[ACCOUNT]), limit=_LIMIT) for path in want.tls.authorities)


def _whole(want: Wanted, see: Snapshot) -> tuple[FileProbe, ...]:
    """The file of certificates that Go takes, all of it; not asked for if nothing is wanted."""
    read = see[PLACES].read if want.tls.authorities and see.unknown(PLACES) is None else None
    return (FileProbe(read.path),) if read is not None else ()


def _authorities(answers: Answers, want: Wanted, see: Snapshot) -> tuple[Authority, ...] | Unknown:
    gap = see.unknown(ACCOUNT) or see.unknown(PLACES) or see.unknown(NOW)
    if gap is not None and want.tls.authorities:
        return gap
    known: frozenset[bytes] = frozenset()
    for probe in _whole(want, see):
        answer = answers[probe]
        if not isinstance(answer, Found):
            return unknown(answer, probe.path)
        known = frozenset(pem.certificates(answer.content))
    found = []
    for probe in _probes(want, see):
        each = _authority(probe.path, answers[probe], known, see[NOW])
        if isinstance(each, Unknown):
            return each
        found.append(each)
    return tuple(found)


def _authority(path: str, answer: Answer, known: frozenset[bytes], now: str) -> Authority | Unknown:
    match answer:
        case Missing() | Special():
            return Authority(path, AuthorityState.MISSING)
        case Found():
            return _as_it_says(path, answer.content, known, now)
        case _:
            return unknown(answer, path)


def _as_it_says(path: str, content: bytes, known: frozenset[bytes], now: str) -> Authority:
    is_binary = pem.is_binary(content)
    certificates = (content,) if is_binary else pem.certificates(content)
    said = [each for each in map(certificate.read, certificates) if each is not None]
    if not certificates:
        return Authority(path, AuthorityState.NO_CERTIFICATE)
    expired = next((each.until for each in said if each.until and each.until < now), "")
    if expired:
        return Authority(path, AuthorityState.EXPIRED, expired[:10])
    if said and not any(each.is_authority for each in said):
        return Authority(path, AuthorityState.OF_A_SERVER)
    if set(certificates) <= known:
        return Authority(path, AuthorityState.TRUSTED)
    state = AuthorityState.BINARY if is_binary else AuthorityState.NOT_TRUSTED
    return Authority(path, state, content=content)


AUTHORITIES: Final[Fact[tuple[Authority, ...]]] = Fact(
    "wanted authorities",
    lambda want, see: (*_probes(want, see), *_whole(want, see)),
    _authorities,
    needs=(PLACES, NOW),
    uses=(ACCOUNT,),
)
"""Of each file that a profile names. Asks nothing as long as it names none."""

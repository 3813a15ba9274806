"""Which distro this is, and which C library it has."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.codecs import os_release, passwd
from wizard.facts.shapes import always, file_fact, output
from wizard.model.facts import Fact
from wizard.model.probes import Answers, CommandProbe, GlobProbe, Linked, LinkProbe, Matches
from wizard.model.wanted import Wanted

OS_RELEASE_PATH: Final = "/etc/os-release"
MUSL_PATH: Final = "/lib/ld-musl-*"


class DistroRelease(msgspec.Struct, frozen=True):
    """A release of a distro: *id* (``ubuntu``), *version* (``24.04``, empty if it has none), and its *name* for
    people (empty: not said)."""

    id: str = ""
    version: str = ""
    name: str = ""


def _release(data: bytes | None) -> DistroRelease:
    said = os_release.parse(data or b"")
    return DistroRelease(said.get("ID", ""), said.get("VERSION_ID", ""), said.get("PRETTY_NAME", ""))


RELEASE: Fact[DistroRelease] = file_fact("release", OS_RELEASE_PATH, _release)
"""Empty in a distro that does not say what it is."""

GETCONF: Final = CommandProbe(("getconf", "GNU_LIBC_VERSION"))
_MUSL: Final = GlobProbe(MUSL_PATH, limit=0)


def _libc(answers: Answers, want: Wanted) -> str:
    """glibc first: a distro with it may have musl beside it, to build for Alpine."""
    words = (output(answers[GETCONF]) or "").split()
    if words[:1] == ["glibc"]:
        return " ".join(words)
    musl = answers[_MUSL]
    return "musl" if isinstance(musl, Matches) and musl.entries else ""


LIBC: Fact[str] = Fact("libc", always(GETCONF, _MUSL), _libc)
"""``glibc 2.39`` or ``musl``; empty where nobody can tell: an image runs no command."""

PASSWD_PATH: Final = "/etc/passwd"

PASSWD: Fact[tuple[passwd.PasswdUser, ...]] = file_fact(
    "passwd", PASSWD_PATH, lambda data: passwd.parse(data or b"")
)
"""The users of the distro, as far as WSL's own init sees them: those of the file."""

_IPTABLES: Final = LinkProbe("/etc/alternatives/iptables")


def _iptables(answers: Answers, want: Wanted) -> str | None:
    answer = answers[_IPTABLES]
    return answer.target if isinstance(answer, Linked) else None


IPTABLES: Fact[str | None] = Fact("iptables", always(_IPTABLES), _iptables)
"""The program that ``iptables`` is by choice (``/usr/sbin/iptables-nft``); None where there is no choice."""

"""Whether the list of certificates of a distro is what its own program makes: only then nothing is lost if that runs.

``update-ca-certificates`` of Debian and its kin writes the whole file anew, from the certificates that
``/etc/ca-certificates.conf`` names (without a ``!`` before them) and from those that somebody added (GO §9).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Final

from wizard.codecs import pem
from wizard.facts.packages import PACKAGES
from wizard.facts.shapes import entries, unknown
from wizard.facts.tls.anchors import ANCHOR_FILES, DEBIAN_FOLDER, SUFFIX
from wizard.facts.tls.roots import FILES, PLACES
from wizard.facts.tls.wanted import AUTHORITIES
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import KIB, Answers, FileProbe, Found, GlobProbe, Matches, Missing
from wizard.model.wanted import Wanted

LIST: Final = FILES[0]
"""The file that is made."""
CONF: Final = FileProbe("/etc/ca-certificates.conf")
_FOLDER: Final = "/usr/share/ca-certificates"
GLOBS: Final = tuple(
    GlobProbe(f"{_FOLDER}/{names}", limit=64 * KIB, head=False) for names in ("*.crt", "*/*.crt")
)


class TrustList(enum.Enum):
    """What making the list again would do."""

    MADE = "made"
    """Nothing: it is what its program makes."""
    BEHIND = "behind"
    """It would bring what somebody added, or take what somebody turned off."""
    EDITED = "edited"
    """It would lose certificates that somebody wrote into it by hand."""
    OTHER = "other"
    """Nobody knows: another distro makes it, or nothing asks for it."""


def _is_asked(see: Snapshot) -> bool:
    if any(see.unknown(fact) is not None for fact in (AUTHORITIES, PLACES, PACKAGES)):
        return False
    manager, read = see[PACKAGES].manager, see[PLACES].read
    is_debian = manager is not None and manager.name == "apt-get" and read is not None and read.path == LIST
    return is_debian and any(each.has_to_be_added for each in see[AUTHORITIES])


def _probes(want: Wanted, see: Snapshot) -> tuple[FileProbe | GlobProbe, ...]:
    return (FileProbe(LIST), CONF, *GLOBS) if _is_asked(see) else ()


def _trust_list(answers: Answers, want: Wanted, see: Snapshot) -> TrustList | Unknown:
    if not _is_asked(see):
        return TrustList.OTHER
    gap = see.unknown(ANCHOR_FILES)
    if gap is not None:
        return gap
    made, conf = answers[FileProbe(LIST)], answers[CONF]
    if not isinstance(made, Found):
        return unknown(made, LIST)
    if not isinstance(conf, Found | Missing):
        return unknown(conf, CONF.path)
    shipped: dict[str, bytes] = {}
    for glob in GLOBS:
        answer = answers[glob]
        if not isinstance(answer, Matches | Missing):
            return unknown(answer, glob.pattern)
        shipped |= {path: file.content for path, file in entries(answer)}
    named = conf.content.decode("utf-8", "replace").splitlines() if isinstance(conf, Found) else []
    added = [data for path, data in see[ANCHOR_FILES].items() if _is_taken(path)]
    sources = _all((*(shipped.get(f"{_FOLDER}/{line}", b"") for line in named), *added))
    listed = frozenset(pem.certificates(made.content))
    if listed == sources:
        return TrustList.MADE
    return TrustList.BEHIND if listed <= sources | _all(shipped.values()) else TrustList.EDITED


def _all(files: Iterable[bytes]) -> frozenset[bytes]:
    return frozenset(each for data in files for each in pem.certificates(data))


def _is_taken(path: str) -> bool:
    return path.startswith(f"{DEBIAN_FOLDER}/") and path.endswith(SUFFIX)


TRUST_LIST: Final[Fact[TrustList]] = Fact(
    "trust list", _probes, _trust_list, needs=(AUTHORITIES,), uses=(PLACES, PACKAGES, ANCHOR_FILES)
)
"""Asked only if a certificate that is wanted is not trusted yet."""

"""The certificates of the distro that Go trusts: what is where Go looks for them (GO §9).

Go takes the first file that it can read, and all files of two folders. If there is no certificate in any of them, the
first error becomes “failed to load system roots”; without any error, every server has an unknown authority.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Final

import msgspec

from wizard.codecs import pem
from wizard.facts.shapes import entries, unknown
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import (
    KIB,
    Account,
    AccountProbe,
    Answer,
    Answers,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    Matches,
    Missing,
    Special,
)
from wizard.model.text import say
from wizard.model.wanted import Wanted

FILES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
FOLDERS: Final = ("/etc/ssl/certs", "/etc/pki/tls/certs")
HEAD: Final = 8 * KIB
"""As many bytes of a file as tell whether there are certificates in it: one has about 2 KiB."""


class Sight(enum.Enum):
    """What is at a place where Go looks."""

    ABSENT = "absent"
    DANGLING = "dangling"
    """A link that leads nowhere."""
    GOOD = "good"
    """A file with certificates, or a folder that can be read."""
    EMPTY = "empty"
    """A file without any certificate."""
    FOLDER = "folder"
    """A folder where a file should be."""
    NO_FOLDER = "no folder"
    DENIED = "denied"


class RootPlace(msgspec.Struct, frozen=True):
    """A place where Go looks; *link* is where it leads if it is a symlink."""

    path: str
    sight: Sight
    link: str | None = None


class CertificatePlaces(msgspec.Struct, frozen=True):
    """The *files* and *folders* where Go looks, in its order."""

    files: tuple[RootPlace, ...]
    folders: tuple[RootPlace, ...]

    @property
    def read(self) -> RootPlace | None:
        """The file that Go takes: the first one that it can read, even if it is empty."""
        return next((each for each in self.files if each.sight in (Sight.GOOD, Sight.EMPTY)), None)

    @property
    def is_enough(self) -> bool:
        """Whether the file that Go takes has certificates."""
        return self.read is not None and self.read.sight is Sight.GOOD

    @property
    def obstacles(self) -> tuple[RootPlace, ...]:
        """What Go meets that it cannot read: the first one is the error that it reports."""
        files = self.files[: self.files.index(self.read)] if self.read is not None else self.files
        bad = (Sight.FOLDER, Sight.DENIED, Sight.NO_FOLDER)
        return tuple(each for each in (*files, *self.folders) if each.sight in bad)


_FILE_PROBES: Final = tuple(FileProbe(path, limit=HEAD, head=True) for path in FILES)
_FOLDER_PROBES: Final = tuple(FileProbe(path, limit=0, head=True) for path in FOLDERS)


def _places(answers: Answers, want: Wanted) -> CertificatePlaces | Unknown:
    account = answers[AccountProbe()]
    if not isinstance(account, Account):
        return unknown(account, "user")
    files = [_file(probe.path, answers[probe]) for probe in _FILE_PROBES]
    folders = [_folder(probe.path, answers[probe], account) for probe in _FOLDER_PROBES]
    gap = next((each for each in (*files, *folders) if isinstance(each, Unknown)), None)
    return gap or CertificatePlaces(_known(files), _known(folders))


def _known(places: Iterable[RootPlace | Unknown]) -> tuple[RootPlace, ...]:
    return tuple(each for each in places if isinstance(each, RootPlace))


def _file(path: str, answer: Answer) -> RootPlace | Unknown:
    match answer:
        case Found():
            return _read_file(path, answer)
        case Missing():
            return RootPlace(path, Sight.ABSENT if answer.link is None else Sight.DANGLING, answer.link)
        case Denied():
            return RootPlace(path, Sight.DENIED)
        case Special(kind="directory"):
            return RootPlace(path, Sight.FOLDER, answer.link)
        case Special():
            return RootPlace(path, Sight.EMPTY, answer.link)
        case _:
            return unknown(answer, path)


def _read_file(path: str, found: Found) -> RootPlace | Unknown:
    if pem.certificates(found.content):
        return RootPlace(path, Sight.GOOD, found.link)
    if found.size > len(found.content):
        return Unknown(say("No certificate is in the first {size} bytes of {path}.", size=HEAD, path=path))
    return RootPlace(path, Sight.EMPTY, found.link)


def _folder(path: str, answer: Answer, account: Account) -> RootPlace | Unknown:
    match answer:
        case Special(kind="directory"):
            return RootPlace(path, Sight.GOOD if _may_read(answer, account) else Sight.DENIED, answer.link)
        case Found() | Special():
            return RootPlace(path, Sight.NO_FOLDER, answer.link)
        case Missing():
            return RootPlace(path, Sight.ABSENT if answer.link is None else Sight.DANGLING, answer.link)
        case Denied():
            return RootPlace(path, Sight.DENIED)
        case _:
            return unknown(answer, path)


def _may_read(folder: Special, account: Account) -> bool:
    """Whether *account* may list the folder. Who is in further groups is not known: those are rarely meant here."""
    if account.uid == account.root_uid:
        return True
    shift = 6 if folder.uid == account.uid else 3 if folder.gid == account.gid else 0
    return bool(folder.mode >> shift & 4)


PLACES: Final[Fact[CertificatePlaces]] = Fact(
    "certificate places",
    lambda want: (AccountProbe(), *_FILE_PROBES, *_FOLDER_PROBES),
    _places,
)


class Roots(msgspec.Struct, frozen=True):
    """The *places*; *folder* is the one whose files have certificates, if the file that Go takes has none; *is_empty*
    says of each folder that is where a file should be whether nothing is in it."""

    places: CertificatePlaces
    folder: str | None = None
    is_empty: frozenset[str] = frozenset()

    @property
    def source(self) -> str | None:
        """From where Go has certificates; None if it has none."""
        read = self.places.read
        return read.path if self.places.is_enough and read is not None else self.folder


def _inside(see: Snapshot) -> tuple[GlobProbe, ...]:
    places = see[PLACES]
    if places.is_enough:
        return ()
    return tuple(GlobProbe(f"{each.path}/*") for each in places.folders if each.sight is Sight.GOOD)


def _in_place_of_files(see: Snapshot) -> tuple[GlobProbe, ...]:
    wrong = (each.path for each in see[PLACES].obstacles if each.sight is Sight.FOLDER)
    return tuple(GlobProbe(f"{path}/*", limit=0) for path in wrong)


def _roots(answers: Answers, want: Wanted, see: Snapshot) -> Roots | Unknown:
    asked = (*_inside(see), *_in_place_of_files(see))
    for probe in asked:
        if not isinstance(answers[probe], Matches | Missing):
            return unknown(answers[probe], probe.pattern)
    full = (probe.pattern.removesuffix("/*") for probe in _inside(see) if _has_certificates(answers[probe]))
    empty = (
        probe.pattern.removesuffix("/*") for probe in _in_place_of_files(see) if not _has_any(answers[probe])
    )
    return Roots(see[PLACES], next(full, None), frozenset(empty))


def _has_certificates(answer: Answer) -> bool:
    return any(pem.certificates(found.content) for _, found in entries(answer))


def _has_any(answer: Answer) -> bool:
    return isinstance(answer, Matches) and bool(answer.entries)


ROOTS: Final[Fact[Roots]] = Fact(
    "roots", lambda want, see: (*_inside(see), *_in_place_of_files(see)), _roots, needs=(PLACES,)
)
"""Where the file that Go takes is as it should be, nothing more is asked."""

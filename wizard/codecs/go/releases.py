"""The list of Go releases, as `https://go.dev/dl/?mode=json` publishes it (GO §3.3).

An entry that cannot be trusted (no SHA-256, a senseless size, a name that is not a plain file name) is
left out, and so is a version we cannot put in order; the rest of the list stays good. Versions are written
without the leading ``go`` everywhere: ``1.25.5``, ``1.26rc1``; a series is ``1.25``.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from wizard.model.errors import InputError, MachineError
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern

SIZE_LIMIT: Final = 1 << 30
"""No Go archive comes near this many bytes; the largest so far have about 300 MB."""

_VERSION: Final = lazy_pattern(
    r"(?:go)?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?:(beta|rc)(\d{1,4}))?", re.ASCII
)
FILENAME: Final = lazy_pattern(r"go[0-9][A-Za-z0-9.]*\.[a-z0-9-]+\.(tar\.gz|zip)", re.ASCII)
SHA256: Final = lazy_pattern(r"[0-9a-f]{64}", re.ASCII)
_STAGES: Final = {"beta": 0, "rc": 1, None: 2}

_SortKey = tuple[int, int, int, int, int]


class ReleasesUnreadable(MachineError):
    """What was given is not the list; *reason* is a phrase that ends a sentence about where it came from."""

    def __init__(self, reason: Text) -> None:
        super().__init__("index-unreadable", say("The list of Go releases {reason}.", reason=reason))
        self.reason = reason


class Archive(msgspec.Struct, frozen=True):
    """One file to load: its plain name, 64 lower-case hex digits, its size in bytes, and what it holds."""

    filename: str
    sha256: str
    size: int
    version: str


class Release(msgspec.Struct, frozen=True):
    """One version, and its archives by (os, arch) in Go's words."""

    version: str
    is_stable: bool
    archives: dict[tuple[str, str], Archive]

    @property
    def series(self) -> str:
        """The version without its last number: ``1.25`` for ``1.25.5``."""
        return series_of(self.version)


class Releases(msgspec.Struct, frozen=True):
    """All releases of a list, newest first."""

    all: tuple[Release, ...]

    def newest_stable(self) -> Release | None:
        """The newest version that is no beta and no release candidate."""
        return next((release for release in self.all if release.is_stable), None)

    def previous_stable(self) -> Release | None:
        """The newest stable version of the newest older series: the other one that the Go project supports."""
        newest = self.newest_stable()
        older = (r for r in self.all if r.is_stable and newest is not None and r.series != newest.series)
        return next(older, None)

    def newest_of(self, series: str) -> Release | None:
        """The newest stable version of *series* (``1.25``)."""
        return next((r for r in self.all if r.is_stable and r.series == series), None)

    def find(self, version: str) -> Release | None:
        """Exactly *version*, with or without ``go`` in front."""
        wanted = version.removeprefix("go")
        return next((release for release in self.all if release.version == wanted), None)

    def archive(self, version: str, os: str, arch: str) -> Archive:
        """The archive of *version* for *os* and *arch* in Go's words.

        Raises `InputError` (``go-version-unknown``, ``go-archive-unknown``) if the list has none.
        """
        release = self.find(version)
        if release is None:
            raise InputError(
                "go-version-unknown",
                say("Go {version} is not in the list of releases.", version=version.removeprefix("go")),
                next_step=say("Choose a version from the list. If the list is old, load it again."),
            )
        archive = release.archives.get((os, arch))
        if archive is None:
            raise InputError(
                "go-archive-unknown",
                say(
                    "Go {version} has no archive for {os} on {arch}.",
                    version=release.version,
                    os=os,
                    arch=arch,
                ),
                next_step=say("Choose another version."),
            )
        return archive


class _FileJson(msgspec.Struct):
    filename: str
    os: str = ""
    arch: str = ""
    sha256: str = ""
    size: int = 0
    kind: str = ""


class _ReleaseJson(msgspec.Struct):
    version: str
    stable: bool
    files: list[_FileJson]


def series_of(version: str) -> str:
    """``1.25`` for ``1.25.5``, ``1.25`` and ``1.25rc1``; *version* itself if it is not a version."""
    order = _order(version)
    return version if order is None else f"{order[0]}.{order[1]}"


def parse(data: bytes) -> Releases:
    """Read the list. Unknown fields are ignored. Raises `ReleasesUnreadable`."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.lstrip()[:1] == b"<":
        raise ReleasesUnreadable(say("is a web page, possibly the sign-in page of the network"))
    try:
        entries = msgspec.json.decode(data, type=list[_ReleaseJson])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise ReleasesUnreadable(say("is not in the format that go.dev publishes")) from None
    ranked = [(order, entry) for entry in entries if (order := _order(entry.version)) is not None]
    ranked.sort(key=lambda pair: pair[0], reverse=True)
    releases = tuple(_release(order, entry) for order, entry in ranked)
    if not any(release.archives for release in releases):
        raise ReleasesUnreadable(say("contains no usable archive"))
    return Releases(releases)


def _order(version: str) -> _SortKey | None:
    """A key that sorts versions by age: beta before rc before the release itself."""
    match = _VERSION.fullmatch(version)
    if match is None:
        return None
    major, minor, patch, stage, number = match.groups()
    return int(major), int(minor), int(patch or 0), _STAGES[stage], int(number or 0)


def _release(order: _SortKey, entry: _ReleaseJson) -> Release:
    is_stable = entry.stable and order[3] == _STAGES[None]
    archives: dict[tuple[str, str], Archive] = {}
    for file in entry.files:
        archive = _archive(entry.version, file)
        if archive is not None:
            archives.setdefault((file.os, file.arch), archive)
    return Release(entry.version.removeprefix("go"), is_stable, archives)


def _archive(version: str, file: _FileJson) -> Archive | None:
    digest = file.sha256.lower()
    is_good = (
        file.kind == "archive"
        and FILENAME.fullmatch(file.filename) is not None
        and file.filename.startswith(f"{version}.")
        and SHA256.fullmatch(digest) is not None
        and 0 < file.size <= SIZE_LIMIT
    )
    return Archive(file.filename, digest, file.size, version.removeprefix("go")) if is_good else None

"""What the name of an image tells: which C library it has, which Go, whether a shell and certificates (GO §10)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from wizard.model.versions import Version, version
from wizard.patterns import lazy_pattern

_NAME: Final = lazy_pattern(r"(?P<name>[^@:]+(?::\d+/[^@:]+)?)(?::(?P<tag>[^@]+))?(?:@.+)?")
_OF_RELEASE: Final = lazy_pattern(r"-debian\d+$")
_GO_TAG: Final = lazy_pattern(r"(\d+\.\d+)(?:[.\-].*|rc\d+.*)?")
_OF_GLIBC: Final = frozenset(
    (
        "debian",
        "ubuntu",
        "fedora",
        "centos",
        "rockylinux",
        "almalinux",
        "amazonlinux",
        "oraclelinux",
        "ubi8",
        "ubi9",
    )
)
_WITHOUT_CERTIFICATES: Final = ("debian", "ubuntu")
"""Images in which the package ca-certificates is not installed."""


class Libc(StrEnum):
    """The C library of an image."""

    GLIBC = "glibc"
    MUSL = "musl"
    NONE = "none"


class Image(msgspec.Struct, frozen=True):
    """An image: its *libc* (None: not known), the *go* in it (None: none, or not known), whether it *has_shell* and
    *has_roots*, the certificates that Go trusts (None: not known)."""

    libc: Libc | None = None
    go: Version | None = None
    is_golang: bool = False
    has_shell: bool | None = None
    has_roots: bool | None = None


def read(name: str) -> Image:
    """What *name*, as in FROM, tells. A name with a variable tells nothing."""
    match = _NAME.fullmatch(name)
    if match is None or "$" in name:
        return Image()
    path, tag = match["name"].lower(), (match["tag"] or "").lower()
    last = path.rpartition("/")[2]
    if path == "scratch":
        return Image(Libc.NONE, has_shell=False, has_roots=False)
    if "/distroless/" in path:
        return _distroless(last, tag)
    if last == "golang":
        return Image(Libc.MUSL if "alpine" in tag else Libc.GLIBC, _go(tag), True, True, True)
    if last == "alpine" or "alpine" in tag:
        return Image(Libc.MUSL, has_shell=True, has_roots=True if last == "alpine" else None)
    if last in _OF_GLIBC:
        return Image(Libc.GLIBC, has_shell=True, has_roots=last not in _WITHOUT_CERTIFICATES)
    return Image()


class Pinned(msgspec.Struct, frozen=True):
    """Whether the name of an image says which version of it is meant: *by_tag*, or in its path as distroless does. And
    whether it says which bytes, *by_digest*."""

    by_tag: bool
    by_digest: bool


def pinned(name: str) -> Pinned:
    """How far *name*, as in FROM, is fixed. What cannot be told is taken for fixed."""
    match = _NAME.fullmatch(name)
    if match is None or "$" in name or name == "scratch":
        return Pinned(True, False)
    tag = match["tag"] or ""
    in_path = "/distroless/" in name and _OF_RELEASE.search(match["name"]) is not None
    return Pinned(in_path or tag not in ("", "latest") or "@" in name, "@sha256:" in name)


def _go(tag: str) -> Version | None:
    match = _GO_TAG.fullmatch(tag)
    return version(match[1]) if match is not None else None


def _distroless(last: str, tag: str) -> Image:
    """Only those called ``debug`` have a shell; all have certificates; those for static programs have no C library."""
    libc = Libc.NONE if last.startswith("static") else Libc.GLIBC
    return Image(libc, has_shell="debug" in tag, has_roots=True)

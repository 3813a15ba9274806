"""What the distro met on its way to each place that Go asks, read from the lines of ``resources/agent/network.sh``."""

from __future__ import annotations

import base64
import binascii
import enum
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from wizard.codecs import dns_message
from wizard.codecs.dns_message import DnsReply
from wizard.codecs.go import dirhash
from wizard.codecs.resolv_conf import is_address
from wizard.facts.shapes import unknown
from wizard.facts.shell import in_login_shell, last_words
from wizard.model.facts import Unknown
from wizard.model.probes import MIB, Answer, CommandProbe
from wizard.model.text import say

_SECONDS: Final = 75
"""More than the asking takes at its slowest: each of its programs has a limit of its own."""
_LIMIT: Final = 4 * MIB
_PAGE: Final = (b"<!doctype html", b"<html", b"<head", b"<script")
_SEPARATORS: Final = (",", "|")


class PlaceKind(enum.StrEnum):
    """What Go wants of a place."""

    PROXY = "proxy"
    DIRECT = "direct"
    OFF = "off"
    DATABASE = "database"
    MIRROR = "mirror"
    """Of the checksum database, with the same key."""
    NO_DATABASE = "no-database"


class ProgramReply(msgspec.Struct, frozen=True):
    """How one program fared: *code* is how it ended (0: well), *says* its own words. Of curl also *status* and
    *connect*, the codes of the server and of a proxy on the way (0: none), and the beginning of the *body*."""

    code: int
    says: str = ""
    status: int = 0
    connect: int = 0
    address: str = ""
    body: bytes = b""
    kind: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it is a page for people, which no place of Go responds with."""
        return "html" in self.kind or self.body.lstrip()[:200].lower().startswith(_PAGE)

    @property
    def is_good(self) -> bool:
        """Whether a document came, as far as its code tells."""
        return self.code == 0 and (self.status == 0 or 200 <= self.status < 300) and not self.is_page


class Canary(msgspec.Struct, frozen=True):
    """The module *name* (``path@version``) as it came: its sum, empty if what came is no module."""

    name: str
    sum: str


class NameReply(msgspec.Struct, frozen=True):
    """What the name *server* replied, asked by ``udp``, ``edns`` (as Go asks) or ``tcp`` (*way*); None: nothing."""

    server: str
    way: str
    reply: DnsReply | None


class AskedPlace(msgspec.Struct, frozen=True):
    """A place that Go asks, without user and password. *fallback* is the separator behind it in GOPROXY, or the
    name of a database. *names* are the addresses that libc found; None: it was not asked. *small* and *rsa* are Go
    with a small first message and with old keys, if that was tried; *passes_sums*: the proxy has the checksum database.
    *certificate* is what that of the server says."""

    kind: PlaceKind
    fallback: str = ""
    url: str = ""
    host: str = ""
    names: tuple[str, ...] | None = None
    servers: tuple[NameReply, ...] = ()
    go: ProgramReply | None = None
    small: ProgramReply | None = None
    rsa: ProgramReply | None = None
    curl: ProgramReply | None = None
    passes_sums: bool = False
    canaries: tuple[Canary, ...] = ()
    certificate: tuple[str, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether it is somewhere that can be asked."""
        return self.kind not in (PlaceKind.OFF, PlaceKind.NO_DATABASE)


class Replies(msgspec.Struct, frozen=True):
    """All *places*, in Go's order; the *tools* that the distro has, Go's *version*, the name *servers* of
    `/etc/resolv.conf`, the *proxies* in front of all, by scheme and without passwords, and the *ids* of os-release."""

    places: tuple[AskedPlace, ...]
    tools: frozenset[str] = frozenset()
    version: str = ""
    servers: tuple[str, ...] = ()
    proxies: Mapping[str, str] = {}
    ids: tuple[str, ...] = ()

    @property
    def chain(self) -> tuple[AskedPlace, ...]:
        """The entries of GOPROXY."""
        kinds = (PlaceKind.PROXY, PlaceKind.DIRECT, PlaceKind.OFF)
        return tuple(each for each in self.places if each.kind in kinds)

    def of(self, kind: PlaceKind) -> AskedPlace | None:
        """The first place of that *kind*."""
        return next((each for each in self.places if each.kind is kind), None)


def question(script: str, canaries: tuple[str, ...]) -> CommandProbe:
    """What is asked: *script*, which is constant, about modules (``path@version``) of which the sums are known."""
    probe = in_login_shell(f"canaries='{' '.join(canaries)}'\n{script}")
    return CommandProbe(probe.argv, _SECONDS, _LIMIT)


def replies(answer: Answer) -> Replies | Unknown:
    """What *answer* tells; unknown unless the asking came to its end."""
    text = last_words(answer)
    if text is None:
        return unknown(answer, "the network")
    lines = _by_number(text)
    own = lines.pop(0, _ReplyLines())
    if not own.has("end"):
        return Unknown(say("The network check was interrupted."))
    return Replies(
        tuple(_place(lines[number]) for number in sorted(lines)),
        frozenset(own.all("has")),
        own.first("go"),
        own.all("server"),
        {scheme: where for scheme, _, where in (each.partition(" ") for each in own.all("proxy"))},
        tuple(own.first("ids").lower().split()),
    )


class _ReplyLines:
    """The values of one number, by their keys."""

    def __init__(self) -> None:
        self._values: list[tuple[str, str]] = []

    def add(self, key: str, value: str) -> None:
        self._values.append((key, value))

    def all(self, key: str) -> tuple[str, ...]:
        return tuple(value for name, value in self._values if name == key)

    def first(self, key: str) -> str:
        return next(iter(self.all(key)), "")

    def has(self, key: str) -> bool:
        return any(name == key for name, _ in self._values)

    def pairs(self) -> Iterator[tuple[str, str]]:
        return iter(self._values)


def _by_number(text: str) -> dict[int, _ReplyLines]:
    found: dict[int, _ReplyLines] = {}
    # The script ends its lines with LF. What somebody else said may hold what ends lines elsewhere.
    for line in text.split("\n"):
        number, _, rest = line.partition(" ")
        if number.isdigit() and len(number) < 3:
            key, _, value = rest.partition(" ")
            found.setdefault(int(number), _ReplyLines()).add(key, value)
    return found


def _place(lines: _ReplyLines) -> AskedPlace:
    word, _, fallback = lines.first("place").partition(" ")
    return AskedPlace(
        PlaceKind(word) if word in list(PlaceKind) else PlaceKind.OFF,
        fallback.strip(),
        lines.first("at"),
        lines.first("host"),
        tuple(filter(is_address, dict.fromkeys(lines.all("libc-address")))) if lines.has("libc") else None,
        tuple(_name_reply(each) for each in lines.all("dns")),
        _of_go(lines, "go"),
        _of_go(lines, "small"),
        _of_go(lines, "rsa"),
        _of_curl(lines, ""),
        _passes_sums(lines),
        tuple(_canaries(lines)),
        lines.all("cert"),
    )


def _of_go(lines: _ReplyLines, key: str) -> ProgramReply | None:
    code = lines.first(key)
    return ProgramReply(int(code), "\n".join(lines.all(f"{key}-says"))) if code.isdigit() else None


def _of_curl(lines: _ReplyLines, prefix: str) -> ProgramReply | None:
    """None if it was not asked, or was killed before it ended."""
    if not lines.has(f"{prefix}http"):
        return None
    status, connect, _, address, kind, *_ = [*lines.first(f"{prefix}http").split(" ", 4), *[""] * 5]
    code, _, says = lines.first(f"{prefix}curl").partition(" ")
    number = code.strip("()")
    return ProgramReply(
        int(number) if number.isdigit() else 0,
        says,
        int(status) if status.isdigit() else 0,
        int(connect) if connect.isdigit() else 0,
        address,
        _decoded("".join(lines.all(f"{prefix}body"))),
        kind.lower(),
    )


def _passes_sums(lines: _ReplyLines) -> bool:
    reply = _of_curl(lines, "sumdb-")
    return reply is not None and reply.status == 200 and reply.is_good


def _canaries(lines: _ReplyLines) -> Iterator[Canary]:
    """Those that came. The lines of one follow its name."""
    name, coded, is_here = "", list[str](), False
    for key, value in (*lines.pairs(), ("canary", "")):
        if key == "canary":
            if is_here:
                yield Canary(name, _sum(_decoded("".join(coded))))
            name, coded, is_here = value, [], False
        elif key == "canary-body":
            coded.append(value)
        elif key == "canary-http":
            is_here = value.startswith("2")


def _sum(data: bytes) -> str:
    try:
        return dirhash.of_zip(data)
    except dirhash.NotModuleZip:
        return ""


def _name_reply(words: str) -> NameReply:
    way, server, coded, *_ = [*words.split(" "), "", "", ""]
    read = dns_message.parse_stream if way == "tcp" else dns_message.parse
    return NameReply(server, way, read(_decoded(coded)))


def _decoded(coded: str) -> bytes:
    try:
        return base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError):
        return b""

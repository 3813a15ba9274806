"""What a failed request comes down to, a row each: how Go and curl word it, what it says, and what to do next.

The words are those of Go 1.21 to 1.27 and of curl 7.64 to 8 with OpenSSL and GnuTLS (GO §4.2).
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from typing import Final

import msgspec

from wizard.facts.network.replies import AskedPlace, PlaceKind, ProgramReply
from wizard.model.text import Text, say
from wizard.rules.commands import SET_PROXY


class Symptom(enum.Enum):
    """How a request ended that brought no document."""

    PROXY_LOGIN = "proxy-login"
    PROXY_DOWN = "proxy-down"
    PROXY_FORBIDS = "proxy-forbids"
    PROXY_FAILS = "proxy-fails"
    IN_CLEAR = "in-clear"
    PAGE = "page"
    NO_NAME = "no-name"
    NAME_LATE = "name-late"
    REFUSED = "refused"
    NO_ROUTE = "no-route"
    NO_ROOTS = "no-roots"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    WRONG_NAME = "wrong-name"
    UNKNOWN_AUTHORITY = "unknown-authority"
    NOT_TLS = "not-tls"
    HANDSHAKE = "handshake"
    RESET = "reset"
    LATE = "late"
    LOGIN = "login"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    BUSY = "busy"
    SERVER = "server"
    OTHER = "other"


Say = Callable[[str], Text]
"""A sentence about the host it is given."""


class SymptomRow(msgspec.Struct, frozen=True):
    """A row: the *words* (a pattern) or the *codes* of curl or *statuses* of HTTP by which a *symptom* is known."""

    symptom: Symptom
    says: Say
    do: Text
    words: str = ""
    codes: tuple[int, ...] = ()
    statuses: tuple[int, ...] = ()


_NETWORK: Final = say("Check the network, a VPN and the Windows firewall, then check again.")
_CERTIFICATE: Final = say(
    "Ask your administrator whether a company proxy signs here, and for its certificate. Never turn checks off."
)
_TABLE: Final = (
    SymptomRow(
        Symptom.PROXY_LOGIN,
        lambda host: say("The proxy in front of {host} asks for a password (407).", host=host),
        say("Ask your administrator how programs in WSL log in to the proxy."),
        r"Proxy Authentication Required|\b407\b",
        statuses=(407,),
    ),
    SymptomRow(
        Symptom.PROXY_DOWN,
        lambda host: say("The proxy in HTTPS_PROXY or HTTP_PROXY does not respond."),
        say("Start the proxy, or correct or remove the variable where your shell sets it."),
        r"proxyconnect tcp|Could not resolve proxy|socks connect",
        codes=(5, 97),
    ),
    SymptomRow(
        Symptom.PROXY_FORBIDS,
        lambda host: say("The proxy on the way does not let {host} through.", host=host),
        say("Ask your administrator to allow the host, or for the address of a module proxy."),
        r"(?m)CONNECT tunnel failed, response 4|HTTP code 4\d\d from proxy|: Forbidden$",
    ),
    SymptomRow(
        Symptom.PROXY_FAILS,
        lambda host: say("The proxy on the way does not reach {host}.", host=host),
        say("Wait a while, then check again. If it stays so, tell your administrator."),
        r"(?m)CONNECT tunnel failed, response 5|HTTP code 5\d\d from proxy"
        r"|: (?:Bad Gateway|Service Unavailable|Gateway Timeout)$",
    ),
    SymptomRow(
        Symptom.IN_CLEAR,
        lambda host: say("Go does not send the password for {host} without encryption.", host=host),
        say("Use https:// in GOPROXY, or take the password out of it."),
        r"refusing to pass credentials to insecure URL",
    ),
    SymptomRow(
        Symptom.PAGE,
        lambda host: say("A login or block page comes instead of {host}.", host=host),
        say("Open any website and log in to the network, or ask your administrator to allow the host."),
        r"invalid character '<'",
    ),
    SymptomRow(
        Symptom.NAME_LATE,
        lambda host: say("No name server responds about {host}.", host=host),
        say("Check the VPN, and whether WSL uses DNS tunneling, then check again."),
        r"lookup \S+.*(?:i/o timeout|server misbehaving)|Resolving timed out",
    ),
    SymptomRow(
        Symptom.NO_NAME,
        lambda host: say("The name {host} cannot be resolved.", host=host),
        say("Check the spelling of the name, the VPN and the name servers of the distro."),
        r"no such host|Could not resolve host|lookup \S+",
        codes=(6,),
    ),
    SymptomRow(
        Symptom.REFUSED,
        lambda host: say("{host} refuses connections.", host=host),
        say("Check the address and the port, and whether the server is running."),
        r"(?i:connection refused)",
        codes=(7,),
    ),
    SymptomRow(
        Symptom.NO_ROUTE,
        lambda host: say("The network has no route to {host}.", host=host),
        _NETWORK,
        r"network is unreachable|no route to host|Network is unreachable|No route to host",
    ),
    SymptomRow(
        Symptom.NO_ROOTS,
        lambda host: say("The distro has no root certificates to check {host} with.", host=host),
        say("Install the package ca-certificates, then check again."),
        r"failed to load system roots|error setting certificate (?:verify locations|file)",
        codes=(77,),
    ),
    SymptomRow(
        Symptom.NOT_YET,
        lambda host: say("The certificate of {host} is not valid yet.", host=host),
        say("Check the clock of the distro, then check again."),
        r"not yet valid: current time \S+ is before|certificate is not yet (?:valid|activated)",
    ),
    SymptomRow(
        Symptom.EXPIRED,
        lambda host: say("The certificate of {host} has expired.", host=host),
        say("Check the clock of the distro. If it is right, tell whoever runs the server."),
        r"certificate has expired|expired certificate",
    ),
    SymptomRow(
        Symptom.WRONG_NAME,
        lambda host: say("The server found as {host} has a certificate for another name.", host=host),
        say("Check which server the name resolves to: a name server or a firewall may redirect it."),
        r"certificate is (?:not )?valid for|not valid for any names|cannot validate certificate for|legacy Common Name"
        r"|alternative certificate subject name|does not match target host|certificate owner does not match",
    ),
    SymptomRow(
        Symptom.UNKNOWN_AUTHORITY,
        lambda host: say("The distro does not know the authority that signed for {host}.", host=host),
        _CERTIFICATE,
        r"unknown authority|unable to get (?:local )?issuer|self[- ]signed certificate|signer not found"
        r"|server certificate verification failed",
        codes=(60,),
    ),
    SymptomRow(
        Symptom.NOT_TLS,
        lambda host: say("{host} does not respond with TLS.", host=host),
        say("Check the port and the scheme. A proxy or a login page may be in between."),
        r"first record does not look like a TLS handshake|wrong version number|HTTP response to HTTPS client",
    ),
    SymptomRow(
        Symptom.HANDSHAKE,
        lambda host: say("{host} and Go do not agree on how to encrypt.", host=host),
        say("Tell whoever runs the server or the firewall to support TLS 1.2 with ECDHE, or TLS 1.3."),
        r"handshake failure|protocol version|no cipher",
    ),
    SymptomRow(
        Symptom.RESET,
        lambda host: say("The connection to {host} is cut.", host=host),
        say(
            "A firewall may block the host. Use a mirror, or ask your administrator: {command}",
            command=SET_PROXY,
        ),
        r"reset by peer|\bEOF\b|broken pipe|Connection reset|unexpected eof|Empty reply",
        codes=(52,),
    ),
    SymptomRow(
        Symptom.LATE,
        lambda host: say("{host} does not respond in time.", host=host),
        say(
            "A firewall may block the host. Use a mirror, or ask your administrator: {command}",
            command=SET_PROXY,
        ),
        r"(?i:time-?d? ?out)|deadline exceeded|^Killed|signal: killed",
        codes=(28, 137),
    ),
    SymptomRow(
        Symptom.LOGIN,
        lambda host: say("{host} asks for a password (401).", host=host),
        say("Store the password where Go finds it: in ~/.netrc, or with GOAUTH."),
        r"401 Unauthorized",
        statuses=(401,),
    ),
    SymptomRow(
        Symptom.FORBIDDEN,
        lambda host: say("{host} denies access (403).", host=host),
        say("Check the account and the address, or ask whoever runs the proxy."),
        r"403 Forbidden",
        statuses=(403, 451),
    ),
    SymptomRow(
        Symptom.MISSING,
        lambda host: say("{host} does not have the test module.", host=host),
        say("Check the path in the address. A proxy for private modules alone needs another one behind it."),
        r"404 Not Found|410 Gone|: 404 |: 410 |no matching versions",
        statuses=(404, 410),
    ),
    SymptomRow(
        Symptom.BUSY,
        lambda host: say("{host} limits requests for now (429).", host=host),
        say("Wait a while, then check again."),
        r"429 Too Many Requests",
        statuses=(429,),
    ),
    SymptomRow(
        Symptom.SERVER,
        lambda host: say("{host} reports a server error (5xx).", host=host),
        say("Wait a while or use another proxy: {command}", command=SET_PROXY),
        r"\b50[0-9] [A-Z]",
        statuses=tuple(range(500, 600)),
    ),
    SymptomRow(
        Symptom.OTHER,
        lambda host: say("{host} could not be used.", host=host),
        say("Check the address in GOPROXY and the network, then check again."),
    ),
)
ROWS: Final = {row.symptom: row for row in _TABLE}
OF_CERTIFICATES: Final = frozenset(
    (Symptom.WRONG_NAME, Symptom.UNKNOWN_AUTHORITY, Symptom.EXPIRED, Symptom.NOT_YET, Symptom.NOT_TLS)
)
"""With these, whoever responds does not prove to be the host."""


class Diagnosis(msgspec.Struct, frozen=True):
    """What came of asking a place: the *symptom* (None: it responds as it should) and the *words* that tell it, of the
    program *witness*."""

    symptom: Symptom | None
    words: str = ""
    witness: str = ""

    @property
    def is_good(self) -> bool:
        return self.symptom is None

    @property
    def quote(self) -> str:
        """The words with the name of who says them, which Go puts there itself."""
        return f"{self.witness}: {self.words}" if self.words and self.witness != "go" else self.words


def diagnosis(place: AskedPlace) -> Diagnosis | None:
    """What came of asking *place*; None if nothing could be asked. Go's own word counts, where there is one."""
    go, curl = place.go, place.curl
    if curl is not None and curl.is_page:
        return Diagnosis(Symptom.PAGE, curl.kind or "html", "curl")
    if go is not None:
        if go.is_good:
            return Diagnosis(None, witness="go")
        known = of_words(go)
        if known is not Symptom.OTHER or curl is None or curl.is_good:
            return Diagnosis(known, _line(go.says), "go")
    if curl is None:
        return None
    return of_curl(place)


def of_curl(place: AskedPlace) -> Diagnosis | None:
    """What came of asking *place* with curl alone; None if that was not done."""
    curl = place.curl
    if curl is None:
        return None
    if curl.is_page:
        return Diagnosis(Symptom.PAGE, curl.kind or "html", "curl")
    if curl.is_good and _is_meant(place):
        return Diagnosis(None, witness="curl")
    words = _line(curl.says) or (f"HTTP {curl.status}" if curl.status else "")
    return Diagnosis(of_words(curl), words, "curl")


def of_words(reply: ProgramReply) -> Symptom:
    """The first row that the words of *reply* tell, else its codes."""
    by_words = (row for row in _TABLE if row.words and re.search(row.words, reply.says) is not None)
    by_codes = (row for row in _TABLE if _tells(row, reply))
    return next((row.symptom for rows in (by_words, by_codes) for row in rows), Symptom.OTHER)


def _tells(row: SymptomRow, reply: ProgramReply) -> bool:
    return reply.code in row.codes or reply.status in row.statuses or reply.connect in row.statuses


def _is_meant(place: AskedPlace) -> bool:
    """Whether what came is what such a place has."""
    body = place.curl.body if place.curl is not None else b""
    if place.kind in (PlaceKind.DATABASE, PlaceKind.MIRROR):
        return body.startswith(b"go.sum database tree")
    return place.kind is not PlaceKind.DIRECT or b"git-upload-pack" in body


_LENGTH: Final = 300


def _line(words: str) -> str:
    return words.split("\n", 1)[0][:_LENGTH]

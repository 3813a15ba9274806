"""One file of a website as a stream: redirects, proxies, certificates, and one short reason if it fails.

Proxies come from ``HTTPS_PROXY``, ``HTTP_PROXY``, ``ALL_PROXY`` and ``NO_PROXY`` in either case (on Windows
without them: from its own settings), and never stand before a loopback address, the rules Go itself follows
(golang.org/x/net/http/httpproxy). Certificates are checked against the system's own store. Names and
passwords in addresses are sent to the host they were given for, and never shown.
"""

from __future__ import annotations

import base64
import ipaddress
import re
import ssl
import urllib.request
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

import truststore
import urllib3
from urllib3 import exceptions

from wizard.model.text import Text, from_english, say
from wizard.patterns import lazy_pattern

CHUNK_BYTES: Final = 64 * 1024
CONNECT_S: Final = 10.0

_HOPS: Final = 5
_LENGTH: Final = lazy_pattern(r"\d{1,18}", re.ASCII)
_PARTIAL: Final = lazy_pattern(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18})", re.ASCII)


class Unreached(Exception):
    """One place does not deliver; the next may. *why* is a phrase to follow its name and a colon."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.render())
        self.why = why


class RangeRefused(Unreached):
    """The server's answer to a Range request is of no use. Asked for the whole file, it may do better."""


@dataclass(frozen=True, slots=True)
class Head:
    """What comes before the bytes: the offset of the first one, and the whole file's size if it is told."""

    start: int
    size: int | None
    is_page: bool = False


StreamItem = Head | bytes


@dataclass(frozen=True, slots=True)
class HttpOptions:
    """How a server is asked. *tls* says whose certificates count, *stall_s* how many seconds may pass without a byte.

    *is_believed*: no digest vouches for what comes back, so only https or a loopback address will do.
    """

    tls: ssl.SSLContext
    stall_s: float
    total_s: float = float("inf")
    is_believed: bool = False


def system_trust() -> ssl.SSLContext:
    """The system's certificates, a company's among them."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def items(url: str, offset: int, options: HttpOptions) -> Generator[StreamItem, None, None]:
    """A `Head`, then the bytes of the file at *url* from *offset*, or all if the server begins anew.

    May block for *options.stall_s* at any step. Raises `Unreached`.
    """
    proxy = None
    try:
        first = _checked(url, options)
        for _ in range(_HOPS + 1):
            parts = _checked(url, options)
            proxy = _proxy_before(parts)
            with _pool(proxy, options) as pool:
                response = _asked(pool, parts, _headers(first, parts, offset), options)
                try:
                    target = response.get_redirect_location()
                    if not target:
                        yield from _answer(response, offset)
                        return
                    url = urljoin(_without_userinfo(parts), target)
                finally:
                    response.close()
        raise Unreached(say("it redirects too many times"))
    except (exceptions.HTTPError, OSError, ValueError) as error:
        raise Unreached(_reason(error, proxy)) from None


def _checked(url: str, options: HttpOptions) -> SplitResult:
    """*url* taken apart, if we may go there. Raises `Unreached`."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isprintable() or " " in url:
        raise Unreached(say("the download source must be an http or https address, or a folder"))
    if options.is_believed and parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise Unreached(say("the list of releases must use https because it contains the checksums"))
    return parts


def _headers(first: SplitResult, parts: SplitResult, offset: int) -> dict[str, str]:
    headers = {"User-Agent": "wsl-go-wizard", "Accept-Encoding": "identity"}
    if offset:
        headers["Range"] = f"bytes={offset}-"
    asks_origin = (first.scheme, first.hostname, first.port) == (parts.scheme, parts.hostname, parts.port)
    if asks_origin and first.username is not None:
        headers["Authorization"] = _basic(first)
    return headers


def _asked(
    pool: urllib3.PoolManager, parts: SplitResult, headers: dict[str, str], options: HttpOptions
) -> urllib3.BaseHTTPResponse:
    """Raises `RangeRefused` if there is no answer at all to a question for the rest: some servers, and what stands
    before them, hang up at a Range, and would at every try."""
    try:
        return pool.request(
            "GET",
            _without_userinfo(parts),
            headers=headers,
            preload_content=False,
            redirect=False,
            retries=False,
            timeout=urllib3.Timeout(connect=CONNECT_S, read=options.stall_s),
        )
    except (exceptions.ProtocolError, exceptions.ReadTimeoutError) as error:
        if "Range" in headers:
            raise RangeRefused(_reason(error, None)) from None
        raise


def _answer(response: urllib3.BaseHTTPResponse, offset: int) -> Iterator[StreamItem]:
    if response.status not in (200, 206):
        raise (RangeRefused if offset else Unreached)(_refusal(response.status))
    length = response.headers.get("Content-Length", "")
    head = Head(0, int(length) if _LENGTH.fullmatch(length) else None, _is_page(response))
    if response.status == 206:
        # Of an answer that does not say what it brings, the digest will tell.
        partial = _PARTIAL.fullmatch(response.headers.get("Content-Range", ""))
        if partial and (int(partial[1]) != offset or head.size not in (None, int(partial[2]) - offset)):
            raise RangeRefused(say("it does not support resuming a download"))
        head = Head(offset, int(partial[2]) if partial else None)
    yield head
    while chunk := response.read1(CHUNK_BYTES, decode_content=False):
        yield chunk


def _is_page(response: urllib3.BaseHTTPResponse) -> bool:
    return response.headers.get("Content-Type", "").lower().startswith("text/html")


def _without_userinfo(parts: SplitResult) -> str:
    """The address without name and password."""
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()


def _basic(parts: SplitResult) -> str:
    words = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return "Basic " + base64.b64encode(words.encode()).decode()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _proxy_before(parts: SplitResult) -> str | None:
    host = parts.hostname or ""
    if _is_loopback(host) or urllib.request.proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    proxies = urllib.request.getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"


def _pool(proxy: str | None, options: HttpOptions) -> urllib3.PoolManager:
    if not proxy:
        return urllib3.PoolManager(ssl_context=options.tls)
    parts = urlsplit(proxy)
    headers = {"Proxy-Authorization": _basic(parts)} if parts.username is not None else None
    return urllib3.ProxyManager(
        _without_userinfo(parts),
        proxy_headers=headers,
        ssl_context=options.tls,
        proxy_ssl_context=options.tls,
    )


# What a library says is never repeated in an excuse: it may hold a password.


def _refusal(status: int) -> Text:
    match status:
        case 404 | 410:
            return say("the file does not exist there ({status})", status=status)
        case 401 | 403:
            return say("it denied access to the file ({status})", status=status)
        case 407:
            return say("the proxy requires a user name and a password ({status})", status=status)
        case _ if status >= 500:
            return say("the server failed ({status})", status=status)
        case _:
            return say("it returned status {status}", status=status)


def _reason(error: Exception, proxy: str | None) -> Text:
    match error:
        case exceptions.ProxyError():
            return _proxy_excuse(error.original_error, proxy or "")
        case exceptions.ProxySchemeUnknown() | exceptions.ProxySchemeUnsupported():
            return say("the type of the proxy {proxy} is not supported", proxy=proxy or "")
        case exceptions.SSLError():
            return _tls_excuse(error)
        case exceptions.NameResolutionError():
            return say("could not resolve the name (no network, or no DNS)")
        case exceptions.NewConnectionError() | ConnectionRefusedError():
            return say("the connection was refused")
        case exceptions.TimeoutError():
            return say("it did not respond in time")
        case ValueError():
            return say("the address is not valid")
        case _:
            return say("the connection was lost")


def _proxy_excuse(error: Exception, proxy: str) -> Text:
    if "Tunnel connection failed: 407" in str(error):
        return say("the proxy {proxy} requires a user name and a password", proxy=proxy)
    if "Tunnel connection failed" in str(error):
        return say("the proxy {proxy} blocked the connection", proxy=proxy)
    return say("could not connect to the proxy {proxy}", proxy=proxy)


def _tls_excuse(error: exceptions.SSLError) -> Text:
    cause = error.args[0] if error.args else None
    if isinstance(cause, ssl.SSLCertVerificationError):
        return say("its certificate is not trusted: {why}", why=from_english(str(cause.verify_message)))
    return say("could not establish a secure connection")

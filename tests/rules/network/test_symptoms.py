"""How Go and curl word what went wrong, as they were heard, and what that is called."""

from __future__ import annotations

import pytest

from tests.facts.network.lines import place, read
from wizard.facts.network.replies import ProgramReply
from wizard.rules.network import symptoms
from wizard.rules.network.symptoms import ROWS, Symptom

GET = 'go: module a.test/b: Get "https://proxy.test/a.test/b/@v/list": '
READING = "go: module a.test/b: reading https://proxy.test/a.test/b/@v/list: "
X509 = f"{GET}tls: failed to verify certificate: x509: "
LATE_OR_EARLY = f"{X509}certificate has expired or is not yet valid:"


@pytest.mark.parametrize(
    ("words", "symptom"),
    [
        (f"{GET}dial tcp: lookup proxy.test on 10.0.0.1:53: no such host", Symptom.NO_NAME),
        (f"{GET}dial tcp: lookup proxy.test on 10.0.0.1:53: server misbehaving", Symptom.NAME_LATE),
        (
            f"{GET}dial tcp: lookup proxy.test on 10.0.0.1:53: read udp 10.0.0.2:1->10.0.0.1:53: i/o timeout",
            Symptom.NAME_LATE,
        ),
        (f"{GET}dial tcp 10.0.0.9:443: connect: connection refused", Symptom.REFUSED),
        (f"{GET}dial tcp 10.0.0.9:443: connect: network is unreachable", Symptom.NO_ROUTE),
        (f"{GET}dial tcp 10.0.0.9:443: connect: no route to host", Symptom.NO_ROUTE),
        (f"{GET}dial tcp 10.0.0.9:443: i/o timeout", Symptom.LATE),
        (f"{GET}net/http: TLS handshake timeout", Symptom.LATE),
        (f"{GET}read tcp 10.0.0.2:1->10.0.0.9:443: read: connection reset by peer", Symptom.RESET),
        (f"{GET}EOF", Symptom.RESET),
        (f"{GET}tls: first record does not look like a TLS handshake", Symptom.NOT_TLS),
        (f"{GET}http: server gave HTTP response to HTTPS client", Symptom.NOT_TLS),
        (f"{GET}remote error: tls: handshake failure", Symptom.HANDSHAKE),
        (f"{GET}remote error: tls: protocol version not supported", Symptom.HANDSHAKE),
        (f"{X509}certificate signed by unknown authority", Symptom.UNKNOWN_AUTHORITY),
        (f"{X509}certificate is valid for other.test, not proxy.test", Symptom.WRONG_NAME),
        (
            f"{X509}cannot validate certificate for 10.0.0.9 because it doesn't contain any IP SANs",
            Symptom.WRONG_NAME,
        ),
        (f"{X509}certificate is not valid for any names, but wanted to match proxy.test", Symptom.WRONG_NAME),
        (f"{X509}certificate relies on legacy Common Name field, use SANs instead", Symptom.WRONG_NAME),
        (
            f"{LATE_OR_EARLY} current time 2026-11-29T15:00:00Z is after 2026-11-28T15:00:00Z",
            Symptom.EXPIRED,
        ),
        (
            f"{LATE_OR_EARLY} current time 2016-11-29T15:00:00Z is before 2026-11-28T15:00:00Z",
            Symptom.NOT_YET,
        ),
        (f"{GET}x509: failed to load system roots and no roots provided", Symptom.NO_ROOTS),
        (f"{GET}proxyconnect tcp: dial tcp 127.0.0.1:7890: connect: connection refused", Symptom.PROXY_DOWN),
        (f"{GET}proxyconnect tcp: dial tcp: lookup corp on 10.0.0.1:53: no such host", Symptom.PROXY_DOWN),
        (f"{GET}Proxy Authentication Required", Symptom.PROXY_LOGIN),
        (f"{GET}Forbidden", Symptom.PROXY_FORBIDS),
        (f"{GET}Bad Gateway", Symptom.PROXY_FAILS),
        (f"{READING}401 Unauthorized", Symptom.LOGIN),
        (f"{READING}403 Forbidden", Symptom.FORBIDDEN),
        (f"{READING}404 Not Found", Symptom.MISSING),
        (f"{READING}410 Gone", Symptom.MISSING),
        (f"{READING}429 Too Many Requests", Symptom.BUSY),
        (f"{READING}502 Bad Gateway", Symptom.SERVER),
        (
            "go: invalid response from proxy: invalid character '<' looking for beginning of value",
            Symptom.PAGE,
        ),
        ("go: refusing to pass credentials to insecure URL: http://proxy.test/@v/list", Symptom.IN_CLEAR),
        ("something that nobody has heard of", Symptom.OTHER),
    ],
)
def test_go(words: str, symptom: Symptom) -> None:
    assert symptoms.of_words(ProgramReply(1, words)) is symptom


@pytest.mark.parametrize(
    ("code", "words", "symptom"),
    [
        (5, "Could not resolve proxy: corp", Symptom.PROXY_DOWN),
        (6, "Could not resolve host: proxy.test", Symptom.NO_NAME),
        (28, "Resolving timed out after 6000 milliseconds", Symptom.NAME_LATE),
        (7, "Failed to connect to 10.0.0.9 port 443 after 0 ms: Couldn't connect to server", Symptom.REFUSED),
        (7, "Failed to connect to 10.0.0.9 port 443: No route to host", Symptom.NO_ROUTE),
        (28, "Connection timed out after 6000 milliseconds", Symptom.LATE),
        (28, "Operation timed out after 12000 milliseconds with 0 bytes received", Symptom.LATE),
        (35, "OpenSSL SSL_connect: Connection reset by peer in connection to proxy.test:443", Symptom.RESET),
        (35, "error:0A00010B:SSL routines::wrong version number", Symptom.NOT_TLS),
        (35, "error:0A000410:SSL routines::sslv3 alert handshake failure", Symptom.HANDSHAKE),
        (52, "Empty reply from server", Symptom.RESET),
        (56, "CONNECT tunnel failed, response 407", Symptom.PROXY_LOGIN),
        (56, "CONNECT tunnel failed, response 403", Symptom.PROXY_FORBIDS),
        (56, "Received HTTP code 403 from proxy after CONNECT", Symptom.PROXY_FORBIDS),
        (56, "CONNECT tunnel failed, response 503", Symptom.PROXY_FAILS),
        (60, "SSL certificate problem: unable to get local issuer certificate", Symptom.UNKNOWN_AUTHORITY),
        (
            60,
            "SSL certificate problem: self-signed certificate in certificate chain",
            Symptom.UNKNOWN_AUTHORITY,
        ),
        (60, "SSL certificate problem: certificate has expired", Symptom.EXPIRED),
        (60, "SSL certificate problem: certificate is not yet valid", Symptom.NOT_YET),
        (
            60,
            "SSL: no alternative certificate subject name matches target host name 'proxy.test'",
            Symptom.WRONG_NAME,
        ),
        (60, "server certificate verification failed. CAfile: none CRLfile: none", Symptom.UNKNOWN_AUTHORITY),
        (77, "error setting certificate verify locations:  CAfile: /none", Symptom.NO_ROOTS),
        (137, "", Symptom.LATE),
    ],
)
def test_curl(code: int, words: str, symptom: Symptom) -> None:
    assert symptoms.of_words(ProgramReply(code, words)) is symptom


@pytest.mark.parametrize(
    ("status", "symptom"),
    [
        (401, Symptom.LOGIN),
        (403, Symptom.FORBIDDEN),
        (404, Symptom.MISSING),
        (407, Symptom.PROXY_LOGIN),
        (429, Symptom.BUSY),
        (500, Symptom.SERVER),
        (504, Symptom.SERVER),
        (418, Symptom.OTHER),
    ],
)
def test_statuses(status: int, symptom: Symptom) -> None:
    heard = read(place(1, "proxy", "https://proxy.test", f"http {status} 000 0 10.0.0.9 text/plain")).places[
        0
    ]
    found = symptoms.diagnosis(heard)
    assert found is not None
    assert (found.symptom, found.witness, found.words) == (symptom, "curl", f"HTTP {status}")


def test_every_symptom_has_a_row_with_a_sentence() -> None:
    assert set(ROWS) == set(Symptom)
    for row in ROWS.values():
        assert row.says("proxy.test").render().endswith(".")


def test_go_s_word_counts_but_curl_sees_pages_and_knows_more_words() -> None:
    page = ("go 1", "go-says odd", "http 200 000 0 10.0.0.9 text/html")
    more = ("go 1", "go-says odd", "curl (6) Could not resolve host: proxy.test", "http 000 000 0  ")
    fine = ("go 0", "curl (60) SSL certificate problem", "http 000 000 0  ")
    for lines, symptom, witness in (
        (page, Symptom.PAGE, "curl"),
        (more, Symptom.NO_NAME, "curl"),
        (fine, None, "go"),
    ):
        found = symptoms.diagnosis(read(place(1, "proxy", "https://proxy.test", *lines)).places[0])
        assert found is not None
        assert (found.symptom, found.witness) == (symptom, witness)


@pytest.mark.parametrize(
    ("kind", "body", "is_good"),
    [
        ("database sum.golang.org", "Z28uc3VtIGRhdGFiYXNlIHRyZWUKMQ==", True),
        ("database sum.golang.org", "b3RoZXI=", False),
        ("direct", "MDAxZSMgc2VydmljZT1naXQtdXBsb2FkLXBhY2s=", True),
        ("direct", "", False),
    ],
)
def test_what_comes_is_what_such_a_place_has(kind: str, body: str, is_good: bool) -> None:
    lines = (f"body {body}", "http 200 000 0 10.0.0.9 text/plain")
    found = symptoms.diagnosis(read(place(1, kind, "https://sum.golang.org", *lines)).places[0])
    assert found is not None
    assert found.is_good is is_good


def test_what_nobody_asked_is_not_known() -> None:
    assert symptoms.diagnosis(read(place(1)).places[0]) is None

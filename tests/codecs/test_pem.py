"""Certificates in text form: what Go would take of a file, and what it would not."""

from __future__ import annotations

import base64

import pytest

from wizard.codecs import pem

ONE = b"-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n"
DER = bytes.fromhex("3003020101")


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b"", 0),
        (ONE, 1),
        (ONE * 3, 3),
        (ONE.replace(b"\n", b"\r\n"), 1),
        (b"# ACCVRAIZ1\n" + ONE + b"trailing", 1),
        (ONE[:40], 0),
        (ONE[:40] + b"\n" + ONE, 1),
        (ONE.replace(b"MAMC", b"!!!!"), 0),
        (ONE.replace(b"MAMC", b"AAAA"), 0),  # no sequence
        (ONE.replace(b"MAMCAQE=", b"MAMCAQE"), 0),  # cut off
        (ONE.replace(b"CERTIFICATE", b"PRIVATE KEY"), 0),
        (DER, 0),
        (b"<html>404</html>", 0),
    ],
)
def test_certificates_are_found_whatever_is_around_them(data: bytes, count: int) -> None:
    assert pem.certificates(data) == (DER,) * count


def test_the_binary_form_is_known_by_its_length() -> None:
    body = b"\x30\x82\x01\x00" + bytes(256)
    whole = b"\x30\x82" + len(body).to_bytes(2, "big") + body
    assert pem.is_binary(whole)
    assert not pem.is_binary(whole[:-1])
    assert not pem.is_binary(ONE)
    assert not pem.is_binary(b"")
    text = b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(whole) + b"-----END CERTIFICATE-----\n"
    assert pem.certificates(text) == (whole,)

"""What real certificates say of themselves, and what is none."""

from __future__ import annotations

import pytest

from tests.certificates import made
from wizard.codecs.certificate import CertificateSays, read


@pytest.mark.parametrize("until", ["2018-01-05T09:34:43Z", "2031-12-31T00:00:00Z", "2060-06-01T10:00:00Z"])
def test_an_authority_says_until_when_it_is_valid(until: str) -> None:
    assert read(made("Company CA", until=until)) == CertificateSays(True, until)


def test_a_certificate_of_a_server_is_no_authority() -> None:
    assert read(made("git.corp.example.com", is_authority=False)) == CertificateSays(False)


@pytest.mark.parametrize("data", [b"", b"\x30\x03\x02\x01\x01", b"x" * 100, made("Company CA")[:-1]])
def test_what_is_none(data: bytes) -> None:
    assert read(data) is None

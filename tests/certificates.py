"""Real certificates, made for tests: each is signed by its own key, which nobody keeps."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_FORM = "%Y-%m-%dT%H:%M:%SZ"


@cache
def made(name: str, until: str = "2040-01-01T00:00:00Z", *, is_authority: bool = True) -> bytes:
    """A certificate in binary form."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2016, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime.strptime(until, _FORM).replace(tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.DER)


def text_form(*certificates: bytes) -> str:
    """*certificates* one after the other, as in a file."""
    return "".join(
        f"-----BEGIN CERTIFICATE-----\n{base64.encodebytes(each).decode()}-----END CERTIFICATE-----\n"
        for each in certificates
    )

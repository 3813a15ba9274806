"""What a certificate says of itself, read by OpenSSL as Python brings it: no byte leaves the process."""

from __future__ import annotations

from typing import Final

import msgspec

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class CertificateSays(msgspec.Struct, frozen=True):
    """Whether it may vouch for others (*is_authority*), and until when it is valid, as ``2026-11-28T16:21:05Z``. Of
    one that may not, only that is known: *until* is empty."""

    is_authority: bool
    until: str = ""


def read(der: bytes) -> CertificateSays | None:
    """What the certificate *der* (binary form) says; None if it is none."""
    import ssl  # Only who has certificates of a company pays for it.

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cadata=der)
    except (ssl.SSLError, ValueError):
        return None
    for known in context.get_ca_certs():
        until = known.get("notAfter")
        return CertificateSays(True, _as_time(until) if isinstance(until, str) else "")
    return CertificateSays(False)


def _as_time(words: str) -> str:
    """``Jan  5 09:34:43 2018 GMT`` in the order in which such texts are sorted."""
    month, day, clock, year, _ = words.split()
    return f"{int(year):04}-{_MONTHS.index(month) + 1:02}-{int(day):02}T{clock}Z"

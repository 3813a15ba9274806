"""What systems and libraries say in English as plain strings. Babel collects it here; `from_english` finds its
translation."""

from __future__ import annotations

from typing import Final

from wizard.model.text import from_english

SYSTEM_WORDS: Final = (
    from_english("No such file or directory"),
    from_english("Permission denied"),
    from_english("Operation not permitted"),
    from_english("Is a directory"),
    from_english("Not a directory"),
    from_english("File exists"),
    from_english("File name too long"),
    from_english("Too many levels of symbolic links"),
    from_english("No space left on device"),
    from_english("Disk quota exceeded"),
    from_english("Read-only file system"),
    from_english("Input/output error"),
    from_english("Device or resource busy"),
    from_english("Operation not supported"),
    from_english("Directory not empty"),
    from_english("Invalid cross-device link"),
    from_english("Invalid argument"),
    from_english("Too many open files"),
    from_english("Too many links"),
    from_english("Text file busy"),
    from_english("File too large"),
    from_english("Cannot allocate memory"),
    from_english("Stale file handle"),
    from_english("Transport endpoint is not connected"),
)
"""Of the C library (``strerror``)."""

CERTIFICATE_WORDS: Final = (
    from_english("certificate has expired"),
    from_english("certificate is not yet valid"),
    from_english("self-signed certificate"),
    from_english("self-signed certificate in certificate chain"),
    from_english("unable to get local issuer certificate"),
)
"""Of OpenSSL, about a certificate that is not trusted."""

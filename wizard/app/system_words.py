"""What systems and libraries say in English as plain strings. Babel collects it here; `heard` has it spoken."""

from __future__ import annotations

from typing import Final

from wizard.model.text import heard

SYSTEM_WORDS: Final = (
    heard("No such file or directory"),
    heard("Permission denied"),
    heard("Operation not permitted"),
    heard("Is a directory"),
    heard("Not a directory"),
    heard("File exists"),
    heard("File name too long"),
    heard("Too many levels of symbolic links"),
    heard("No space left on device"),
    heard("Disk quota exceeded"),
    heard("Read-only file system"),
    heard("Input/output error"),
    heard("Device or resource busy"),
    heard("Operation not supported"),
    heard("Directory not empty"),
    heard("Invalid cross-device link"),
    heard("Invalid argument"),
    heard("Too many open files"),
)
"""Of the C library (``strerror``)."""

CERTIFICATE_WORDS: Final = (
    heard("certificate has expired"),
    heard("certificate is not yet valid"),
    heard("self-signed certificate"),
    heard("self-signed certificate in certificate chain"),
    heard("unable to get local issuer certificate"),
)
"""Of OpenSSL, about a certificate that is not trusted."""

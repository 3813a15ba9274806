"""The form of a text file: UTF-8 without a byte order mark, lines ended by LF, as shells and Go read it."""

from __future__ import annotations

from enum import StrEnum

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


class Form(StrEnum):
    """What form a text file has."""

    PLAIN = "plain"
    UTF16 = "utf-16"
    MARKED = "byte-order-mark"
    CRLF = "crlf"


def form(data: bytes) -> Form:
    """The form of *data*: the first thing about it that is not plain, if anything is."""
    if data.startswith(_UTF16):
        return Form.UTF16
    if data.startswith(_UTF8_MARK):
        return Form.MARKED
    return Form.CRLF if b"\r\n" in data else Form.PLAIN


def plain(data: bytes) -> bytes | None:
    """*data* in plain form, a CR before a CRLF gone with it; None if it claims to be UTF-16 and is not: any text
    for a shell has a blank or a line end, and these have a NUL in UTF-16.

    What is plain already comes back as it is, and ``plain(plain(x)) == plain(x)``.
    """
    if data.startswith(_UTF16):
        if len(data) > 2 and b"\0" not in data:
            return None
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError:
            return None
    while data.startswith(_UTF8_MARK):
        data = data.removeprefix(_UTF8_MARK)
    while b"\r\n" in data:
        data = data.replace(b"\r\n", b"\n")
    return data if not data.startswith(_UTF16) else None


def meant(data: bytes) -> bytes:
    """*data* as it will read in plain form; as it is where it has none."""
    text = plain(data)
    return data if text is None else text

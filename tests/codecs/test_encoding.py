"""Plain text files: what is odd is told, made plain once, and never half-decoded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.encoding import Form, form, plain


@pytest.mark.parametrize(
    ("data", "kind", "after"),
    [
        (b"a\nb\n", Form.PLAIN, b"a\nb\n"),
        (b"a\r\nb\n", Form.CRLF, b"a\nb\n"),
        (b"a\r\r\n", Form.CRLF, b"a\n"),
        (b"a\rb", Form.PLAIN, b"a\rb"),
        (b"\xef\xbb\xbfa\r\n", Form.MARKED, b"a\n"),
        ("é\r\n".encode("utf-16"), Form.UTF16, "é\n".encode()),
        ("é\n".encode("utf-16-be").join([b"\xfe\xff", b""]), Form.UTF16, "é\n".encode()),
        (b"\xff\xfea", Form.UTF16, None),
        (b"\xff\xfe\x00\xd8", Form.UTF16, None),
        (b"caf\xe9\r\n", Form.CRLF, b"caf\xe9\n"),
    ],
)
def test_forms(data: bytes, kind: Form, after: bytes | None) -> None:
    assert (form(data), plain(data)) == (kind, after)


@given(st.lists(st.sampled_from([b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"a", b"\x00"])).map(b"".join))
def test_once_is_enough(data: bytes) -> None:
    once = plain(data)
    assert once is None or (plain(once) == once and form(once) is Form.PLAIN)

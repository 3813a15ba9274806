"""UTF-16 that WSL cannot read, found and rewritten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.wslconf.encoding import is_utf16, recoded
from wizard.codecs.wslconf.keys import Dialect

TEXT = "[boot]\r\nsystemd=true\r\n# 用户 😀\r\n"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_it_is_found_with_and_without_a_mark(codec: str) -> None:
    data = TEXT.encode(codec)
    assert is_utf16(data, Dialect.WSL_CONF)
    assert recoded(data, Dialect.WSL_CONF) == TEXT.replace("\r\n", "\n").encode()


def test_windows_reads_one_kind_of_it() -> None:
    assert not is_utf16(TEXT.encode("utf-16"), Dialect.WSLCONFIG)
    assert is_utf16(("\ufeff" + TEXT).encode("utf-16-be"), Dialect.WSLCONFIG)
    assert is_utf16(TEXT.encode("utf-16-le"), Dialect.WSLCONFIG)
    assert recoded(TEXT.encode("utf-16-be"), Dialect.WSLCONFIG) == TEXT.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[boot]\n",
        b"\xef\xbb\xbf[boot]\n",
        b"\xff",
        b"a\0",
        b"\0\0\0\0",
        b"a\0\0\0b\0\0\0",
        b"a\0b\0\0\0",
    ],
)
def test_other_bytes_are_no_utf16(data: bytes) -> None:
    assert not is_utf16(data, Dialect.WSL_CONF)


def test_a_cr_before_a_crlf_goes_too() -> None:
    assert recoded(b"a=1\r\r\nb=2\rc\r\n", Dialect.WSL_CONF) == b"a=1\nb=2\rc\n"
    assert recoded(b"a=1\r\n", Dialect.WSLCONFIG) == b"a=1\r\n"


def test_an_odd_last_byte_is_kept() -> None:
    assert recoded("\ufeffab".encode("utf-16-le") + b"c", Dialect.WSL_CONF) == b"abc"


@given(st.binary(max_size=40).map(lambda data: b"\xff\xfe" + data))
def test_no_bytes_behind_a_mark_are_too_odd(data: bytes) -> None:
    assert is_utf16(data, Dialect.WSL_CONF)
    assert not recoded(data, Dialect.WSL_CONF).startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"))

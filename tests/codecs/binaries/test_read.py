"""What is no program, or a broken one, is told in a few words, whatever its bytes."""

from __future__ import annotations

import contextlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.binaries.program import NotReadable, Program
from wizard.codecs.binaries.read import read


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"\x7f", "is not a program for Linux or Windows"),
        (b"root:x:0:0::/:/bin/sh\n", "is not a program for Linux or Windows"),
        (b"#!/bin/sh\necho\n", "is a script"),
        (b"\x7fELF", "is damaged or cut short"),
        (b"\x7fELF" + bytes(2000), "is damaged or cut short"),
        (b"MZ", "is not a program for Linux or Windows"),
        (b"MZ" + bytes(500), "is not a program for Linux or Windows"),
        (b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + bytes(4), "is damaged or cut short"),
        ("\ufeffMZ".encode(), "is not a program for Linux or Windows"),
    ],
)
def test_what_is_no_program(data: bytes, why: str) -> None:
    with pytest.raises(NotReadable) as caught:
        read(BytesIO(data))
    assert caught.value.why.render() == why


@given(st.sampled_from([b"\x7fELF\x02\x01\x01", b"\x7fELF\x01\x02\x01", b"MZ", b""]), st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(head: bytes, rest: bytes) -> None:
    with contextlib.suppress(NotReadable):
        assert isinstance(read(BytesIO(head + rest)), Program)

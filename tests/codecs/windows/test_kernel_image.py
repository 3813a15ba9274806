"""The release of a kernel, from the head of its file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.windows.kernel_image import HEAD_BYTES, release_of


def image(text: bytes, at: int = 0x3000, magic: bytes = b"HdrS") -> bytes:
    """The head of a kernel as the boot protocol has it, with *text* *at* so many bytes behind the setup code."""
    head = bytearray(HEAD_BYTES)
    head[0x202:0x206] = magic
    head[0x20E:0x210] = at.to_bytes(2, "little")
    head[0x200 + at : 0x200 + at + len(text)] = text
    return bytes(head)


def test_the_release_is_the_first_word() -> None:
    text = b"6.6.87.2-microsoft-standard-WSL2 (root@builder) #1 SMP\0"
    assert release_of(image(text)) == "6.6.87.2-microsoft-standard-WSL2"
    assert release_of(image(b"5.15.0\0")) == "5.15.0"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"MZ",
        image(b"6.6.87 x", magic=b"ARM\x64"),
        image(b"6.6.87 x", at=0),
        image(b"no number \0"),
        image(b"6.6.87 x")[:0x1000],
        image(b"6." + b"9" * 500),
    ],
)
def test_what_does_not_say_it_is_not_guessed(head: bytes) -> None:
    assert release_of(head) is None


@given(st.binary(max_size=0x400))
def test_no_file_is_too_strange(data: bytes) -> None:
    release_of(data)
    release_of(image(data[:100]))

"""What a person means by a malformed header."""

from __future__ import annotations

import pytest

from wizard.codecs.wslconf.nodes import full_name, meant_header


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        (b"[ boot ]", "boot", b""),
        (b'["boot"]', "boot", b""),
        (b"[my-tool]", "mytool", b""),
        (b"[boot] systemd=true", "boot", b"systemd=true"),
        (b"[boot", "boot", b""),
        (b"\xef\xbb\xbf[boot]", "boot", b""),
        (b"[boot]]", "boot", b""),
    ],
)
def test_a_section_is_recognised(line: bytes, name: str, rest: bytes) -> None:
    meant = meant_header(line)
    assert meant is not None
    assert (meant.name, meant.rest) == (name, rest)


@pytest.mark.parametrize("line", [b"", b"boot", b"[]", b"[7]", b"systemd=[true]", b"# [boot]"])
def test_what_is_no_header_is_none(line: bytes) -> None:
    assert meant_header(line) is None


def test_a_key_without_a_section_is_named_by_itself() -> None:
    assert full_name("boot", "systemd") == "boot.systemd"
    assert full_name("", "systemd") == "systemd"

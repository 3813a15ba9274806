"""The line for hosts of an nsswitch.conf."""

from __future__ import annotations

import pytest

from wizard.codecs.nsswitch import hosts_lines


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (b"", []),
        (b"passwd: files\n", []),
        (b"# hosts: files dns\n", []),
        (b"hosts:          files dns\n", [("files", "dns")]),
        (b"hosts:files mdns4_minimal [NOTFOUND=return] dns # all\n", [("files", "mdns4_minimal", "dns")]),
        (b"hosts: files resolve [!UNAVAIL=return] dns\r\n", [("files", "resolve", "dns")]),
        (b"  hosts :\tfiles\n", [("files",)]),
        (b"hosts:\n", [()]),
        (b"hosts: files\nhosts: dns\n", [("files",), ("dns",)]),
        (b"hostsx: files\n", []),
    ],
)
def test_sources(text: bytes, sources: list[tuple[str, ...]]) -> None:
    assert [line.sources for line in hosts_lines(text)] == sources


@pytest.mark.parametrize(
    ("text", "first", "last", "becomes"),
    [
        ("hosts:  files", "", "dns", "hosts:  files dns"),
        ("hosts:\tdns  # mine", "files", "", "hosts:\tfiles dns  # mine"),
        ("hosts: wins", "files", "dns", "hosts: files wins dns"),
        ("hosts:", "files", "dns", "hosts: files dns"),
        ("hosts: mdns [NOTFOUND=return] dns", "files", "", "hosts: files mdns [NOTFOUND=return] dns"),
    ],
)
def test_sources_are_added_and_all_else_stays(text: str, first: str, last: str, becomes: str) -> None:
    (line,) = hosts_lines(text.encode())
    assert line.with_sources(first, last) == becomes


def test_a_condition_at_the_end_and_bytes_that_are_no_text() -> None:
    (line,) = hosts_lines(b"hosts: files [NOTFOUND=return]\n")
    assert line.ends_in_condition
    (odd,) = hosts_lines(b"hosts: files # \xff\n")
    assert not odd.is_utf8
    assert not odd.ends_in_condition

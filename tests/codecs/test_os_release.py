"""`/etc/os-release` as a shell reads it."""

from __future__ import annotations

import pytest

from wizard.codecs.os_release import parse


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("ID=debian", "debian"),
        ('ID="opensuse-leap"', "opensuse-leap"),
        ("ID='arch'", "arch"),
        ('ID="say \\"hi\\" for \\$5"', 'say "hi" for $5'),
        ("ID='a\\b'", "a\\b"),
        ("ID=", ""),
        ("  ID=kali\r", "kali"),
        ("ID=one\nID=two", "two"),
        ("# ID=none", None),
        ("ID", None),
        ("1D=x", None),
    ],
)
def test_values(line: str, value: str | None) -> None:
    assert parse(f"NAME=x\n{line}\n".encode()).get("ID") == value

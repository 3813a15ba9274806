"""Windows shows the version of `wizard.version`, and no other."""

from __future__ import annotations

import pytest
from bundle.windows_version import four_numbers, version_resource


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.12.3rc1", (1, 12, 3, 0)), ("2.0.0.dev4", (2, 0, 0, 0))],
)
def test_windows_compares_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    assert four_numbers(version) == numbers


def test_a_version_that_windows_cannot_compare_is_refused() -> None:
    with pytest.raises(ValueError, match="three numbers"):
        four_numbers("1.0")


def test_the_resource_says_what_the_program_is_called() -> None:
    text = version_resource("1.2.3rc1", "WSL Go Wizard.exe", "WSL Go Wizard")
    compile(text, "resource", "eval")
    assert "filevers=(1, 2, 3, 0)" in text
    assert "flags=0x2" in text
    assert "StringStruct('ProductVersion', '1.2.3rc1')" in text
    assert "StringStruct('OriginalFilename', 'WSL Go Wizard.exe')" in text
    assert "flags=0x0" in version_resource("1.2.3", "x.exe", "x")

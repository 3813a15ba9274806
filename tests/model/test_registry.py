"""The names of values of the registry, of which a plan and a journal hold nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.model.registry import is_environment, is_value, key_of, name_of, parts_of, path_of

PART = st.text(st.characters(exclude_characters="\\\0", exclude_categories=["Cs"]), min_size=1, max_size=5)
NAME = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=9)


@given(parts=st.lists(PART, min_size=1, max_size=4), name=NAME)
def test_a_name_says_which_key_and_which_value(parts: list[str], name: str) -> None:
    """Whatever the value is called: its name may begin with backslashes, and may be empty."""
    key = "\\".join(["HKCU", *parts])
    path = path_of(key, name)
    assert is_value(path)
    assert parts_of(path) == (key_of(path), name_of(path)) == (key, name)


@pytest.mark.parametrize(
    "path",
    [
        r"HKLM\SOFTWARE\\x",
        r"HKEY_CURRENT_USER\Environment\\Path",
        r"hkcu\Environment\\Path",
        r"HKCU\\Path",
        r"HKCU\Environment\Path",
        r"HKU\S-1-5-21\Environment\\Path",
        "HKCU\\Environment\\\\a\0b",
        "/etc/wsl.conf",
    ],
)
def test_only_values_of_the_user_can_be_changed(path: str) -> None:
    with pytest.raises(ValueError, match="not a value"):
        parts_of(path)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"HKCU\Environment\\Path", True),
        (r"HKCU\ENVIRONMENT\\", True),
        (r"HKCU\Environment\x\\Path", False),
        (r"HKCU\Volatile Environment\\Path", False),
        ("/HKCU\\Environment\\\\Path", False),
    ],
)
def test_programs_are_told_of_variables_only(path: str, expected: bool) -> None:
    assert is_environment(path) is expected


def test_a_file_is_no_value() -> None:
    assert not is_value("/home/me/HK\\\\x")
    assert not is_value("~/HK\\\\x")

"""Patterns fit what they fit in sh, and what is quoted is a letter."""

from __future__ import annotations

import subprocess

import pytest

from wizard.codecs.shell.patterns import has_wildcard, is_extended, matches


@pytest.mark.linux(reason="what is read is compared with what real shells do")
@pytest.mark.parametrize(
    "pattern", ["a*", "*", "?b", "[a-c]b", "[!a]b", "a.c", "[[:digit:]]*", "[]a]b", "*b*", "a[b"]
)
@pytest.mark.parametrize("text", ["ab", "abc", "", "a.c", "axc", "1b", "]b", "a[b", "cb"])
def test_it_fits_as_in_sh(pattern: str, text: str) -> None:
    script = f'case "$1" in {pattern}) exit 0;; esac; exit 1'
    told = subprocess.run(["dash", "-c", script, "dash", text], check=False).returncode == 0
    assert matches([(pattern, False)], text) is told


def test_what_is_quoted_is_a_letter() -> None:
    assert matches([("a", False), ("*", True)], "a*") is True
    assert matches([("a", False), ("*", True)], "ab") is False
    assert not has_wildcard([("*", True), ("a", False)])
    assert has_wildcard([("*", False)])


def test_what_takes_too_long_is_not_tried() -> None:
    assert matches([("*a" * 9, False)], "b") is None


@pytest.mark.parametrize(
    ("pattern", "extended"), [("(a|b)", True), ("^a", True), ("a#", True), ("a*", False)]
)
def test_what_only_some_shells_know(pattern: str, extended: bool) -> None:
    assert is_extended([(pattern, False)]) is extended

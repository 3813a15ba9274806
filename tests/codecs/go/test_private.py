"""Patterns for private modules: each row was asked of module.MatchPrefixPatterns of Go 1.27.3."""

from __future__ import annotations

import pytest

from wizard.codecs.go import private

MATCHES = [
    ("*", "github.com/org/x", True),
    ("*", "a", True),
    ("*.*", "a", False),
    ("*/*", "corp.example.com", False),
    ("*.com", "github.com/org/x", True),
    ("github.com/org", "github.com/org/x", True),
    ("github.com/org/*", "github.com/org", False),
    ("github.com/org/", "github.com/org/x", True),
    ("corp.example.com//", "corp.example.com/a", False),
    ("https://corp.example.com", "corp.example.com/a", False),
    ("a,corp.example.com", "corp.example.com/a", True),
    (" corp.example.com", "corp.example.com/a", False),
    ("*.corp.example.com", "git.corp.example.com/a/b", True),
    ("*.corp.example.com", "corp.example.com/a", False),
    ("gi?hub.com", "github.com/org/x", True),
    ("git\\hub.com", "github.com/org/x", True),
    ("[^g]*", "rsc.io/quote", True),
    ("[^g]*", "github.com/org/x", False),
    ("[\\]]x", "]x", True),
    ("[]x]", "]x", False),
    ("[z-a]", "z", False),
    ("[a-", "a", False),
    ("a\\", "a", False),
    ("", "a", False),
]


@pytest.mark.parametrize(("value", "path", "matches"), MATCHES)
def test_a_pattern_is_matched_against_as_many_elements_as_it_has(
    value: str, path: str, matches: bool
) -> None:
    assert private.matches(value, path) is matches


@pytest.mark.parametrize(
    "value", ["*", "*.*", "**", "*/*", "[a-z]*", "corp.example.com,*", "*.com,*.org,*.in,*.io"]
)
def test_what_leaves_nothing_public_is_everything(value: str) -> None:
    assert private.is_everything(value)


@pytest.mark.parametrize("value", ["", "*.com", "github.com", "*.corp.example.com", "*.com,*.org", "none"])
def test_what_leaves_something_public_is_not(value: str) -> None:
    assert not private.is_everything(value)


@pytest.mark.parametrize(
    ("value", "hosts"),
    [
        ("github.com", ("github.com",)),
        ("github.com/*", ("github.com",)),
        ("*.com", ("github.com", "gitlab.com", "gitee.com")),
        ("github.com/org,gitlab.com/group/*", ()),
        ("*.corp.example.com", ()),
    ],
)
def test_a_public_host_as_a_whole_is_told(value: str, hosts: tuple[str, ...]) -> None:
    assert private.whole_forges(value) == hosts


@pytest.mark.parametrize(
    ("value", "becomes"),
    [
        ("https://corp.example.com", "corp.example.com"),
        ("https://me@corp.example.com/team/", "corp.example.com/team"),
        ("git@corp.example.com:team/x.git", "corp.example.com/team/x"),
        ("ssh://git@corp.example.com:2222/team", "corp.example.com/team"),
        ("corp.example.com:8443", "corp.example.com"),
        ("a.example, b.example", "a.example,b.example"),
        ("a.example;b.example", "a.example,b.example"),
        ("a.example，b.example", "a.example,b.example"),
        ("a.example b.example a.example", "a.example,b.example"),
    ],
)
def test_what_never_matches_becomes_hosts_and_paths(value: str, becomes: str) -> None:
    assert any(map(private.is_idle, private.patterns(value)))
    assert private.meant(value) == becomes
    assert not any(map(private.is_idle, private.patterns(becomes)))


@pytest.mark.parametrize("value", ["[a-", "a\\", "[z-a]"])
def test_a_wrong_bracket_is_for_its_author(value: str) -> None:
    assert private.is_idle(value)
    assert private.meant(value) == value


@pytest.mark.parametrize(
    "value", ["", "none", "*.corp.example.com", "github.com/org/*,a.example/", "git[h]ub.com/x"]
)
def test_what_can_match_is_not_idle(value: str) -> None:
    assert not any(map(private.is_idle, private.patterns(value)))

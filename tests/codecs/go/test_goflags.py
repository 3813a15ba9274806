"""The words of GOFLAGS: split and refused as go does (each row tried with Go 1.21.13, 1.24.11 and 1.27.3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.go import goflags


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("  -x\t-v\n", ("-x", "-v")),
        ("'-ldflags=-s -w' -x", ("-ldflags=-s -w", "-x")),
        ('"-ldflags=-s -w"-x', ("-ldflags=-s -w", "-x")),
        ("-ldflags='-s -w'", ("-ldflags='-s", "-w'")),
        ("'-mod=mod", None),
        ('-x "', None),
    ],
)
def test_quotes_stand_around_whole_flags(text: str, words: tuple[str, ...] | None) -> None:
    assert goflags.split(text) == words


@pytest.mark.parametrize("word", ["foo", "-", "--", "---x", "-=3", "--=3", ""])
def test_what_go_calls_a_non_flag(word: str) -> None:
    assert not goflags.is_flag(word)


@pytest.mark.parametrize(
    "word", ["-mod", "--mod=mod", "-x", "-tags=a,b", "-ldflags=-s -w", "-test.v", "-insecure"]
)
def test_what_go_takes(word: str) -> None:
    assert goflags.is_flag(word)
    assert goflags.is_known(word)


@pytest.mark.parametrize("word", ["-nosuch", "-mode=vendor", "-modules", "-W", "--tag=x"])
def test_what_no_command_has(word: str) -> None:
    assert goflags.is_flag(word)
    assert not goflags.is_known(word)


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("-mod=vendor", True),
        ("--mod=mod", True),
        ("-mod=readonly", False),
        ("-modcacherw", False),
        ("-modfile=go.x.mod", True),
        ("-overlay=x", True),
        ("-toolexec=x", True),
        ("-insecure", True),
        ("-buildvcs=false", True),
        ("-buildvcs=auto", False),
        ("-trimpath", False),
    ],
)
def test_flags_that_suit_one_project(word: str, is_one: bool) -> None:
    assert goflags.is_of_projects(word) is is_one


@given(st.lists(st.text(st.sampled_from("-abc= \t"), min_size=1).map(lambda text: f"-{text}")))
def test_joined_words_split_again(words: list[str]) -> None:
    assert goflags.split(goflags.joined(tuple(words))) == tuple(words)

"""Experiments that a newer Go refuses, as real ones do."""

from __future__ import annotations

import pytest

from wizard.codecs.go import experiments
from wizard.codecs.go.version import parse


@pytest.mark.parametrize(
    ("word", "version", "refused"),
    [
        ("rangefunc", "go1.25.5", False),
        ("rangefunc", "go1.26.0", True),
        ("norangefunc", "go1.27.3", True),
        ("pagetrace", "go1.22.10", False),
        ("pagetrace", "go1.23rc1", True),
        ("synctest", "1.27.3", True),
        ("loopvar", "go1.27.3", False),
        ("boringcrypto", "go1.27.3", False),
        ("opensslcrypto", "go1.27.3", False),
        ("none", "go1.27.3", False),
        ("", "go1.27.3", False),
    ],
)
def test_a_go_refuses_what_ended_before_it(word: str, version: str, refused: bool) -> None:
    number = parse(version)
    assert number is not None
    assert experiments.is_retired(word, number) is refused


def test_words_are_split_as_go_splits_them() -> None:
    assert experiments.split("rangefunc,nojsonv2") == ("rangefunc", "nojsonv2")
    assert experiments.split("") == ()


def test_what_some_go_knew_is_old() -> None:
    assert experiments.is_old("swissmap")
    assert not experiments.is_old("jsonv2")

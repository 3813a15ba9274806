"""The projects that one can choose from."""

from __future__ import annotations

import pytest

from wizard.app.compatibility.known_projects import known, sentences_of


def test_all_projects_are_listed() -> None:
    assert known()["etcd"] == ("3.4", "3.5", "3.6", "3.7")
    assert known()["golang.org/x/tools"] == ()


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("1.9", "1.10", "1.11"), "1.9 to 1.11"),
        (("3.0", "3.1", "4.0", "4.1"), "3.0 to 3.1, 4.0 to 4.1"),
        (("1.6", "1.7", "1.9"), "1.6 to 1.7, 1.9"),
        (("main",), "main"),
        (("1.6", "main", "1.7"), "1.6, main, 1.7"),
    ],
)
def test_releases_that_count_up_are_told_by_their_ends(lines: tuple[str, ...], says: str) -> None:
    assert f"  a: {says}" in [text.render() for text in sentences_of({"a": lines})]

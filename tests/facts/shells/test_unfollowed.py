"""What start files may set in a way that cannot be told, and the line that is named for it."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, read
from wizard.facts.shells.followed import SHELLS, FollowedShells
from wizard.facts.shells.go_paths import place
from wizard.facts.shells.unfollowed import gap, unclear_lines


def shells(profile: str) -> FollowedShells:
    found = read(SHELLS, at("~/.profile", profile))
    assert isinstance(found, FollowedShells)
    return found


@pytest.mark.parametrize(
    ("profile", "line"),
    [
        ("export GOENV=$(some-program)\n", "~/.profile:1"),
        ("export GOENV=$(some-program)\neval $(another)\n", "~/.profile:1"),
        ("\nexport GOENV=$(some-program)\nexport GOENV=$GOENV/env\n", "~/.profile:2"),
        ("eval $(another)\n", "~/.profile:1"),
        ("export GOENV=$(some-program)\nexport GOENV=/known\n", None),
        ("eval $(another)\nexport GOENV=/known\n", None),
        ("export GOENV=$(some-program)\nunset GOENV\n", None),
    ],
)
def test_the_first_line_since_which_it_is_in_doubt(profile: str, line: str | None) -> None:
    lines = unclear_lines(shells(profile), ("GOENV",))
    assert [place(each) for each in lines] == ([line] if line is not None else [])
    why = gap(shells(profile), "GOENV")
    assert (why.why.render() if why is not None else None) == (
        f"GOENV could not be followed at {line}." if line is not None else None
    )

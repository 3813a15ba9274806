"""What was seen of Go, as rules quote it."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, read
from wizard.codecs.shell.kinds import Kind
from wizard.facts.shell import GoHit
from wizard.facts.shells.followed import SHELLS, FollowedShells
from wizard.facts.shells.go_paths import GoPaths, GosOf
from wizard.model.edits.files import DropLine
from wizard.model.findings import Verdict
from wizard.rules.go.effects import IN_SESSIONS, IN_TERMINALS, OF_SESSIONS
from wizard.rules.go.evidence import hits, in_shells, kinds, not_followed, path_unclear

LINK = GoHit("/usr/bin/go", "/usr/lib/go/bin/go", "1.25.5")
PLAIN = GoHit("/usr/local/go/bin/go", "/usr/local/go/bin/go", "1.24.9")


def test_a_link_is_shown_with_what_it_leads_to() -> None:
    assert [seen.quote for seen in hits((LINK, PLAIN))] == ["1.25.5 → /usr/lib/go/bin/go", "1.24.9"]


def test_kinds_of_shell_are_a_list() -> None:
    assert kinds((Kind.TERMINAL, Kind.EDITOR)).render() == "a new terminal, an editor's server"


def test_what_could_not_be_followed_is_unknown_and_named() -> None:
    unclear = GosOf((PLAIN,), ("",), ("~/.bashrc:3",))
    finding = path_unclear(GoPaths(dict.fromkeys(Kind, unclear)))
    assert finding.verdict is Verdict.UNKNOWN
    assert "~/.bashrc:3" in finding.says.render()
    assert [seen.source for seen in finding.evidence] == ["~/.bashrc:3", PLAIN.name]


@pytest.mark.parametrize(
    ("text", "is_asked", "line"),
    [
        ("exec zsh", False, "~/.bashrc:1"),
        ("exec zsh", True, "~/.bashrc:1"),
        ('eval "$(x)"', False, "~/.bashrc:1"),
        ('eval "$(x)"', True, ""),
        ("true", False, ""),
    ],
)
def test_a_shell_that_was_asked_does_not_tell_of_one_that_takes_its_place(
    text: str, is_asked: bool, line: str
) -> None:
    shells = read(SHELLS, at("~/.bashrc", f"{text}\n"))
    assert isinstance(shells, FollowedShells)
    finding = not_followed(shells, ("GOBIN",), is_asked=is_asked)
    assert (finding is not None) is bool(line)
    if finding is not None:
        assert finding.says.render() == f"GOBIN could not be followed at {line}."


OF_PAM, OF_SHELLS = DropLine(OF_SESSIONS, 1, "A=1"), DropLine("~/.profile", 1, "export A=1")


def test_only_what_shells_read_takes_effect_in_terminals() -> None:
    assert in_shells([OF_PAM]) == IN_SESSIONS
    assert in_shells([OF_SHELLS]) == IN_TERMINALS
    assert in_shells([OF_PAM, OF_SHELLS]) == IN_TERMINALS
    assert in_shells([]) == IN_TERMINALS

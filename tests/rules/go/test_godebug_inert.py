"""GODEBUG settings that nothing hears: twice, in the go env file, with a space, or of a name that no Go has."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits.files import ReplaceLine, UnsetVariable
from wizard.model.findings import Verdict

PROFILE = "home/me/.profile"
RULE = "go-env-godebug-inert"


def test_godebug_in_goenv_does_nothing(judge: Judge) -> None:
    finding = judge("go-env-godebug-inert", "", {"home/me/.config/go/env": "GODEBUG=netdns=go\n"})
    assert finding.edits == (UnsetVariable("~/.config/go/env", "GODEBUG"),)
    assert (
        judge("go-env-godebug-inert", "", {"home/me/.config/go/env": "GOPROXY=direct\n"}).verdict
        is Verdict.OK
    )


def test_a_key_twice_in_one_value_has_no_effect_the_first_time(judge: Judge) -> None:
    files = {PROFILE: "export GODEBUG=panicnil=1,http2client=0,panicnil=0\n"}
    finding = judge("go-env-godebug-inert", "", files)
    (edit,) = finding.edits
    assert isinstance(edit, ReplaceLine)
    assert edit.becomes == "export GODEBUG=http2client=0,panicnil=0"


@pytest.mark.parametrize("value", ["'panicnil=1, http2client=0'", "panicnil=1,netdns"])
def test_a_setting_that_go_does_not_hear_is_left_to_its_author(judge: Judge, value: str) -> None:
    finding = judge("go-env-godebug-inert", "", {PROFILE: f"export GODEBUG={value}\n"})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert finding.do is not None


@pytest.mark.parametrize(
    ("value", "note", "do"),
    [
        ("gctarce=1", "No Go from 1.21 to 1.27 has gctarce.", "Write gctrace instead of gctarce"),
        ("NETDNS=go", "No Go from 1.21 to 1.27 has NETDNS.", "Write netdns instead of NETDNS"),
        ("ours=1", "No Go from 1.21 to 1.27 has ours.", "unless a program of yours reads it"),
        ("allocfreetrace=1", "Go 1.23 and later no longer have allocfreetrace.", "older than 1.23"),
        ("tlsrsakex=0", "Go 1.27 and later no longer have tlsrsakex.", "older than 1.27"),
        ("netdns=go,gctarce=1", "No Go from 1.21 to 1.27 has gctarce.", "Write gctrace instead of gctarce"),
    ],
)
@pytest.mark.parametrize(
    ("path", "line"),
    [
        (".profile", "export GODEBUG={}"),
        (".zshenv", "export GODEBUG='{}'"),
        (".config/fish/config.fish", "set -gx GODEBUG {}"),
    ],
)
def test_a_setting_that_no_go_has_is_told_and_left(
    judge: Judge, value: str, note: str, do: str, path: str, line: str
) -> None:
    """A program of the user's own may read it: nobody but its author knows."""
    finding = judge(RULE, "", {f"home/me/{path}": f"{line.format(value)}\n"})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert [each.note.render() for each in finding.evidence if each.note is not None] == [note]
    assert finding.do is not None
    assert do in finding.do.render()


def test_a_setting_that_only_a_followed_file_exports_is_told(judge: Judge) -> None:
    files = {PROFILE: ". ~/.mine\n", "home/me/.mine": "export GODEBUG=gctarce=1\n"}
    finding = judge(RULE, "", files)
    assert finding.verdict is Verdict.ADVICE
    assert finding.evidence[0].source == "~/.mine"


def test_both_kinds_are_told_together(judge: Judge) -> None:
    finding = judge(RULE, "", {PROFILE: "export GODEBUG=panicnil=1,gctarce=1,panicnil=0\n"})
    assert finding.verdict is Verdict.FIXABLE
    assert any(each.note is not None for each in finding.evidence)
    (edit,) = finding.edits
    assert isinstance(edit, ReplaceLine)
    assert edit.becomes == "export GODEBUG=gctarce=1,panicnil=0"


@pytest.mark.parametrize("line", ['export GODEBUG="$(x)"', ". $(x)", 'eval "$(x)"'])
def test_what_could_not_be_followed_is_not_called_fine(judge: Judge, line: str) -> None:
    finding = judge(RULE, "", {PROFILE: f"{line}\n"})
    assert finding.verdict is Verdict.UNKNOWN
    assert finding.says.render().endswith("could not be followed at ~/.profile:1.")


@pytest.mark.parametrize(
    ("lines", "stored", "says"),
    [
        ("export GODEBUG=panicnil=1,panicnil=0\n", "", "GODEBUG sets the same key twice."),
        (
            "export GODEBUG='panicnil=1, http2client=0'\n",
            "",
            "Go ignores a GODEBUG setting with a space around it.",
        ),
        ("", "GODEBUG=netdns=go\n", "The go env file sets GODEBUG, which Go does not read there."),
        ("export GODEBUG=panicnil=1,panicnil=0\n", "GODEBUG=x=1\n", "Some GODEBUG settings have no effect."),
        ("export GODEBUG=panicnil=1,gctarce=1,panicnil=0\n", "", "Some GODEBUG settings have no effect."),
    ],
)
def test_one_kind_of_fault_is_called_what_it_is(judge: Judge, lines: str, stored: str, says: str) -> None:
    finding = judge(RULE, "", {PROFILE: lines, "home/me/.config/go/env": stored})
    assert finding.says.render() == says

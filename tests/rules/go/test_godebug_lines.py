"""Which statements of start files set GODEBUG for Go, and which only look like it."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

PROFILE = "home/me/.profile"
FATAL = "go-env-godebug-fatal"
WANTED = '[godebug]\nnetdns = "go"\n'
BLOCK = '# >>> wsl-go-wizard >>>\nexport GODEBUG="${GODEBUG:+$GODEBUG,}netdns=go"  # GODEBUG\n# <<< wsl-go-wizard <<<\n'


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("export GODEBUG=tlsrsakex=1\n", Verdict.FIXABLE),
        ("export GODEBUG=tlsrsakex=1\nunset GODEBUG\n", Verdict.OK),
        ("export GODEBUG=tlsrsakex=1\nexport -n GODEBUG\n", Verdict.OK),
        ("GODEBUG=tlsrsakex=1\n", Verdict.OK),
        ("false && export GODEBUG=tlsrsakex=1\n", Verdict.OK),
        ("some-program && export GODEBUG=tlsrsakex=1\n", Verdict.ADVICE),
    ],
)
def test_what_no_shell_exports_in_the_end_is_nothing(judge: Judge, text: str, verdict: Verdict) -> None:
    assert judge(FATAL, "", {PROFILE: text}).verdict is verdict


def test_a_line_of_another_file_that_is_evaluated(judge: Judge) -> None:
    files = {PROFILE: ". /opt/env\n", "opt/env": "export GODEBUG=tlsrsakex=1\n"}
    finding = judge(FATAL, "", files)
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert [(each.source, each.line) for each in finding.evidence] == [("/opt/env", 1)]


@pytest.mark.parametrize(
    ("below", "verdict"),
    [
        ("", Verdict.OK),
        ("export GODEBUG=http2client=0\n", Verdict.ADVICE),
        ('export GODEBUG="$GODEBUG,http2client=0"\n', Verdict.OK),
        ("unset GODEBUG\n", Verdict.ADVICE),
        ("export GODEBUG=netdns=go\n", Verdict.OK),
        ('eval "$(x)"\n', Verdict.UNKNOWN),
    ],
)
def test_the_last_line_wins_over_the_block(judge: Judge, below: str, verdict: Verdict) -> None:
    finding = judge("go-env-godebug", WANTED, {PROFILE: BLOCK + below})
    assert finding.verdict is verdict
    if verdict is Verdict.ADVICE and "=" in below:
        assert ("~/.profile", 4) in [(each.source, each.line) for each in finding.evidence]

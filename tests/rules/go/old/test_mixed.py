"""One Go made of two."""

from __future__ import annotations

import pytest

from wizard.codecs.shell.kinds import Kind
from wizard.facts.programs.go_says import GO_SAYS, GoSays
from wizard.facts.shell import GoHit
from wizard.facts.shells.go_paths import GO_PATHS, GoPaths, GosOf
from wizard.model.facts import Snapshot
from wizard.model.findings import Verdict
from wizard.model.wanted import Wanted
from wizard.rules.go.old.mixed import version_match


@pytest.mark.parametrize(
    ("own", "compiler", "written", "verdict", "words"),
    [
        ("go1.27.3", "go1.27.3", "1.27.3", Verdict.OK, "1.27.3"),
        ("go1.27.3-X:nodwarf5", "go1.27.3", "1.27.3", Verdict.OK, "1.27.3"),
        ("go1.27.3", "", "", Verdict.OK, "1.27.3"),
        ("go1.27.3", "go1.21.13", "1.27.3", Verdict.ADVICE, "its compiler is 1.21.13"),
        ("go1.27.3", "go1.27.3", "1.21.13", Verdict.ADVICE, "its VERSION file contains 1.21.13"),
        ("", "", "1.15", Verdict.UNKNOWN, "version of go"),
        (None, "", "1.27.3", Verdict.NOT_APPLICABLE, "no go command"),
    ],
)
def test_versions(own: str | None, compiler: str, written: str, verdict: Verdict, words: str) -> None:
    hit = GoHit("/usr/local/go/bin/go", "/usr/local/go/bin/go", written)
    paths = GoPaths({kind: GosOf((hit,)) for kind in Kind})
    said = GoSays({"GOVERSION": own}, compiler) if own is not None else GoSays()
    finding = version_match.judge(Snapshot({GO_SAYS: said, GO_PATHS: paths}), Wanted())
    assert finding.verdict is verdict
    assert words in finding.says.render()

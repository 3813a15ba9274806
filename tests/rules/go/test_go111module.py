"""GO111MODULE in the go env file: only what takes modules away is repaired."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.facts.go import GOENV_PATH
from wizard.model.edits import UnsetVariable
from wizard.model.findings import Risk, Verdict

RULE = "go-env-go111module"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("GOPROXY=direct\n", None),
        ("GO111MODULE=on\n", None),
        ("GO111MODULE=\n", None),
        ("GO111MODULE=off\n", "off"),
        ("GO111MODULE=auto\n", "auto"),
        ("GO111MODULE=bogus\n", "bogus"),
        ("GO111MODULE=off\nGO111MODULE=on\n", None),
        ("GO111MODULE=on\nGO111MODULE=off\n", "off"),
        ("# GO111MODULE=off\n", None),
    ],
)
def test_modules_are_turned_on_again(judge: Judge, text: str, value: str | None) -> None:
    finding = judge(RULE, "", {"home/me/.config/go/env": text})
    if value is None:
        assert (finding.verdict, finding.edits) == (Verdict.OK, ())
    else:
        assert finding.edits == (UnsetVariable(GOENV_PATH, "GO111MODULE"),)
        assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.CAREFUL)
        assert f"GO111MODULE={value}." in finding.says.render()

"""Keys of cosign, and what protects them."""

from __future__ import annotations

import pytest

from tests.rules.cncf.has import has
from tests.rules.conftest import Judge
from wizard.model.edits.files import RunCommand
from wizard.model.findings import Verdict

RULE = "cncf-supply-chain"
PROJECT = '[projects]\nfolders = ["~/app"]\n'


@pytest.mark.parametrize(
    ("files", "there", "verdict", "words"),
    [
        ({}, (), Verdict.NOT_APPLICABLE, ""),
        ({}, ("cosign",), Verdict.OK, ""),
        ({"home/me/app/cosign.key": "x"}, (), Verdict.FIXABLE, ""),
        ({"home/me/cosign.key": "x"}, (), Verdict.FIXABLE, ""),
        ({"home/me/.bashrc": "export COSIGN_PASSWORD=hunter2hunter2\n"}, (), Verdict.ADVICE, "key service."),
        ({"home/me/.bashrc": "# COSIGN_PASSWORD=hunter2hunter2\n"}, (), Verdict.NOT_APPLICABLE, ""),
        (
            {"home/me/.bashrc": 'export COSIGN_PASSWORD="$(pass show cosign)"\n'},
            (),
            Verdict.NOT_APPLICABLE,
            "",
        ),
        (
            {"home/me/.config/fish/config.fish": "set -x COSIGN_PASSWORD hunter2hunter2\n"},
            (),
            Verdict.ADVICE,
            "service.",
        ),
    ],
)
def test_what_is_said(
    judge: Judge, files: dict[str, str], there: tuple[str, ...], verdict: Verdict, words: str
) -> None:
    finding = judge(RULE, PROJECT, files, commands=has(*there))
    assert finding.verdict is verdict
    assert (finding.do.render() if finding.do is not None else "").endswith(words)
    assert "hunter2" not in repr(finding)


def test_each_open_key_is_closed(judge: Judge) -> None:
    files = {"home/me/app/cosign.key": "x", "home/me/cosign.key": "x"}
    finding = judge(RULE, PROJECT, files, commands=has())
    lines = [edit.command.line for edit in finding.edits if isinstance(edit, RunCommand)]
    assert sorted(lines) == ["chmod 600 /home/me/app/cosign.key", "chmod 600 /home/me/cosign.key"]

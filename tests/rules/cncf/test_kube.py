"""Clients of Kubernetes: credentials that others can read, plugins that kubectl does not find."""

from __future__ import annotations

import pytest

from tests.facts.answers import ME, file
from tests.rules.cncf.has import has
from tests.rules.conftest import Judge
from wizard.facts.cloud.kube import CONFIG
from wizard.model.edits.files import RunCommand
from wizard.model.findings import Verdict
from wizard.model.probes import AccountProbe, FileProbe, Found

RULE = "cncf-kube-clients"
KUBECTL = has("kubectl")
KREW = {"home/me/.krew/bin/kubectl-ctx": "#!/bin/sh\n"}


@pytest.mark.parametrize(
    ("files", "verdict", "words"),
    [
        ({}, Verdict.OK, "in order"),
        ({"home/me/.kube/plugins/x": ""}, Verdict.ADVICE, "does not read ~/.kube/plugins"),
        (KREW, Verdict.ADVICE, "PATH does not contain ~/.krew/bin."),
        ({**KREW, "home/me/.profile": "export PATH=$HOME/.krew/bin:$PATH\n"}, Verdict.OK, "in order"),
        pytest.param(
            *({"usr/local/bin/kubectl-x": "#!/bin/sh\n"}, Verdict.ADVICE, "kubectl-x is not executable"),
            marks=pytest.mark.linux(reason="modes mean nothing there"),
        ),
        ({"usr/local/bin/kubectl-x": b"\x7fELF"}, Verdict.OK, "in order"),
    ],
)
def test_what_is_said(judge: Judge, files: dict[str, str | bytes], verdict: Verdict, words: str) -> None:
    finding = judge(RULE, "", files, commands=KUBECTL)
    assert finding.verdict is verdict
    assert words in finding.says.render()


@pytest.mark.parametrize(
    ("mode", "verdict"),
    [(0o600, Verdict.OK), (0o400, Verdict.OK), (0o640, Verdict.ADVICE), (0o604, Verdict.ADVICE)],
)
def test_group_and_others_may_not_read_it(judge: Judge, mode: int, verdict: Verdict) -> None:
    config = FileProbe(CONFIG, limit=0, head=True)
    assert (
        judge(RULE, "", {}, commands={**KUBECTL, config: file("", mode), AccountProbe(): ME}).verdict
        is verdict
    )


def test_who_uses_none_hears_nothing(judge: Judge) -> None:
    assert judge(RULE, "", KREW, commands=has()).verdict is Verdict.NOT_APPLICABLE
    config = FileProbe(CONFIG, limit=0, head=True)
    assert (
        judge(RULE, "", {}, commands={**has(), config: file(""), AccountProbe(): ME}).verdict
        is Verdict.ADVICE
    )


def test_a_link_to_a_drive_is_told_as_such(judge: Judge) -> None:
    place = "mnt/c/Users/me/.kube/config"
    finding = judge(RULE, "", {place: "x"}, links={"home/me/.kube/config": f"/{place}"}, commands=KUBECTL)
    assert "on a Windows drive" in finding.says.render()
    config = FileProbe(CONFIG, limit=0, head=True)
    elsewhere = judge(
        RULE, "", {}, commands={**KUBECTL, config: file("", link="/srv/kube"), AccountProbe(): ME}
    )
    assert (elsewhere.verdict, elsewhere.edits) == (Verdict.ADVICE, ()), "it is not the user's own"
    assert elsewhere.do is not None
    assert elsewhere.do.render().endswith("chmod 600 ~/.kube/config")


def test_the_mode_comes_back_as_it_was(judge: Judge) -> None:
    config = FileProbe(CONFIG, limit=0, head=True)
    own = Found(b"", 0o640, 1000, 1000, 0, 9)
    finding = judge(RULE, "", {}, commands={**KUBECTL, config: own, AccountProbe(): ME})
    (edit,) = finding.edits
    assert isinstance(edit, RunCommand)
    assert edit.command.argv == ("chmod", "600", "/home/me/.kube/config")
    assert edit.command.undo == ("chmod", "640", "/home/me/.kube/config")
    assert not edit.command.as_root

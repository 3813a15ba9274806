"""Go as root."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ELF, Judge
from wizard.model.findings import Verdict

RULE = "go-sudo"
PROJECT = '[projects]\nfolders = ["~/app"]\n'
MAKEFILE = "home/me/app/Makefile"
USES = {MAKEFILE: "install:\n\tsudo go install ./...\n"}
BASE = {
    "usr/bin/sudo": ELF,
    "etc/sudoers": 'Defaults secure_path="/usr/sbin:/usr/bin"\n',
    "usr/local/go/VERSION": "go1.27.3\n",
    "usr/local/go/bin/go": ELF,
    "home/me/.profile": "export PATH=$PATH:/usr/local/go/bin\n",
}


@pytest.mark.parametrize(
    ("files", "verdict", "words"),
    [
        (USES, Verdict.ADVICE, "/usr/local/go/bin/go is not in the PATH of sudo."),
        ({MAKEFILE: "all:\n\tsudo -E go test ./...\n"}, Verdict.ADVICE, "is not in the PATH"),
        (
            {"home/me/.profile": "export PATH=$PATH:/usr/local/go/bin\nalias i='sudo go install'\n"},
            Verdict.ADVICE,
            "",
        ),
        ({}, Verdict.OK, "Go does not need root."),
        (
            {MAKEFILE: "# sudo go install\nall:\n\tsudo gofmt .\n\tsudo go-tool build\n"},
            Verdict.OK,
            "not need root",
        ),
        ({**USES, "etc/sudoers": "Defaults env_reset\n"}, Verdict.OK, "run a go in the PATH"),
        (
            {**USES, "etc/sudoers": "Defaults secure_path=/usr/local/go/bin\n"},
            Verdict.OK,
            "run a go in the PATH",
        ),
        ({**USES, "home/me/.profile": ""}, Verdict.NOT_APPLICABLE, "no go command"),
    ],
)
def test_who_uses_it_is_told(judge: Judge, files: dict[str, str], verdict: Verdict, words: str) -> None:
    finding = judge(RULE, PROJECT, {**BASE, **files})
    assert finding.verdict is verdict
    assert words in finding.says.render()


def test_without_sudo_there_is_nothing_to_say(judge: Judge) -> None:
    assert judge(RULE, PROJECT, {**BASE, **USES}, without=("usr/bin/sudo",)).verdict is Verdict.NOT_APPLICABLE


def test_root_does_not_need_it(judge: Judge) -> None:
    passwd = "root:x:0:0::/root:/bin/bash\n"
    finding = judge(RULE, PROJECT, {**BASE, **USES, "etc/passwd": passwd})
    assert (finding.verdict, finding.says.render()) == (
        Verdict.NOT_APPLICABLE,
        "The user root does not need sudo.",
    )

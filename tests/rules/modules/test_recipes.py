"""Files of projects that turn off the checksum database where nobody looks."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "modules-sumdb-project"
WANTED = '[projects]\nfolders = ["~/a"]\n'


@pytest.mark.parametrize(
    ("name", "text", "line", "quote"),
    [
        ("Dockerfile", "FROM golang\nENV GOSUMDB=off GOFLAGS=-x\n", 2, "GOSUMDB=off"),
        ("Dockerfile", "ENV GOSUMDB off\n", 1, "GOSUMDB off"),
        ("Dockerfile", 'RUN GONOSUMDB="*" go mod download\n', 1, 'GONOSUMDB="*'),
        ("Dockerfile", "ENV GOPRIVATE=* \\\n  X=y\n", 1, "GOPRIVATE=*"),
        ("Makefile", "export GOSUMDB = off\n", 1, "GOSUMDB = off"),
        (".gitlab-ci.yml", "variables:\n  GOSUMDB: 'off'\n", 2, "GOSUMDB: 'off"),
        (".github/workflows/ci.yaml", "env:\n  GOPRIVATE: '*'\n", 2, "GOPRIVATE: '*"),
    ],
)
def test_lines_that_turn_it_off_are_told(judge: Judge, name: str, text: str, line: int, quote: str) -> None:
    finding = judge(RULE, WANTED, {f"home/me/a/{name}": text})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    (seen,) = finding.evidence
    assert seen.source.endswith(f"/a/{name}")
    assert (seen.line, seen.quote) == (line, quote)


@pytest.mark.parametrize(
    "text",
    [
        "ENV GOSUMDB=sum.golang.org\n",
        "# ENV GOSUMDB=off\n",
        "ENV GOPRIVATE=*.corp.example.com\n",
        "ENV MY_GOSUMDB=off\n",
        "RUN echo GOSUMDB is not off\n",
        "ENV GOSUMDB=offline.example\n",
        "",
    ],
)
def test_other_lines_are_fine(judge: Judge, text: str) -> None:
    assert judge(RULE, WANTED, {"home/me/a/Dockerfile": text}).verdict is Verdict.OK


def test_a_dockerfile_of_a_module_is_told_once(judge: Judge) -> None:
    files = {"home/me/a/go.mod": "module a\n", "home/me/a/Dockerfile": "FROM golang\nENV GOSUMDB=off\n"}
    assert judge(RULE, WANTED, files).verdict is Verdict.NOT_APPLICABLE
    assert judge("docker-go-env", WANTED, files).verdict is Verdict.ADVICE
    files["home/me/a/Makefile"] = "export GOSUMDB = off\n"
    assert [seen.source for seen in judge(RULE, WANTED, files).evidence] == ["~/a/Makefile"]


def test_without_such_files_there_is_nothing_to_say(judge: Judge) -> None:
    assert judge(RULE, WANTED, {}).verdict is Verdict.NOT_APPLICABLE
    assert judge(RULE, "", {"home/me/a/Dockerfile": "ENV GOSUMDB=off\n"}).verdict is Verdict.NOT_APPLICABLE

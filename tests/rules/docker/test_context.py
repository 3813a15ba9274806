"""Files of Go that .dockerignore hides from a Dockerfile that copies them."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "docker-context-gomod"
WISH = '[projects]\nfolders = ["~/src/a"]\n'
AT = "home/me/src/a"
GO = {f"{AT}/go.mod": "module a\n"}


def files(dockerfile: str, ignored: str) -> dict[str, str | bytes]:
    return {**GO, f"{AT}/Dockerfile": f"FROM golang AS build\n{dockerfile}\n", f"{AT}/.dockerignore": ignored}


def test_who_has_no_dockerfile_for_go_is_not_asked(judge: Judge) -> None:
    assert judge(RULE, "", {}).verdict is Verdict.NOT_APPLICABLE
    assert judge(RULE, WISH, GO).verdict is Verdict.NOT_APPLICABLE
    assert judge(RULE, WISH, {f"{AT}/Dockerfile": "FROM nginx\n"}).verdict is Verdict.NOT_APPLICABLE
    assert judge(RULE, WISH, {f"{AT}/Dockerfile": "FROM golang\nRUN go build\n"}).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("dockerfile", "ignored", "names"),
    [
        ("COPY go.mod go.sum ./", "go.*\n", "go.mod, go.sum"),
        ("COPY go.mod go.sum ./", "*.sum\n", "go.sum"),
        ("COPY ./go.mod .", "**/go.mod\n", "go.mod"),
        ("COPY . .", "*\n!cmd\n", "go.mod, go.sum"),
        ('ADD ["go.mod", "/src/"]', "go.mod\n", "go.mod"),
    ],
)
def test_what_is_hidden_is_named_with_both_lines(
    judge: Judge, dockerfile: str, ignored: str, names: str
) -> None:
    finding = judge(RULE, WISH, files(dockerfile, ignored))
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == f".dockerignore hides {names}."
    assert {seen.source for seen in finding.evidence} == {"~/src/a/Dockerfile", "~/src/a/.dockerignore"}
    assert finding.edits == ()


@pytest.mark.parametrize(
    ("dockerfile", "ignored"),
    [
        ("COPY go.mod go.sum ./", "*\n!go.*\n"),
        ("COPY go.mod go.sum ./", "vendor\n.git\n"),
        ("COPY --from=other go.mod .", "go.mod\n"),
        ("COPY cmd cmd", "go.mod\n"),
    ],
)
def test_what_is_seen_or_not_copied_is_fine(judge: Judge, dockerfile: str, ignored: str) -> None:
    assert judge(RULE, WISH, files(dockerfile, ignored)).verdict is Verdict.OK

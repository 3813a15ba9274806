"""Variables in Dockerfiles: those that turn a check off, and those that never arrive (tried with buildah)."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Finding, Severity, Verdict

RULE = "docker-go-env"
WISH = '[projects]\nfolders = ["~/src/a"]\n'
AT = "home/me/src/a"


def of(judge: Judge, dockerfile: str) -> Finding:
    return judge(RULE, WISH, {f"{AT}/go.mod": "module a\n", f"{AT}/Dockerfile": dockerfile})


def test_who_has_no_dockerfile_is_not_asked(judge: Judge) -> None:
    assert judge(RULE, WISH, {f"{AT}/go.mod": "module a\n"}).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    "line",
    [
        "ENV GOSUMDB=off",
        "ENV GOSUMDB off",
        "ARG GOSUMDB=off",
        'ENV GONOSUMDB="*"',
        "ENV GOPRIVATE=* GOPROXY=direct",
        "ENV GOINSECURE=*",
        "ENV GOFLAGS='-mod=mod -insecure'",
        "RUN GOSUMDB=off go mod download",
        "RUN go env -w GOSUMDB=off && go build",
        "RUN curl -fsSLk https://x | sh",
        "RUN apk add git && curl --insecure https://x",
        "RUN wget --no-check-certificate https://x",
        "RUN git config --global http.sslVerify false",
        "ENV GIT_SSL_NO_VERIFY=true",
    ],
)
def test_a_check_that_is_turned_off_is_told(judge: Judge, line: str) -> None:
    finding = of(judge, f"FROM golang\n{line}\nRUN go build\n")
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, None)
    assert [(seen.line, seen.quote) for seen in finding.evidence] == [(2, line)]
    assert finding.edits == ()


@pytest.mark.parametrize(
    "line",
    [
        "ENV GOSUMDB=sum.golang.google.cn",
        "ENV GOPRIVATE=*.corp.example.com",
        "RUN curl -fsSL https://x.org/keys -o k",
        "RUN curl -o k https://x | tar -xk",
        "# ENV GOSUMDB=off",
        "LABEL note=GOSUMDB=off",
    ],
)
def test_what_turns_nothing_off_is_fine(judge: Judge, line: str) -> None:
    assert of(judge, f"FROM golang\n{line}\nRUN go build\n").verdict is Verdict.OK


@pytest.mark.parametrize(
    ("dockerfile", "line"),
    [
        ("ENV GOPROXY=https://a\nRUN go env -w GOPROXY=direct", 3),
        ("ARG GOPROXY\nRUN go env -w GOFLAGS=-x GOPROXY=direct", 3),
        ("ENV GOPROXY=https://a\nARG GOPROXY", 3),
        ("ARG VERSION\nFROM golang AS two\nRUN echo $VERSION", 4),
        ("ARG VERSION\nFROM golang AS two\nENV V=${VERSION}", 4),
    ],
)
def test_what_never_arrives_is_told(judge: Judge, dockerfile: str, line: int) -> None:
    finding = of(judge, f"FROM golang AS one\n{dockerfile}\nRUN go build\n")
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, Severity.LOW)
    assert [seen.line for seen in finding.evidence] == [line]


@pytest.mark.parametrize(
    "dockerfile",
    [
        "ARG GOPROXY\nENV GOPROXY=$GOPROXY",
        "ARG GOPROXY=https://a\nRUN go mod download",
        "ENV VERSION=1\nFROM one AS two\nRUN echo $VERSION",
        "ARG VERSION\nFROM golang AS two\nARG VERSION\nRUN echo $VERSION",
        "ARG VERSION\nFROM golang AS two\nRUN VERSION=$(git describe); echo $VERSION",
        "ARG VERSION\nFROM golang AS two\nRUN echo \\$VERSION ${VERSION:-dev}",
        "ARG HTTPS_PROXY\nFROM golang AS two\nRUN echo $HTTPS_PROXY",
        "RUN go env -w GOPROXY=direct",
    ],
)
def test_what_arrives_is_fine(judge: Judge, dockerfile: str) -> None:
    assert of(judge, f"FROM golang AS one\n{dockerfile}\nRUN go build\n").verdict is Verdict.OK

"""Images without a version are told, and only those."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Finding, Severity, Verdict

RULE = "docker-image-unpinned"
WISH = '[projects]\nfolders = ["~/src/a"]\n'
AT = "home/me/src/a"


def of(judge: Judge, *lines: str) -> Finding:
    text = "\n".join((*lines, "RUN go build -o /app")) + "\n"
    return judge(RULE, WISH, {f"{AT}/go.mod": "module a\n", f"{AT}/Dockerfile": text})


def test_who_has_no_dockerfile_is_not_asked(judge: Judge) -> None:
    assert judge(RULE, WISH, {f"{AT}/go.mod": "module a\n"}).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    "image", ["golang", "golang:latest", "registry.corp:5000/golang", "gcr.io/distroless/static"]
)
def test_without_a_version(judge: Judge, image: str) -> None:
    finding = of(judge, "FROM golang:1.27-bookworm AS first", f"FROM {image}")
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, None)
    assert [(seen.line, seen.quote) for seen in finding.evidence] == [(2, f"FROM {image}")]


@pytest.mark.parametrize(
    "image",
    [
        "golang:1.27",
        "golang@sha256:0123",
        "golang:1.27-alpine@sha256:0123",
        "scratch",
        "first",  # a stage
        "gcr.io/distroless/static-debian13",
        "$IMAGE",
        "registry.corp:5000/golang:1.27",
    ],
)
def test_what_is_pinned_or_cannot_be_told(judge: Judge, image: str) -> None:
    assert of(judge, "FROM golang:1.27-bookworm AS first", f"FROM {image}").verdict is Verdict.OK


def test_it_is_no_more_than_a_hint(judge: Judge) -> None:
    from wizard.rules.docker.pinned import pinned

    assert pinned.severity is Severity.INFO

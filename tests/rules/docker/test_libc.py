"""Programs that cannot run in the image they are built for, and those built with an old Go."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Finding, Severity, Verdict

RULE = "docker-libc-mix"
WISH = '[projects]\nfolders = ["~/src/a"]\n'
AT = "home/me/src/a"
BUILD, COPY = "RUN go build -o /app", "COPY --from=build /app /app"


def of(judge: Judge, *lines: str) -> Finding:
    text = "\n".join(lines) + "\n"
    return judge(RULE, WISH, {f"{AT}/go.mod": "module a\n", f"{AT}/Dockerfile": text})


def test_who_has_no_dockerfile_is_not_asked(judge: Judge) -> None:
    assert judge(RULE, WISH, {f"{AT}/go.mod": "module a\n"}).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("image", "build", "final"),
    [
        ("golang:1.27", [], "scratch"),
        ("golang:1.27", [], "alpine:3.22"),
        ("golang:1.27", [], "gcr.io/distroless/static"),
        ("golang:1.27", ["ENV CGO_ENABLED=1"], "alpine"),
        ("golang:1.27-alpine", ["RUN apk add --no-cache build-base git"], "debian:13"),
        ("golang:1.27-alpine", ["RUN apk add gcc musl-dev", "ENV CGO_ENABLED=1"], "scratch"),
    ],
)
def test_another_libc_is_told(judge: Judge, image: str, build: list[str], final: str) -> None:
    finding = of(judge, f"FROM {image} AS build", *build, BUILD, f"FROM {final}", COPY)
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, None)
    assert [(seen.line, seen.quote) for seen in finding.evidence] == [(1, f"FROM {image} AS build")]
    assert finding.do is not None
    assert "CGO_ENABLED=0" in finding.do.render()


@pytest.mark.parametrize(
    ("image", "build", "final"),
    [
        ("golang:1.27", ["ENV CGO_ENABLED=0"], "scratch"),
        ("golang:1.27", ["ENV CGO_ENABLED 0"], "scratch"),
        ("golang:1.27", ["ARG CGO_ENABLED=0"], "scratch"),
        ("golang:1.27", ["RUN CGO_ENABLED=0 go build ./x"], "alpine"),
        ("golang:1.27", ["RUN go build -tags netgo,osusergo ./x"], "alpine"),
        ("golang:1.27", [], "debian:13"),
        ("golang:1.27", [], "gcr.io/distroless/base"),
        ("golang:1.27", [], "registry.corp/runtime"),
        ("golang:1.27-alpine", [], "scratch"),  # no compiler, no cgo
        ("golang:1.27-alpine", ["RUN apk add git"], "debian:13"),
        ("registry.corp/builder", [], "scratch"),
    ],
)
def test_what_fits_or_is_not_known_is_fine(judge: Judge, image: str, build: list[str], final: str) -> None:
    assert of(judge, f"FROM {image} AS build", *build, BUILD, f"FROM {final}", COPY).verdict is Verdict.OK


def test_a_stage_that_nothing_is_copied_from_does_not_matter(judge: Judge) -> None:
    assert (
        of(judge, "FROM golang:1.27 AS build", BUILD, "FROM scratch", "COPY app /app").verdict is Verdict.OK
    )


def test_what_a_parent_stage_says_is_inherited(judge: Judge) -> None:
    lines = [
        "FROM golang:1.27 AS base",
        "ENV CGO_ENABLED=0",
        "FROM base AS build",
        BUILD,
        "FROM scratch",
        COPY,
    ]
    assert of(judge, *lines).verdict is Verdict.OK
    assert of(judge, *(line for line in lines if "CGO" not in line)).verdict is Verdict.ADVICE


def test_cgo_without_a_compiler(judge: Judge) -> None:
    lines = ("FROM golang:1.27-alpine", "ENV CGO_ENABLED=1", BUILD)
    finding = of(judge, *lines)
    assert finding.says.render() == "~/src/a/Dockerfile builds with cgo, and has no C compiler."
    assert finding.evidence[0].line == 2
    assert of(judge, *lines, "RUN apk add gcc musl-dev").verdict is Verdict.OK


@pytest.mark.parametrize(
    ("image", "verdict"),
    [("golang:1.25", Verdict.ADVICE), ("golang:1.21-alpine", Verdict.ADVICE), ("golang:1.26", Verdict.OK)],
)
def test_a_go_that_gets_no_updates(judge: Judge, image: str, verdict: Verdict) -> None:
    finding = of(judge, f"FROM {image} AS build", "ENV CGO_ENABLED=0", BUILD)
    assert finding.verdict is verdict
    assert finding.severity is (Severity.LOW if verdict is Verdict.ADVICE else None)


def test_an_image_that_gets_no_updates_is_told_though_its_go_is_supported(judge: Judge) -> None:
    finding = of(judge, "FROM golang:1.26-alpine3.22 AS build", BUILD, "FROM alpine:3.24", COPY)
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, Severity.LOW)
    (seen,) = finding.evidence
    assert seen.note is not None
    assert seen.note.render() == "This image gets no updates anymore, and stays at Go 1.26.4"


def test_an_old_go_on_an_old_base_is_told_once(judge: Judge) -> None:
    finding = of(judge, "FROM golang:1.16-buster AS build", BUILD, "FROM debian:13", COPY)
    assert len(finding.evidence) == 1

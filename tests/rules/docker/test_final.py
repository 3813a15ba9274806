"""What the final image of a Go program lacks: certificates, and the shell that some instructions need."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Finding, Severity, Verdict

RULE = "docker-final-image"
WISH = '[projects]\nfolders = ["~/src/a"]\n'
AT = "home/me/src/a"
STATIC = "gcr.io/distroless/static-debian12"


def of(judge: Judge, *lines: str) -> Finding:
    text = "\n".join(("FROM golang:1.27 AS build", "RUN go build -o /app", *lines)) + "\n"
    return judge(RULE, WISH, {f"{AT}/go.mod": "module a\n", f"{AT}/Dockerfile": text})


def test_who_has_no_dockerfile_is_not_asked(judge: Judge) -> None:
    assert judge(RULE, WISH, {f"{AT}/go.mod": "module a\n"}).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize("image", ["scratch", "debian:13-slim", "ubuntu:24.04"])
def test_without_certificates(judge: Judge, image: str) -> None:
    finding = of(judge, f"FROM {image}", 'CMD ["/app"]')
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, Severity.LOW)
    assert [(seen.line, seen.quote) for seen in finding.evidence] == [(3, f"FROM {image}")]
    assert finding.do is not None
    assert "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/" in finding.do.render()


@pytest.mark.parametrize(
    "lines",
    [
        ("FROM scratch", "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/"),
        ("FROM debian:13", "RUN apt-get update && apt-get install -y ca-certificates"),
        ("FROM ubuntu AS base", "RUN apt-get install -y ca-certificates", "FROM base"),
        ("FROM alpine",),
        (f"FROM {STATIC}",),
        ("FROM registry.corp/runtime",),
        (),
    ],
)
def test_with_certificates_or_not_known(judge: Judge, lines: tuple[str, ...]) -> None:
    assert of(judge, *lines).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("image", "line"),
    [
        (STATIC, "CMD /app"),
        (STATIC, "ENTRYPOINT /app --serve"),
        (STATIC, "RUN chmod +x /app"),
        ("scratch", "CMD /app"),
    ],
)
def test_without_a_shell(judge: Judge, image: str, line: str) -> None:
    finding = of(judge, f"FROM {image}", line)
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, None)
    assert (finding.evidence[0].line, finding.evidence[0].quote) == (4, line)
    assert finding.says.render() == "~/src/a/Dockerfile needs a shell that its image does not have."


@pytest.mark.parametrize(
    "lines",
    [
        (f"FROM {STATIC}", 'ENTRYPOINT ["/app"]'),
        (f"FROM {STATIC}", "CMD /old", 'CMD ["/app"]'),  # the last one is taken
        (f"FROM {STATIC}:debug", "CMD /app"),
        ("FROM alpine", "CMD /app"),
        (f"FROM {STATIC}", 'SHELL ["/app", "-c"]', "CMD x"),
    ],
)
def test_with_a_shell_or_without_need_of_one(judge: Judge, lines: tuple[str, ...]) -> None:
    assert of(judge, *lines).verdict is Verdict.OK

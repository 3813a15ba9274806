"""Dockerfiles: stages, instructions and the lines they stand on."""

from __future__ import annotations

import pytest

from wizard.codecs.docker.dockerfile import Dockerfile, Instruction, parse, replaced

FILE = b"""\
# syntax=docker/dockerfile:1
ARG GO_VERSION=1.27
ARG BASE
from --platform=$BUILDPLATFORM golang:${GO_VERSION}-alpine AS Build
ENV GOPROXY=https://goproxy.cn,direct \\
    # a comment within
    CGO_ENABLED=0
ENV NAME two words
COPY --from=0 --chown=1:1 ["a b", "/c"]
RUN go build \\
  -o /app .

FROM ${BASE:-scratch}
COPY --from=build /app /app
ENTRYPOINT ["/app"]
"""


def test_stages_have_images_with_the_defaults_of_arguments() -> None:
    file = parse(FILE)
    assert [(stage.image, stage.name, stage.line) for stage in file.stages] == [
        ("golang:1.27-alpine", "build", 4),
        ("scratch", "", 13),
    ]
    assert [each.value for each in file.before] == ["GO_VERSION=1.27", "BASE"]
    assert file.final is file.stages[1]


def test_instructions_are_whole_and_know_their_first_line() -> None:
    env, name, copy, run = parse(FILE).stages[0].instructions
    assert (env.word, env.line, env.text) == ("ENV", 5, "ENV GOPROXY=https://goproxy.cn,direct \\")
    assert env.settings == {"GOPROXY": "https://goproxy.cn,direct", "CGO_ENABLED": "0"}
    assert name.settings == {"NAME": "two words"}
    assert (copy.flags, copy.words, copy.is_list) == (("--from=0", "--chown=1:1"), ("a b", "/c"), False)
    assert "-o /app ." in run.value


@pytest.mark.parametrize(
    "data", [FILE.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + FILE], ids=["crlf", "byte order mark"]
)
def test_how_lines_end_does_not_matter(data: bytes) -> None:
    assert [stage.image for stage in parse(data).stages] == ["golang:1.27-alpine", "scratch"]


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"RUN x\n", b"\xff\xfe\x00", b"FROM\n"])
def test_what_is_no_dockerfile_has_no_stage(data: bytes) -> None:
    assert parse(data).stages == ()


def test_lines_of_a_script_within_are_no_instructions() -> None:
    file = parse(b"FROM a\nRUN <<EOF\ngo build\nEOF\nUSER 1\n")
    assert [each.word for each in file.stages[0].instructions] == ["RUN", "USER"]


def test_a_stage_that_goes_on_from_another_one() -> None:
    file = parse(b"FROM golang AS base\nFROM base AS build\nFROM build\n")
    base, build, last = file.stages
    assert file.parent(base) is None
    assert file.chain(last) == (last, build, base)
    assert file.named("BUILD") is build
    assert file.named("1") is build
    assert file.named("7") is None
    assert file.named("nginx") is None
    assert Dockerfile().final is None


def test_a_name_without_a_value_stays() -> None:
    assert replaced("$A/${B}/${C:-c}/${D:+x}", {"A": "a"}) == "a/${B}/c/x"


def test_a_list_that_is_none_is_words() -> None:
    assert Instruction("CMD", '["/app", 1]', 1, "").is_list is False
    assert Instruction("CMD", '["/app"]', 1, "").is_list is True
    assert Instruction("RUN", "echo 'x", 1, "").words == ("echo", "'x")

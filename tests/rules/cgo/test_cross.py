"""Cross builds with C code."""

from __future__ import annotations

import pytest

from tests.rules.cgo.says import no_go, says
from tests.rules.conftest import Judge
from wizard.model.findings import Verdict
from wizard.model.probes import Answer, Probe

RULE = "cgo-cross-cc"
PROJECT = '[projects]\nfolders = ["~/app"]\n'


@pytest.mark.parametrize(
    ("commands", "verdict"),
    [
        (no_go(), Verdict.NOT_APPLICABLE),
        (says(), Verdict.NOT_APPLICABLE),
        (says(GOARCH="arm64", CGO_ENABLED="0"), Verdict.OK),
        (says(GOARCH="arm64"), Verdict.ADVICE),
        (says(GOARCH="arm64", target="aarch64-linux-gnu"), Verdict.OK),
        (says(GOARCH="arm", target="arm-linux-gnueabihf"), Verdict.OK),
        (says(GOARCH="arm64", target="arm-linux-gnueabihf"), Verdict.ADVICE),
        (says(GOOS="windows"), Verdict.ADVICE),
        (says(GOOS="windows", target="x86_64-w64-mingw32"), Verdict.OK),
        (says(GOARCH="arm64", cc=""), Verdict.ADVICE),
    ],
)
def test_the_compiler_has_to_be_for_the_target(
    judge: Judge, commands: dict[Probe, Answer], verdict: Verdict
) -> None:
    assert judge(RULE, "", {}, commands=commands).verdict is verdict


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("home/me/.profile", "export CC_arm64_linux=aarch64-linux-gnu-gcc\n", 1),
        ("home/me/app/Makefile", "all:\n\tCC_linux_arm64=aarch64-linux-gnu-gcc GOARCH=arm64 go build\n", 2),
        ("home/me/app/Makefile", "CXX_FOR_linux_arm64 ?= g++\n", 1),
        ("home/me/app/Dockerfile", "FROM golang\nENV CC_FOR_TARGET=musl-gcc\n", 2),
        ("home/me/app/Makefile", "# CC_linux_arm64=gcc\n", 0),
        ("home/me/app/Makefile", "CC_linux_arm64 = gcc\nall:\n\tCC=$(CC_linux_arm64) go build\n", 0),
        ("home/me/app/Makefile", "MY_CC_linux_arm64 = gcc\nCC = gcc\nCC_VERSION = 12\n", 0),
    ],
)
def test_variables_that_nobody_reads_are_told(judge: Judge, file: str, text: str, line: int) -> None:
    finding = judge(RULE, PROJECT, {file: text}, commands=says())
    assert (finding.verdict is Verdict.ADVICE) == bool(line)
    assert [each.line for each in finding.evidence] == ([line] if line else [])

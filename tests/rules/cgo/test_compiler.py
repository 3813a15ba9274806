"""The C compiler: wanted where cgo is used, mentioned where it is merely missing, and of no interest without Go."""

from __future__ import annotations

import pytest

from tests.rules.cgo.says import OS_RELEASE_FILE, no_go, says
from tests.rules.conftest import Judge
from wizard.model.findings import Severity, Verdict
from wizard.model.probes import Answer, Probe

RULE = "cgo-compiler-missing"
HEADERS = {"usr/include/stdlib.h": "/* */\n"}
PROJECT = '[projects]\nfolders = ["~/app"]\n'
SQLITE = {
    "home/me/app/go.mod": "module app\n\ngo 1.25\n\nrequire (\n\tgithub.com/mattn/go-sqlite3 v1.14.32\n)\n"
}
GLFW = {"home/me/app/go.mod": "module app\n\nrequire github.com/go-gl/glfw/v3.3/glfw v0.0.1\n"}
PURE = {"home/me/app/go.mod": "module app\n\nrequire github.com/mattn/go-sqlite3x v1.0.0\n"}
NO_CC = says(cc="", CGO_ENABLED="0")


@pytest.mark.parametrize(
    ("files", "commands", "verdict", "severity"),
    [
        ({}, no_go(), Verdict.NOT_APPLICABLE, None),
        (SQLITE, no_go(), Verdict.NOT_APPLICABLE, None),
        (HEADERS, says(), Verdict.OK, None),
        ({}, says(cc="/home/linuxbrew/.linuxbrew/bin/gcc"), Verdict.OK, None),
        ({}, says(), Verdict.ADVICE, None),
        ({}, NO_CC, Verdict.ADVICE, Severity.INFO),
        (PURE, NO_CC, Verdict.ADVICE, Severity.INFO),
        (SQLITE, NO_CC, Verdict.ADVICE, None),
        (GLFW, NO_CC, Verdict.ADVICE, None),
        ({"home/me/app/Makefile": "test:\n\tgo test -race ./...\n"}, NO_CC, Verdict.ADVICE, None),
        ({"home/me/.profile": "export CGO_ENABLED=1\n"}, NO_CC, Verdict.ADVICE, None),
        ({"home/me/.profile": "export CGO_ENABLED=0\n"}, NO_CC, Verdict.NOT_APPLICABLE, None),
        ({"home/me/.config/go/env": "CGO_ENABLED=0\n"}, NO_CC, Verdict.NOT_APPLICABLE, None),
        ({"home/me/.config/go/env": "CGO_ENABLED=0\n", **SQLITE}, NO_CC, Verdict.ADVICE, None),
    ],
)
def test_what_is_said_of_a_compiler(
    judge: Judge,
    files: dict[str, str],
    commands: dict[Probe, Answer],
    verdict: Verdict,
    severity: Severity | None,
) -> None:
    finding = judge(RULE, PROJECT, files, commands=commands)
    assert (finding.verdict, finding.severity) == (verdict, severity)


def test_who_needs_it_is_named(judge: Judge) -> None:
    finding = judge(RULE, PROJECT, SQLITE, commands=NO_CC)
    assert [(each.source, each.line) for each in finding.evidence] == [("~/app/go.mod", 6)]
    other = judge(RULE, PROJECT, {}, commands=says(cc="", CC="clang-19"))
    assert "clang-19" in other.says.render()


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ("ID=debian\n", "gcc libc6-dev"),
        ("ID=fedora\n", "gcc glibc-devel"),
        ("ID=alpine\n", "apk add gcc musl-dev"),
        ("ID=gentoo\n", "package manager of the distro."),
    ],
)
@pytest.mark.parametrize("commands", [NO_CC, says()], ids=["no compiler", "no headers"])
def test_the_command_is_that_of_the_distro(
    judge: Judge, release: str, command: str, commands: dict[Probe, Answer]
) -> None:
    finding = judge(RULE, "", {**OS_RELEASE_FILE, "etc/os-release": release}, commands=commands)
    assert finding.do is not None
    assert finding.do.render().endswith(command)

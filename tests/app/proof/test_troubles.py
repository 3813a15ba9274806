"""The first telling line of what Go prints is understood. The lines are Go's own, of 1.21 to 1.27."""

from __future__ import annotations

import pytest

from wizard.app.proof.troubles import TROUBLES, UNKNOWN_TROUBLE, trouble_of
from wizard.model.proof import StepOutcome

F, U, N = StepOutcome.FAILED, StepOutcome.UNCHECKED, StepOutcome.NOT_APPLICABLE
LINES = (
    ("/tmp/x.go: write /tmp/go-build1/b001/_pkg_.a: no space left on device", F, "The disk is full."),
    ("fork/exec /tmp/go-build1/b001/x.test: permission denied", F, "cannot run from"),
    ("go: creating work dir: stat /nowhere: no such file or directory", F, "No folder"),
    ("go: -race requires cgo; enable cgo by setting CGO_ENABLED=1", N, "C compiler"),
    ('cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH', N, "C compiler"),
    ("go: -race is only supported on linux/amd64, linux/arm64", N, "processor"),
    ("x.c:1:10: fatal error: stdlib.h: No such file or directory", F, "Headers"),
    ("go: modules disabled by GO111MODULE=off; see 'go help modules'", F, "GO111MODULE"),
    ("verifying example.com/dep@v1.0.0: checksum mismatch", F, "A module is not what go.sum says."),
    (
        "example.com/dep v1.0.0: dir has been modified (/home/me/go/pkg/mod/example.com/dep@v1.0.0)",
        F,
        "Modules in the cache",
    ),
    ("go: malformed go.sum:", F, "Go cannot read go.sum."),
    (
        "main.go:3:8: missing go.sum entry for module providing package example.com/dep; to add:",
        F,
        "go.sum or go.mod is not complete.",
    ),
    ("go: updates to go.mod needed; to update it:", F, "go.mod is not up to date."),
    ("go: inconsistent vendoring in /home/me/app:", F, "vendor"),
    ("main.go:3:8: example.com/x@v1.0.0: module lookup disabled by GOPROXY=off", U, "not in the cache"),
    (
        "go: go.mod requires go >= 1.99 (running go 1.27.3; GOTOOLCHAIN=local)",
        F,
        "The project needs a newer version of Go.",
    ),
    ("go: errors parsing go.mod:", F, "Go cannot read go.mod or go.work."),
    (
        "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
        F,
        "not in a Go module",
    ),
    ("error obtaining VCS status: exit status 128", F, "Git"),
    ('fatal error: removed GODEBUG setting "tlsrsakex"', F, "A GODEBUG setting stops Go programs."),
    (
        "go: cannot find GOROOT directory: /nowhere",
        F,
        "Files of Go are missing, or are from different versions.",
    ),
    ('go: parsing $GOFLAGS: non-flag "x"', F, "GOFLAGS"),
    ("WARNING: DATA RACE", F, "The race detector found a race."),
    ("--- FAIL: TestWord (0.00s)", F, "A test failed."),
    ("./main.go:9:2: undefined: x", F, "compile"),
    ("signal: killed", F, "There was not enough memory."),
)


@pytest.mark.parametrize(("line", "outcome", "says"), LINES)
def test_a_line_of_go_is_understood(line: str, outcome: StepOutcome, says: str) -> None:
    trouble, quote = trouble_of(["# example.com/app", line, "more"])
    assert trouble.outcome is outcome
    assert says in trouble.says.render()
    assert quote == (line, "more")


def test_what_is_not_known_is_quoted_to_its_end() -> None:
    trouble, quote = trouble_of([f"line {number}" for number in range(20)])
    assert trouble is UNKNOWN_TROUBLE
    assert quote[-1] == "line 19"
    assert len(quote) == 8


def test_what_is_missing_is_never_red_and_every_red_row_has_a_sentence() -> None:
    assert all(trouble.says.render().endswith(".") for trouble in TROUBLES)
    assert len({trouble.pattern for trouble in TROUBLES}) == len(TROUBLES)


def test_of_changed_modules_only_those_are_put_aside() -> None:
    said = "m v1.0.0: {} has been modified ({})".format
    lines = ("go: x", said("dir", "/home/me/go/pkg/mod/m@v1.0.0"), said("zip", "/home/me/my go/m/v1.0.0.zip"))
    trouble, quote = trouble_of(lines)
    assert quote == lines[1:]
    assert trouble.do is not None
    assert trouble.do.render().partition(": ")[2] == (
        "mv /home/me/go/pkg/mod/m@v1.0.0 /home/me/go/pkg/mod/m@v1.0.0.changed && "
        "mv '/home/me/my go/m/v1.0.0.zip' '/home/me/my go/m/v1.0.0.zip.changed'"
    )

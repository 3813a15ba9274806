"""What a suite may come to, made by hand: a result of every outcome."""

from __future__ import annotations

from wizard.model.proof import BuildSpeed, DiskKind, StepOutcome, StepResult, SuiteResult
from wizard.model.text import say

MARKUP = "<script>alert(1)</script>"
UNSEEN = "tests \x1b[31mred\x1b[0m \u202egnp.exe"
SECRET = "https://me:hunter2hunter2@proxy.example.com/mod"


def results() -> tuple[StepResult, ...]:
    """One of every outcome, with what a machine may say."""
    return (
        StepResult(
            "verify-go-found",
            "build",
            say("A new terminal finds Go"),
            StepOutcome.PASSED,
            "go version",
            0.2,
            "go version go1.27.3 linux/amd64",
        ),
        StepResult(
            "verify-build-matrix-build",
            "build",
            say("A program builds"),
            StepOutcome.PASSED,
            "go build -o out/hello ./cmd/hello",
            9.4,
        ),
        StepResult(
            "verify-build-matrix-cgo-on",
            "cgo",
            say("Programs build with CGO"),
            StepOutcome.NOT_APPLICABLE,
            "CGO_ENABLED=1 go build ./cmd/lookup",
            0.4,
            says=say("CGO is turned off, or a C compiler is missing."),
            do=say("If you need CGO or the race detector, install gcc."),
            quote=('cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH',),
        ),
        StepResult("verify-cgroup", "system", say("Control groups are v2 only"), StepOutcome.PASSED),
        StepResult(
            "modules-cache-modified",
            "project",
            say("The module cache is unchanged"),
            StepOutcome.FAILED,
            "go mod verify",
            1.3,
            says=say("Modules in the cache were changed after the download."),
            do=say(
                "Put aside what was changed. The next build unpacks or downloads these modules again: {command}",
                command="mv /home/me/go/pkg/mod/x /home/me/go/pkg/mod/x.changed",
            ),
            quote=(f"example.com/dep v1.0.0: dir has been modified ({MARKUP})", UNSEEN, SECRET),
            project="~/src/app",
        ),
        StepResult(
            "verify-project-test",
            "project",
            say("The project passes its tests"),
            StepOutcome.UNCHECKED,
            "go test -count=1 -p=4 ./...",
            900.0,
            says=say("The check did not finish: {why}.", why=say("it took too long")),
            project="~/src/app",
        ),
    )


def suite() -> SuiteResult:
    """A run with all of them, and builds on three kinds of disk."""
    speeds = (
        BuildSpeed(DiskKind.HOME, "/home/me", "ext4", 0.41),
        BuildSpeed(DiskKind.TMP, "/tmp", "tmpfs", 0.36),
        BuildSpeed(DiskKind.WINDOWS, "/mnt/c/Users/me/AppData/Local/Temp", "9p", 4.87),
    )
    version = "go version go1.27.3 linux/amd64"
    return SuiteResult(
        "Ubuntu", "2026-11-29T15:04:05+00:00", 93.4, "/usr/local/go/bin/go", version, results(), speeds
    )

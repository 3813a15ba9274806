"""What the first telling line of a failed command means: one sentence and one next step. A row a kind of trouble."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from wizard.model.commands.command import line_of
from wizard.model.proof import StepOutcome
from wizard.model.text import Text, say


class StepTrouble(NamedTuple):
    """A line with *pattern* says *says*; *do* is what to do about it, *do_with* if that depends on what the pattern's
    groups caught, in all lines."""

    pattern: str
    says: Text
    do: Text | None = None
    outcome: StepOutcome = StepOutcome.FAILED
    do_with: Callable[[Sequence[str]], Text] | None = None


def _put_aside(paths: Sequence[str]) -> Text:
    """Only what was changed goes, and nothing is lost: Go unpacks a folder from its archive again, without a network,
    and downloads an archive again (GO §4.1)."""
    moves = (line_of(("mv", path, f"{path}.changed")) for path in paths)
    return say(
        "Put aside what was changed. The next build unpacks or downloads these modules again: {command}",
        command=" && ".join(moves),
    )


_NO_COMPILER: Final = say("CGO is turned off, or a C compiler is missing.")
_TIDY: Final = say("Check and commit what this command changes: {command}", command="go mod tidy")
_INSTALL_COMPILER: Final = say("If you need CGO or the race detector, install gcc.")
TROUBLES: Final = (
    StepTrouble(
        r"No space left on device|no space left on device|[Dd]isk quota exceeded",
        say("The disk is full."),
        say("Free some space, then try again."),
    ),
    StepTrouble(
        r"[Rr]ead-only file system",
        say("The file system is read-only."),
        say("Check where GOTMPDIR, GOCACHE and TMPDIR point."),
    ),
    StepTrouble(
        r"fork/exec .*: permission denied|wsl-go-wizard-suite\.\S*program: Permission denied",
        say("Programs cannot run from the temporary folder."),
        say("Mount it without noexec, or set GOTMPDIR to a folder where programs can run."),
    ),
    StepTrouble(
        r"failed to create file via template|cannot create temp|creating work dir|mktemp: ",
        say("No folder can be made in the temporary folder."),
        say("Check where GOTMPDIR and TMPDIR point."),
    ),
    StepTrouble(
        r"-race requires cgo|C compiler .* not found|exec: \"(?:gcc|clang|cc)\": executable file not found",
        _NO_COMPILER,
        _INSTALL_COMPILER,
        StepOutcome.NOT_APPLICABLE,
    ),
    StepTrouble(
        r"-race is (?:only supported|not supported)",
        say("Go has no race detector for this processor."),
        None,
        StepOutcome.NOT_APPLICABLE,
    ),
    StepTrouble(
        r"fatal error: \S+\.h: No such file|cannot find -l|cannot find Scrt1\.o",
        say("Headers or libraries of C are missing."),
        say("Install the package with the missing file."),
    ),
    StepTrouble(
        r"unexpected fault address|failed to allocate|cannot allocate memory|signal: killed",
        say("There was not enough memory."),
        say("Give WSL more memory, or close programs, then try again."),
    ),
    StepTrouble(
        r"modules disabled by GO111MODULE=off|GO111MODULE=off",
        say("GO111MODULE is set to off, so modules do not work."),
        say("Remove the setting: {command}", command="go env -u GO111MODULE"),
    ),
    StepTrouble(
        r"checksum mismatch|SECURITY ERROR",
        say("A module is not what go.sum says."),
        say(
            "Do not build with it. Compare go.sum with your repository, and download the module again: {command}",
            command="go clean -modcache && go mod download",
        ),
    ),
    StepTrouble(
        r"(?:dir|zip) has been modified \((/.+)\)$",
        say("Modules in the cache were changed after the download."),
        do_with=_put_aside,
    ),
    StepTrouble(
        r"malformed go\.sum", say("Go cannot read go.sum."), say("Restore go.sum from your repository.")
    ),
    StepTrouble(
        r"missing go\.sum entr|updates to go\.sum needed|no required module provides|missing ziphash",
        say("go.sum or go.mod is not complete."),
        _TIDY,
    ),
    StepTrouble(
        r"updates to go\.mod needed|to update it:|go\.mod file indicates",
        say("go.mod is not up to date."),
        _TIDY,
    ),
    StepTrouble(
        r"inconsistent vendoring|is explicitly required in go\.mod, but not marked",
        say("The vendor folder does not match go.mod."),
        say("Make the vendor folder again: {command}", command="go mod vendor"),
    ),
    StepTrouble(
        r"module lookup disabled by GOPROXY=off|disallowed by GOVCS|cannot query module due to",
        say("Some modules are not in the cache, and the suite does not use the network."),
        say("Download them, then try again: {command}", command="go mod download"),
        StepOutcome.UNCHECKED,
    ),
    StepTrouble(
        r"requires go ?>= ?\S+ \(running|requires a newer Go version|note: module requires Go|toolchain not available",
        say("The project needs a newer version of Go."),
        say("Install the version that go.mod names. The suite does not download one."),
    ),
    StepTrouble(
        r"errors parsing go\.(?:mod|work)|invalid go version|unknown directive",
        say("Go cannot read go.mod or go.work."),
        say("Correct the line that is shown."),
    ),
    StepTrouble(
        r"go\.mod file not found|cannot find main module|go: no modules specified",
        say("This folder is not in a Go module."),
    ),
    StepTrouble(
        r"error obtaining VCS status|dubious ownership",
        say("Go cannot ask Git for the state of the project."),
        say("Check who owns the folder, or build with -buildvcs=false."),
    ),
    StepTrouble(
        r"(?:removed|unknown|invalid) GODEBUG",
        say("A GODEBUG setting stops Go programs."),
        say("Remove the setting that is shown."),
    ),
    StepTrouble(
        r"cannot find GOROOT|is not in (?:GOROOT|std)|does not match go tool version",
        say("Files of Go are missing, or are from different versions."),
        say("Check whether GOROOT is set, or install Go again."),
    ),
    StepTrouble(
        r"unknown flag|flag provided but not defined|parsing \$GOFLAGS|GOFLAGS",
        say("GOFLAGS contains a flag that Go does not accept."),
        say("Correct GOFLAGS."),
    ),
    StepTrouble(
        r"WARNING: DATA RACE", say("The race detector found a race."), say("Protect the data that is shown.")
    ),
    StepTrouble(r"^panic: test timed out", say("A test took too long.")),
    StepTrouble(
        r"^--- FAIL|^\s+--- FAIL|^FAIL\b|^panic: ",
        say("A test failed."),
        say("Read its output, and correct it."),
    ),
    StepTrouble(
        r"^(?:vet: )?\S+\.(?:go|c|s|h):\d+(?::\d+)?: ",
        say("The code does not compile, or vet found a mistake in it."),
        say("Correct the line that is shown."),
    ),
    StepTrouble(r"^cgroup|^v1$", say("Control groups are v1, or v1 and v2 together.")),
    StepTrouble(
        r"Failed to connect to bus|^(?:offline|stopping|maintenance|initializing)$",
        say("The systemd user session does not respond."),
    ),
)
"""The first line that any row knows decides, and for it the first row that knows it."""

UNKNOWN_TROUBLE: Final = StepTrouble("", say("The command failed."))
_QUOTED_LINES: Final = 8


def trouble_of(lines: Sequence[str]) -> tuple[StepTrouble, tuple[str, ...]]:
    """What *lines* of output say went wrong, and those that show it: the telling one and what follows."""
    for number, line in enumerate(lines):
        for trouble in TROUBLES:
            if re.search(trouble.pattern, line):
                return _with_do(trouble, lines), tuple(lines[number : number + _QUOTED_LINES])
    return UNKNOWN_TROUBLE, tuple(lines[-_QUOTED_LINES:])


def _with_do(trouble: StepTrouble, lines: Sequence[str]) -> StepTrouble:
    if trouble.do_with is None:
        return trouble
    caught = (re.search(trouble.pattern, line) for line in lines)
    return trouble._replace(do=trouble.do_with([each[1] for each in caught if each is not None]))

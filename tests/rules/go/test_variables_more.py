"""A pinned Go that nobody can have, and flags for all of Go: what go makes of them (Go 1.21.13 and 1.27.3)."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ELF, Judge
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.edits.files import DropLine, ReplaceLine, SetVariable, UnsetVariable
from wizard.model.findings import Risk, Verdict

PROFILE = "home/me/.profile"
GOENV = "home/me/.config/go/env"
RULE = "go-env-toolchain-missing"
WISHED = '[go]\nversion = "1.27.3"\n'
CACHE = "home/me/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.25.5.linux-amd64/bin/go"


@pytest.mark.parametrize(
    "stored",
    [
        "GOTOOLCHAIN=go1.25.5\nGOPROXY=off",
        "GOTOOLCHAIN=go1.25.5\nGOPROXY=direct",
        "GOTOOLCHAIN=go1.25.5+auto\nGOPRIVATE=*",
        "GOTOOLCHAIN=go1.25.5+path",
        "GOTOOLCHAIN=go1.25",
        "GOTOOLCHAIN=go1.99",
    ],
)
def test_a_go_that_cannot_be_had_is_told_and_repaired_only_on_request(judge: Judge, stored: str) -> None:
    finding = judge(RULE, "", {GOENV: f"{stored}\n"})
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.CAREFUL)
    assert finding.edits == (SetVariable(USUAL, "GOTOOLCHAIN", "auto"),)
    assert finding.why is not None
    assert "toolchain not available" in finding.why.render()


def test_what_keeps_go_from_downloading_is_shown(judge: Judge) -> None:
    finding = judge(RULE, "", {GOENV: "GOTOOLCHAIN=go1.25.5\nGOPROXY=off\n"})
    assert ("GOPROXY", "off") in [(each.source, each.quote) for each in finding.evidence]


def test_a_version_that_was_never_released_cannot_be_had(judge: Judge) -> None:
    assert judge(RULE, WISHED, {GOENV: "GOTOOLCHAIN=go1.99.0\n"}).verdict is Verdict.FIXABLE
    assert judge(RULE, WISHED, {GOENV: "GOTOOLCHAIN=go1.25.5\n"}).verdict is Verdict.OK


def test_without_a_list_of_releases_nobody_says_that_all_is_well(judge: Judge) -> None:
    for stored in ("GOTOOLCHAIN=go1.99.0", "GOTOOLCHAIN=go1.25.5", "GOTOOLCHAIN=go1.25.5-custom"):
        finding = judge(RULE, "", {GOENV: f"{stored}\n"})
        assert finding.verdict is Verdict.UNKNOWN
        assert stored in finding.says.render()
    assert judge(RULE, WISHED, {GOENV: "GOTOOLCHAIN=go1.25.5-custom\n"}).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("stored", ["GOTOOLCHAIN=go1.25.5", "GOTOOLCHAIN=go1.25.5+auto"])
def test_one_that_was_downloaded_before_needs_no_proxy(judge: Judge, stored: str) -> None:
    assert judge(RULE, "", {GOENV: f"{stored}\nGOPROXY=off\n", CACHE: "x"}).verdict is Verdict.OK
    path_only = {GOENV: "GOTOOLCHAIN=go1.25.5+path\n", CACHE: "x"}
    assert judge(RULE, "", path_only).verdict is Verdict.FIXABLE


@pytest.mark.parametrize("value", ["auto", "local", "path", "junk", "local+path"])
def test_without_a_pin_there_is_nothing_to_find(judge: Judge, value: str) -> None:
    assert judge(RULE, "", {GOENV: f"GOTOOLCHAIN={value}\n"}).verdict is Verdict.OK


FLAGS = "go-env-goflags-project"


def test_of_several_flags_only_the_wrong_ones_go(judge: Judge) -> None:
    stored = {GOENV: "GOFLAGS=-trimpath -mod=vendor '-ldflags=-s -w'\n"}
    finding = judge(FLAGS, "", stored)
    assert finding.edits == (SetVariable(USUAL, "GOFLAGS", "-trimpath '-ldflags=-s -w'"),)
    assert finding.risk is Risk.CAREFUL
    assert judge("go-env-goflags", "", {GOENV: "GOFLAGS=-x junk -nosuch\n"}).edits == (
        SetVariable(USUAL, "GOFLAGS", "-x"),
    )
    assert judge("go-env-goflags", "", {GOENV: "GOFLAGS='-x\n"}).edits == (UnsetVariable(USUAL, "GOFLAGS"),)


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ('export GOFLAGS="-mod=vendor -trimpath"', 'export GOFLAGS="-trimpath"'),
        ("export GOFLAGS='-trimpath -mod=vendor' # mine", "export GOFLAGS='-trimpath' # mine"),
    ],
)
def test_a_line_of_a_start_file_keeps_its_other_flags(judge: Judge, line: str, becomes: str) -> None:
    finding = judge(FLAGS, "", {PROFILE: f"{line}\n"})
    assert finding.edits == (ReplaceLine("~/.profile", 1, line, becomes),)


@pytest.mark.parametrize(
    "line", ['export GOFLAGS="$X -mod=vendor"', "export GOFLAGS=-trimpath\\ -mod=vendor"]
)
def test_a_line_that_says_it_otherwise_is_left_to_a_person(judge: Judge, line: str) -> None:
    finding = judge(FLAGS, "", {PROFILE: f"X=-trimpath\n{line}\n"})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())


def test_what_a_newer_go_may_know_is_not_called_wrong(judge: Judge) -> None:
    newer: dict[str, str | bytes] = {
        "usr/local/go/VERSION": "go1.99.0\n",
        "usr/local/go/bin/go": ELF,
        PROFILE: "export PATH=$PATH:/usr/local/go/bin\n",
    }
    assert judge("go-env-goflags", "", {**newer, GOENV: "GOFLAGS=-nosuch\n"}).verdict is Verdict.UNKNOWN
    assert judge("go-env-goflags", "", {**newer, GOENV: "GOFLAGS=junk\n"}).verdict is Verdict.FIXABLE
    own = {**newer, "usr/local/go/VERSION": "go1.27.9\n"}
    assert judge("go-env-goflags", "", {**own, GOENV: "GOFLAGS=-nosuch\n"}).verdict is Verdict.FIXABLE


@pytest.mark.parametrize(
    ("version", "value", "becomes"),
    [
        ("go1.27.3", "rangefunc", ""),
        ("go1.27.3", "rangefunc,jsonv2", "jsonv2"),
        ("go1.25.5", "coverageredesign,synctest", "synctest"),
        ("go1.25.5", "rangefunc", None),
        ("go1.27.3", "boringcrypto", None),
    ],
)
def test_only_experiments_that_the_go_in_path_refuses_go(
    judge: Judge, version: str, value: str, becomes: str | None
) -> None:
    files: dict[str, str | bytes] = {
        "usr/local/go/VERSION": f"{version}\n",
        "usr/local/go/bin/go": ELF,
        PROFILE: "export PATH=$PATH:/usr/local/go/bin\n",
    }
    stored = judge("go-env-experiment", "", {**files, GOENV: f"GOEXPERIMENT={value}\n"})
    line = f"export GOEXPERIMENT={value}"
    exported = judge("go-env-experiment", "", {**files, PROFILE: f"{files[PROFILE]!s}{line}\n"})
    if becomes is None:
        assert (stored.verdict, exported.verdict) == (Verdict.OK, Verdict.OK)
        return
    kept = SetVariable(USUAL, "GOEXPERIMENT", becomes) if becomes else UnsetVariable(USUAL, "GOEXPERIMENT")
    assert stored.edits == (kept,)
    (edit,) = exported.edits
    assert edit in (
        DropLine("~/.profile", 2, line),
        ReplaceLine("~/.profile", 2, line, f"export GOEXPERIMENT={becomes}"),
    )
    assert isinstance(edit, ReplaceLine) is bool(becomes)


def test_without_a_go_nobody_knows_whether_an_old_experiment_is_refused(judge: Judge) -> None:
    assert judge("go-env-experiment", "", {GOENV: "GOEXPERIMENT=rangefunc\n"}).verdict is Verdict.UNKNOWN
    assert judge("go-env-experiment", "", {GOENV: "GOEXPERIMENT=jsonv2\n"}).verdict is Verdict.OK

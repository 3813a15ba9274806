"""Modules that look private: told with why they do, and with a value that keeps what GOPRIVATE says already."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "modules-goprivate-missing"
WANTED = '[projects]\nfolders = ["~/a"]\n'
MOD = "home/me/a/go.mod"
CONFIG = "home/me/a/.git/config"
GOENV = "home/me/.config/go/env"


def module(path: str) -> dict[str, str | bytes]:
    return {MOD: f"module a\ngo 1.25\nrequire {path} v1.0.0\n"}


REMOTE = '[remote "origin"]\n\turl = git@git.corp.example:team/a.git\n'
REWRITE = '[url "git@github.com:acme/"]\n\tinsteadOf = https://github.com/acme/\n'


@pytest.mark.parametrize(
    ("path", "more", "pattern", "note"),
    [
        ("git.acme.internal/team/x", {}, "git.acme.internal", "private network"),
        ("git.corp.example/team/x", {CONFIG: REMOTE}, "git.corp.example", "same host|this host"),
        ("github.com/acme/x", {"home/me/.gitconfig": REWRITE}, "github.com/acme", "replaces this address"),
        ("github.com/acme/x", {CONFIG: REWRITE}, "github.com/acme", "replaces this address"),
    ],
)
def test_what_looks_private_is_told_with_the_reason(
    judge: Judge, path: str, more: dict[str, str | bytes], pattern: str, note: str
) -> None:
    finding = judge(RULE, WANTED, {**module(path), **more})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    (seen,) = finding.evidence
    assert (seen.source, seen.line, seen.quote) == ("~/a/go.mod", 3, f"{path} v1.0.0")
    assert seen.note is not None
    assert any(words in seen.note.render() for words in note.split("|"))
    assert finding.do is not None
    assert finding.do.render().endswith(f"go env -w GOPRIVATE={pattern}")
    for setting in ("GOPRIVATE", "GONOSUMDB"):
        covered = {**module(path), **more, GOENV: f"{setting}={pattern}\n"}
        assert judge(RULE, WANTED, covered).verdict is Verdict.OK
        in_shell = {**module(path), **more, "home/me/.profile": f"export {setting}={pattern}\n"}
        assert judge(RULE, WANTED, in_shell).verdict is Verdict.OK


def test_what_goprivate_says_already_is_kept_as_it_was_meant(judge: Judge) -> None:
    finding = judge(RULE, WANTED, {**module("git.acme.internal/x"), GOENV: "GOPRIVATE=https://b.example,[\n"})
    assert finding.do is not None
    assert finding.do.render().endswith("go env -w GOPRIVATE=b.example,git.acme.internal")


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("github.com/pkg/errors", {}),
        ("github.com/pkg/errors", {CONFIG: '[remote "origin"]\n\turl = https://github.com/me/a\n'}),
        (
            "github.com/pkg/errors",
            {"home/me/.gitconfig": '[url "git@github.com:"]\n\tinsteadOf = https://github.com/\n'},
        ),
        ("rsc.io/quote", {CONFIG: REMOTE}),
        ("github.com/acmesoft/x", {"home/me/.gitconfig": REWRITE}),
    ],
)
def test_what_looks_public_is_fine(judge: Judge, path: str, more: dict[str, str | bytes]) -> None:
    assert judge(RULE, WANTED, {**module(path), **more}).verdict is Verdict.OK


def test_what_a_folder_replaces_is_not_downloaded(judge: Judge) -> None:
    files = {MOD: "module a\nrequire x.lan/m v1.0.0\nreplace x.lan/m => ../m\n"}
    assert judge(RULE, WANTED, files).verdict is Verdict.OK


def test_a_list_that_cannot_be_followed_is_not_judged(judge: Judge) -> None:
    files = {**module("git.acme.internal/x"), "home/me/.profile": "export GOPRIVATE=$(cat hosts)\n"}
    assert judge(RULE, WANTED, files).verdict is Verdict.UNKNOWN
    assert judge(RULE, "", files).verdict is Verdict.NOT_APPLICABLE

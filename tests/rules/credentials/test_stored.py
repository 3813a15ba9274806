"""Passwords in files: told without a word of what they are, and with what to do instead."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.conftest import Judge
from wizard.facts.credentials.files import CREDENTIAL_MANAGER, SECRET_FILES, SecretFile, SecretFiles
from wizard.facts.credentials.git import GIT_CONFIGS, GitConfigs, Helper
from wizard.facts.shell import ACCOUNT
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.findings import Finding, Severity, Verdict
from wizard.model.probes import Account
from wizard.model.text import plain
from wizard.model.wanted import Wanted
from wizard.rules.credentials.stored import git_store, is_store, netrc

TOKEN = "c4n4ryS3cr3tV4lue0123456789"
STORE = "credentials-git-store"
GITCONFIG = "home/me/.gitconfig"
CREDENTIALS = "home/me/.git-credentials"
MANAGER = "mnt/c/Program Files/Git/mingw64/bin/git-credential-manager.exe"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("store", True),
        ("store --file ~/x", True),
        ("/usr/lib/git-core/git-credential-store", True),
        ("!git credential-store --file=x", True),
        ("cache --timeout=3600", False),
        ("/mnt/c/Program Files/Git/mingw64/bin/git-credential-manager.exe", False),
        ("!gh auth git-credential", False),
        ("libsecret", False),
        ("/opt/restore", False),
    ],
)
def test_a_helper_that_writes_passwords_as_they_are(value: str, expected: bool) -> None:
    assert is_store(Helper("~/.gitconfig", 2, "", value)) is expected


def test_a_helper_that_stores_is_told_with_its_line_and_another_one(judge: Judge) -> None:
    finding = judge(STORE, "", {GITCONFIG: f"[credential]\n\thelper = store --file ~/{TOKEN}\n"})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    (seen,) = finding.evidence
    assert (seen.source, seen.line, seen.quote) == ("~/.gitconfig", 2, "helper = store")
    assert finding.do is not None
    assert finding.do.render().endswith("git config --global credential.helper 'cache --timeout=3600'")


def test_where_windows_has_a_manager_it_is_the_other_one(judge: Judge) -> None:
    finding = judge(STORE, "", {GITCONFIG: "[credential]\nhelper = store\n", MANAGER: "x"})
    assert finding.do is not None
    assert r"'/mnt/c/Program\ Files/Git/mingw64/bin/git-credential-manager.exe'" in finding.do.render()


def test_a_file_of_passwords_is_told_even_if_no_helper_uses_it(judge: Judge) -> None:
    finding = judge(STORE, "", {CREDENTIALS: f"https://me:{TOKEN}@x.example\n"})
    assert finding.verdict is Verdict.ADVICE
    assert "~/.git-credentials" in finding.says.render()
    assert finding.do is not None
    assert finding.do.render().endswith("or revoke them and delete the file: wsl-go-wizard credentials move")
    assert TOKEN not in str(finding)
    both = judge(
        STORE, "", {CREDENTIALS: "https://me:x@x.example\n", GITCONFIG: "[credential]\nhelper = store\n"}
    )
    assert both.do is not None
    assert both.do.render().startswith(
        "Use another helper, revoke the tokens in the file, then delete it: git"
    )


def test_without_either_git_is_fine(judge: Judge) -> None:
    assert judge(STORE, "", {}).verdict is Verdict.OK
    assert (
        judge(STORE, "", {GITCONFIG: "[credential]\nhelper = cache\n", CREDENTIALS: ""}).verdict is Verdict.OK
    )


def git_store_of(files: SecretFiles, configs: GitConfigs | None = None) -> Finding:
    known: dict[Fact[Any], object] = {
        GIT_CONFIGS: configs or GitConfigs(),
        SECRET_FILES: files,
        CREDENTIAL_MANAGER: "",
    }
    return git_store.judge(Snapshot(known), Wanted())


def test_a_file_that_others_can_read_weighs_more() -> None:
    for mode, severity in ((0o644, Severity.HIGH), (0o600, None)):
        finding = git_store_of(SecretFiles((SecretFile("~/.git-credentials", mode, 1000),)))
        assert finding.severity is severity
        assert (finding.evidence[0].note is not None) is (mode == 0o644)


def test_what_could_not_be_read_is_not_fine() -> None:
    gap = Unknown(plain("denied"))
    assert git_store_of(SecretFiles(gap=gap)).verdict is Verdict.UNKNOWN
    assert git_store_of(SecretFiles(), GitConfigs(gap=gap)).verdict is Verdict.UNKNOWN


def netrc_of(*files: SecretFile, gap: Unknown | None = None) -> Finding:
    me = Account("me", 1000, 1000, "/home/me", "/bin/bash")
    return netrc.judge(Snapshot({SECRET_FILES: SecretFiles(files, gap), ACCOUNT: me}), Wanted())


@pytest.mark.parametrize(
    ("mode", "uid", "verdict", "says"),
    [
        (0o600, 1000, Verdict.OK, "No other user can read ~/.netrc."),
        (0o600, 0, Verdict.OK, "No other user can read ~/.netrc."),
        (0o644, 1000, Verdict.FIXABLE, "Other users can read ~/.netrc."),
        (0o660, 1000, Verdict.FIXABLE, "Other users can read ~/.netrc."),
        (0o644, 0, Verdict.ADVICE, "Other users can read ~/.netrc."),
        (0o600, 1001, Verdict.ADVICE, "~/.netrc belongs to another user."),
    ],
)
def test_a_netrc_is_for_its_owner_alone(mode: int, uid: int, verdict: Verdict, says: str) -> None:
    finding = netrc_of(SecretFile("~/.netrc", mode, uid))
    assert (finding.verdict, finding.says.render()) == (verdict, says)
    assert bool(finding.edits) is (verdict is Verdict.FIXABLE)
    if says.startswith("Other") and not finding.edits:
        assert finding.do is not None
        assert finding.do.render().endswith("sudo chown $USER ~/.netrc && chmod 600 ~/.netrc")


def test_without_a_netrc_there_is_nothing_to_read() -> None:
    assert netrc_of().verdict is Verdict.OK
    assert netrc_of(gap=Unknown(plain("denied"))).verdict is Verdict.UNKNOWN

"""Passwords in addresses: every file is told with its line and host, and no face hears the password."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "credentials-url-token"
WANTED = '[projects]\nfolders = ["~/a"]\n'
TOKEN = "c4n4ryS3cr3tV4lue0123456789"
ADDRESS = f"https://me:{TOKEN}@proxy.example"


@pytest.mark.parametrize(
    ("path", "text", "source", "line"),
    [
        ("home/me/.config/go/env", f"GOFLAGS=-x\nGOPROXY={ADDRESS},direct\n", "~/.config/go/env", 2),
        ("home/me/.profile", f"export HTTPS_PROXY={ADDRESS}:3128\n", "~/.profile", 1),
        ("etc/environment", f'HTTPS_PROXY="{ADDRESS}"\n', "/etc/environment", 1),
        ("home/me/.config/fish/config.fish", f"set -gx GOPROXY {ADDRESS}\n", "~/.config/fish/config.fish", 1),
        ("home/me/.gitconfig", f'[url "{ADDRESS}/"]\n\tinsteadOf = https://x/\n', "~/.gitconfig", 1),
        ("etc/gitconfig", f"[http]\n\textraHeader = Authorization: Basic {TOKEN}\n", "/etc/gitconfig", 2),
        ("home/me/a/.git/config", f'[remote "origin"]\n\turl = {ADDRESS}/x.git\n', "~/a/.git/config", 2),
        ("home/me/a/Dockerfile", f"FROM golang\nENV GOPROXY={ADDRESS}\n", "~/a/Dockerfile", 2),
    ],
)
def test_each_place_is_told_without_its_secret(
    judge: Judge, path: str, text: str, source: str, line: int
) -> None:
    finding = judge(RULE, WANTED, {path: text})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    (seen,) = finding.evidence
    assert (seen.source, seen.line) == (source, line)
    assert "proxy.example" in seen.quote or "extraHeader" in seen.quote
    assert TOKEN not in str(finding)


def test_without_any_all_is_well(judge: Judge) -> None:
    files = {
        "home/me/.config/go/env": "GOPROXY=https://goproxy.cn,direct\n",
        "home/me/.profile": "export HTTPS_PROXY=http://$PROXY_USER@proxy.example\n",
        "home/me/a/.git/config": '[remote "origin"]\n\turl = git@github.com:o/x.git\n',
    }
    assert judge(RULE, WANTED, files).verdict is Verdict.OK
    assert judge(RULE, "", {}).verdict is Verdict.OK


def test_projects_that_the_profile_does_not_name_are_not_looked_at(judge: Judge) -> None:
    assert judge(RULE, "", {"home/me/a/Dockerfile": f"ENV GOPROXY={ADDRESS}\n"}).verdict is Verdict.OK

"""GOAUTH: what every download ends with (tried with Go 1.27.3)."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.edits.files import DropLine, UnsetVariable
from wizard.model.findings import Verdict

RULE = "credentials-goauth"
GOENV = "home/me/.config/go/env"
PROFILE = "home/me/.profile"


@pytest.mark.parametrize("value", ["git", "git x", "git /a b", "netrc;", "off; netrc", "netrc;git x"])
def test_what_go_ends_with_is_unset(judge: Judge, value: str) -> None:
    assert judge(RULE, "", {GOENV: f"GOAUTH={value}\n"}).edits == (UnsetVariable(USUAL, "GOAUTH"),)
    line = f"export GOAUTH='{value}'"
    assert judge(RULE, "", {PROFILE: f"{line}\n"}).edits == (DropLine("~/.profile", 1, line),)


@pytest.mark.parametrize(
    "value", ["", "off", "netrc", "git /srv/x", "netrc; git /srv/x", "/usr/bin/login --x", "bogus"]
)
def test_what_go_can_ask_is_right(judge: Judge, value: str) -> None:
    assert judge(RULE, "", {GOENV: f"GOAUTH={value}\n"}).verdict is Verdict.OK
    assert judge(RULE, "", {PROFILE: f"export GOAUTH='{value}'\n"}).verdict is Verdict.OK

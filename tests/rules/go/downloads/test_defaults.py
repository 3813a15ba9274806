"""A distro that turns off the checksum database for its own Go."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ELF, Judge
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.edits.files import SetVariable
from wizard.model.findings import Risk, Verdict

RULE = "modules-sumdb-default"
GOENV = "home/me/.config/go/env"
ROOT = "usr/lib/golang"
LINKS = {"usr/bin/go": "/usr/lib/golang/bin/go"}


def fedora(default: str, **more: str) -> dict[str, str | bytes]:
    return {
        f"{ROOT}/VERSION": "go1.24.3\n",
        f"{ROOT}/bin/go": ELF,
        f"{ROOT}/go.env": f"GOPROXY=direct\nGOSUMDB={default}\n",
        **more,
    }


def test_the_default_is_overruled_for_the_user(judge: Judge) -> None:
    finding = judge(RULE, "", fedora("off"), links=LINKS)
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.CAREFUL)
    assert finding.edits == (SetVariable(USUAL, "GOSUMDB", "sum.golang.org"),)
    assert [(seen.source, seen.quote) for seen in finding.evidence] == [
        ("/usr/lib/golang/go.env", "GOSUMDB=off")
    ]


def test_it_is_overruled_by_the_database_that_a_profile_asks_for(judge: Judge) -> None:
    wanted = '[modules]\nsumdb = "sum.golang.google.cn"\n'
    finding = judge(RULE, wanted, fedora("off"), links=LINKS)
    assert finding.edits == (SetVariable(USUAL, "GOSUMDB", "sum.golang.google.cn"),)


@pytest.mark.parametrize("setting", ["GOSUMDB=sum.golang.org", "GOSUMDB=off"])
def test_what_the_user_set_is_another_rule_s(judge: Judge, setting: str) -> None:
    assert judge(RULE, "", {**fedora("off"), GOENV: f"{setting}\n"}, links=LINKS).verdict is Verdict.OK


def test_a_go_that_does_not_run_does_not_matter(judge: Judge) -> None:
    assert judge(RULE, "", fedora("off")).verdict is Verdict.NOT_APPLICABLE
    assert judge(RULE, "", {}).verdict is Verdict.NOT_APPLICABLE


def test_the_default_of_go_itself_is_fine(judge: Judge) -> None:
    assert judge(RULE, "", fedora("sum.golang.org"), links=LINKS).verdict is Verdict.OK


def test_what_could_not_be_followed_is_not_judged(judge: Judge) -> None:
    files = {**fedora("off"), "home/me/.profile": "export GOSUMDB=$(x)\n"}
    assert judge(RULE, "", files, links=LINKS).verdict is Verdict.UNKNOWN


def test_a_go_env_file_that_is_not_the_user_s_is_left(judge: Judge) -> None:
    files = {**fedora("off"), "home/me/.profile": "export GOENV=/etc/go.env\n"}
    finding = judge(RULE, "", files, links=LINKS)
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert finding.do is not None
    assert finding.do.render().endswith("go env -w GOSUMDB=sum.golang.org")

"""What a profile wants the variables of Go to be, and what becomes of what is there."""

from __future__ import annotations

import pytest

from wizard.model.wanted import FipsWanted, ModulesWanted, Wanted
from wizard.rules.go.wanted_values import becoming, variables

PATTERNS = Wanted(modules=ModulesWanted(private=("git.corp",), nosumdb=("go.corp/*",)))


def test_a_profile_without_such_wishes_says_nothing_of_any_variable() -> None:
    assert variables(Wanted()) == {}
    assert becoming(Wanted(), ("GOPROXY",), lambda name, value: value) is None


def test_each_wish_is_one_variable() -> None:
    want = Wanted(
        modules=ModulesWanted("https://a.b,direct", "sum.golang.org", ("git.corp",)),
        fips=FipsWanted("latest"),
    )
    assert {name: each.merged("") for name, each in variables(want).items()} == {
        "GOPROXY": "https://a.b,direct",
        "GOSUMDB": "sum.golang.org",
        "GOPRIVATE": "git.corp",
        "GONOSUMDB": "git.corp",
        "GOFIPS140": "latest",
    }


@pytest.mark.parametrize(
    ("name", "now", "becomes"),
    [
        ("GOPRIVATE", "", "git.corp"),
        ("GOPRIVATE", "git.corp", "git.corp"),
        ("GOPRIVATE", "other.corp", "other.corp,git.corp"),
        ("GOPRIVATE", "git.corp,other.corp", "git.corp,other.corp"),
        ("GOPRIVATE", "https://other.corp", "other.corp,git.corp"),
        ("GOPRIVATE", "*", "git.corp"),
        ("GOPRIVATE", "[x", "git.corp"),
        ("GONOSUMDB", "", "git.corp,go.corp/*"),
        ("GONOSUMDB", "other.corp,go.corp/*", "other.corp,go.corp/*,git.corp"),
    ],
)
def test_a_list_keeps_what_is_in_it_and_gets_what_it_lacks(name: str, now: str, becomes: str) -> None:
    wanted = variables(PATTERNS)[name]
    assert wanted.merged(now) == becomes
    assert wanted.is_met(now) is (now == becomes)
    assert wanted.is_met(becomes)


def test_a_rule_about_several_variables_keeps_its_own_word_of_the_others() -> None:
    made = becoming(PATTERNS, ("GOSUMDB", "GOPRIVATE"), lambda name, value: f"own {name}")
    assert made is not None
    assert (made("GOSUMDB", "x"), made("GOPRIVATE", "")) == ("own GOSUMDB", "git.corp")

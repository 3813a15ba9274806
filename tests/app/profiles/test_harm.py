"""What nobody can mean, as a value that never was a file: plans hold profiles too. `test_reading` has all kinds."""

from __future__ import annotations

import pytest

from wizard.app.profiles.harm import harm
from wizard.app.profiles.shipped import shipped
from wizard.model.wanted import FipsWanted, GoWanted, ModulesWanted, Wanted


@pytest.mark.parametrize("wanted", shipped(), ids=lambda wanted: wanted.name)
def test_what_is_shipped_can_be_meant(wanted: Wanted) -> None:
    assert harm(wanted) is None


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        (Wanted(godebug={"tlsrsakex": "1"}), "godebug.tlsrsakex"),
        (Wanted(modules=ModulesWanted("https://u@goproxy.corp")), "modules.proxy"),
        (Wanted(modules=ModulesWanted("direct,off,https://a.b")), "modules.proxy"),
        (Wanted(modules=ModulesWanted(sumdb="off")), "modules.sumdb"),
        (Wanted(modules=ModulesWanted(private=("*.*",))), "modules.private"),
        (Wanted(modules=ModulesWanted(nosumdb=("gitlab.com",))), "modules.nosumdb"),
        (Wanted(go=GoWanted("1.23.9"), fips=FipsWanted("v1.0.0")), "fips.module"),
    ],
)
def test_it_is_found_with_its_key(wanted: Wanted, where: str) -> None:
    found = harm(wanted)
    assert found is not None
    assert found.where == where
    assert found.why.render()


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(modules=ModulesWanted("https://goproxy.corp.example|direct", private=("github.com/acme/*",))),
        Wanted(modules=ModulesWanted("file:///srv/proxy")),
        Wanted(go=GoWanted("1.24"), fips=FipsWanted("v1.0.0")),
        Wanted(go=GoWanted("stable"), fips=FipsWanted("certified")),
    ],
)
def test_what_is_unusual_may_be_meant(wanted: Wanted) -> None:
    assert harm(wanted) is None

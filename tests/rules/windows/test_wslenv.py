"""What WSLENV hands on to the distros, and which entries of the user's own are taken out of it."""

from __future__ import annotations

import pytest

from tests.rules.pc import SYSTEM, USER, says
from tests.rules.windows.variables import user
from wizard.model.edits.registry import DropItem
from wizard.model.findings import Finding, Restart, Risk, Verdict
from wizard.model.probes import Values
from wizard.model.registry import SZ


def quotes(found: Finding) -> list[str]:
    return [seen.quote for seen in found.evidence]


@pytest.mark.parametrize(
    ("listed", "leaks"),
    [
        ("", ""),
        ("USERPROFILE/p:TEMP/up", ""),
        ("GOROOT/p", "GOROOT"),
        ("gopath/p:USERPROFILE:GOFLAGS", "gopath, GOFLAGS"),
        ("SSL_CERT_FILE/p::GOPROXY/u", "SSL_CERT_FILE, GOPROXY"),
        ("GOROOT:GOROOT/p", "GOROOT"),
        ("MYGOROOT/p:GOROOTS", ""),
    ],
)
def test_what_wslenv_hands_on(listed: str, leaks: str) -> None:
    found = says("windows-wslenv-leak", user(WSLENV=listed, GOROOT="C:\\Go"))
    assert found.verdict is (Verdict.FIXABLE if leaks else Verdict.OK)
    if leaks:
        assert found.says.render() == f"WSLENV passes Go settings to all distros: {leaks}."
        assert quotes(found)[0] == f"WSLENV = {listed}"


def test_the_users_wslenv_counts_before_the_systems() -> None:
    registry = {**user(WSLENV="TEMP/p"), SYSTEM: Values({"WSLENV": "GOROOT/p"})}
    assert says("windows-wslenv-leak", registry).verdict is Verdict.OK
    assert says("windows-wslenv-leak", {SYSTEM: Values({"WSLENV": "GOROOT/p"})}).verdict is Verdict.ADVICE


def test_single_entries_of_the_users_list_are_taken_out() -> None:
    found = says("windows-wslenv-leak", user(wslenv="TEMP/p:GOROOT/p::gopath:GOROOT"))
    entries = ((2, "GOROOT/p"), (4, "gopath"), (5, "GOROOT"))
    assert found.edits == tuple(DropItem(USER, "wslenv", number, entry) for number, entry in entries)
    assert (found.risk, found.restart) == (Risk.CAREFUL, Restart.SHELL)
    assert found.may_break is not None


def test_a_list_that_is_not_known_exactly_is_left_to_a_person() -> None:
    found = says("windows-wslenv-leak", {USER: Values({"WSLENV": "GOROOT"})})
    assert (found.verdict, found.edits) == (Verdict.ADVICE, ())
    assert found.do is not None
    assert says("windows-wslenv-leak", {USER: Values({"WSLENV": "GOROOT"}, types={"WSLENV": SZ})}).edits

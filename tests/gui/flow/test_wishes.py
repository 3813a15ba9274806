"""What an edit makes of a profile, and what is refused with the reason."""

from __future__ import annotations

import pytest

from tests.gui.read import words
from tests.gui.states import BASELINE, OTHER
from wizard.codecs.go.proxies import Hop, hops
from wizard.gui.flow import wishes
from wizard.gui.flow.entries import ListEntry
from wizard.model.text import Text
from wizard.model.wanted import FipsWanted, GoWanted, ModulesWanted, Wanted


def test_a_changed_profile_is_ones_own() -> None:
    changed = wishes.own(wishes.with_go(BASELINE, "1.25.5"), (BASELINE, OTHER))
    assert (changed.name, changed.go.version) == ("custom", "1.25.5")


def test_and_the_shipped_one_again_when_changed_back() -> None:
    changed = wishes.own(wishes.with_systemd(BASELINE, False), (BASELINE, OTHER))
    assert wishes.own(wishes.with_systemd(changed, True), (BASELINE, OTHER)) == BASELINE


def test_a_teams_profile_keeps_its_name() -> None:
    team = Wanted(name="team", title="Our team")
    assert wishes.own(wishes.with_go(team, "1.25"), (BASELINE,)).name == "team"


@pytest.mark.parametrize("version", ["1.25", "1.25.5", "1.26rc1", "stable"])
def test_right_versions(version: str) -> None:
    assert wishes.version_problem(version) is None


@pytest.mark.parametrize("version", ["", "go1.25", "1", "1.25.5; rm", "latest"])
def test_wrong_versions(version: str) -> None:
    assert wishes.version_problem(version) is not None


def test_settings() -> None:
    assert wishes.setting("netdns=go") == ("netdns", "go")
    for wrong in ("netdns", "=go", "NetDNS=go", "netdns=go,x", "a b=c"):
        assert isinstance(wishes.setting(wrong), Text), wrong


def test_a_setting_that_stops_programs_is_refused() -> None:
    assert words(wishes.setting("fips140=maybe")) == "fips140=maybe would prevent Go programs from starting."  # type: ignore[arg-type]


def with_proxy(proxy: str | None) -> Wanted:
    return Wanted(modules=ModulesWanted(proxy))


def added(wanted: Wanted, entry: ListEntry, typed: str) -> Wanted:
    made = wishes.added(wanted, entry, typed)
    assert isinstance(made, Wanted), words(made)
    return made


def refused(wanted: Wanted, entry: ListEntry, typed: str) -> str:
    made = wishes.added(wanted, entry, typed)
    assert isinstance(made, Text)
    return words(made)


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        (None, " https://goproxy.cn ", "https://goproxy.cn"),
        ("https://goproxy.cn", "direct", "https://goproxy.cn,direct"),
        ("https://goproxy.cn,direct", "https://a.b", "https://goproxy.cn,https://a.b,direct"),
        ("https://a.b|direct", "https://c.d", "https://a.b|https://c.d,direct"),
        (None, "https://a.b|https://c.d,direct", "https://a.b|https://c.d,direct"),
        ("https://a.b,direct", "https://a.b", "https://a.b,direct"),
        ("off", "https://a.b", "https://a.b,off"),
    ],
)
def test_a_proxy_is_added_where_go_still_asks_it(before: str | None, typed: str, after: str) -> None:
    assert added(with_proxy(before), ListEntry.PROXY, typed).modules.proxy == after


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("ftp://x", "Enter an address such as https://proxy.example.com, or direct."),
        ("none", "Enter an address such as https://proxy.example.com, or direct."),
        ("https://me:s3cret@proxy", "A proxy address must not contain a user name or password."),
        ("https://proxy/?token=s3cretvalue123", "A proxy address must not contain a user name or password."),
        ("https://me@proxy", "A proxy address must not contain a user name or password."),
        ("off", "This entry cannot be added: with “off” in modules.proxy, Go downloads nothing."),
    ],
)
def test_what_is_no_proxy_is_refused_in_a_sentence(typed: str, says: str) -> None:
    assert refused(Wanted(), ListEntry.PROXY, typed) == says


def test_no_refusal_repeats_a_secret() -> None:
    assert "s3cret" not in refused(Wanted(), ListEntry.PROXY, "https://me:s3cret@proxy")


def test_private_patterns_come_together() -> None:
    wanted = Wanted(modules=ModulesWanted(private=("a.b",)))
    patterns = added(wanted, ListEntry.PRIVATE, "a.b, github.com/me/").modules.private
    assert patterns == ("a.b", "github.com/me")


@pytest.mark.parametrize(
    "typed", ["https://go.corp.example", "git@host:x", "github.com", "*", "a b", ",", "[a"]
)
def test_a_pattern_that_takes_nothing_or_too_much_is_refused(typed: str) -> None:
    assert refused(Wanted(), ListEntry.PRIVATE, typed).endswith(".")


def test_folders_are_those_of_the_distro() -> None:
    assert added(Wanted(), ListEntry.FOLDER, "~/src").projects.folders == ("~/src",)
    assert "begins with" in refused(Wanted(), ListEntry.FOLDER, "C:\\src")


def test_a_setting_is_added_by_its_name() -> None:
    assert added(Wanted(godebug={"netdns": "cgo"}), ListEntry.GODEBUG, "netdns=go").godebug == {
        "netdns": "go"
    }


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Wanted(), None),
        (
            Wanted(fips=FipsWanted("v1.0.0"), go=GoWanted("1.23")),
            "These settings do not work together: Go 1.23 has no FIPS 140 module, which fips.module asks for.",
        ),
        (
            Wanted(fips=FipsWanted("v1.0.0"), godebug={"fips140": "off"}),
            "These settings do not work together: godebug.fips140 turns off what fips.module asks for.",
        ),
        (
            with_proxy("direct,https://a.b"),
            "These settings do not work together: Go never reaches https://a.b in modules.proxy.",
        ),
        (Wanted(needs=("modules.proxy",)), "This profile needs a module proxy. Add its address below."),
        (
            Wanted(needs=("modules.private",)),
            "This profile needs private modules. Add a pattern of their paths below.",
        ),
        (Wanted(needs=("docker.engine",)), "The profile needs docker.engine."),
        (Wanted(needs=("modules.proxy",), modules=ModulesWanted("https://a.b")), None),
    ],
)
def test_what_stands_in_the_way_of_a_check_is_said(wanted: Wanted, says: str | None) -> None:
    found = wishes.obstacle(wanted)
    assert (words(found) if found is not None else None) == says


@pytest.mark.parametrize("name", ["sum.golang.org", "sum.golang.google.cn"])
def test_databases_that_go_knows(name: str) -> None:
    assert wishes.database_problem(name) is None


@pytest.mark.parametrize("name", ["off", "", "sum.example", "a b c"])
def test_and_those_that_it_does_not(name: str) -> None:
    assert wishes.database_problem(name) is not None


@pytest.mark.parametrize(
    ("module", "is_right"), [("v1.0.0", True), ("latest", True), ("on", False), ("", False)]
)
def test_modules_of_fips(module: str, is_right: bool) -> None:
    assert (wishes.fips_problem(module) is None) is is_right


@pytest.mark.parametrize(
    ("place", "by", "after"), [(0, 1, "b|a,c"), (0, -1, "a,b|c"), (2, -1, "a,c,b"), (1, 9, "a,c,b")]
)
def test_an_entry_moves_with_what_leads_on_from_it(place: int, by: int, after: str) -> None:
    chain = (Hop("a"), Hop("b", True), Hop("c"))
    moved = wishes.moved(chain, place, by)
    assert wishes.with_chain(Wanted(), moved).modules.proxy == after


def test_the_last_entry_gone_leaves_goproxy_alone() -> None:
    assert wishes.with_chain(with_proxy("direct"), hops("")).modules.proxy is None

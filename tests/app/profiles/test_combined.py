"""Several profiles together: what they come to, and every clash with both of its sources."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from wizard.app.profiles.combined import WishClash, WishSource, chosen, clashes, combined, lacking
from wizard.app.profiles.saving import sections
from wizard.app.profiles.shipped import ORDER, find
from wizard.model.errors import InputError
from wizard.model.wanted import (
    FipsWanted,
    GoWanted,
    ModulesWanted,
    ProjectsWanted,
    TlsWanted,
    TmpfsWanted,
    Wanted,
    WslWanted,
)

CLASHING = {("china", "private-proxy"): ["modules.sumdb"]}
"""Of those that come with the wizard. All others can be had together."""


def source(name: str, **wishes: object) -> WishSource:
    return WishSource(name, Wanted(name=name, **wishes))  # type: ignore[arg-type]


@pytest.mark.parametrize("names", list(combinations(ORDER, 2)), ids="+".join)
def test_any_two_of_those_that_are_shipped_go_together_or_say_why_not(names: tuple[str, str]) -> None:
    sources = [WishSource(name, find(name)) for name in names]
    expected = CLASHING.get(names, [])
    for each in (sources, sources[::-1]):
        assert [clash.key for clash in clashes(each)] == expected
        if expected:
            with pytest.raises(InputError) as error:
                combined(each)
            assert all(name in error.value.text.render() for name in (*names, *expected))
            continue
        both = combined(each)
        for profile in map(find, names):
            for section, table in sections(profile).items():
                assert sections(both)[section] == {**sections(both)[section], **table}


def test_one_alone_is_itself() -> None:
    assert chosen(["china"]) == find("china") == chosen(["china", "china"])


def test_several_are_named_after_all_of_them() -> None:
    both = chosen(["fips", "containers"])
    assert (both.name, both.title, both.about) == ("fips+containers", "", "")
    assert (both.fips.module, both.docker.engine, both.wsl.systemd) == ("v1.0.0", "any", True)


@pytest.mark.parametrize(
    ("one", "other", "key", "first", "second"),
    [
        ({"wsl": WslWanted(True)}, {"wsl": WslWanted(False)}, "wsl.systemd", "true", "false"),
        ({"tmpfs": TmpfsWanted("4g")}, {"tmpfs": TmpfsWanted("auto")}, "tmpfs.size", '"4g"', '"auto"'),
        ({"godebug": {"netdns": "go"}}, {"godebug": {"netdns": "cgo"}}, "godebug.netdns", '"go"', '"cgo"'),
        ({"go": GoWanted("1.25")}, {"go": GoWanted("stable")}, "go.version", '"1.25"', '"stable"'),
        ({"go": GoWanted(None, ("a",))}, {"go": GoWanted(None, ("b",))}, "go.sources", '["a"]', '["b"]'),
        (
            {"modules": ModulesWanted("https://a")},
            {"modules": ModulesWanted("https://b")},
            "modules.proxy",
            '"https://a"',
            '"https://b"',
        ),
    ],
)
def test_two_wishes_for_one_key_are_refused_whichever_comes_later(
    one: dict[str, object], other: dict[str, object], key: str, first: str, second: str
) -> None:
    a, b = source("a", **one), source("b.toml", **other)
    assert clashes([a, b]) == (WishClash(key, "a", first, "b.toml", second),)
    assert clashes([b, a]) == (WishClash(key, "b.toml", second, "a", first),)
    with pytest.raises(InputError) as error:
        combined([a, b])
    assert error.value.code == "profile-clash"
    assert f"{key} is {first} in a and {second} in b.toml" in error.value.text.render()


def test_all_clashes_are_told_at_once() -> None:
    a = source("a", wsl=WslWanted(True), tmpfs=TmpfsWanted("4g"))
    b = source("b", wsl=WslWanted(False), tmpfs=TmpfsWanted("5g"))
    c = source("c", tmpfs=TmpfsWanted("6g"))
    assert [(each.key, each.first, each.second) for each in clashes([a, b, c])] == [
        ("wsl.systemd", "a", "b"),
        ("tmpfs.size", "a", "b"),
        ("tmpfs.size", "a", "c"),
    ]


def test_the_same_wish_twice_is_one() -> None:
    both = combined([source("a", wsl=WslWanted(True)), source("b", wsl=WslWanted(True))])
    assert both.wsl.systemd is True


def test_lists_of_things_that_are_all_to_be_had_come_together() -> None:
    a = source(
        "a",
        modules=ModulesWanted(private=("a.b", "c.d"), nosumdb=("x.y",)),
        tls=TlsWanted(("~/a.crt",)),
        projects=ProjectsWanted(("~/a",)),
    )
    b = source(
        "b",
        modules=ModulesWanted(private=("c.d", "e.f")),
        tls=TlsWanted(("~/b.crt",)),
        projects=ProjectsWanted(("~/b",)),
    )
    both = combined([a, b])
    assert (both.modules.private, both.modules.nosumdb) == (("a.b", "c.d", "e.f"), ("x.y",))
    assert (both.tls.authorities, both.projects.folders) == (("~/a.crt", "~/b.crt"), ("~/a", "~/b"))


@pytest.mark.parametrize("name", ["private-proxy", "private-modules"])
def test_what_a_profile_needs_is_asked_for(name: str) -> None:
    with pytest.raises(InputError) as error:
        chosen([name])
    (key,) = lacking(find(name))
    assert error.value.code == "profile-incomplete"
    assert key in error.value.text.render()
    assert error.value.next_step is not None
    assert f"--set {key}=" in error.value.next_step.render()


def test_what_a_profile_needs_may_come_from_an_option_or_another_profile(tmp_path: Path) -> None:
    team = tmp_path / "team.toml"
    team.write_text('name = "team"\n[modules]\nproxy = "https://goproxy.corp"\n', "utf-8")
    by_file = chosen(["private-proxy", str(team)])
    by_option = chosen(["private-proxy"], ["modules.proxy=https://goproxy.corp"])
    assert by_file.modules == by_option.modules == ModulesWanted("https://goproxy.corp", "sum.golang.org")
    assert (by_option.name, by_option.title) == ("private-proxy", find("private-proxy").title)


@pytest.mark.parametrize(
    ("setting", "section", "value"),
    [
        ("wsl.systemd=true", "wsl", {"systemd": True}),
        ("tmpfs.size=4g", "tmpfs", {"size": "4g"}),
        ("wslconfig.processors=4", "wslconfig", {"processors": 4}),
        ("wslconfig.swap=0", "wslconfig", {"swap": "0"}),
        ("godebug.panicnil=1", "godebug", {"panicnil": "1"}),
        ("go.version=1.25", "go", {"version": "1.25"}),
        ("modules.private=a.b, c.d/*", "modules", {"private": ("a.b", "c.d/*")}),
        ("modules.proxy=https://a,direct", "modules", {"proxy": "https://a,direct"}),
        ("modules.sumdb=sum.golang.org", "modules", {"sumdb": "sum.golang.org"}),
        ("tls.authorities=~/ca.crt", "tls", {"authorities": ("~/ca.crt",)}),
    ],
)
def test_a_setting_is_read_as_its_key_takes_it(setting: str, section: str, value: dict[str, object]) -> None:
    wanted = chosen(["repair"], [setting])
    assert sections(wanted) == {section: value}


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("proxy", "proxy is not a setting."),
        ("proxy=x", "proxy=x is not a setting."),
        (
            "modules.prixy=x",
            "--set modules.prixy cannot be used: no setting is named modules.prixy, the nearest is",
        ),
        ("wsl.systemd=yes", "wsl.systemd must be true or false"),
        ("wslconfig.processors=many", "processors must be a whole number"),
        pytest.param(f"wslconfig.processors={'9' * 5000}", "processors must be a whole number", id="huge"),
        ("modules.proxy=off", "Go downloads nothing"),
        ("modules.proxy=", "modules.proxy must be"),
        ("name.x=1", "name must be a quoted string"),
        (
            "go.sources=https://me:secret@dl.corp/",
            "the address in go.sources[0] contains a password or user name",
        ),
        (
            "modules.proxy=me:secret@goproxy.corp",
            "the address in modules.proxy contains a password or user name",
        ),
    ],
)
def test_a_setting_that_is_none_is_told_why(setting: str, says: str) -> None:
    with pytest.raises(InputError) as error:
        chosen(["repair"], [setting])
    assert error.value.code == "setting-unusable"
    assert says in error.value.text.render()
    assert "secret" not in error.value.text.render()


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        (
            {"go": GoWanted("1.23.9")},
            {"fips": FipsWanted("v1.0.0")},
            "Go 1.23.9 has no FIPS 140 module, which fips.module asks for",
        ),
        (
            {"godebug": {"fips140": "off"}},
            {"fips": FipsWanted("v1.0.0")},
            "godebug.fips140 turns off what fips.module asks for",
        ),
    ],
)
def test_what_only_the_combination_cannot_mean_is_refused_too(
    one: dict[str, object], other: dict[str, object], says: str
) -> None:
    a, b = source("a", **one), source("b.toml", **other)
    for each in ([a, b], [b, a]):
        with pytest.raises(InputError) as error:
            combined(each)
        assert error.value.code == "profile-clash"
        assert says in error.value.text.render()
        assert all(name in error.value.text.render() for name in ("a", "b.toml"))


def test_a_setting_against_a_profile_is_a_clash_too() -> None:
    with pytest.raises(
        InputError, match=r'go\.version is "stable" in baseline and "1\.25" in --set go\.version'
    ):
        chosen(["baseline"], ["go.version=1.25"])

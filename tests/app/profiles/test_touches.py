"""What a profile touches is said of every wish there is."""

from __future__ import annotations

import msgspec
import pytest

from wizard.app.profiles.saving import sections
from wizard.app.profiles.shipped import find, shipped
from wizard.app.profiles.touches import changed, checked, touches
from wizard.model.wanted import Wanted

EVERYTHING = {
    "wsl": {"systemd": True},
    "wslconfig": {
        "memory": "8GB",
        "processors": 2,
        "swap": "0",
        "networkingMode": "nat",
        "dnsTunneling": True,
        "autoProxy": True,
        "autoMemoryReclaim": "gradual",
        "kernelCommandLine": "a",
    },
    "tmpfs": {"size": "auto"},
    "godebug": {"netdns": "go"},
    "go": {"version": "stable", "sources": ["/srv"]},
    "projects": {"folders": ["~/src"]},
    "modules": {"proxy": "https://a", "sumdb": "sum.golang.org", "private": ["a.b"], "nosumdb": ["c.d"]},
    "tls": {"authorities": ["~/ca.crt"]},
    "fips": {"module": "latest"},
    "docker": {"engine": "any"},
    "drift": {"weekly": True},
}


def test_every_wish_is_told() -> None:
    wanted = msgspec.convert(EVERYTHING, Wanted)
    keys = [f"{section}.{key}" for section, table in EVERYTHING.items() for key in table]
    assert [each.key for each in touches(wanted)] == keys
    settings = [
        f"{section.name}.{key.encode_name}"
        for section in msgspec.structs.fields(Wanted)
        if isinstance(section.type, type) and issubclass(section.type, msgspec.Struct)
        for key in msgspec.structs.fields(section.type)
    ]
    assert set(settings) <= set(keys), "add it to EVERYTHING, and to what is touched"
    assert all(each.where for each in touches(wanted))


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("repair", []),
        ("minimal", ["~/sdk", "shell start files"]),
        ("fips", ["/etc/wsl.conf", "/etc/fstab", "shell start files", "~/sdk", "go env file"]),
        ("private-modules", ["/etc/wsl.conf", "/etc/fstab", "shell start files", "~/sdk", "go env file"]),
        ("containers", ["/etc/wsl.conf", "/etc/fstab", "shell start files", "~/sdk"]),
    ],
)
def test_each_place_is_told_once(name: str, places: list[str]) -> None:
    assert [text.render() for text in changed(find(name))] == places


def test_what_is_only_looked_at_is_told_apart() -> None:
    assert [text.render() for text in checked(find("containers"))] == ["the engine that docker reaches"]
    assert [text.render() for text in checked(find("baseline"))] == []


@pytest.mark.parametrize("wanted", shipped(), ids=lambda wanted: wanted.name)
def test_a_profile_without_wishes_touches_nothing_of_its_own(wanted: Wanted) -> None:
    assert bool(touches(wanted)) is bool(sections(wanted))

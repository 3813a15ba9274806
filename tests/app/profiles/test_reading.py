"""Profiles: shipped ones, a team's own, their schema, and the way back to TOML."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.app import profiles
from wizard.model.errors import InputError
from wizard.model.wanted import GoWanted, ProjectsWanted, TmpfsWanted, Wanted, WslConfigWanted, WslWanted
from wizard.resources import resource

WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)
WANTED = st.builds(
    Wanted,
    name=WORDS,
    title=WORDS,
    about=WORDS,
    wsl=st.builds(WslWanted, systemd=st.none() | st.booleans()),
    wslconfig=st.builds(
        WslConfigWanted,
        memory=st.none() | st.sampled_from(["8GB", "512MB"]),
        processors=st.none() | st.integers(1, 64),
        swap=st.none() | st.sampled_from(["0", "4GB"]),
        networking_mode=st.none() | st.sampled_from(["nat", "mirrored"]),
        dns_tunneling=st.none() | st.booleans(),
        auto_proxy=st.none() | st.booleans(),
        auto_memory_reclaim=st.none() | st.sampled_from(["disabled", "gradual", "dropCache"]),
        kernel_command_line=st.none() | st.sampled_from(["cgroup_no_v1=all", "a b=[c]"]),
    ),
    tmpfs=st.builds(TmpfsWanted, size=st.none() | st.sampled_from(["auto", "50%", "4g", "6000m"])),
    godebug=st.dictionaries(st.sampled_from(["netdns", "panicnil"]), st.sampled_from(["go", "1"])),
    go=st.builds(
        GoWanted,
        version=st.none() | st.sampled_from(["stable", "previous", "go.mod", "1.25", "1.25.5", "1.27rc1"]),
        sources=st.just(GoWanted().sources) | st.tuples(WORDS, WORDS),
    ),
    projects=st.builds(ProjectsWanted, folders=st.lists(WORDS, max_size=2).map(tuple)),
)


def test_shipped_profiles_are_found_by_name_the_default_first() -> None:
    shipped = profiles.shipped()
    assert [profile.name for profile in shipped] == ["baseline", "china", "repair", "vpn"]
    for profile in shipped:
        assert profiles.find(profile.name) == profile
        assert profile.title
        assert profile.about


def test_the_baseline_wants_the_four_changes() -> None:
    want = profiles.find("baseline")
    assert (want.wsl.systemd, want.tmpfs.size, want.godebug, want.go.version) == (
        True,
        "auto",
        {"netdns": "go"},
        "stable",
    )


@given(WANTED)
def test_what_is_saved_is_loaded_again(want: Wanted) -> None:
    assert profiles.parse(profiles.toml(want).encode(), Path("x.toml")) == want


def test_a_file_is_saved_and_loaded(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    profiles.save(profiles.find("china"), path)
    assert profiles.find(str(path)) == profiles.find("china")


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Could not write"):
        profiles.save(Wanted(), tmp_path / "no" / "folder.toml")


def schema() -> bytes:
    """What editors check and complete profiles with."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Wanted)), indent=2) + b"\n"


def test_the_published_schema_is_the_one_we_read_by() -> None:
    assert resource("profiles", "schema.json").read_bytes() == schema(), (
        "write it anew: schema() of this test"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[wslconfig]\nmemory = "4gb"', "wslconfig.memory must be a size in WSL format"),
        (
            '[wslconfig]\nnetworkingMode = "mirrord"',
            "networkingMode must be one of consomme, mirrored, nat",
        ),
        ("[wslconfig]\nprocessors = 0", "processors must be a whole number, 1 or more"),
        ('[wslconfig]\nprocessors = "4"', "processors must be a whole number, 1 or more"),
        ('[wsl]\nsystemd = "yes"', "wsl.systemd must be true or false, without quotes"),
        ("[go]\nsources = [1]", "go.sources[0] must be a quoted string"),
        ('[projects]\nfolders = "~/x"', "projects.folders must be a list of quoted strings"),
        ('[godebug]\nNetDNS = "go"', "a key in [godebug] must be lowercase letters and digits"),
        ('[godebug]\nnetdns = "go, 2"', "godebug[...] must be a string without spaces and commas"),
        ("[godebug]\nnetdns = 1", "godebug[...] must be a string without spaces and commas"),
        ("wsl = 1", "wsl must be a separate section, [wsl]"),
        ("godebug = 1", "godebug must be a separate section, [godebug]"),
        ("name = 1", "name must be a quoted string"),
    ],
)
def test_a_wrong_value_is_told_what_it_may_be_in_words(text: str, words: str) -> None:
    with pytest.raises(InputError) as refused:
        profiles.parse(text.encode(), Path("team.toml"))
    said = refused.value.text.render()
    assert words in said
    assert "Expected" not in said
    assert "`" not in said

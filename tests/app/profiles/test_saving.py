"""Profiles as TOML, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.app.profiles.reading import load, parse
from wizard.app.profiles.saving import save, save_new, sections, toml
from wizard.app.profiles.shipped import find, shipped
from wizard.model.errors import InputError
from wizard.model.wanted import (
    DockerWanted,
    FipsWanted,
    GoWanted,
    ModulesWanted,
    ProjectsWanted,
    TlsWanted,
    TmpfsWanted,
    Wanted,
    WslConfigWanted,
    WslWanted,
)

WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)
PLACES = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20
)
PATTERNS = st.lists(st.sampled_from(["git.corp", "github.com/acme/*", "a.b/c"]), max_size=2).map(tuple)
WANTED = st.builds(
    Wanted,
    name=WORDS,
    title=WORDS,
    about=WORDS,
    needs=st.sampled_from([(), ("modules.proxy",)]),
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
        sources=st.just(GoWanted().sources) | st.tuples(PLACES, PLACES),
    ),
    projects=st.builds(ProjectsWanted, folders=st.lists(PLACES, max_size=2).map(tuple)),
    modules=st.builds(
        ModulesWanted,
        proxy=st.none()
        | st.sampled_from(["https://goproxy.cn,direct", "https://a|https://b", "file:///srv/p"]),
        sumdb=st.none() | st.sampled_from(["sum.golang.org", "sum.golang.google.cn"]),
        private=PATTERNS,
        nosumdb=PATTERNS,
    ),
    tls=st.builds(TlsWanted, authorities=st.sampled_from([(), ("~/ca.crt", "/srv/b.pem")])),
    fips=st.builds(FipsWanted, module=st.none() | st.sampled_from(["latest", "certified", "v1.0.0"])),
    docker=st.builds(DockerWanted, engine=st.none() | st.sampled_from(["any", "desktop", "distro"])),
)


@given(WANTED)
def test_what_is_saved_is_loaded_again(want: Wanted) -> None:
    assert parse(toml(want).encode(), Path("x.toml")) == want


@pytest.mark.parametrize("want", shipped(), ids=lambda want: want.name)
def test_each_shipped_profile_is_saved_and_loaded(tmp_path: Path, want: Wanted) -> None:
    path = tmp_path / "team.toml"
    save(want, path)
    assert load(path) == want


def test_only_what_is_wished_is_written() -> None:
    assert toml(Wanted(name="x", tmpfs=TmpfsWanted("4g"))) == 'name = "x"\n\n[tmpfs]\nsize = "4g"\n'
    assert sections(Wanted()) == {}


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Could not write"):
        save(Wanted(), tmp_path / "no" / "folder.toml")


@pytest.mark.linux(reason="a link needs no rights there")
def test_a_link_that_leads_nowhere_yet_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to(tmp_path / "gone.toml")
    with pytest.raises(InputError):
        save_new(Wanted(), tmp_path / "link.toml")
    assert not (tmp_path / "gone.toml").exists()


def test_a_file_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "wsl-go.toml"
    path.write_text("# ours\n", "utf-8")
    with pytest.raises(InputError, match="already there"):
        save_new(find("baseline"), path)
    assert path.read_text("utf-8") == "# ours\n"
    save_new(find("baseline"), tmp_path / "new.toml")
    assert load(tmp_path / "new.toml") == find("baseline")

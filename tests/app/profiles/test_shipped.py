"""The profiles that come with the wizard: which there are, what each wants, and the names that they had."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.app.profiles.combined import lacking
from wizard.app.profiles.saving import sections
from wizard.app.profiles.shipped import ORDER, find, shipped
from wizard.model.errors import InputError
from wizard.resources import names

BASELINE = {
    "wsl": {"systemd": True},
    "tmpfs": {"size": "auto"},
    "godebug": {"netdns": "go"},
    "go": {"version": "stable"},
}
OF_CHINA = ("https://golang.google.cn/dl/", "https://go.dev/dl/")
MIRRORED = {"networkingMode": "mirrored", "dnsTunneling": True, "autoProxy": True}


@pytest.mark.parametrize(
    ("name", "wants", "needs"),
    [
        ("baseline", BASELINE, ()),
        (
            "china",
            {
                **BASELINE,
                "go": {"version": "stable", "sources": OF_CHINA},
                "modules": {"proxy": "https://goproxy.cn,direct", "sumdb": "sum.golang.google.cn"},
            },
            (),
        ),
        ("private-proxy", {**BASELINE, "modules": {"sumdb": "sum.golang.org"}}, ("modules.proxy",)),
        ("private-modules", BASELINE, ("modules.private",)),
        ("fips", {**BASELINE, "fips": {"module": "v1.0.0"}}, ()),
        ("containers", {**BASELINE, "docker": {"engine": "any"}}, ()),
        ("vpn", {**BASELINE, "wslconfig": MIRRORED}, ()),
        ("minimal", {"go": {"version": "stable"}}, ()),
        ("repair", {}, ()),
    ],
)
def test_each_wants_what_its_name_says(name: str, wants: dict[str, object], needs: tuple[str, ...]) -> None:
    profile = find(name)
    assert sections(profile) == wants
    assert (profile.name, lacking(profile)) == (name, needs)
    assert profile.title
    assert profile.about


def test_all_are_shown_the_default_one_first() -> None:
    assert tuple(profile.name for profile in shipped()) == ORDER
    assert {f"{name}.toml" for name in ORDER} == set(names("profiles", ".toml"))


def test_a_name_goes_before_a_file_of_that_name_and_a_path_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("china", "china.toml", "mine"):
        Path(name).write_text(f'name = "of {name}"\n', "utf-8")
    assert find("china").name == "china"
    assert find("china.toml").name == "of china.toml"
    assert find("mine").name == "of mine"


def test_an_unknown_name_is_told_which_there_are() -> None:
    with pytest.raises(InputError, match="No profile is named chna") as error:
        find("chna")
    assert error.value.next_step is not None
    assert "china" in error.value.next_step.render()


def test_all_but_two_contain_the_default_one() -> None:
    for name in ORDER:
        wants = sections(find(name))
        has_all = all(wants.get(section, {}).items() >= table.items() for section, table in BASELINE.items())
        assert has_all is (name not in ("minimal", "repair")), name

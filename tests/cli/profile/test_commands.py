"""Profiles on the command line: shown, checked, saved, put together, and offered where a repository has one."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Said
from tests.laws.shown.hostile_machine import SECRET
from tests.laws.shown.test_shown import assert_harmless
from wizard.app.profiles.reading import load
from wizard.app.profiles.shipped import ORDER, find
from wizard.app.profiles.team_file import NAME
from wizard.cli.exits import Exit
from wizard.cli.main import run

Words = Callable[..., Said]
TEAM = 'name = "team"\ntitle = "Our team"\n[tmpfs]\nsize = "3g"\n'


@pytest.fixture
def say(capfdbinary: pytest.CaptureFixture[bytes]) -> Words:
    """Run a command as its words are."""

    def call(*words: str | Path) -> Said:
        code = run([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        return Said(code, out.decode().replace("\r\n", "\n"), err.decode().replace("\r\n", "\n"))

    return call


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a profile, and one is in a folder of it."""
    root = tmp_path / "repo"
    (root / ".git").mkdir(parents=True)
    (root / "cmd").mkdir()
    (root / NAME).write_text(TEAM, "utf-8")
    monkeypatch.chdir(root / "cmd")
    return root


def test_all_profiles_are_shown_with_what_they_are_for_and_touch(say: Words) -> None:
    said = say("profile", "show")
    assert said.code == Exit.DONE
    for name in ORDER:
        about = find(name).about
        assert name in said.out
        assert about in said.out
    assert "Changes: /etc/wsl.conf, /etc/fstab, shell start files, ~/sdk" in said.out
    assert "Changes only what has to be repaired." in said.out
    assert "Needs a value for modules.proxy." in said.out


def test_all_is_said_in_chinese_too(say: Words) -> None:
    said = say("profile", "show", "--language", "zh_CN")
    for name in ORDER:
        assert find(name).about not in said.out
        assert name == "fips" or find(name).title not in said.out
    assert "Changes" not in said.out


def test_one_is_shown_wish_by_wish(say: Words) -> None:
    said = say("profile", "show", "china")
    assert 'modules.sumdb = "sum.golang.google.cn"  (go env file, shell start files)' in said.out
    assert (
        'go.sources = ["https://golang.google.cn/dl/", "https://go.dev/dl/"]  (where Go archives' in said.out
    )
    assert "baseline  –" not in said.out


def test_a_file_is_shown_as_well(say: Words, repository: Path) -> None:
    said = say("profile", "show", repository / NAME)
    assert said.out.startswith("team  –  Our team\n")
    assert 'tmpfs.size = "3g"  (/etc/fstab)' in said.out


def test_programs_get_the_same_as_json(say: Words) -> None:
    shown = json.loads(say("profile", "show", "--json").out)["profiles"]
    assert [each["name"] for each in shown] == list(ORDER)
    china = json.loads(say("profile", "show", "china", "--json").out)["profiles"][0]
    assert china["wanted"]["modules"]["proxy"] == "https://goproxy.cn,direct"
    assert {"key": "tmpfs.size", "changes": ["/etc/fstab"], "checks": None} in china["touches"]
    proxy = json.loads(say("profile", "show", "private-proxy", "--json").out)["profiles"][0]
    assert proxy["needs"] == ["modules.proxy"]


def test_a_good_file_is_checked(say: Words, repository: Path) -> None:
    said = say("profile", "check", repository / NAME)
    assert (said.code, said.err) == (Exit.DONE, "")
    assert said.out == f"The profile {repository / NAME} can be used.\n"
    as_json = say("profile", "check", repository / NAME, "--json").json
    assert (as_json["file"], as_json["name"]) == (str(repository / NAME), "team")


def test_a_bad_file_is_told_with_its_line(say: Words, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('name = "x"\n\n[tmpfs]\nsiez = "4g"\n', "utf-8")
    said = say("profile", "check", path)
    assert (said.code, said.out) == (Exit.ERROR, "")
    assert f"{path}:4 cannot be used: no setting is named tmpfs.siez, the nearest is tmpfs.size." in said.err
    as_json = say("profile", "check", path, "--json")
    assert as_json.code == Exit.ERROR
    assert as_json.json["error"]["code"] == "profile-unusable"


def test_a_file_that_needs_something_can_be_used_and_says_so(say: Words, tmp_path: Path) -> None:
    path = tmp_path / "base.toml"
    path.write_text('needs = ["modules.proxy"]\n', "utf-8")
    said = say("profile", "check", path)
    assert said.code == Exit.DONE
    assert "Needs a value for modules.proxy." in said.out


def test_what_was_put_together_is_saved(say: Words, tmp_path: Path) -> None:
    path = tmp_path / NAME
    words = ("--profile", "private-proxy", "--profile", "fips", "--set", "modules.proxy=https://goproxy.corp")
    said = say("profile", "save", path, *words)
    assert said.out == f"The profile was saved as {path}.\n"
    wanted = load(path)
    assert (wanted.name, wanted.modules.proxy, wanted.fips.module) == (
        "private-proxy+fips",
        "https://goproxy.corp",
        "v1.0.0",
    )
    again = say("profile", "save", path)
    assert again.code == Exit.ERROR
    assert "already there" in again.err
    assert load(path) == wanted
    as_json = say("profile", "save", tmp_path / "other.toml", "--json").json
    assert as_json["name"] == "baseline"


@pytest.mark.parametrize("command", ["look", "plan", "apply"])
def test_profiles_that_contradict_each_other_are_refused(say: Words, root: Path, command: str) -> None:
    said = say(
        command, "--root", root, "--profile", "baseline", "--profile", "repair", "--set", "tmpfs.size=3g"
    )
    assert (said.code, said.out) == (Exit.ERROR, "")
    assert 'tmpfs.size is "auto" in baseline and "3g" in --set tmpfs.size' in said.err


def test_several_profiles_are_wanted_together(say: Words, root: Path, wanted: Path) -> None:
    words = ("--root", root, "--profile", wanted, "--set", "modules.sumdb=sum.golang.google.cn", "--json")
    found = {each["rule"]: each["finding"]["verdict"] for each in say("look", *words).json["findings"]}
    assert (found["modules-sumdb-wanted"], found["tmpfs-tmp"]) == ("fixable", "fixable")


@pytest.mark.parametrize("command", ["look", "plan", "apply"])
def test_the_profile_of_a_repository_is_offered_and_not_used(
    say: Words, root: Path, repository: Path, tmp_path: Path, command: str
) -> None:
    words = (command, "--root", root, "--set", f"go.sources={tmp_path}", "--json")
    unnamed, named = say(*words), say(*words, "--profile", "baseline")
    typed = str(Path("..", NAME)) if os.sep == "/" else f'"{Path("..", NAME)}"'
    assert f"--profile {typed}" in unnamed.err
    assert NAME not in named.err
    assert unnamed.out == named.out
    assert (repository / NAME).read_text("utf-8") == TEAM


def test_a_plan_from_a_file_brings_its_own_profile(
    say: Words, root: Path, repository: Path, wanted: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.json"
    say("plan", "--root", root, "--profile", wanted, "--save", plan)
    assert NAME not in say("apply", "--root", root, "--plan", plan, "--yes").err
    assert repository.exists()


def test_what_lists_profiles_names_the_one_of_the_repository(say: Words, repository: Path) -> None:
    assert f"The repository here has a profile: {Path('..', NAME)}" in say("profile", "show").out
    assert repository.exists()
    assert say("profile", "show", "repair").out.count(NAME) == 0


def test_the_window_offers_it_among_the_profiles_that_can_be_used(
    say: Words, repository: Path, root: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from wizard.cli.open_window import profiles_of
    from wizard.cli.options import Run

    unnamed = Run((root, None, None, False, None), ((), ()), "en", as_json=False)
    names = [each.name for each in profiles_of(unnamed)]
    assert names[:2] == ["baseline", "team"]
    assert {"private-proxy", "private-modules"} <= set(names), "the window asks for what they need"
    (repository / NAME).write_text("[tmpfs]\nsiez = 1\n", "utf-8")
    assert "team" not in [each.name for each in profiles_of(unnamed)]
    assert b"tmpfs.siez" in capfdbinary.readouterr().err


@pytest.mark.parametrize("as_json", [(), ("--json",)])
@pytest.mark.parametrize("command", ["show", "check"])
def test_a_file_of_somebody_else_cannot_command_the_terminal(
    say: Words, tmp_path: Path, command: str, as_json: tuple[str, ...]
) -> None:
    path = tmp_path / "theirs.toml"
    words = "\\u001b]0;x\\u0007 \\u202e"
    theirs = f'name = "{words}"\ntitle = "{words}"\nabout = "{words}"\n'
    path.write_text(f'{theirs}[go]\nsources = ["\\u202e"]\n', "utf-8")
    assert_harmless(say("profile", command, path, *as_json).out)
    path.write_text(f'{theirs}[go]\nsources = ["https://me:{SECRET}@127.0.0.1:9/"]\n', "utf-8")
    said = say("profile", command, path, *as_json)
    assert said.code == 1
    assert_harmless(said.out + said.err)
    path.write_text(f'"{words}" = 1\n', "utf-8")
    said = say("profile", command, path, *as_json)
    assert_harmless(said.out + said.err)

"""What git is told about passwords: which helpers it asks, through which files, and no secret of any."""

from __future__ import annotations

import pytest

from tests.facts.answers import file, read
from wizard.facts.credentials.git import GIT_CONFIGS, PROJECT_GIT, GitConfigs
from wizard.model.facts import Unknown
from wizard.model.probes import KIB, Answer, Denied, FileProbe, Probe
from wizard.model.wanted import ProjectsWanted, Wanted

TOKEN = "c4n4ryS3cr3tV4lue0123456789"


def at(path: str, content: str | Answer) -> tuple[Probe, Answer]:
    return FileProbe(path, limit=256 * KIB), file(content) if isinstance(content, str) else content


def configs(**files: str | Answer) -> GitConfigs:
    names = {"system": "/etc/gitconfig", "xdg": "~/.config/git/config", "own": "~/.gitconfig"}
    pairs = (at(names.get(name, name), content) for name, content in files.items())
    found = read(GIT_CONFIGS, *pairs)
    assert not isinstance(found, Unknown)
    return found


@pytest.mark.parametrize(
    ("files", "helpers"),
    [
        ({}, []),
        ({"own": "[credential]\nhelper = store\n"}, ["store"]),
        ({"system": "[credential]\nhelper = a\n", "own": "[credential]\nhelper = b\n"}, ["a", "b"]),
        ({"system": "[credential]\nhelper = a\n", "own": "[credential]\nhelper =\nhelper = b\n"}, ["b"]),
        ({"own": '[credential]\nhelper = a\n[credential "https://x"]\nhelper =\nhelper = b\n'}, ["a", "b"]),
        ({"own": '[credential "https://x"]\nhelper = a\n[credential]\nhelper =\n'}, []),
        (
            {"own": "[include]\npath = ~/work.inc\n", "~/work.inc": "[credential]\nhelper = store\n"},
            ["store"],
        ),
        (
            {
                "xdg": '[includeIf "gitdir:~/w/"]\npath = more\n',
                "~/.config/git/more": "[credential]\nhelper=s\n",
            },
            ["s"],
        ),
        ({"own": "[credential]\nhelper = a\nbad line\nhelper = b\n"}, ["a"]),
    ],
)
def test_helpers_are_those_that_git_asks(files: dict[str, str | Answer], helpers: list[str]) -> None:
    assert [each.value for each in configs(**files).helpers] == helpers


def test_a_file_that_cannot_be_read_is_a_gap_and_the_others_are_told() -> None:
    found = configs(system=Denied(), own="[credential]\nhelper = store\n")
    assert found.gap is not None
    assert len(found.helpers) == 1
    assert configs(own="[include]\npath = /x\n", **{"/x": Denied()}).gap is not None
    assert configs(own="[include]\npath = /x\n").gap is None


def test_what_an_included_file_includes_is_a_gap() -> None:
    found = configs(own="[include]\npath = /x\n", **{"/x": "[include]\npath = /y\n"})
    assert found.gap is not None
    assert "/y" in found.gap.why.render()


def test_folders_of_others_that_git_may_use() -> None:
    (own,) = configs(own="[safe]\ndirectory = /srv/x\ndirectory = *\n").files
    assert own.safe == ("/srv/x", "*")


def test_no_secret_is_known() -> None:
    found = configs(own=f'[url "https://me:{TOKEN}@x.example/"]\ninsteadOf = https://x.example/\n')
    assert [each.host for each in found.files[0].secrets] == ["x.example"]
    assert TOKEN not in str(found)


def test_files_of_projects_are_asked_for_secrets() -> None:
    want = Wanted(projects=ProjectsWanted(("~/a/",)))
    pairs = (
        at("~/a/.git/config", f'[remote "origin"]\nurl = https://me:{TOKEN}@x.example/y\n'),
        at("~/a/Dockerfile", f"ENV GOPROXY=https://me:{TOKEN}@y.example\n"),
    )
    found = read(PROJECT_GIT, *pairs, want=want)
    assert isinstance(found, GitConfigs)
    assert [(each.path, each.secrets[0].host) for each in found.files] == [
        ("~/a/.git/config", "x.example"),
        ("~/a/Dockerfile", "y.example"),
    ]
    assert TOKEN not in str(found)

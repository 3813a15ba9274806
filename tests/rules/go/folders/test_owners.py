"""Folders of Go that belong to another user: named, with the command that takes just those over."""

from __future__ import annotations

import pytest

from tests.facts.answers import at
from tests.rules.conftest import ELF, Judge
from tests.rules.go.folders.told import folder, says
from wizard.model.findings import Verdict
from wizard.model.probes import (
    Account,
    Answer,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    LinkProbe,
    Matches,
    Probe,
    Special,
)

RULE = "go-install-root-owned"
OWN = "Take them over, and use go without sudo: "


def at_folder(path: str, uid: int = 0, mode: int = 0o755, link: str | None = None) -> tuple[Probe, Answer]:
    return FileProbe(path, limit=0), folder(uid, mode, link)


def env(uid: int) -> tuple[Probe, Answer]:
    return LinkProbe("~/.config/go/env"), Special("file", 0o600, uid, uid)


@pytest.mark.parametrize(
    ("pairs", "says_", "command"),
    [
        (
            [at_folder("~/.cache/go-build")],
            "~/.cache/go-build does not belong to you.",
            "sudo chown -R -h 1000:1000 /home/me/.cache/go-build",
        ),
        (
            [at_folder("~/go"), at_folder("~/go/bin"), at_folder("~/go/pkg"), at_folder("~/go/pkg/mod")],
            "~/go does not belong to you.",
            "sudo chown -R -h 1000:1000 /home/me/go",
        ),
        (
            [at_folder("~/.cache"), at_folder("~/.cache/go-build")],
            "~/.cache and 1 other folder of Go do not belong to you.",
            "sudo chown -h 1000:1000 /home/me/.cache && sudo chown -R -h 1000:1000 /home/me/.cache/go-build",
        ),
        (
            [at_folder("~/.config", 1000), at_folder("~/.config/go", 1000), env(0)],
            "~/.config/go/env does not belong to you.",
            "sudo chown -R -h 1000:1000 /home/me/.config/go/env",
        ),
        (
            [(GlobProbe("~/go/pkg/mod/*", limit=0), Matches((("/home/me/go/pkg/mod/k8s.io", folder(0)),)))],
            "~/go/pkg/mod/k8s.io does not belong to you.",
            "sudo chown -R -h 1000:1000 /home/me/go/pkg/mod/k8s.io",
        ),
        (
            [at("~/.profile", "export GOCACHE=$HOME/c/build\n"), at_folder("~/c/build")],
            "~/c/build does not belong to you.",
            "sudo chown -R -h 1000:1000 /home/me/c/build",
        ),
        (
            [at("~/.profile", "export GOPATH='/home/me/my code:/x'\n"), at_folder("~/my code/pkg", 1002)],
            "~/my code/pkg does not belong to you.",
            "sudo chown -R -h 1000:1000 '/home/me/my code/pkg'",
        ),
    ],
)
def test_what_another_user_owns_is_named_with_the_command(
    pairs: list[tuple[Probe, Answer]], says_: str, command: str
) -> None:
    finding = says(RULE, *pairs)
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == says_
    assert finding.do is not None
    assert finding.do.render() == OWN + command


def test_a_file_that_may_not_be_read_still_has_an_owner() -> None:
    finding = says(RULE, env(0), (FileProbe("~/.config/go/env"), Denied()))
    assert finding.says.render() == "~/.config/go/env does not belong to you."


def test_who_it_is_that_owns_them() -> None:
    notes = {
        uid: says(RULE, at_folder("~/go", uid)).evidence[0].note.render()  # type: ignore[union-attr]
        for uid in (0, 1002)
    }
    assert notes == {0: "It belongs to root.", 1002: "It belongs to user 1002."}


def test_a_link_is_never_followed() -> None:
    finding = says(RULE, at_folder("~/go", 0, link="/srv/go"))
    assert finding.do is not None
    assert finding.do.render() == "Check where these links lead, and who should own that: ~/go"


@pytest.mark.parametrize(
    "place",
    [
        at_folder("~/go", 1000),
        at_folder("~/go", 0, 0o1777),
        at_folder("/usr/local/go", 0),
        (FileProbe("~/go", limit=0), Found(b"", 0o644, 1000, 1000, 0, 0)),
    ],
)
def test_what_the_user_may_write_is_well(place: tuple[Probe, Answer]) -> None:
    assert says(RULE, place).verdict is Verdict.OK


def test_a_home_that_is_a_link_is_no_link_of_go() -> None:
    home = (FileProbe("~/", limit=0), folder(1000, link="/data/me"))
    finding = says(RULE, home, at_folder("~/go", 0, link="/data/me/go"))
    assert finding.do is not None
    assert finding.do.render() == f"{OWN}sudo chown -R -h 1000:1000 /home/me/go"


def test_root_and_a_whole_machine(judge: Judge) -> None:
    root = Account("root", 0, 0, "/root", "/bin/bash")
    assert says(RULE, at_folder("~/go", 1000), account=root).verdict is Verdict.NOT_APPLICABLE
    assert judge(RULE, "", {"home/me/go/bin/dlv": ELF}).verdict in (Verdict.OK, Verdict.NOT_APPLICABLE)


def test_where_go_may_have_other_folders_nothing_is_called_well() -> None:
    unclear = at("~/.profile", 'export GOPATH="$(x)"\n')
    finding = says(RULE, unclear)
    assert finding.says.render() == "GOPATH could not be followed at ~/.profile:1."
    assert finding.verdict is Verdict.UNKNOWN
    assert says(RULE, unclear, at_folder("~/go")).verdict is Verdict.ADVICE

"""Files that say how a project is built elsewhere."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, file, read
from wizard.facts.projects.recipes import PROJECT_RECIPES
from wizard.model.facts import Unknown
from wizard.model.probes import KIB, Denied, FileProbe, GlobProbe, Matches
from wizard.model.wanted import ProjectsWanted, Wanted

WANT = Wanted(projects=ProjectsWanted(("~/a/",)))
DOCKERFILE = FileProbe("~/a/Dockerfile", limit=256 * KIB)
WORKFLOWS = GlobProbe("~/a/.github/workflows/*.y*ml", limit=256 * KIB, head=False)


def test_those_that_are_there_are_told() -> None:
    workflows = Matches((("/home/me/a/.github/workflows/ci.yml", file("x")), ("/home/me/b", Denied())))
    assert read(PROJECT_RECIPES, (DOCKERFILE, file("y")), (WORKFLOWS, workflows), want=WANT) == {
        "~/a/Dockerfile": b"y",
        "/home/me/a/.github/workflows/ci.yml": b"x",
    }
    assert read(PROJECT_RECIPES, want=WANT) == {}
    assert PROJECT_RECIPES.ask(Wanted()) == ()


@pytest.mark.parametrize("pair", [(DOCKERFILE, Denied()), (WORKFLOWS, GONE)])
def test_what_could_not_be_read_is_unknown(pair: tuple[FileProbe, Denied]) -> None:
    assert isinstance(read(PROJECT_RECIPES, pair, want=WANT), Unknown)

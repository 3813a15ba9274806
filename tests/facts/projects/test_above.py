"""Where go looks upward from a project."""

from __future__ import annotations

import pytest

from tests.facts.answers import file, read
from wizard.facts.projects.above import FILES_ABOVE, folders_above
from wizard.model.facts import Unknown
from wizard.model.probes import KIB, Denied, FileProbe
from wizard.model.wanted import ProjectsWanted, Wanted


@pytest.mark.parametrize(
    ("folder", "above"),
    [
        ("~/src/app/", ("~/src/app", "~/src", "~")),
        ("/srv/app", ("/srv/app", "/srv", "")),
        ("~", ("~",)),
        ("/", ("",)),
    ],
)
def test_up_to_the_home_or_the_root(folder: str, above: tuple[str, ...]) -> None:
    assert folders_above(folder) == above


def test_no_chain_of_folders_is_endless() -> None:
    assert len(folders_above("~/" + "a/" * 99)) == 12


def test_what_is_there() -> None:
    want = Wanted(projects=ProjectsWanted(("~/src/app",)))
    work = (FileProbe("~/src/go.work", limit=256 * KIB), file("go 1.25\n"))
    assert read(FILES_ABOVE, work, want=want) == {"~/src/go.work": b"go 1.25\n"}
    denied = (FileProbe("~/go.mod", limit=256 * KIB), Denied())
    assert isinstance(read(FILES_ABOVE, denied), Unknown)

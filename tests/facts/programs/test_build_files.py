"""Files that say how projects are built."""

from __future__ import annotations

from tests.facts.answers import file, read
from wizard.facts.programs.build_files import BUILD_FILES
from wizard.model.facts import Unknown
from wizard.model.probes import KIB, Denied, FileProbe
from wizard.model.wanted import ProjectsWanted, Wanted

WANT = Wanted(projects=ProjectsWanted(("~/app/",)))


def test_those_of_the_profile_are_read() -> None:
    make = (FileProbe("~/app/Makefile", limit=256 * KIB), file("all:\n"))
    assert read(BUILD_FILES, make, want=WANT) == {"~/app/Makefile": b"all:\n"}
    assert BUILD_FILES.ask(Wanted()) == ()


def test_what_could_not_be_read_may_say_anything() -> None:
    make = (FileProbe("~/app/Makefile", limit=256 * KIB), file("all:\n"))
    docker = (FileProbe("~/app/Dockerfile", limit=256 * KIB), Denied())
    assert isinstance(read(BUILD_FILES, make, docker, want=WANT), Unknown)

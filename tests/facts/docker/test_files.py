"""The Dockerfiles of the projects of the profile, and the file that hides what is beside them."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, file, read
from wizard.facts.docker.files import PROJECT_IMAGES
from wizard.model.facts import Unknown
from wizard.model.probes import KIB, Answer, FileProbe, Probe
from wizard.model.wanted import ProjectsWanted, Wanted

WANT = Wanted(projects=ProjectsWanted(folders=("~/src/a/", "/srv/b")))


def at(path: str, content: Answer | str) -> tuple[Probe, Answer]:
    answer = file(content) if isinstance(content, str) else content
    return FileProbe(path, limit=256 * KIB), answer


def test_who_names_no_project_is_asked_nothing() -> None:
    assert read(PROJECT_IMAGES) == ()


def test_each_dockerfile_is_found_with_what_hides_files() -> None:
    found = read(
        PROJECT_IMAGES,
        at("~/src/a/Dockerfile", "FROM golang\n"),
        at("~/src/a/.dockerignore", "vendor\n"),
        at("/srv/b/Containerfile", "FROM scratch\n"),
        at("/srv/b/Containerfile.dockerignore", "*\n"),
        at("/srv/b/.dockerignore", "x\n"),
        want=WANT,
    )
    assert not isinstance(found, Unknown)
    assert [(each.path, each.ignore_path, [line.text for line in each.ignored]) for each in found] == [
        ("~/src/a/Dockerfile", "~/src/a/.dockerignore", ["vendor"]),
        ("/srv/b/Containerfile", "/srv/b/Containerfile.dockerignore", ["*"]),
    ]


@pytest.mark.parametrize("path", ["~/src/a/Dockerfile", "~/src/a/.dockerignore"])
def test_what_was_not_seen_is_unknown(path: str) -> None:
    pairs = dict([at("~/src/a/Dockerfile", "FROM golang\n"), at(path, GONE)])
    assert isinstance(read(PROJECT_IMAGES, *pairs.items(), want=WANT), Unknown)

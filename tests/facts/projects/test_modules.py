"""What lies beside the go.mod of a project: asked for only where there is one."""

from __future__ import annotations

from tests.facts.answers import file, read
from wizard.facts.go import PROJECT_FILES
from wizard.facts.projects.modules import PROJECTS, Project
from wizard.model.facts import Snapshot, Unknown
from wizard.model.probes import KIB, MIB, Answer, Denied, FileProbe, Missing, Probe, Special
from wizard.model.wanted import ProjectsWanted, Wanted

WANT = Wanted(projects=ProjectsWanted(("~/a", "~/b")))
FOLDER = Special("directory", 0o755, 1001, 1001)


def beside(name: str, answer: str | Answer) -> tuple[Probe, Answer]:
    return FileProbe(f"~/a/{name}", limit=2 * MIB), file(answer) if isinstance(answer, str) else answer


def at(name: str, answer: Answer) -> tuple[Probe, Answer]:
    return FileProbe(f"~/a/{name}", limit=0, head=True), answer


def projects(*pairs: tuple[Probe, Answer], module: str = "module a\n") -> tuple[Project, ...]:
    found = read(PROJECTS, (FileProbe("~/a/go.mod", limit=256 * KIB), file(module)), *pairs, want=WANT)
    assert not isinstance(found, Unknown)
    return found


def test_a_project_is_a_folder_with_a_go_mod() -> None:
    (project,) = projects(beside("go.sum", "x"), at("vendor", FOLDER), at(".git", FOLDER))
    assert (project.folder, project.path("go.sum")) == ("~/a", "~/a/go.sum")
    assert (project.files, project.has_vendor, project.owner) == ({"go.sum": b"x"}, True, 1001)
    assert not project.has_workspace


def test_what_is_not_there_is_not_told() -> None:
    (project,) = projects(at("vendor", Missing()))
    assert (project.files, project.has_vendor, project.owner, project.gap) == ({}, False, None, None)


def test_what_could_not_be_read_is_a_gap() -> None:
    (project,) = projects(beside("go.sum", Denied()))
    assert project.gap is not None


def test_without_a_go_mod_nothing_is_asked() -> None:
    assert PROJECTS.ask(WANT, Snapshot({PROJECT_FILES: {"~/a/go.work": b""}})) == ()

"""Projects that the user names are proven too; what merely lies below a folder that he names is not."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from tests.gui import demo
from wizard.app.look import Look
from wizard.app.proof.named_projects import named_projects
from wizard.app.session import Session
from wizard.model.wanted import ProjectsWanted, Wanted
from wizard.transports.host import Host
from wizard.transports.tree import Tree


def seen(folder: Path, *names: str) -> tuple[Look, Wanted]:
    """A look at a machine with the modules ~/src/app and ~/src/lib."""
    machine = demo.machine(folder / "Ubuntu-24.04")
    for name in ("app", "lib"):
        project = machine / "home/me/src" / name
        project.mkdir(parents=True)
        (project / "go.mod").write_text(f"module example.com/{name}\n\ngo 1.24\n")
    wanted = replace(demo.REPAIR, projects=ProjectsWanted(names))
    return Session(Tree(machine), Host(), wanted).look(), wanted


def test_a_module_that_is_named_is_proven(tmp_path: Path) -> None:
    assert named_projects(*seen(tmp_path, "~/src/app/", "~/none")) == ("~/src/app",)


def test_modules_below_a_folder_are_not(tmp_path: Path) -> None:
    look, wanted = seen(tmp_path, "~/src")
    assert named_projects(look, wanted) == ()


def test_of_what_was_not_looked_at_nothing_is_known(tmp_path: Path) -> None:
    look, wanted = seen(tmp_path, "~/src/app")
    assert named_projects(None, wanted) == ()
    assert named_projects(replace(look, answers={}), wanted) == ()

"""Which of the user's projects are proven with the sample: those that he names, one by one."""

from __future__ import annotations

from wizard.app.look import Look
from wizard.engine.waves import gather
from wizard.facts.projects.modules import PROJECTS
from wizard.model.probes import Answers
from wizard.model.wanted import Wanted


def named_projects(look: Look | None, want: Wanted) -> tuple[str, ...]:
    """The folders that *want* names in which *look* saw a module. Modules below them are left out: there may be
    hundreds, and each takes its time. No crossing."""
    if look is None:
        return ()
    see, _ = gather((PROJECTS,), want, lambda side, probes: look.answers.get(side.value) or Answers())
    if see.unknown(PROJECTS) is not None:
        return ()
    named = {folder.rstrip("/") for folder in want.projects.folders}
    return tuple(project.folder for project in see[PROJECTS] if project.folder in named)

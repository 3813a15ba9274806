"""The script that VS Code runs in a distro before its server starts: what it sets, editors have, and terminals have not
(GO §13.5)."""

from __future__ import annotations

from typing import Final

from wizard.facts.shapes import always, content
from wizard.facts.shell import StartFile
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Answers, FileProbe
from wizard.model.wanted import Wanted

PLACES: Final = ("~/.vscode-server/server-env-setup", "~/.vscode-server-insiders/server-env-setup")
_PROBES: Final = tuple(FileProbe(path) for path in PLACES)


def _setups(answers: Answers, want: Wanted) -> tuple[StartFile, ...] | Unknown:
    found: list[StartFile] = []
    for probe in _PROBES:
        data = content(answers[probe], probe.path)
        if isinstance(data, Unknown):
            return data
        if data:
            found.append(StartFile(probe.path, data))
    return tuple(found)


EDITOR_SETUPS: Fact[tuple[StartFile, ...]] = Fact("editor-setups", always(*_PROBES), _setups)
"""Those that are there: sh, whatever the user's shell is."""

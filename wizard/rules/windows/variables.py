"""What rules about variables of Windows have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wizard.facts.windows.go import GoFolders, WindowsVariable, WindowsVariables
from wizard.model.facts import Unknown
from wizard.model.findings import Evidence
from wizard.model.text import Text, say

TAKES_EFFECT: Final = say("Takes effect in new terminals. Programs that are open keep the old value.")


def seen(variable: WindowsVariable, note: Text | None = None) -> Evidence:
    """*variable* as evidence."""
    return Evidence(variable.key, f"{variable.name} = {variable.text}", note=note)


def gap(paths: Sequence[str], variables: WindowsVariables, folders: GoFolders) -> Unknown | None:
    """The first of *paths* that nobody looked at."""
    unseen = (path for path in paths if path and folders.at(variables.expanded(path)) is None)
    return next((Unknown(say("{path} was not checked.", path=path)) for path in unseen), None)

"""What is said of files with nearly the name or the place of those that WSL reads."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.facts.dead_files import DeadFile
from wizard.model.findings import Evidence, Finding
from wizard.model.text import say
from wizard.rules.declare import advice, not_applicable


def about(files: Sequence[DeadFile]) -> Finding:
    """The finding about *files*."""
    if not files:
        return not_applicable(say("No files with nearly the names that WSL reads were found."))
    return advice(
        say("WSL does not read {path}.", path=files[0].path),
        *(Evidence(each.path, note=say("WSL reads {meant} instead.", meant=each.meant)) for each in files),
        why=say("Settings in this file have no effect, and WSL does not say so."),
        do=say("Move the settings to {meant}, then delete this file.", meant=files[0].meant),
    )

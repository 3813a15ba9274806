"""What is said of files with nearly the name or the place of those that WSL reads."""

from __future__ import annotations

from wizard.facts.dead_files import DeadFiles
from wizard.model.findings import Evidence, Finding
from wizard.model.text import say
from wizard.rules.declare import advice, ok, ok_only_if_known


def about(dead: DeadFiles) -> Finding:
    """The finding about *dead*."""
    files = dead.files
    if not files:
        return ok_only_if_known(
            ok(say("No files with nearly the names that WSL reads were found.")), dead.gap
        )
    return advice(
        say("WSL does not read {path}.", path=files[0].path),
        *(Evidence(each.path, note=say("WSL reads {meant} instead.", meant=each.meant)) for each in files),
        why=say("Settings in this file have no effect, and WSL does not say so."),
        do=say("Move the settings to {meant}, then delete this file.", meant=files[0].meant),
    )

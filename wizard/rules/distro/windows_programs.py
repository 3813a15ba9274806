"""Programs of Windows that a shell of the distro runs in place of those of Linux."""

from __future__ import annotations

from typing import Final

from wizard.facts.resources.drives import DRIVES
from wizard.facts.tools import TOOLS
from wizard.facts.wsl import KERNEL, Kernel
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, not_applicable, ok, rule

_NAMES: Final = ("git", "gcc", "make", "docker", "kubectl", "helm", "gpg", "python3")
_ENDS: Final = (".exe", ".cmd", ".bat")


@rule(
    "wsl-windows-binary-shadow",
    area="wsl",
    title=say("Shells run Linux programs, not Windows ones"),
    needs=(TOOLS, DRIVES, KERNEL),
    sources=("WSL §5", "RULES 13"),
)
def windows_programs(see: Snapshot, want: Wanted) -> Finding:
    if see[KERNEL] is Kernel.LINUX:
        return not_applicable(say("This distro does not run on WSL and has no Windows drives."))
    found = {name: see[TOOLS][name].place for name in _NAMES if name in see[TOOLS]}
    wrong = {
        name: place
        for name, place in found.items()
        if see[DRIVES].holds(place) or place.lower().endswith(_ENDS)
    }
    if not found:
        return not_applicable(say("None of these programs is there: {names}.", names=join(_NAMES)))
    if not wrong:
        return ok(
            say("From Linux: {names}.", names=join(found)), *(Evidence(place) for place in found.values())
        )
    return advice(
        say("From Windows: {names}.", names=join(wrong)),
        *(Evidence(place) for place in wrong.values()),
        why=say("Windows programs start slowly, do not understand Linux paths, and have other settings."),
        do=say("In Docker Desktop, turn on WSL integration for this distro.")
        if tuple(wrong) == ("docker",)
        else say(
            "Install these programs in the distro. If they are installed, put their folder before the Windows folders"
            " in PATH."
        ),
    )

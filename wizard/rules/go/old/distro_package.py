"""The distro's own Go, which an installed one hides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import GoTree
from wizard.facts.packages import MANAGERS
from wizard.facts.programs.distro_go import DISTRO_GO, DistroGo, hidden
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.go_paths import GO_PATHS
from wizard.facts.shells.go_trees import GO_TREES, in_home
from wizard.model.commands.command import Argv, Command
from wizard.model.edits.files import RunCommand
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import WITHOUT_SHELL, as_root, remove_go
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule, unknown
from wizard.rules.go.evidence import path_unclear, trees

_REMOVE: Final[Mapping[str, Argv]] = {
    "apt-get": ("dpkg", "--remove"),
    "dnf": ("rpm", "-e"),
    "pacman": ("pacman", "-R"),
    "apk": ("apk", "del"),
}


@rule(
    "go-distro-package",
    area="go-install",
    title=say("No old Go of the distro is left"),
    needs=(DISTRO_GO, GO_PATHS, GO_TREES, ACCOUNT),
    severity=Severity.INFO,
    sources=("GO §3", "RULES 36", "RULES 105"),
)
def distro_package(see: Snapshot, want: Wanted) -> Finding:
    if not any(tree.kind == "package" for tree in see[GO_TREES]):
        return not_applicable(say("The distro's Go package is not installed."))
    if see[GO_PATHS].unclear:
        return path_unclear(see[GO_PATHS])
    old, packages = hidden(see), see[DISTRO_GO]
    if not old:
        return not_applicable(say("No newer Go is used instead of the distro's Go package."))
    named = tuple(Evidence(name, version) for name, version in packages.packages)
    if not packages.manager:
        return unknown(say("No package owns {path}.", path=old[0].path), *trees(old))
    if packages.is_needed:
        return ok(
            say("Other packages need the distro's Go {version}.", version=old[0].version),
            *named,
            *map(Evidence, packages.needed_by),
        )
    says = say("The distro's Go {version} is still installed.", version=old[0].version)
    command = _removal(packages)
    if command is not None and not _runs_in_scripts(see, old):
        return fixable(
            says,
            (RunCommand(command),),
            *trees(old),
            *named,
            why=_why(see, old),
            effect=say("Takes effect immediately. Your other Go stays in use."),
            may_break=say(
                "Programs that no start file tells of, such as those of other users, may run this Go. Undoing it"
                " downloads the same versions, if the distro still has them."
            ),
        )
    return advice(
        says,
        *trees(old),
        *named,
        why=_why(see, old),
        do=say(
            "If you do not need it, remove it: {command}",
            command=as_root((*_REMOVE[packages.manager], *(name for name, _ in packages.packages))),
        ),
    )


def _removal(packages: DistroGo) -> Command | None:
    manager = next((each for each in MANAGERS if each.name == packages.manager), None)
    return remove_go(manager, packages.packages) if manager is not None else None


def _why(see: Snapshot, old: tuple[GoTree, ...]) -> Text:
    if _runs_in_scripts(see, old):
        return say(
            "Terminals and editors run another Go. What starts without a login shell, such as cron and {command}, runs"
            " this one, and finds no Go once it is removed.",
            command=WITHOUT_SHELL,
        )
    return say(
        "Terminals and editors run another Go, and no other package needs this one: {names}.",
        names=join(dict.fromkeys(tree.path for tree in old)),
    )


def _runs_in_scripts(see: Snapshot, old: tuple[GoTree, ...]) -> bool:
    """Whether what starts without a login shell runs one of them, and would have no Go without it."""
    first = see[GO_PATHS].kinds[Kind.SCRIPT].first
    folders = tuple(f"{in_home(tree.path, see[ACCOUNT])}/" for tree in old)
    return first is not None and first.real.startswith(folders)

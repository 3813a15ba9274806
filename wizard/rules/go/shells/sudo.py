"""Go as root: sudo has a PATH of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs.lines import text_of
from wizard.facts.programs.build_files import BUILD_FILES
from wizard.facts.programs.sudo_path import SUDO_PATH, SUDOERS, SudoPath
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.go_paths import GO_PATHS
from wizard.facts.shells.start_files import START_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.declare import advice, not_applicable, ok, rule
from wizard.rules.go.evidence import path_unclear

_USED: Final = lazy_pattern(
    r"\bsudo[ \t]+(?:-\w+[ \t]+)*go[ \t]+(?:build|get|install|mod|run|test|env|clean)\b"
)
_SHIPPED: Final = say("Only root can read this file. The distro ships this value.")


@rule(
    "go-sudo",
    area="go-install",
    title=say("Go is used without sudo"),
    needs=(SUDO_PATH, GO_PATHS, ACCOUNT, START_FILES, BUILD_FILES),
    severity=Severity.INFO,
    sources=("GO §6", "GO §13.7", "RULES 103"),
)
def sudo(see: Snapshot, want: Wanted) -> Finding:
    path, paths = see[SUDO_PATH], see[GO_PATHS]
    if see[ACCOUNT].name == "root":
        return not_applicable(say("The user root does not need sudo."))
    if path is None:
        return not_applicable(say("This distro has no sudo, or its PATH is not known."))
    if paths.unclear:
        return path_unclear(paths)
    first = paths.terminal.first
    if first is None:
        return not_applicable(say("PATH contains no go command."))
    seen = _seen(path)
    if not path.folders or _folder(first.name) in path.folders:
        return ok(say("Terminals run a go in the PATH of sudo."), *seen)
    used = tuple(_used(see))
    if not used:
        return ok(say("{path} is not in the PATH of sudo. Go does not need root.", path=first.name), *seen)
    return advice(
        say("{path} is not in the PATH of sudo.", path=first.name),
        *used,
        *seen,
        why=say(
            "With sudo, go is “command not found”, or an older Go. What it writes to your home belongs to root, and"
            " later builds fail with “permission denied”."
        ),
        do=say(
            "Run go without sudo. If a program needs root, build it first, then start the program with sudo."
        ),
    )


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _seen(path: SudoPath) -> tuple[Evidence, ...]:
    if not path.folders:
        return ()
    quote = f"secure_path={':'.join(path.folders)}"
    return (Evidence(SUDOERS, quote, note=None if path.is_read else _SHIPPED),)


def _used(see: Snapshot) -> Iterator[Evidence]:
    """Where a start file or a build file of a project runs go as root."""
    files = {file.path: file.meant for file in see[START_FILES].files if file.in_home}
    for path, data in {**files, **see[BUILD_FILES]}.items():
        for number, line in enumerate(text_of(data).split("\n"), 1):
            if _USED.search(line) and not line.lstrip().startswith("#"):
                yield Evidence(path, line.strip(), number)

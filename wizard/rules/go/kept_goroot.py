"""GOROOT beside a Go that is put in front: the lines that set it to another one go, or their owner is asked (GO §3)."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.foreseen import foresee
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.go_trees import GO_TREES, in_home
from wizard.facts.shells.start_files import START_FILES
from wizard.model.edits.files import Edit
from wizard.model.facts import Snapshot
from wizard.model.text import Text, say
from wizard.rules.go.effects import OF_SESSIONS
from wizard.rules.go.start_lines import Export, aim_of, exports
from wizard.rules.go.variable import elsewhere, is_universal

_NAME = "GOROOT"


def goroot_edits(see: Snapshot, version: str) -> Iterator[Edit]:
    """What takes GOROOT from Go *version*, where one line is all that this needs."""
    yield from (each.edit for each in _of_another(see, version) if each.edit is not None)


def kept_goroot(see: Snapshot, version: str) -> Text | None:
    """The risk of running Go *version* where something sets GOROOT to another one, and nothing can take that away."""
    kept = next((each for each in _of_another(see, version) if each.edit is None or is_universal(each)), None)
    if kept is None or _goes_with_the_others(see, version):
        return None
    where = f"{kept.seen.source}:{kept.seen.line}" if kept.seen.line else kept.seen.source
    return say(
        "{line} sets GOROOT to another Go. Builds then fail with “does not match go tool version”.",
        line=where,
    )


def _goes_with_the_others(see: Snapshot, version: str) -> bool:
    """Whether no shell exports it any more once the lines that can go are gone: what is left sets, and does not
    export."""
    edits = tuple(goroot_edits(see, version))
    if not edits:
        return False
    aim = aim_of((_NAME,), see[SHELLS])
    after = foresee(see[SHELLS], see[START_FILES], see[ACCOUNT], edits, aim).kinds
    values = [after[kind].get(_NAME) for kind in PEOPLE]
    return not any(value.is_exported or value.unclear is not None for value in values)


def _of_another(see: Snapshot, version: str) -> Iterator[Export]:
    """What sets GOROOT in the shells of WSL, and not to Go *version*."""
    found = tuple(exports(see[START_FILES], (_NAME,), see[ACCOUNT].home, see[SHELLS]))
    for each in (*found, *elsewhere((_NAME,), see, found)):
        if each.value != "" and each.seen.source != OF_SESSIONS and not _is_of(each.value, see, version):
            yield each


def _is_of(value: str | None, see: Snapshot, version: str) -> bool:
    trees = (tree for tree in see[GO_TREES] if tree.version == version)
    return value is not None and value.rstrip("/") in {in_home(tree.path, see[ACCOUNT]) for tree in trees}

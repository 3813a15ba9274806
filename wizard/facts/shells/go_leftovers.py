"""Folders in a GOROOT that its release does not have: another one was unpacked over it, or below it (GO §3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.codecs.go import version as goversion
from wizard.facts.go import GoTree
from wizard.facts.shapes import always, is_folder
from wizard.facts.shells.go_trees import GO_TREES, IN_PATH
from wizard.model.facts import Fact, Snapshot
from wizard.model.probes import Answers, FileProbe
from wizard.model.wanted import Wanted

LAST: Final = {
    "src/cmd/go/internal/modconv": "1.21",
    "src/runtime/internal/atomic": "1.22",
    "src/runtime/internal/math": "1.23",
    "src/runtime/internal/startlinetest": "1.24",
    "src/internal/itoa": "1.25",
    "src/go/internal/scannerhooks": "1.26",
}
"""Folders by the last series of Go that has them."""
FIRST: Final = {
    "src/iter": "1.22",
    "src/unique": "1.23",
    "src/weak": "1.24",
    "src/encoding/json/v2": "1.25",
    "src/testing/cryptotest": "1.26",
    "src/uuid": "1.27",
}
"""Folders by the first series of Go that has them (both compared over the archives of Go 1.21 to 1.27)."""
_USUAL: Final = ("/usr/local/go", "~/.local/go")
"""Where people unpack an archive. One in ~/go has another rule; managers and packages unpack none over another."""


def _probe(root: str, folder: str) -> FileProbe:
    return FileProbe(f"{root}/{folder}", limit=0)


def _probes_of(root: str) -> tuple[FileProbe, ...]:
    return tuple(_probe(root, folder) for folder in (*LAST, *FIRST))


def _trees(see: Snapshot) -> tuple[GoTree, ...]:
    return tuple(tree for tree in see[GO_TREES] if tree.path in _USUAL or tree.kind == IN_PATH)


def _read(answers: Answers, want: Wanted, see: Snapshot) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for tree in _trees(see):
        there = {each for each in (*LAST, *FIRST) if is_folder(answers[_probe(tree.path, each)])}
        found[tree.path] = {folder: series for folder in sorted(there) if (series := _not_of(folder, tree))}
    return found


def _not_of(folder: str, tree: GoTree) -> str:
    """The series of Go that *folder* is of, if that is not the one of *tree*; else empty."""
    own = goversion.parse(tree.version)
    if own is None:
        return ""
    if (last := LAST.get(folder)) is not None:
        return last if _is_after(own.series, last) else ""
    first = FIRST[folder]
    return first if _is_after(first, own.series) else ""


def _is_after(series: str, other: str) -> bool:
    one, two = goversion.parse(series), goversion.parse(other)
    return one is not None and two is not None and two < one


_ASKED_FIRST: Final[Fact[None]] = Fact(
    "go-leftovers-usual",
    always(*(probe for root in _USUAL for probe in _probes_of(root))),
    lambda answers, want: None,
)
"""Asks in the first wave what is looked at almost everywhere."""

GO_LEFTOVERS: Fact[Mapping[str, Mapping[str, str]]] = Fact(
    "go-leftovers",
    lambda want, see: tuple(probe for tree in _trees(see) for probe in _probes_of(tree.path)),
    _read,
    needs=(GO_TREES,),
    uses=(_ASKED_FIRST,),
)
"""For each Go that a person may have unpacked: its folders that are of another release, with the series of that."""

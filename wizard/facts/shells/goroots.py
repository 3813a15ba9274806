"""GOROOTs that a version manager sets: they are right as long as its own Go runs (GO §13.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from wizard.facts.go import GoTree
from wizard.facts.shapes import derived
from wizard.facts.shell import ACCOUNT, GoHit
from wizard.facts.shells.go_paths import GO_PATHS, PEOPLE
from wizard.facts.shells.go_trees import GO_TREES, in_home
from wizard.model.facts import Fact, Snapshot
from wizard.model.wanted import Wanted

G_ROOT: Final = "~/.go"
"""Where g links the version that is chosen; without GOROOT g itself does not start."""


def _goroots(see: Snapshot, want: Wanted) -> Mapping[str, str]:
    if any(see.unknown(fact) is not None for fact in (ACCOUNT, GO_PATHS, GO_TREES)):
        return {}
    firsts = tuple(first for kind in PEOPLE if (first := see[GO_PATHS].kinds[kind].first) is not None)
    return dict(_of(see, firsts))


def _of(see: Snapshot, firsts: tuple[GoHit, ...]) -> Iterator[tuple[str, str]]:
    for tree in see[GO_TREES]:
        if tree.is_manager and all(_is_its_own(first, tree, see) for first in firsts):
            path = G_ROOT if tree.kind == "g" else tree.path
            yield in_home(path, see[ACCOUNT]), tree.kind


def _is_its_own(first: GoHit, tree: GoTree, see: Snapshot) -> bool:
    """Whether the Go that runs lies in *tree*, or is a shim, which has no version."""
    return not first.version or in_home(first.real, see[ACCOUNT]).startswith(
        in_home(tree.path, see[ACCOUNT]) + "/"
    )


MANAGED_GOROOTS: Fact[Mapping[str, str]] = derived(
    "managed-goroots", (), _goroots, uses=(ACCOUNT, GO_PATHS, GO_TREES)
)
"""The manager by the GOROOT that it sets, where that is the GOROOT of the Go that shells run."""

"""How the rules about Go quote what they saw."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.codecs import shellrc
from wizard.facts.go import (
    GoTree,
)
from wizard.facts.shell import GoHit
from wizard.model.findings import Evidence


def hits(found: Iterable[GoHit]) -> tuple[Evidence, ...]:
    """Every ``go`` of a PATH, with its version and what it leads to."""
    return tuple(
        Evidence(hit.name, hit.version + (f" → {hit.real}" if hit.real != hit.name else "")) for hit in found
    )


def trees(found: Iterable[GoTree]) -> tuple[Evidence, ...]:
    """Every folder of a Go, with its version and who put it there."""
    return tuple(Evidence(tree.path, f"{tree.version} ({tree.kind})") for tree in found)


def alone(found: shellrc.Assignment) -> bool:
    """The statement has one line to itself, which can be dropped without changing anything else."""
    return found.whole_line and found.line == found.last_line

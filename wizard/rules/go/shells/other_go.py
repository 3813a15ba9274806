"""Whether a folder of some PATH brings a Go that no terminal has."""

from __future__ import annotations

from typing import Final

from wizard.codecs.shell.kinds import Kind
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_trees import GO_TREES, in_home
from wizard.model.facts import Snapshot
from wizard.patterns import lazy_pattern

_GO_FOLDER: Final = lazy_pattern(r"/go-?\d[\w.]*/bin\Z")


def is_other_go(folder: str, see: Snapshot) -> bool:
    """Whether it is the ``bin`` folder of a Go that no terminal has in PATH."""
    trees = (f"{in_home(tree.path, see[ACCOUNT])}/bin" for tree in see[GO_TREES])
    is_go = folder in trees or _GO_FOLDER.search(folder) is not None
    return is_go and folder not in see[SHELLS].folders(Kind.TERMINAL)

"""GOROOTs that a version manager sets for the Go that runs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.facts.answers import ME
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import GoTree
from wizard.facts.shell import ACCOUNT, GoHit
from wizard.facts.shells.go_paths import GO_PATHS, PEOPLE, GoPaths, GosOf
from wizard.facts.shells.go_trees import GO_TREES
from wizard.facts.shells.goroots import MANAGED_GOROOTS
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Answers
from wizard.model.text import say
from wizard.model.wanted import Wanted

GVM = "~/.gvm/gos/go1.25.5"


def found(*hits: tuple[str, str, str], trees: Mapping[str, str]) -> object:
    """What is managed where each kind of shell runs one of *hits* (name, real path, version)."""
    gos = [GosOf((GoHit(*hit),), ("",)) for hit in hits] or [GosOf()]
    kinds = {kind: gos[min(place, len(gos) - 1)] for place, kind in enumerate(PEOPLE)}
    known: dict[Fact[object], object] = {
        ACCOUNT: ME,
        GO_PATHS: GoPaths({**kinds, Kind.SCRIPT: GosOf()}),
        GO_TREES: tuple(GoTree(path, kind, "1.25.5", "amd64") for path, kind in trees.items()),
    }
    return MANAGED_GOROOTS.read(Answers(()), Wanted(), Snapshot(known))


OWN = ("~/.gvm/gos/go1.25.5/bin/go", f"{ME.home}/.gvm/gos/go1.25.5/bin/go", "1.25.5")
OTHER = ("/usr/local/go/bin/go", "/usr/local/go/bin/go", "1.26.6")
SHIM = ("~/.goenv/shims/go", "~/.goenv/shims/go", "")


@pytest.mark.parametrize(
    ("hits", "trees", "managed"),
    [
        ((OWN,), {GVM: "gvm"}, {f"{ME.home}/.gvm/gos/go1.25.5": "gvm"}),
        ((), {GVM: "gvm"}, {f"{ME.home}/.gvm/gos/go1.25.5": "gvm"}),
        ((SHIM,), {"~/.goenv/versions/1.25.5": "goenv"}, {f"{ME.home}/.goenv/versions/1.25.5": "goenv"}),
        ((OWN,), {"~/.gvm/gos/go1.2": "gvm"}, {}),
        ((OTHER,), {GVM: "gvm"}, {}),
        ((OWN, OTHER), {GVM: "gvm"}, {}),
        ((OTHER,), {"/usr/local/go": "archive"}, {}),
        (
            (("~/go/bin/go", "~/.go/.versions/1.25.5/bin/go", "1.25.5"),),
            {"~/.go/.versions/1.25.5": "g"},
            {f"{ME.home}/.go": "g"},
        ),
    ],
)
def test_only_of_the_go_that_runs(
    hits: tuple[tuple[str, str, str], ...], trees: Mapping[str, str], managed: Mapping[str, str]
) -> None:
    assert found(*hits, trees=trees) == managed


def test_nothing_is_managed_where_nothing_is_known() -> None:
    gap = Unknown(say("no"))
    known: dict[Fact[object], object] = dict.fromkeys((ACCOUNT, GO_PATHS, GO_TREES), gap)  # type: ignore[arg-type]
    assert MANAGED_GOROOTS.read(Answers(()), Wanted(), Snapshot(known)) == {}

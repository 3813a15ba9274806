"""What of Go's in the home belongs to another user: as the folders themselves say, and nothing else of the machine."""

from __future__ import annotations

from tests.facts.answers import at, read
from tests.rules.go.folders.told import folder
from wizard.facts.shells.go_owners import FOREIGN_GO_PATHS, ForeignPath, ForeignPaths
from wizard.model.probes import Answer, Denied, FileProbe, GlobProbe, Matches, Probe


def foreign(*pairs: tuple[Probe, Answer]) -> tuple[ForeignPath, ...]:
    found = read(FOREIGN_GO_PATHS, *pairs)
    assert isinstance(found, ForeignPaths)
    return found.paths


def test_the_highest_folder_stands_for_all_in_it() -> None:
    inside = (("/home/me/go/pkg/mod/cache", folder(0)), ("/home/me/go/pkg/mod/k8s.io", folder(1000)))
    pairs = (
        (FileProbe("~/go/pkg", limit=0), folder(0)),
        (GlobProbe("~/go/pkg/mod/*", limit=0), Matches(inside)),
    )
    assert foreign(*pairs) == (ForeignPath("~/go/pkg", 0),)
    assert foreign(pairs[1]) == (ForeignPath("~/go/pkg/mod/cache", 0),)


def test_what_may_not_be_looked_at_is_not_known() -> None:
    hidden = (FileProbe("~/.config/go", limit=0), Denied())
    parent = (FileProbe("~/.config", limit=0), folder(0, 0o700))
    assert foreign(parent, hidden) == (ForeignPath("~/.config", 0),)
    seen = read(FOREIGN_GO_PATHS, hidden)
    assert isinstance(seen, ForeignPaths)
    assert (seen.paths, seen.gap is None) == ((), False)


def test_a_group_of_the_user_may_write() -> None:
    shared = folder(0, 0o775)
    assert foreign((FileProbe("~/go", limit=0), shared)) == (ForeignPath("~/go", 0),)
    mine = type(shared)("directory", 0o775, 0, 1000)
    assert foreign((FileProbe("~/go", limit=0), mine)) == ()


def test_start_files_that_cannot_be_followed_leave_the_usual_places() -> None:
    unclear = at("~/.profile", 'export GOPATH="$(x)"\n')
    assert foreign(unclear, (FileProbe("~/go", limit=0), folder(0))) == (ForeignPath("~/go", 0),)

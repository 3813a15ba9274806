"""Folders of other releases: asked for in the first wave where archives are usually unpacked."""

from __future__ import annotations

from tests.facts.answers import file, read
from tests.rules.go.folders.told import folder
from wizard.codecs.go import version as goversion
from wizard.facts.go import VERSIONS
from wizard.facts.shells.go_leftovers import FIRST, GO_LEFTOVERS, LAST
from wizard.model.probes import Answer, FileProbe, GlobProbe, Matches, Probe


def tree(version: str) -> tuple[tuple[Probe, Answer], ...]:
    where = GlobProbe("/usr/local/go/VERSION")
    assert where in VERSIONS
    binary = GlobProbe("/usr/local/go/bin/go", limit=20)
    return (
        (where, Matches((("/usr/local/go/VERSION", file(f"go{version}\n")),))),
        (binary, Matches((("/usr/local/go/bin/go", file(b"\x7fELF")),))),
    )


def test_a_folder_with_the_series_that_it_is_of() -> None:
    left = (FileProbe("/usr/local/go/src/internal/itoa", limit=0), folder(0))
    assert read(GO_LEFTOVERS, *tree("1.26.6"), left) == {"/usr/local/go": {"src/internal/itoa": "1.25"}}
    assert read(GO_LEFTOVERS, *tree("1.25.5"), left) == {"/usr/local/go": {}}


def test_every_series_is_told_from_the_next() -> None:
    for table in (LAST, FIRST):
        series = [goversion.parse(each) for each in table.values()]
        assert all(each is not None for each in series)
        assert list(table.values()) == sorted(table.values())

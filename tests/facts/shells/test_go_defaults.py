"""What a distro sets in the go.env of its own Go."""

from __future__ import annotations

from tests.facts.answers import GONE, file, read
from wizard.facts.shells.go_defaults import GO_DEFAULTS
from wizard.model.facts import Unknown
from wizard.model.probes import KIB, Denied, GlobProbe, Matches

FILES = GlobProbe("/usr/lib/go*/go.env", limit=4 * KIB)


def test_each_go_of_a_package_has_its_own_and_the_first_line_of_a_key_wins() -> None:
    entries = (
        ("/usr/lib/go-1.22/go.env", file("GOSUMDB=sum.golang.org\nGOSUMDB=off\n")),
        ("/usr/lib/golang/go.env", file("# patched\nGOPROXY=direct\nGOSUMDB=off\n")),
        ("/usr/lib/gone/go.env", Denied()),
    )
    assert read(GO_DEFAULTS, (FILES, Matches(entries))) == {
        "/usr/lib/go-1.22": {"GOSUMDB": "sum.golang.org"},
        "/usr/lib/golang": {"GOPROXY": "direct", "GOSUMDB": "off"},
    }
    assert read(GO_DEFAULTS) == {}


def test_what_could_not_be_asked_is_unknown() -> None:
    assert isinstance(read(GO_DEFAULTS, (FILES, GONE)), Unknown)

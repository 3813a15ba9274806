"""The defaults that a distro gives its own Go, in the go.env of that Go (GO §1.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.codecs.go import goenv
from wizard.facts.shapes import always, entries, unknown
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import KIB, Answers, GlobProbe, Matches, Missing
from wizard.model.wanted import Wanted

NAME: Final = "/go.env"
_FILES: Final = GlobProbe(f"/usr/lib/go*{NAME}", limit=4 * KIB)

Defaults = Mapping[str, Mapping[str, str]]
"""By the folder of a Go, what its file sets."""


def _defaults(answers: Answers, want: Wanted) -> Defaults | Unknown:
    answer = answers[_FILES]
    if not isinstance(answer, Matches | Missing):
        return unknown(answer, _FILES.pattern)
    return {path.removesuffix(NAME): _first(found.content) for path, found in entries(answer)}


def _first(data: bytes) -> dict[str, str]:
    """Of two lines of a key the first one wins here."""
    return {each.key: each.value for each in reversed(goenv.parse(data))}


GO_DEFAULTS: Fact[Defaults] = Fact("go-defaults", always(_FILES), _defaults)
"""Of the packages of the distro. Whoever unpacks an archive of Go has Go's own."""

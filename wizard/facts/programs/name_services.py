"""Where the C library looks names up: ``/etc/nsswitch.conf`` (nsswitch.conf(5))."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.codecs.lines import text_of
from wizard.facts.shapes import file_fact
from wizard.model.facts import Fact
from wizard.patterns import lazy_pattern

NSSWITCH: Final = "/etc/nsswitch.conf"
_ACTION: Final = lazy_pattern(r"\[[^\]]*\]")


def _sources(data: bytes | None) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in text_of(data or b"").split("\n"):
        name, colon, rest = line.partition("#")[0].partition(":")
        if colon:
            found.setdefault(name.strip(), tuple(_ACTION.sub(" ", rest).split()))
    return found


NAME_SERVICES: Fact[Mapping[str, tuple[str, ...]]] = file_fact("name-services", NSSWITCH, _sources)
"""The sources of each database (``hosts``: ``files``, ``dns``), in their order; what to do in between is left out."""

"""After a switch to another Go: what the earlier one leaves behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from wizard.model.findings import Judged, Verdict
from wizard.model.text import Text, say

_SWITCHES: Final = "go-install-pin-version"
_LEFT: Final = ("go-tools-stale", "go-distro-package", "go-sudo")
"""The rules that find it: tools that the earlier Go built, its package, and its place in the PATH of sudo."""


def left_behind(switched: Sequence[Judged], seen: Sequence[Judged]) -> tuple[Text, ...]:
    """What checks *seen* find of an earlier Go, one sentence each, if a setup for the rules of *switched* put another
    one in its place."""
    if not any(item.rule == _SWITCHES for item in switched):
        return ()
    found = {item.rule: item for item in seen if item.verdict in (Verdict.ADVICE, Verdict.FIXABLE)}
    return tuple(
        say(
            "Left from the earlier Go: {says} See the check {rule}.",
            says=found[rule].finding.says,
            rule=rule,
        )
        for rule in _LEFT
        if rule in found
    )

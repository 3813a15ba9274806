"""One cause, said once: checks that could not be made for the same reason."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from wizard.model.findings import Evidence, Judged, Verdict
from wizard.model.text import Text, join, say, say_n

_ABOUT = "names"
"""The place of a sentence for what could not be found out, of which the cause is none."""
HEADING = say("Could not be checked")


class CommonCause(msgspec.Struct, frozen=True):
    """Why *checks*, two or more, could not be made, and the *evidence* of all of them, each once."""

    says: Text
    checks: tuple[Judged, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(dict.fromkeys(seen for item in self.checks for seen in item.finding.evidence))

    @property
    def counts(self) -> Text:
        return say_n("{count} check", "{count} checks", count=len(self.checks))

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(item.rule for item in self.checks)


def apart(judged: Sequence[Judged]) -> tuple[tuple[Judged, ...], tuple[CommonCause, ...]]:
    """*judged* without those that share a cause, in their order; and the causes, in the order of their first check."""
    groups: dict[object, list[Judged]] = {}
    for item in judged:
        if item.verdict is Verdict.UNKNOWN:
            groups.setdefault(_cause(item.finding.says), []).append(item)
    causes = tuple(_named(items) for items in groups.values() if len(items) > 1)
    shared = {rule for cause in causes for rule in cause.rules}
    return tuple(item for item in judged if item.rule not in shared), causes


def _cause(says: Text) -> object:
    return says.template, tuple((name, value) for name, value in says.values if name != _ABOUT)


def _named(items: Sequence[Judged]) -> CommonCause:
    """The cause of *items*: their sentence, about all that they are about."""
    says = items[0].finding.says
    names = tuple(
        dict.fromkeys(value for item in items for name, value in item.finding.says.values if name == _ABOUT)
    )
    texts = [value if isinstance(value, Text) else str(value) for value in names]
    values = tuple((name, join(texts) if name == _ABOUT else value) for name, value in says.values)
    return CommonCause(Text(says.template, values, says.many, says.count), tuple(items))

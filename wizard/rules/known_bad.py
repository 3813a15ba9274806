"""The family of versions of WSL that are known to break something (WSL §11): a row says what, and who uses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from wizard.model.commands.lines import TO_UPDATE
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import Text, say
from wizard.model.versions import EVER, Version, version
from wizard.rules.declare import advice, not_applicable, ok
from wizard.tables.read import table
from wizard.tables.rows import WslBreakage

_NEVER: Final = Version((1_000_000,))


class KnownBad(msgspec.Struct, frozen=True):
    """A row: what breaks by *issue*, for which machines (*is_used*), and what else than an update helps. Which versions
    of WSL break it, the table of breakages says."""

    issue: str
    what: Text
    is_used: Callable[[Snapshot], bool]
    do: Text = TO_UPDATE

    def has(self, known: Version) -> bool:
        """Whether the version *known* is one that breaks this."""
        row = next(each for each in table(WslBreakage).rows if each.issue == f"microsoft/{self.issue}")
        return (version(row.since or "") or EVER) <= known < (version(row.until or "") or _NEVER)


def about(known: Version | None, rows: Sequence[KnownBad], see: Snapshot) -> Finding:
    """What *rows* say of WSL *known* on the machine of *see*."""
    if known is None:
        return not_applicable(say("WSL came with Windows. Nothing is known of its versions."))
    bad = [row for row in rows if row.has(known) and row.is_used(see)]
    if not bad:
        return ok(say("WSL {version} breaks nothing that is known to be used here.", version=known.text))
    return advice(
        say("WSL {version} is known to break something that is used here.", version=known.text),
        *(Evidence(f"microsoft/{row.issue}", note=row.what) for row in bad),
        do=bad[0].do,
    )

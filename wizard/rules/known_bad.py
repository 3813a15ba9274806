"""The family of versions of WSL that are known to break something (WSL §11): a row says what, and who uses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from wizard.model.commands.lines import TO_UPDATE
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import Text, say
from wizard.model.versions import Version
from wizard.rules.declare import advice, not_applicable, ok

_NEVER: Final = Version((1_000_000,))


class KnownBad(msgspec.Struct, frozen=True):
    """A row: what breaks from version *since* on and before *until*, for which machines (*is_used*), with its *issue*,
    and what else than an update helps."""

    since: Version
    what: Text
    issue: str
    is_used: Callable[[Snapshot], bool]
    until: Version = _NEVER
    do: Text = TO_UPDATE

    def has(self, version: Version) -> bool:
        """Whether *version* is one that breaks this."""
        return self.since <= version < self.until


def about(version: Version | None, rows: Sequence[KnownBad], see: Snapshot) -> Finding:
    """What *rows* say of *version* on the machine of *see*."""
    if version is None:
        return not_applicable(say("WSL came with Windows. Nothing is known of its versions."))
    bad = [row for row in rows if row.has(version) and row.is_used(see)]
    if not bad:
        return ok(say("WSL {version} breaks nothing that is known to be used here.", version=version.text))
    return advice(
        say("WSL {version} is known to break something that is used here.", version=version.text),
        *(Evidence(f"microsoft/{row.issue}", note=row.what) for row in bad),
        do=bad[0].do,
    )

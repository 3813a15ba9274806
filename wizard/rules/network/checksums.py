"""Whether Go reaches the checksum database: through a proxy, by itself, or at its mirror in China (RULES 54)."""

from __future__ import annotations

from wizard.facts.network.asked import REPLIES
from wizard.facts.network.replies import AskedPlace, PlaceKind, Replies
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.commands import USE_SUMDB_IN_CHINA
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown
from wizard.rules.network.symptoms import ROWS, of_curl


@rule(
    "modules-sumdb-reach",
    area="modules",
    title=say("Go reaches the checksum database"),
    needs=(REPLIES,),
    severity=Severity.HIGH,
    sources=("GO §4", "GO §4.2", "RULES 53", "RULES 54"),
)
def reached(see: Snapshot, want: Wanted) -> Finding:
    replies = see[REPLIES]
    database = replies.of(PlaceKind.DATABASE)
    if database is None:
        return not_applicable(say("GOSUMDB is off: Go asks no checksum database."))
    passing = next((each for each in replies.chain if each.passes_sums), None)
    if passing is not None:
        return ok(say("{host} passes on the checksum database.", host=passing.host), Evidence(passing.url))
    return _alone(replies, database)


def _alone(replies: Replies, database: AskedPlace) -> Finding:
    """Of a database that no proxy passes on, so that Go asks it by itself."""
    if not (replies.chain and replies.chain[0].is_asked):
        return not_applicable(say("GOPROXY is off: Go downloads nothing."))
    found, mirror = of_curl(database), replies.of(PlaceKind.MIRROR)
    if found is None:
        return unknown(
            say("Could not ask the checksum database, because curl is not installed in the distro.")
        )
    if found.symptom is None:
        return ok(say("{host} responds.", host=database.host), Evidence(database.url))
    row = ROWS[found.symptom]
    other = of_curl(mirror) if mirror is not None else None
    is_mirrored = other is not None and other.is_good
    return advice(
        row.says(database.host),
        Evidence(database.url, found.quote),
        *(
            (Evidence(mirror.url, note=say("Responds as it should")),)
            if mirror is not None and is_mirrored
            else ()
        ),
        why=say("New modules fail with “verifying module”. Modules in go.sum are not affected."),
        do=say("Use the mirror, which has the same key: {command}", command=USE_SUMDB_IN_CHINA)
        if is_mirrored
        else row.do,
    )

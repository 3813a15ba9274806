"""Whose the folders are in which Go keeps things: ``sudo go`` makes some that belong to root (GO §6)."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.go_owners import FOREIGN_GO_PATHS, SHARED, ForeignPath
from wizard.facts.shells.go_trees import in_home
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, join, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.commands import to_own
from wizard.rules.declare import advice, not_applicable, ok, ok_only_if_known, rule

_WHY = say(
    "Go fails with “permission denied” or “failed to initialize build cache”, or builds the same again each time. Files"
    " of root get there if go runs with sudo."
)


@rule(
    "go-install-root-owned",
    area="go-install",
    title=say("Go's folders in your home belong to you"),
    needs=(FOREIGN_GO_PATHS, ACCOUNT),
    severity=Severity.HIGH,
    sources=("GO §1.2", "GO §6", "RULES 40"),
)
def owners(see: Snapshot, want: Wanted) -> Finding:
    account, found = see[ACCOUNT], see[FOREIGN_GO_PATHS].paths
    if account.uid == account.root_uid:
        return not_applicable(say("Root may write everywhere."))
    if not found:
        well = ok(say("Go can write to its folders in your home."))
        return ok_only_if_known(well, see[FOREIGN_GO_PATHS].gap)
    first, *more = found
    says = say_n(
        "{path} and {count} other folder of Go do not belong to you.",
        "{path} and {count} other folders of Go do not belong to you.",
        count=len(more),
        path=first.path,
    )
    if not more:
        says = say("{path} does not belong to you.", path=first.path)
    return advice(
        says,
        *(_seen(each, see) for each in found),
        why=_WHY,
        do=_do(found, see),
    )


def _seen(each: ForeignPath, see: Snapshot) -> Evidence:
    is_root = each.owner == see[ACCOUNT].root_uid
    note = say("It belongs to root.") if is_root else say("It belongs to user {number}.", number=each.owner)
    return Evidence(each.path, note=note)


def _do(found: Sequence[ForeignPath], see: Snapshot) -> Text:
    """The command names just what was seen, and follows no link."""
    account = see[ACCOUNT]
    plain = [each.path for each in found if not each.is_link]
    if not plain:
        links = join(each.path for each in found)
        return say("Check where these links lead, and who should own that: {links}", links=links)
    alone = tuple(in_home(path, account) for path in plain if path in SHARED)
    whole = tuple(in_home(path, account) for path in plain if path not in SHARED)
    command = to_own(account.uid, account.gid, alone, whole)
    return say("Take them over, and use go without sudo: {command}", command=command)

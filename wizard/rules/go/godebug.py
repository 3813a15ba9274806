"""GODEBUG: what crashes programs, what has no effect, and what is wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from wizard.codecs.go import godebug
from wizard.facts.shell import ACCOUNT, INTERACTIVE_SHELL, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.start_files import START_FILES
from wizard.facts.shells.unfollowed import unfollowed
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.rehearsal.shells import PEOPLE as PEOPLE_KINDS
from wizard.model.rehearsal.shells import GodebugHas, Purpose
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule, unknown
from wizard.rules.go.effects import IN_LOGIN_SHELLS
from wizard.rules.go.evidence import ELSEWHERE, in_shells, kinds, not_followed
from wizard.rules.go.godebug_lines import (
    BY_HAND,
    ENTRY,
    FATAL_WHY,
    GodebugRepair,
    GodebugStatement,
    block_entry,
    chooses,
    evidence_of,
    for_commands,
    foreseen_repair,
    is_written,
    moved,
    repairs,
    resolver,
    revived,
    statements,
    unclear_statement,
    winner,
)
from wizard.rules.go.start_lines import readers

_NETDNS = {
    "go": say(
        "Programs built with cgo then use Go's own resolver. It reads only files and dns of /etc/nsswitch.conf."
        " The go command has no cgo, so go get is not affected."
    ),
    "cgo": say(
        "Programs built with cgo then use the resolver of the C library. It reads all sources of /etc/nsswitch.conf."
        " The go command has no cgo, so go get is not affected."
    ),
}
_NETDNS_REPORTS = say("This value chooses no resolver. Programs only report which one they use.")


def _not_told(see: Snapshot) -> Finding | None:
    """What start files may set GODEBUG to besides, where no shell was asked; None if all is known."""
    if (gap := see[START_FILES].gap) is not None:
        return unknown(gap.why)
    if see[LOGIN_SHELL] is not None:
        return not_followed(see[SHELLS], (ENTRY,), is_asked=True)
    if (line := unclear_statement(see)) is not None:
        return unknown(unfollowed((ENTRY,), line))
    return not_followed(see[SHELLS], (ENTRY,))


@rule(
    "go-env-godebug-fatal",
    area="go-env",
    title=say("No GODEBUG setting crashes Go programs"),
    needs=(START_FILES, SHELLS, LOGIN_SHELL, ACCOUNT),
    severity=Severity.CRITICAL,
    sources=("GO §0", "GO §2", "RULES 43"),
)
def fatal(see: Snapshot, want: Wanted) -> Finding:
    bad = [(place, items) for place in statements(see) if (items := _killing(see, place))]
    if not bad:
        return _fatal_for_commands(see) or _not_told(see) or _fatal_elsewhere(see) or _still(see)
    settings = ",".join(dict.fromkeys(f"{item.key}={item.value}" for _, items in bad for item in items))
    says = say("{path} sets GODEBUG={settings}.", path=bad[0][0].file.path, settings=settings)
    evidence = evidence_of(place for place, _ in bad)
    made = repairs(see, want, [place for place, _ in bad])
    if not made.edits:
        return advice(says, *evidence, why=FATAL_WHY, do=BY_HAND)
    gone = {item.key for _, items in bad for item in items} - want.godebug.keys()
    return fixable(
        says,
        made.edits,
        *evidence,
        why=FATAL_WHY,
        effect=in_shells(made.edits),
        restart=Restart.SHELL,
        may_break=made.may_break,
        purposes=_purposes(gone, made),
    )


def _purposes(gone: Collection[str], made: GodebugRepair) -> Iterator[Purpose]:
    """That no shell has the keys that are *gone*; other keys may go with them."""
    for key in sorted({*gone, *made.keys}):
        yield Purpose(GodebugHas(key, None), PEOPLE_KINDS if key in gone else ())


def _killing(see: Snapshot, place: GodebugStatement) -> tuple[godebug.Fatal, ...]:
    """What of a statement kills programs, as far as some shell still has it in the end, and as a setting of its own."""
    values = [kind.get(ENTRY) for kind in readers(place.file, see[SHELLS])]
    if not values or any(value.unclear is not None for value in values):
        return godebug.fatal(place.value)
    texts = [value.text or "" for value in values if value.is_exported]
    left = {item.key for text in texts for item in godebug.fatal(text)}
    return tuple(item for item in godebug.fatal(place.value) if item.key in left)


def _fatal_for_commands(see: Snapshot) -> Finding | None:
    """What an alias, a function or a line sets for one command alone."""
    for seen, value in for_commands(see):
        if items := godebug.fatal(value):
            settings = ",".join(f"{item.key}={item.value}" for item in items)
            says = say("{path} sets GODEBUG={settings}.", path=seen.source, settings=settings)
            return advice(says, seen, why=FATAL_WHY, do=BY_HAND)
    return None


def _still(see: Snapshot) -> Finding:
    """All is well; but a line that would kill programs may still be there, and only a later one keeps it from that."""
    for place in statements(see):
        items, later = godebug.fatal(place.value), tuple(dict.fromkeys(_later(see, place)))
        if items and later and not place.conditional:
            return advice(
                say(
                    "{path} sets GODEBUG={settings}, but another line overrides it.",
                    path=place.file.path,
                    settings=",".join(f"{item.key}={item.value}" for item in items),
                ),
                *evidence_of((place,)),
                *later,
                why=say("No program gets this value now. Without the other line, programs exit at start."),
                do=say("Remove the setting that is overridden."),
                severity=Severity.INFO,
            )
    return ok(say("No GODEBUG setting crashes Go programs."))


def _later(see: Snapshot, place: GodebugStatement) -> Iterator[Evidence]:
    """The lines behind *place* that have the last word in the shells that read it."""
    for kind in readers(place.file, see[SHELLS]):
        files, last = [see[SHELLS].shown(path) for path in kind.files], kind.get(ENTRY).place
        path = see[SHELLS].shown(last.file)
        own = files.index(place.file.path)
        if path in files and (files.index(path), last.line) > (own, place.line):
            yield winner(see[SHELLS], kind.get(ENTRY))


def _fatal_elsewhere(see: Snapshot) -> Finding | None:
    """What a shell exports by a line that is no statement of a start file, or by none at all."""
    for kind in PEOPLE:
        value, shells = see[SHELLS].value(kind, ENTRY), see[SHELLS]
        if value.is_exported and value.unclear is None and godebug.fatal(value.text or ""):
            return _crashes(value.text or "", winner(shells, value), BY_HAND)
    seen = see[LOGIN_SHELL]
    value_seen = (seen.get(ENTRY) if seen is not None else None) or ""
    if not godebug.fatal(value_seen):
        return None
    return _crashes(value_seen, Evidence("$GODEBUG", value_seen), ELSEWHERE)


def _crashes(value: str, seen: Evidence, do: Text) -> Finding:
    says = say("Shells get {name}={value}.", name=ENTRY, value=value)
    return advice(says, seen, why=FATAL_WHY, do=do, restart=Restart.SHELL)


@rule(
    "go-env-godebug",
    area="go-env",
    title=say("GODEBUG is set as your profile asks"),
    needs=(START_FILES, SHELLS, LOGIN_SHELL, INTERACTIVE_SHELL, ACCOUNT),
    severity=Severity.LOW,
    sources=("GO §2", "GO §2.1", "RULES 26"),
    wished=lambda want: bool(want.godebug),
)
def wanted_settings(see: Snapshot, want: Wanted) -> Finding:
    entry = block_entry(see, want)
    path = entry.path
    gap = see[START_FILES].gap_at(path)
    if gap is not None:
        return unknown(gap.why)
    value = ",".join(f"{key}={want.godebug[key]}" for key in sorted(want.godebug))
    if is_written(see, entry):
        return _arrived(see, want) or ok(
            say("Shells get {name}={value}.", name=ENTRY, value=value), Evidence(path, entry.text)
        )
    same = [*moved(see, want)]
    same += [place for place in revived(see) if place not in same]
    of_lines = repairs(see, want, same)
    made = foreseen_repair(see, want, (*of_lines.edits, entry), of_lines.keys)
    return fixable(
        say("The wizard's block in {path} does not set GODEBUG={value}.", path=path, value=value)
        if same
        else say("{path} does not set GODEBUG={value}.", path=path, value=value),
        made.edits,
        *evidence_of(same),
        why=_of_netdns(want.godebug["netdns"])
        if "netdns" in want.godebug
        else say("Your profile asks for it. Without it, Go programs run with the default settings."),
        effect=IN_LOGIN_SHELLS,
        restart=Restart.SHELL,
        may_break=made.may_break,
        do=_still_overridden(see, want, made),
        purposes=(Purpose(GodebugHas(key, want.godebug[key])) for key in sorted(want.godebug)),
    )


def _still_overridden(see: Snapshot, want: Wanted, made: GodebugRepair) -> Text | None:
    """What is left to a person, where a line that runs after the block takes away what that sets."""
    shells = see[SHELLS]
    after = made.after.kinds if made.after is not None else {}
    for kind in PEOPLE if after else ():
        then, now = after[kind].get(ENTRY), shells.value(kind, ENTRY)
        is_overridden = then.unclear is None and not _has(then.text if then.is_exported else None, want)
        if is_overridden and now.place.file:
            seen = winner(shells, now)
            return _add_to(f"{seen.source}:{seen.line}")
    return None


def _arrived(see: Snapshot, want: Wanted) -> Finding | None:
    """Where a later line takes away what the block says, or may do so; None if it is so in every kind of shell."""
    shells, missed = see[SHELLS], []
    for kind in PEOPLE:
        value = shells.value(kind, ENTRY)
        if value.unclear is not None and not _was_heard(see, want):
            return not_followed(shells, (ENTRY,))
        if value.unclear is None and not _has(value.text if value.is_exported else None, want):
            missed.append(kind)
    if not missed:
        return None
    lines = dict.fromkeys(winner(shells, shells.value(kind, ENTRY)) for kind in missed)
    first = next(iter(lines))
    return advice(
        say("A later line overrides GODEBUG of the wizard's block in {kinds}.", kinds=kinds(missed)),
        *lines,
        why=say("Start files run from top to bottom, and the last line that sets GODEBUG wins."),
        do=_add_to(f"{first.source}:{first.line or ''}"),
        restart=Restart.SHELL,
    )


def _add_to(line: str) -> Text:
    return say("In {line}, add $GODEBUG to the value, or remove the line.", line=line)


def _has(value: str | None, want: Wanted) -> bool:
    settings = godebug.effective(value or "")
    return all(settings.get(key) == wanted for key, wanted in want.godebug.items())


def _was_heard(see: Snapshot, want: Wanted) -> bool:
    """Whether the login shell that was asked has it, and the one that was started without a login has nothing else."""
    login, inner = see[LOGIN_SHELL], see[INTERACTIVE_SHELL]
    later = inner.get(ENTRY) if inner is not None else None
    return login is not None and _has(login.get(ENTRY), want) and (not later or _has(later, want))


@rule(
    "dns-godebug-netdns",
    area="dns",
    title=say("GODEBUG chooses no resolver by accident"),
    needs=(START_FILES, SHELLS, LOGIN_SHELL, ACCOUNT),
    severity=Severity.LOW,
    sources=("GO §2.1", "RULES 26"),
)
def netdns(see: Snapshot, want: Wanted) -> Finding:
    found = [place for place in statements(see) if chooses(place)]
    if not found:
        return _not_told(see) or ok(say("No start file chooses a resolver with GODEBUG."))
    if "netdns" in want.godebug:
        return not_applicable(say("Your profile asks for a resolver (netdns)."))
    made = repairs(see, want, found)
    value = godebug.effective(found[-1].value)["netdns"]
    says, why = (
        say("{path} sets GODEBUG={settings}.", path=found[-1].file.path, settings=f"netdns={value}"),
        _of_netdns(value),
    )
    if not made.edits:
        return advice(says, *evidence_of(found), why=why, do=BY_HAND)
    return fixable(
        says,
        made.edits,
        *evidence_of(found),
        why=why,
        effect=in_shells(made.edits),
        restart=Restart.SHELL,
        may_break=made.may_break,
        purposes=_purposes({"netdns"}, made),
    )


def _of_netdns(value: str) -> Text:
    """What *value* of netdns does."""
    return _NETDNS.get(resolver(value) or "", _NETDNS_REPORTS)

"""GODEBUG settings that nothing hears: set twice, where Go does not read them, or of a name that no Go knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wizard.codecs.go import godebug, goenv
from wizard.codecs.go.godebug_names import FIRST, LAST, Unheard, unheard
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.start_files import START_FILES
from wizard.model.edits.files import UnsetVariable
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.rehearsal.shells import GodebugHas, Purpose
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, ok, ok_only_if_known, rule
from wizard.rules.go.evidence import in_shells, not_followed
from wizard.rules.go.godebug_lines import (
    BY_HAND,
    ENTRY,
    GodebugStatement,
    Keys,
    again,
    evidence_of,
    fatal_keys,
    repairs,
    statements,
    winner,
)

_TWICE_WHY = say(
    "If a key is set twice, the last value applies. A setting with a space around it is ignored, and Go never reads"
    " GODEBUG from the go env file. Leftover lines only hide the value that applies."
)
_SAYS = (
    say("GODEBUG sets the same key twice."),
    say("Go ignores a GODEBUG setting with a space around it."),
    say("The go env file sets GODEBUG, which Go does not read there."),
)
"""What is told of one kind of fault; of several, that there are some."""
_UNHEARD_WHY = say("Go ignores a setting that it does not have, and reports no error. The default applies.")


@rule(
    "go-env-godebug-inert",
    area="go-env",
    title=say("Every GODEBUG setting takes effect"),
    needs=(START_FILES, SHELLS, GOENV, ACCOUNT, LOGIN_SHELL),
    severity=Severity.LOW,
    sources=("GO §0", "GO §2", "RULES 44"),
)
def inert(see: Snapshot, want: Wanted) -> Finding:
    found = statements(see)
    twice = again(see)
    doubled = [place for place in found if _is_doubled(place, twice)]
    ignored = [place for place in found if place not in doubled and godebug.ignored(place.value)]
    made = repairs(see, want, doubled)
    edits = [*made.edits]
    evidence = list(evidence_of(doubled + ignored))
    useless = goenv.effective(see[GOENV].text).get("GODEBUG")
    if useless is not None:
        edits += [UnsetVariable(see[GOENV].path, "GODEBUG")] if see[GOENV].is_own else []
        evidence.append(Evidence(see[GOENV].path, f"GODEBUG={useless}"))
    names = list(_unheard(see, found))
    if not evidence:
        return _of_names(names) if names else _all_heard(see)
    evidence += [seen for seen, _ in names]
    kinds = [bool(doubled), bool(ignored), useless is not None, bool(names)]
    says = _SAYS[kinds.index(True)] if sum(kinds) == 1 else say("Some GODEBUG settings have no effect.")
    if not edits:
        return advice(says, *evidence, why=_TWICE_WHY, do=BY_HAND)
    by_hand = BY_HAND if ignored else None
    return fixable(
        says,
        edits,
        *evidence,
        why=_TWICE_WHY,
        effect=in_shells(edits),
        restart=Restart.SHELL,
        may_break=made.may_break,
        do=by_hand,
        purposes=(Purpose(GodebugHas(key, None), ()) for key in sorted(made.keys)),
    )


def _all_heard(see: Snapshot) -> Finding:
    gap = see[START_FILES].gap or see[GOENV].gap
    fine = ok_only_if_known(ok(say("Every GODEBUG setting takes effect.")), gap)
    unclear = not_followed(see[SHELLS], (ENTRY,), is_asked=see[LOGIN_SHELL] is not None)
    return unclear if unclear is not None and gap is None else fine


def _is_doubled(place: GodebugStatement, twice: Keys) -> bool:
    """Whether a key is set again, by a later line of the file or further on in the same value."""
    keys = twice.get(place, frozenset()) | godebug.repeated(place.value)
    return bool(keys - fatal_keys(place))


def _unheard(see: Snapshot, found: Iterable[GodebugStatement]) -> Iterator[tuple[Evidence, Unheard]]:
    """Where a setting of an unknown name is set: by lines, and by what only a shell shows."""
    told = set()
    for place in found:
        for each in unheard(place.value):
            told.add(each.key)
            yield Evidence(place.file.path, place.text, place.line, _note(each)), each
    for seen, value in _in_shells(see):
        for each in unheard(value):
            if each.key not in told:
                told.add(each.key)
                yield Evidence(seen.source, seen.quote, seen.line, _note(each)), each


def _in_shells(see: Snapshot) -> Iterator[tuple[Evidence, str]]:
    shells, login = see[SHELLS], see[LOGIN_SHELL]
    for kind in PEOPLE:
        value = shells.value(kind, ENTRY)
        if value.is_exported and value.unclear is None and value.text:
            yield winner(shells, value), value.text
    heard = (login.get(ENTRY) if login is not None else None) or ""
    if heard:
        yield Evidence(f"${ENTRY}", heard), heard


def _note(name: Unheard) -> Text:
    if name.since:
        return say("Go {version} and later no longer have {name}.", version=name.since, name=name.key)
    return say("No Go from {first} to {last} has {name}.", first=FIRST, last=LAST, name=name.key)


def _of_names(names: list[tuple[Evidence, Unheard]]) -> Finding:
    settings = ",".join(dict.fromkeys(f"{each.key}={each.value}" for _, each in names))
    return advice(
        say("{path} sets GODEBUG={settings}.", path=names[0][0].source, settings=settings),
        *dict.fromkeys(seen for seen, _ in names),
        why=_UNHEARD_WHY,
        do=_do(names[0][1]),
    )


def _do(name: Unheard) -> Text:
    if name.meant:
        return say("Write {meant} instead of {name}, or remove the setting.", meant=name.meant, name=name.key)
    if name.since:
        return say(
            "Remove the setting once nothing that you run was built with a Go older than {version}.",
            version=name.since,
        )
    return say("Remove the setting, unless a program of yours reads it.")

"""Settings of the go env file that have no effect: a variable of the shell says otherwise, or another file is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from wizard.codecs.go import goenv
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import from_home
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.go_settings import GoSetting, variable
from wizard.facts.shells.goenv_file import GOENV, USUAL, USUAL_GOENV
from wizard.facts.shells.start_files import START_FILES
from wizard.model.facts import Snapshot, Unknown
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.commands import unset_in_go
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown
from wizard.rules.go.evidence import kinds
from wizard.rules.go.start_lines import exports

_WHY: Final = say(
    "Go takes a variable of the shell before the go env file. The stored value applies only where the variable is"
    " missing, as in scripts and in services."
)


class _Loser(msgspec.Struct, frozen=True):
    """A line of the go env file, and the value that each kind of shell has instead."""

    stored: goenv.EnvSetting
    instead: Mapping[Kind, str]


@rule(
    "go-env-shadowed",
    area="go-env",
    title=say("Stored settings of Go are in effect"),
    needs=(GOENV, USUAL_GOENV, SHELLS, LOGIN_SHELL, START_FILES, ACCOUNT),
    sources=("GO §1.2", "RULES 42"),
)
def shadowed(see: Snapshot, want: Wanted) -> Finding:
    file = see[GOENV]
    if file.gap is not None:
        return unknown(file.gap.why)
    elsewhere = _not_read(see)
    if elsewhere is not None:
        return elsewhere
    settings = {
        each.key: each for each in goenv.parse(file.text) if each.key in goenv.HONOURED and each.value
    }
    if not settings:
        return not_applicable(say("The go env file has no settings."))
    said = {key: {kind: variable(see, kind, key) for kind in PEOPLE} for key in settings}
    losers = [_Loser(settings[key], dict(_others(settings[key].value, of))) for key, of in said.items()]
    losers = [each for each in losers if each.instead]
    if losers:
        return _lost(losers, see)
    gap = next((each for of in said.values() for each in of.values() if isinstance(each, Unknown)), None)
    return unknown(gap.why) if gap is not None else ok(say("No variable overrides the go env file."))


def _others(stored: str, said: Mapping[Kind, GoSetting | Unknown]) -> Iterator[tuple[Kind, str]]:
    """The kinds of shell that have another value; an empty variable is none to Go."""
    for kind, value in said.items():
        if not isinstance(value, Unknown) and value.text not in ("", stored):
            yield kind, value.text


def _lost(losers: Sequence[_Loser], see: Snapshot) -> Finding:
    names = [each.stored.key for each in losers]
    return advice(
        say_n(
            "A variable overrides {names} of the go env file.",
            "Variables override {names} of the go env file.",
            count=len(losers),
            names=join(names),
        ),
        *(seen for each in losers for seen in _evidence(each, see)),
        why=_WHY,
        do=say(
            "Keep one of both: remove the line of the start file, or remove the stored value: {command}",
            command=unset_in_go(names),
        ),
    )


def _evidence(loser: _Loser, see: Snapshot) -> Iterator[Evidence]:
    """What is stored, and who says otherwise: the lines of start files, else what the shells get."""
    key, value = loser.stored.key, loser.stored.value
    note = say("Has no effect in: {kinds}", kinds=kinds(loser.instead))
    yield Evidence(see[GOENV].path, f"{key}={value}", loser.stored.line, note)
    values = set(loser.instead.values())
    found = exports(see[START_FILES], (key,), see[ACCOUNT].home, see[SHELLS])
    lines = [each.seen for each in found if each.value is None or each.value in values]
    yield from lines or (Evidence(f"${key}", each) for each in sorted(values))


def _not_read(see: Snapshot) -> Finding | None:
    """That the usual file has settings, and the variable GOENV makes Go read another one, or none."""
    settings = goenv.parse(see[USUAL_GOENV])
    places = (variable(see, kind, "GOENV") for kind in PEOPLE)
    place = next((each.text for each in places if not isinstance(each, Unknown) and each.text), "")
    if not settings or not place or from_home(place, see[ACCOUNT]) == USUAL:
        return None
    lines = (each.seen for each in exports(see[START_FILES], ("GOENV",), see[ACCOUNT].home, see[SHELLS]))
    return advice(
        say("GOENV={place} makes Go ignore {path}.", place=place, path=USUAL),
        *(Evidence(USUAL, f"{each.key}={each.value}", each.line) for each in settings),
        *lines,
        why=say("The settings in that file have no effect."),
        do=say("Remove the line that sets GOENV, or move the settings to the file that Go reads."),
        severity=Severity.LOW,
    )

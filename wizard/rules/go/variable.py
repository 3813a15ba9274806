"""The family of variables: a row says which variable of Go is wrong when, and `variable_rule` makes a rule of it.

Go takes a variable from the environment of the shell that runs it, and else from the go env file (GO §1.2). So every
such rule looks into that file, into the start files of the shells, and at what a login shell really gets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from wizard.codecs import encoding
from wizard.codecs.go import goenv
from wizard.facts.go import GOENV, GOENV_PATH
from wizard.facts.shell import LOGIN_SHELL, START_FILES
from wizard.model.edits.files import Edit, ReplaceLine, SetVariable, UnsetVariable
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Rule, Severity
from wizard.model.rehearsal import Purpose, VariableUnset
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, ok, rule, unknown
from wizard.rules.go.effects import AT_ONCE, IN_TERMINALS
from wizard.rules.go.evidence import ELSEWHERE
from wizard.rules.go.start_lines import Export, exports


@dataclass(frozen=True, slots=True)
class Variable:
    """A row: the rule's *id* and *title*; the *names* of the variables; *why* their values are *wrong* (None: each one
    is, they should not be set at all); what the go env file says then (*becomes*; empty: nothing, so that Go uses its
    default), and what that *may break*. An empty value is none to Go, and never wrong."""

    id: str
    names: tuple[str, ...]
    title: Text
    why: Text
    sources: tuple[str, ...]
    wrong: Callable[[str], bool] | None = None
    becomes: str = ""
    may_break: Text | None = None
    severity: Severity = Severity.MEDIUM
    area: str = "go-env"

    def is_wrong(self, value: str | None) -> bool:
        """Of a *value* that cannot be told nothing is said, unless there should be none."""
        if self.wrong is None:
            return value != ""
        return bool(value) and self.wrong(value or "")


_KEPT: Final = say(
    "Takes effect in new terminals. Lines that use the variable keep working: it stays in the shell, but Go no longer"
    " sees it."
)
_BY_HAND: Final = say("Change lines that contain other commands by hand.")


def variable_rule(row: Variable) -> Rule:
    """The rule about the variables of *row*."""

    @rule(
        row.id,
        area=row.area,
        title=row.title,
        needs=(GOENV, START_FILES, LOGIN_SHELL),
        severity=row.severity,
        sources=row.sources,
    )
    def judged(see: Snapshot, want: Wanted) -> Finding:
        found = (*_in_go_env_file(row, see), *exports(see[START_FILES], row.names))
        bad = [each for each in found if row.is_wrong(each.value)]
        if bad:
            return _to_do(row, bad)
        gap = see[START_FILES].gap
        return _in_login_shells(row, see, found) if gap is None else unknown(gap.why)

    return judged


def _in_go_env_file(row: Variable, see: Snapshot) -> Iterator[Export]:
    values = goenv.effective(encoding.meant(see[GOENV] or b""))
    for name in row.names:
        if name in values:
            edit = (
                SetVariable(GOENV_PATH, name, row.becomes) if row.becomes else UnsetVariable(GOENV_PATH, name)
            )
            yield Export(name, values[name], Evidence(GOENV_PATH, f"{name}={values[name]}"), edit)


def _to_do(row: Variable, bad: list[Export]) -> Finding:
    edits = [each.edit for each in bad if each.edit is not None]
    evidence = [each.seen for each in bad]
    by_hand = None if len(edits) == len(bad) else _BY_HAND
    if not edits:
        return advice(_says(bad), *evidence, why=row.why, do=by_hand)
    return fixable(
        _says(bad),
        edits,
        *evidence,
        why=row.why,
        effect=_effect(edits),
        restart=Restart.NONE if _is_of_go_alone(edits) else Restart.SHELL,
        may_break=row.may_break,
        do=by_hand,
        purposes=_purposes(row, bad),
    )


def _purposes(row: Variable, bad: list[Export]) -> Iterator[Purpose]:
    """That no shell sets it any more, if that is what the row is for, and every line that does so can go."""
    if row.wrong is None and all(each.edit is not None for each in bad):
        yield from (Purpose(VariableUnset(name)) for name in dict.fromkeys(each.name for each in bad))


def _says(bad: list[Export]) -> Text:
    first, *more = bad
    if more:
        names = ", ".join(dict.fromkeys(each.name for each in bad))
        return say_n("{count} line sets {names}.", "{count} lines set {names}.", count=len(bad), names=names)
    path = first.seen.source
    if first.value is None:
        return say("{path} sets {name}.", path=path, name=first.name)
    return say("{path} sets {name}={value}.", path=path, name=first.name, value=first.value)


def _is_of_go_alone(edits: list[Edit]) -> bool:
    return all(edit.path == GOENV_PATH for edit in edits)


def _effect(edits: list[Edit]) -> Text:
    if _is_of_go_alone(edits):
        return AT_ONCE
    return _KEPT if any(isinstance(edit, ReplaceLine) for edit in edits) else IN_TERMINALS


def _in_login_shells(row: Variable, see: Snapshot, found: tuple[Export, ...]) -> Finding:
    """What a login shell gets although no file that can be read says so."""
    shell = see[LOGIN_SHELL]
    for name in row.names if shell is not None else ():
        value = shell.get(name) if shell is not None else None
        if value is not None and row.is_wrong(value):
            says = say("Login shells get {name}={value}.", name=name, value=value)
            return advice(says, Evidence(f"${name}", value), why=row.why, do=ELSEWHERE, restart=Restart.SHELL)
    if found:
        return ok(say("The value of {name} is valid.", name=found[0].name), *(each.seen for each in found))
    return ok(say("Not set: {names}.", names=", ".join(row.names)))

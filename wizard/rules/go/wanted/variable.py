"""The family of variables that a profile wants: a row says which one, and `wanted_rule` makes a rule of it.

What is wanted stands in the go env file, which every go command reads. A line of a start file that says something else
goes before that file (GO §1.2), so it is corrected, or it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from wizard.codecs.go import goenv
from wizard.facts.go import ARCH_IF_KNOWN
from wizard.facts.shell import ACCOUNT, INTERACTIVE_SHELL, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.goenv_file import GOENV, GoEnvFile, values
from wizard.facts.shells.start_files import START_FILES
from wizard.model.edits.files import Edit, Reencode, SetVariable
from wizard.model.facts import Fact, Snapshot
from wizard.model.findings import Evidence, Finding, Rule, Severity, Verdict
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import store_settings
from wizard.rules.declare import blocked, fixable, ok, rule, unknown
from wizard.rules.go.effects import AT_ONCE
from wizard.rules.go.variable import Variable, judgement
from wizard.rules.go.wanted_values import WantedVariable, variables


class VariableWish(msgspec.Struct, frozen=True):
    """A row: the rule's *id* and *title*, the *name* of the variable, *why* one may want it, and the *area*. What a
    change *may break*, by the old value and the new one (None: nothing); *refused*, what the machine has against it;
    *idle*, why nothing has to be done for it here. *facts* are what these look at."""

    id: str
    name: str
    title: Text
    why: Text
    sources: tuple[str, ...]
    area: str = "modules"
    may_break: Callable[[str, str], Text | None] = lambda old, new: None
    refused: Callable[[Snapshot, Wanted], Finding | None] = lambda see, want: None
    idle: Callable[[Snapshot, Wanted], Text | None] = lambda see, want: None
    also: tuple[str, ...] = ()
    """Variables whose values this one takes along, as long as it has none itself."""
    facts: tuple[Fact[Any], ...] = ()


def wanted_rule(row: VariableWish) -> Rule:
    """The rule about the variable of *row*, as the profile wants it."""

    @rule(
        row.id,
        area=row.area,
        title=row.title,
        needs=(
            *(GOENV, ACCOUNT, START_FILES, SHELLS, LOGIN_SHELL, INTERACTIVE_SHELL, ARCH_IF_KNOWN),
            *row.facts,
        ),
        severity=Severity.MEDIUM,
        sources=row.sources,
        wished=lambda want: row.name in variables(want),
    )
    def judged(see: Snapshot, want: Wanted) -> Finding:
        idle = row.idle(see, want)
        if idle is not None:
            return ok(idle)
        return row.refused(see, want) or _unwritable(row, see, want) or _wish(row, see, want)

    return judged


def _unwritable(row: VariableWish, see: Snapshot, want: Wanted) -> Finding | None:
    """What keeps the wizard from writing the file that go reads."""
    file = see[GOENV]
    if file.gap is not None:
        return unknown(file.gap.why)
    by_hand = store_settings((f"{row.name}={_value(row, see, want)}",))
    if "off" in values(see, "GOENV"):
        return blocked(
            say("GOENV=off, so Go reads no go env file."), do=say("Remove GOENV=off, then check again.")
        )
    if not file.is_own and _stored(file, row.name) != _value(row, see, want):
        return blocked(
            say("Go reads {path}, which is not in your home folder.", path=file.path),
            Evidence(file.path),
            do=say("Store the setting as a user who may change that file: {command}", command=by_hand),
        )
    return None


def _wish(row: VariableWish, see: Snapshot, want: Wanted) -> Finding:
    file, value = see[GOENV], _value(row, see, want)
    found = judgement(_as_variable(row, variables(want)[row.name], see), see)
    if found.verdict is Verdict.UNKNOWN:
        return found
    if found.verdict is Verdict.ADVICE:
        return replace(found, verdict=Verdict.BLOCKED, severity=None)
    edits = tuple(_edits(row, found, file, value))
    if found.verdict is Verdict.FIXABLE:
        return replace(found, edits=edits)
    if not edits:
        says = say("{name} is what your profile asks for.", name=row.name)
        return ok(says, Evidence(file.path, f"{row.name}={_stored(file, row.name)}"))
    return fixable(_says(row, file, value), edits, why=row.why, effect=AT_ONCE)


def _as_variable(row: VariableWish, wanted: WantedVariable, see: Snapshot) -> Variable:
    """The row of the family of variables for which every value is wrong that is not wanted."""
    others = [each for each in values(see, row.name) if not wanted.is_met(each)]
    harms = (row.may_break(each, wanted.value) for each in others)
    return Variable(
        row.id,
        (row.name,),
        title=row.title,
        why=row.why,
        sources=row.sources,
        wrong=lambda value: not wanted.is_met(value.text),
        becomes=lambda name, value: wanted.merged(value),
        may_break=next((harm for harm in harms if harm is not None), None),
        area=row.area,
    )


def _value(row: VariableWish, see: Snapshot, want: Wanted) -> str:
    """What the go env file says afterwards: of a list nothing is lost that some place says today."""
    today = list(values(see, row.name)) or [value for name in row.also for value in values(see, name)]
    return variables(want)[row.name].merged(",".join(today))


def _stored(file: GoEnvFile, name: str) -> str:
    return goenv.effective(file.text).get(name, "")


def _edits(row: VariableWish, found: Finding, file: GoEnvFile, value: str) -> Iterator[Edit]:
    """The edits of *found*, and the line of the go env file with the whole *value*."""
    is_line = [isinstance(edit, SetVariable) and edit.key == row.name for edit in found.edits]
    rest = [edit for edit, is_it in zip(found.edits, is_line, strict=True) if not is_it]
    if _stored(file, row.name) == value:
        yield from rest
        return
    if file.text != file.data and Reencode(file.path) not in rest:
        yield Reencode(file.path)
    yield from rest
    yield SetVariable(file.path, row.name, value)


def _says(row: VariableWish, file: GoEnvFile, value: str) -> Text:
    now = _stored(file, row.name)
    if now:
        return say(
            "{name} is {value}. Your profile asks for {wanted}.", name=row.name, value=now, wanted=value
        )
    return say("{name} is not stored. Your profile asks for {wanted}.", name=row.name, wanted=value)

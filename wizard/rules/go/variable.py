"""The family of variables: a row says which variable of Go is wrong when, and `variable_rule` makes a rule of it.

Go takes a variable from the environment of the shell that runs it, and else from the go env file (GO §1.2). So every
such rule looks into that file, into the start files of the shells, and at what a login shell really gets.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import product
from typing import Any, Final

import msgspec

from wizard.codecs.go import goenv
from wizard.facts.go import ARCH_IF_KNOWN
from wizard.facts.shell import ACCOUNT, INTERACTIVE_SHELL, LOGIN_SHELL, VARIABLES, ShellEnvironment
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.foreseen import foresee
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.start_files import START_FILES
from wizard.facts.shells.unfollowed import unfollowed
from wizard.model.edits.files import DropLine, Edit, Reencode, ReplaceLine, SetVariable, UnsetVariable
from wizard.model.facts import Fact, Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Rule, Severity
from wizard.model.rehearsal.shells import Purpose, VariableUnset
from wizard.model.text import Text, join, say, say_n
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.commands import erase_in_fish
from wizard.rules.declare import advice, fixable, ok, rule, unknown
from wizard.rules.go.effects import AT_ONCE
from wizard.rules.go.env_lines import repair_at
from wizard.rules.go.evidence import ELSEWHERE, in_shells, not_followed
from wizard.rules.go.gone_lines import is_comment
from wizard.rules.go.start_lines import Export, aim_of, exports, revived, with_value
from wizard.rules.go.wanted_values import becoming


class Value(msgspec.Struct, frozen=True):
    """What a variable is set to, and what else is known of the distro."""

    name: str
    text: str
    see: Snapshot

    @property
    def arch(self) -> str | None:
        """The processor of the distro (`wizard.facts.go.ARCH`), if that is known."""
        return self.see[ARCH_IF_KNOWN]


def _processor(name: str, value: str) -> Text:
    return say(
        "Could not find out whether {name}={value} suits the processor of this distro.",
        name=name,
        value=value,
    )


class Variable(msgspec.Struct, frozen=True):
    """A row: the rule's *id* and *title*; the *names* of the variables; *why* their values are *wrong* (None: each one
    is, they should not be set at all); what the go env file says then (*becomes*, maybe by name and value; empty:
    nothing, so that Go uses its default), and what that *may break*. An empty value is none to Go, and never wrong."""

    id: str
    names: tuple[str, ...]
    title: Text
    why: Text
    sources: tuple[str, ...]
    wrong: Callable[[Value], bool | None] | None = None
    becomes: str | Callable[[str, str], str] = ""
    becomes_here: Callable[[Snapshot, str, str], str] | None = None
    """As *becomes*, for a value of which something else that is known decides what is right."""
    do: Text | None = None
    """What a person can do, where nobody else knows what the value should be: nothing is repaired then."""
    may_break: Text | None = None
    severity: Severity = Severity.MEDIUM
    area: str = "go-env"
    managed: Fact[Mapping[str, str]] | None = None
    """Values that a version manager sets and needs, with its name."""
    facts: tuple[Fact[Any], ...] = ()
    """What else *wrong* looks at."""
    untold: Callable[[str, str], Text] = _processor
    """Says of a name and its value that *wrong* could not tell."""
    right: Text | None = None
    """Says that a value is not wrong, if more is meant than that it is valid."""
    shows: Callable[[Snapshot], tuple[Evidence, ...]] = lambda see: ()
    """What makes a value wrong, besides where it is set."""

    def is_wrong(self, name: str, value: str | None, see: Snapshot) -> bool | None:
        """Whether *name* should not be *value*; None if that cannot be told."""
        if self.wrong is None or value == "":
            return value != ""
        return None if value is None else self.wrong(Value(name, value, see))

    def meant(self, name: str, value: str) -> str:
        """What a *value* that is wrong becomes."""
        return self.becomes if isinstance(self.becomes, str) else self.becomes(name, value)

    def corrected(self, each: Export) -> Export:
        """*each*, with the edit that lets its line say what was meant; with none if nobody can tell."""
        if isinstance(self.becomes, str) or each.value is None:
            return each
        meant = self.meant(each.name, each.value)
        if meant == each.value:
            return msgspec.structs.replace(each, edit=None)
        edit = with_value(each, meant)
        if edit is not None:
            return msgspec.structs.replace(each, corrected=edit)
        is_kept = isinstance(each.edit, DropLine | ReplaceLine) and meant and " " in each.value
        return msgspec.structs.replace(each, edit=None) if is_kept else each  # other words are somebody's


_KEPT: Final = say(
    "Takes effect in new terminals. Lines that use the variable keep working: it stays in the shell, but Go no longer"
    " sees it."
)
_UNIVERSAL: Final = lazy_pattern(r"\bset\s(?:[^#]*\s)?(?:-[a-zA-Z]*U|--universal)")
_BY_HAND: Final = say("Change lines that contain other commands by hand.")


def variable_rule(row: Variable) -> Rule:
    """The rule about the variables of *row*. Raises `ValueError` if a row names a variable that no shell is asked for
    (`wizard.facts.shell.VARIABLES`): it would always seem not to be set."""
    if unasked := set(row.names) - set(VARIABLES):
        raise ValueError(f"{row.id}: no shell is asked for {unasked}; add it to wizard.facts.shell.VARIABLES")

    @rule(
        row.id,
        area=row.area,
        title=row.title,
        needs=(
            *(GOENV, ACCOUNT, START_FILES, SHELLS, LOGIN_SHELL, INTERACTIVE_SHELL, ARCH_IF_KNOWN),
            *([row.managed] if row.managed is not None else ()),
            *row.facts,
        ),
        severity=row.severity,
        sources=row.sources,
    )
    def judged(see: Snapshot, want: Wanted) -> Finding:
        of = row.becomes_here
        here = row if of is None else msgspec.structs.replace(row, becomes=partial(of, see))
        becomes = becoming(want, row.names, here.meant)
        return judgement(here if becomes is None else msgspec.structs.replace(here, becomes=becomes), see)

    return judged


def judgement(row: Variable, see: Snapshot) -> Finding:
    """What is to be said of the variables of *row*."""
    files = exports(see[START_FILES], row.names, see[ACCOUNT].home, see[SHELLS])
    found = (*_in_go_env_file(row, see), *files)
    found = (*found, *elsewhere(row.names, see, found))
    managed = see[row.managed] if row.managed is not None else {}
    bad = [row.corrected(each) for each in found if row.is_wrong(each.name, each.value, see)]
    bad = [each for each in bad if not _is_left_to(managed, each, see)]
    if bad:
        return _to_do(row, bad, see)
    return _not_told(row, see, found) or _in_shells(row, see, found, managed)


def _in_go_env_file(row: Variable, see: Snapshot) -> Iterator[Export]:
    file = see[GOENV]
    text = file.text
    settings = {setting.key: setting for setting in goenv.parse(text)}
    for name in row.names:
        if name in settings and name in goenv.HONOURED:
            value, line = settings[name].value, settings[name].line
            repair = repair_at(file.path, line, text, see[ACCOUNT].home) if row.wrong is not None else None
            edit = (repair or _default(row, name, value, file.path)) if file.is_own else None
            yield Export(name, value, Evidence(file.path, f"{name}={value}"), edit)


def elsewhere(names: Collection[str], see: Snapshot, found: Collection[Export]) -> Iterator[Export]:
    """What of *names* a shell exports by a line that is no statement of a start file: one that is evaluated, one of a
    program's own file, a universal variable of fish."""
    known = {(each.seen.source, each.seen.line) for each in found}
    for name in names:
        for kind in PEOPLE:
            value, shells = see[SHELLS].value(kind, name), see[SHELLS]
            path, line = shells.shown(value.place.file), value.place.line
            is_told = value.is_exported and value.unclear is None and bool(path)
            if is_told and (path, line) not in known:
                known.add((path, line))
                text = shells.line(value.place.file, line) or f"{name}={value.text}"
                yield Export(name, value.text, Evidence(path, text, line), None)


def _is_left_to(managed: Mapping[str, str], each: Export, see: Snapshot) -> bool:
    """Whether a version manager needs it so. A line that a person wrote is none of its own, but g has no other."""
    manager = managed.get(each.value or "")
    is_own_line = any(file.path == each.seen.source for file in see[START_FILES].files)
    return manager is not None and (manager == "g" or not is_own_line)


def _default(row: Variable, name: str, value: str, path: str) -> Edit:
    becomes = row.meant(name, value)
    return SetVariable(path, name, becomes) if becomes else UnsetVariable(path, name)


def _to_do(row: Variable, bad: list[Export], see: Snapshot) -> Finding:
    edits = [edit for each in bad if row.do is None and (edit := _edit(row, each)) is not None]
    evidence = [*(each.seen for each in bad), *row.shows(see)]
    by_hand = _by_hand(bad, is_all=len(edits) == len(bad))
    readers = tuple(dict.fromkeys(reader for each in bad for reader in each.readers))
    after = (
        foresee(see[SHELLS], see[START_FILES], see[ACCOUNT], edits, aim_of(row.names, see[SHELLS]))
        if edits
        else None
    )
    if after is None or any(
        row.is_wrong(name, value, see) is not False for name, value in revived(row.names, see[SHELLS], after)
    ):
        do = row.do or by_hand or _BY_HAND
        return advice(_says(bad), *evidence, *readers, why=row.why, do=do)
    return fixable(
        _says(bad),
        [*_plain_first(edits, see), *edits],
        *evidence,
        why=row.why,
        effect=_effect(row, bad, see),
        restart=Restart.NONE if _is_of_go_alone(edits, see) else Restart.SHELL,
        may_break=after.says or row.may_break,
        do=by_hand,
        purposes=_purposes(row, bad),
    )


def _by_hand(bad: list[Export], *, is_all: bool) -> Text | None:
    """What is left to a person."""
    universal = [each.name for each in bad if is_universal(each)]
    if universal:
        return say("Run this command in fish: {command}", command=erase_in_fish(dict.fromkeys(universal)))
    reader = next((reader for each in bad for reader in each.readers), None)
    if reader is not None:
        line = f"{reader.source}:{reader.line}" if reader.line else reader.source
        return say(
            "What runs at {line} may read {name}. Check that before you remove the line.",
            line=line,
            name=bad[0].name,
        )
    return None if is_all else _BY_HAND


def is_universal(each: Export) -> bool:
    """fish keeps it in a file of its own, whatever becomes of the line that set it."""
    return each.seen.source.endswith("/fish_variables") or _UNIVERSAL.search(each.seen.quote) is not None


def _purposes(row: Variable, bad: list[Export]) -> Iterator[Purpose]:
    """That no shell sets it any more, if that is what the row is for, and every line that does so can go."""
    is_whole = all(_edit(row, each) is not None and not is_universal(each) for each in bad)
    if row.wrong is None and is_whole:
        yield from (Purpose(VariableUnset(name)) for name in dict.fromkeys(each.name for each in bad))


def _edit(row: Variable, each: Export) -> Edit | None:
    is_meant = row.wrong is not None and each.corrected is not None
    return each.corrected if is_meant else each.edit


def _plain_first(edits: list[Edit], see: Snapshot) -> list[Edit]:
    """A line of the go env file is replaced in the file's plain form."""
    file = see[GOENV]
    is_line = any(isinstance(edit, DropLine | ReplaceLine) and edit.path == file.path for edit in edits)
    return [Reencode(file.path)] if is_line and file.text != file.data else []


def _says(bad: list[Export]) -> Text:
    first, *more = bad
    if more:
        names = join(dict.fromkeys(each.name for each in bad))
        return say_n("{count} line sets {names}.", "{count} lines set {names}.", count=len(bad), names=names)
    path = first.seen.source
    if first.value is None:
        return say("{path} sets {name}.", path=path, name=first.name)
    return say("{path} sets {name}={value}.", path=path, name=first.name, value=first.value)


def _is_of_go_alone(edits: list[Edit], see: Snapshot) -> bool:
    return all(edit.path == see[GOENV].path for edit in edits)


def _effect(row: Variable, bad: list[Export], see: Snapshot) -> Text:
    edits = [edit for each in bad if (edit := _edit(row, each)) is not None]
    if _is_of_go_alone(edits, see):
        return AT_ONCE
    is_kept = any(
        isinstance(edit, ReplaceLine)
        and edit.path != see[GOENV].path
        and edit != each.corrected
        and not is_comment(edit)
        for each in bad
        if (edit := _edit(row, each)) is not None
    )
    return _KEPT if is_kept else in_shells(edits)


def _asked(row: Variable, see: Snapshot) -> ShellEnvironment | None:
    """The login shell, if it said all about the variables of *row*."""
    shell = see[LOGIN_SHELL]
    return shell if shell is not None and set(row.names) <= set(shell.asked) else None


def _not_told(row: Variable, see: Snapshot, found: tuple[Export, ...]) -> Finding | None:
    """What keeps us from saying that all is well; None if all was looked at."""
    shell = _asked(row, see)
    unclear = not_followed(see[SHELLS], row.names, is_asked=shell is not None)
    gap = see[START_FILES].gap or (see[GOENV].gap if goenv.HONOURED & set(row.names) else None)
    if gap is not None:
        return unclear if unclear is not None and unclear.evidence[0].line else unknown(gap.why)
    for each in found:
        is_told = row.is_wrong(each.name, each.value, see) is not None
        if not is_told and (each.value is not None or shell is None or shell.get(each.name) is None):
            return unknown(_why_not(row, each), each.seen)
    return unclear


def _why_not(row: Variable, each: Export) -> Text:
    if each.value is None:
        return unfollowed((each.name,), f"{each.seen.source}:{each.seen.line}")
    return row.untold(each.name, each.value)


def _in_shells(
    row: Variable, see: Snapshot, found: tuple[Export, ...], managed: Mapping[str, str]
) -> Finding:
    """What a shell gets although no file that can be read says so."""
    shells = [shell for shell in (_asked(row, see), see[INTERACTIVE_SHELL]) if shell is not None]
    asked = [(name, shell) for name, shell in product(row.names, shells) if name in shell.asked]
    for name, shell in asked:
        value = shell.get(name) or ""
        is_wrong = value not in managed and row.is_wrong(name, value, see)
        seen = Evidence(f"${name}", value)
        if is_wrong is None:
            return unknown(row.untold(name, value), seen)
        if is_wrong:
            says = say("Shells get {name}={value}.", name=name, value=value)
            return advice(says, seen, why=row.why, do=row.do or ELSEWHERE, restart=Restart.SHELL)
    manager = next((managed[value] for each in found if (value := each.value or "") in managed), None)
    if manager is not None:
        says = say("{manager} sets {name}, and its own Go runs.", manager=manager, name=found[0].name)
        return ok(says, *(each.seen for each in found))
    if found:
        right = row.right or say("The value of {name} is valid.", name=found[0].name)
        return ok(right, *(each.seen for each in found))
    return ok(say("Not set: {names}.", names=join(row.names)))

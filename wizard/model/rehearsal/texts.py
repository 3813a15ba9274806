"""What a rehearsal showed, in sentences: the same in every face."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from wizard.model.rehearsal.reached import Reached, ShellsNow, purposes
from wizard.model.rehearsal.refusal import NotRehearsed
from wizard.model.rehearsal.shells import (
    PEOPLE,
    GodebugHas,
    GoIs,
    GoOf,
    Harm,
    HarmKind,
    Missed,
    PathHas,
    Predicate,
    Rehearsal,
    ShellKind,
    VariableUnset,
)
from wizard.model.text import Text, join, plain, say

_KINDS = {
    ShellKind.TERMINAL: say("a new terminal"),
    ShellKind.INNER: say("a terminal inside VS Code or tmux"),
    ShellKind.EDITOR: say("an editor's server"),
    ShellKind.COMMAND: say("wsl with a command"),
    ShellKind.SCRIPT: say("an sh script"),
    ShellKind.EXEC: plain("wsl -e"),
    ShellKind.BARE: say("a shell that no login shell started"),
    ShellKind.REMOTE: say("ssh with a command"),
}


def kinds_text(kinds: Iterable[ShellKind]) -> Text:
    """The kinds of shells, in a list that fits into a sentence."""
    return join(_KINDS[kind] for kind in kinds)


def harm_text(harm: Harm) -> Text:
    """What became different."""
    return _HARMS[harm.kind](harm, kinds_text(harm.kinds))


_HARMS: dict[HarmKind, Callable[[Harm, Text], Text]] = {
    HarmKind.NO_GO: lambda harm, where: say(
        "The go command stops working in {where} (now {before}).", where=where, before=_number(harm.before)
    ),
    HarmKind.OTHER_GO: lambda harm, where: say(
        "Go changes from {before} to {after} in {where}.",
        before=_number(harm.before),
        after=_number(harm.after),
        where=where,
    ),
    HarmKind.OTHER_COMPILER: lambda harm, where: say(
        "The compiler ({after}) does not match Go {before} in {where}, so builds fail.",
        before=_number(harm.before),
        after=harm.after,
        where=where,
    ),
    HarmKind.LOST_FOLDER: lambda harm, where: say(
        "PATH loses {path} in {where}.", path=harm.name, where=where
    ),
    HarmKind.LOST_FUNCTION: lambda harm, where: say(
        "The shell function {name} disappears in {where}.", name=harm.name, where=where
    ),
    HarmKind.LOST_ALIAS: lambda harm, where: say(
        "The alias {name} disappears in {where}.", name=harm.name, where=where
    ),
    HarmKind.LOST_VARIABLE: lambda harm, where: say(
        "{name} is no longer set in {where}.", name=harm.name, where=where
    ),
    HarmKind.NEW_VARIABLE: lambda harm, where: say(
        "{name} becomes set in {where}.", name=harm.name, where=where
    ),
    HarmKind.CHANGED_VARIABLE: lambda harm, where: say(
        "{name} changes to {after} in {where}.", name=harm.name, after=harm.after, where=where
    ),
    HarmKind.CHANGED_SETTING: lambda harm, where: say(
        "go env {name} changes to {after} in {where}.", name=harm.name, after=harm.after, where=where
    ),
    HarmKind.NEW_ERROR: lambda harm, where: say(
        "A new message appears in {where}: “{message}”", message=harm.after, where=where
    ),
    HarmKind.OTHER_SHELL: lambda harm, where: say(
        "Another shell starts in {where}: {after} (now {before}).",
        before=harm.before,
        after=harm.after,
        where=where,
    ),
    HarmKind.SLOWER: lambda harm, where: say(
        "Startup takes {after} s instead of {before} s in {where}.",
        before=harm.before,
        after=harm.after,
        where=where,
    ),
    HarmKind.NO_START: lambda harm, where: say(
        "The shell no longer starts properly in {where}.", where=where
    ),
}


def missed_text(missed: Missed) -> Text:
    """What the plan does not reach, and what stands against it."""
    what = _predicate(missed.predicate)
    where = kinds_text(missed.kinds)
    if not missed.source:
        return say("Not reached in {where}: {what}.", where=where, what=what)
    line = plain(f"{missed.source}:{missed.line}")
    return say("Not reached in {where}: {what}. {line} overrides it.", where=where, what=what, line=line)


def reached_texts(shells: ShellsNow) -> tuple[Text, ...]:
    """How far each purpose of a setup has got, or why nobody knows."""
    if isinstance(shells, NotRehearsed):
        return (shells.says_of_now,)
    each = tuple(text for one in purposes(shells) for text in _reached(one))
    unasked = dict.fromkeys(kind for one in purposes(shells) for kind in one.unasked)
    if not unasked:
        return each
    where = kinds_text(unasked)
    return (*each, say("Could not check {where}: the shell exits or waits during startup.", where=where))


def _reached(one: Reached) -> Iterator[Text]:
    what = _predicate(one.predicate)
    if one.now:
        yield say("Effective now in {where}: {what}.", where=kinds_text(one.now), what=what)
    if one.late:
        yield say(
            "Not effective yet in {where}: {what}. Check again after the restart.",
            where=kinds_text(one.late),
            what=what,
        )
    for missed in one.missed:
        yield _not_effective(missed, what) if one.written else missed_text(missed)


def _not_effective(missed: Missed, what: Text) -> Text:
    where = kinds_text(missed.kinds)
    if not missed.source:
        return say("Written, but not effective in {where}: {what}.", where=where, what=what)
    return say(
        "Written, but not effective in {where}: {what}. {line} overrides it.",
        where=where,
        what=what,
        line=plain(f"{missed.source}:{missed.line}"),
    )


def _predicate(predicate: Predicate) -> Text:
    match predicate:
        case GoIs(version):
            return plain(f"Go {version}")
        case VariableUnset(name):
            return say("{name} not set", name=name)
        case GodebugHas(key, None):
            return say("GODEBUG without {key}", key=key)
        case GodebugHas(key, value):
            return plain(f"GODEBUG={key}={value}")
        case PathHas(folder, True):
            return say("{path} in PATH", path=folder)
        case PathHas(folder):
            return say("{path} not in PATH", path=folder)


def is_warning(seen: Rehearsal | NotRehearsed) -> bool:
    """Whether it showed harm, or that the plan does not reach what it is for."""
    return isinstance(seen, Rehearsal) and bool(seen.harms or seen.missed)


def sentences(seen: Rehearsal | NotRehearsed) -> tuple[Text, ...]:
    """All that a rehearsal has to say, the most important first."""
    if isinstance(seen, NotRehearsed):
        return (seen.says,)
    return tuple(_sentences(seen))


def headed(seen: Rehearsal | NotRehearsed) -> tuple[Text, ...]:
    """The same where nothing above it says that it is a rehearsal."""
    if isinstance(seen, NotRehearsed):
        return sentences(seen)
    first, *more = sentences(seen) or (say("No difference was found."),)
    return (say("Rehearsal: {result}", result=first), *more)


def _sentences(seen: Rehearsal) -> Iterator[Text]:
    yield from map(harm_text, seen.harms)
    yield from map(missed_text, seen.missed)
    for go in seen.go:
        kinds = [kind for kind in go.kinds if kind in PEOPLE]
        if kinds and go.after:
            yield _go_text(go, kinds_text(kinds))
    if seen.kinds and seen.keeps_path:
        yield say("PATH loses nothing.")
    if seen.unasked:
        yield say(
            "Could not rehearse {where}: the shell exits or waits during startup.",
            where=kinds_text(seen.unasked),
        )
    if seen.stands_in:
        yield say("A script stood in for the Go that is still to be downloaded.")


def _go_text(go: GoOf, where: Text) -> Text:
    if go.after == go.before:
        return say("Go {version} runs in {where}, as before.", version=go.after, where=where)
    if not go.before:
        return say("Go {after} will run in {where} (now none).", after=go.after, where=where)
    return say(
        "Go {after} will run in {where} (now {before}).", after=go.after, before=go.before, where=where
    )


def _number(version: str) -> str:
    return version.removeprefix("go")

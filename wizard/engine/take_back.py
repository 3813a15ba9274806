"""Takes back what a setup wrote at a path that somebody edited since, and leaves the edits (`merge`).

Lines are not all there is to a file: a header taken away gives the settings below it to another section, and a line
that only the repair made readable ends the reading again. So the result is read as the program reads it that owns the
file: every setting is as it is now, or as it was before the setup, and nothing becomes unreadable that was not so then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from wizard.codecs import encoding, fstab, wslconf
from wizard.codecs.go import goenv
from wizard.codecs.lines import words_of
from wizard.codecs.shell import start_file
from wizard.codecs.windows import item_list
from wizard.engine.merge import Conflict, ConflictCause, merge, spliced, splices_of
from wizard.facts.tmp import FSTAB_PATH
from wizard.model.plans import Setup
from wizard.model.registry import SEPARATORS, TEXTS, parts_of
from wizard.model.state import Absent, Change, File, Registered, State
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern

_SHOWN: Final = 80
_OPENS: Final = rb"^(?:.*[ \t;&|)])?(?:then|do|else|\{|\()[ \t]*(?:#.*)?$"
_EMPTY_BODY: Final = lazy_pattern(
    _OPENS + rb"(?:\s*^[ \t]*(?:#.*)?$)*\s*^[ \t]*(?:fi|done|elif|else|\}|\))(?:[ \t;&|)]|$)", re.MULTILINE
)


class TakenBack(msgspec.Struct, frozen=True):
    """What a path becomes (*after*; as it is now, if nothing of it can be taken back or nothing is left to), and in
    whole sentences what stays of the setup, and why."""

    after: State
    left: tuple[Text, ...] = ()


def take_back(change: Change, now: State) -> TakenBack | None:
    """What *now*, which is neither the before nor the after of *change*, becomes without what the setup wrote there.
    None if it is neither a text file nor a list in the registry, or was none then."""
    match change.before, change.after, now:
        case File() | Absent(), File() | Absent(), File():
            return _file(change, now)
        case Registered() | Absent(), Registered(), Registered():
            return _list(change, now)
        case _:
            return None


class KeptEdits(msgspec.Struct, frozen=True):
    """What setup *number* took back of the setup *undoes* in files that were edited in between, by their *paths*; and
    what of it had to be *left*."""

    number: int
    undoes: int
    paths: tuple[str, ...]
    left: tuple[Text, ...] = ()


def kept_edits(setups: Sequence[Setup]) -> tuple[KeptEdits, ...]:
    """Those of *setups* that took back only what another one wrote: a file that nobody edited becomes what it was."""
    wrote = {
        (setup.number, change.path): change.after
        for setup in setups
        if setup.record is not None
        for change in setup.record.plan.changes
    }
    found = []
    for setup in setups:
        plan = setup.record.plan if setup.record is not None else None
        if plan is None or plan.undoes is None:
            continue
        paths = tuple(
            change.shown
            for change in plan.changes
            if _is_of_edited(change, wrote.get((plan.undoes, change.path)))
        )
        left = tuple(each.why for each in plan.obstacles if each.path in paths)
        found += [KeptEdits(setup.number, plan.undoes, paths, left)] if paths else []
    return tuple(found)


def _is_of_edited(change: Change, wrote: State | None) -> bool:
    """Whether *change* began with something else than what the setup *wrote*. Where its note is not at hand: what
    becomes as it was, comes from the journal."""
    if wrote is not None:
        return change.before != wrote
    return change.origin is None and isinstance(change.before, File) and isinstance(change.after, File)


def _file(change: Change, now: File) -> TakenBack | None:
    before, after = _content(change.before), _content(change.after)
    if b"\0" in before + after + now.content:
        return None
    merged = merge(before, after, now.content)
    left = tuple(_says(conflict, change.shown) for conflict in merged.conflicts)
    if now.content != after and merged.content != now.content:
        why = _unsound(change, now.content, merged.content)
        if why is not None:
            return TakenBack(now, (*left, why))
    if isinstance(change.before, Absent) and not merged.content:
        return TakenBack(Absent(), left)
    return TakenBack(_restored(change, msgspec.structs.replace(now, content=merged.content)), left)


def _restored(change: Change, now: File) -> File:
    """*now* with the mode and the owner of before, where they are the setup's."""
    old, new = change.before, change.after
    if not isinstance(old, File) or not isinstance(new, File):
        return now
    mode = old.mode if now.mode == new.mode else now.mode
    is_owner = (now.uid, now.gid) == (new.uid, new.gid)
    uid, gid = (old.uid, old.gid) if is_owner else (now.uid, now.gid)
    return File(now.content, mode, uid, gid)


def _content(state: State) -> bytes:
    return state.content if isinstance(state, File) else b""


_Settings = Mapping[str, object]


class _Reading(NamedTuple):
    """What the owner of a file gets out of it: its settings by name, and whether it reads all of it."""

    settings: _Settings
    is_whole: bool


def _unsound(change: Change, now: bytes, merged: bytes) -> Text | None:
    """Why *merged* cannot stand in place of *now*; None if it can."""
    path = change.shown
    if encoding.form(merged) not in (encoding.form(now), encoding.Form.PLAIN):
        return say(
            "{path} is left unchanged. The setup converted its encoding or line endings, and later edits use the new"
            " ones.",
            path=path,
        )
    read = _reader(change)
    old, ours, is_now, becomes = map(read, (_content(change.before), _content(change.after), now, merged))
    name = next(_strays(old.settings, ours.settings, is_now.settings, becomes.settings), None)
    if is_now.is_whole and not becomes.is_whole and (old.is_whole or name is not None):
        return say("{path} is left unchanged. Without the setup's lines it would be unreadable.", path=path)
    if name is None:
        return None
    return say(
        "{path} is left unchanged. Without the setup's lines, {name} would have another value than now or before the"
        " setup.",
        path=path,
        name=name,
    )


def _strays(old: _Settings, ours: _Settings, now: _Settings, becomes: _Settings) -> Iterator[str]:
    """Settings that would be neither as they are *now* nor, where that is the setup's, as they were before."""
    for name in {**now, **becomes}:
        is_ours = now.get(name) == ours.get(name)
        if becomes.get(name) != now.get(name) and not (is_ours and becomes.get(name) == old.get(name)):
            yield name


def _reader(change: Change) -> Callable[[bytes], _Reading]:
    """How the program reads the file that owns it, known by its name."""
    names = (change.path, change.shown)
    if any(name.endswith("/.wslconfig") for name in names):
        return lambda data: _wsl(data, wslconf.Dialect.WSLCONFIG)
    if any(name.endswith("/wsl.conf") for name in names):
        return lambda data: _wsl(data, wslconf.Dialect.WSL_CONF)
    if FSTAB_PATH in names:
        return _fstab
    return _go_env if any(name.endswith("/go/env") for name in names) else _start_file


def _wsl(data: bytes, dialect: wslconf.Dialect) -> _Reading:
    document = wslconf.parse(data, dialect)
    settings = {name: pair.value for name, pair in document.first.items()}
    return _Reading(settings, document.stop is None and document.exception is None)


def _fstab(data: bytes) -> _Reading:
    table = fstab.parse(data)
    mounts: dict[str, object] = {}
    for entry in table.entries:
        mounts[entry.mountpoint] = (*_seen(mounts, entry.mountpoint), msgspec.structs.replace(entry, line=0))
    return _Reading(mounts, not table.malformed)


def _seen(mounts: Mapping[str, object], mountpoint: str) -> tuple[object, ...]:
    known = mounts.get(mountpoint, ())
    return known if isinstance(known, tuple) else ()


def _go_env(data: bytes) -> _Reading:
    return _Reading({setting.key: setting.value for setting in goenv.parse(data)}, True)


def _start_file(data: bytes) -> _Reading:
    """A shell stops at ``then`` with nothing before ``fi``: a block may be all there was between them."""
    found = start_file.block(data)
    is_sound = found is None or found.damage is None
    return _Reading(dict(start_file.read_entries(data)), is_sound and _EMPTY_BODY.search(data) is None)


def _list(change: Change, now: Registered) -> TakenBack | None:
    separator = SEPARATORS.get(parts_of(change.path)[1].lower())
    before, after = change.before, change.after
    if separator is None or not isinstance(after, Registered) or {now.kind, after.kind} - set(TEXTS):
        return None
    old, ours, items = (_items(state, separator) for state in (before, after, now))
    splices, conflicts = splices_of(old, ours, items)
    made = spliced(splices, old, items)
    puts_empty = any(b"" in old[splice.old_start : splice.old_stop] for splice in splices)
    if conflicts or puts_empty or splices_of(old, ours, made)[0]:
        return None
    if isinstance(before, Absent) and not made:
        return TakenBack(Absent())
    kind = before.kind if isinstance(before, Registered) and now.kind == after.kind else now.kind
    text = separator.join(item.decode("utf-8", "surrogatepass") for item in made)
    return TakenBack(Registered(kind, text)) if kind in TEXTS else None


def _items(state: State, separator: str) -> list[bytes]:
    if not isinstance(state, Registered):
        return []
    return [item.encode("utf-8", "surrogatepass") for item in item_list.items(state.text, separator)]


def _says(conflict: Conflict, path: str) -> Text:
    """What stays, where, and what stood there before the setup."""
    says = _stays(conflict, path)
    old = next((row for row in conflict.old if row.strip()), None)
    if old is None or conflict.cause in (ConflictCause.COPIED, ConflictCause.ALIKE):
        return says
    words = words_of(old.strip())
    shown = f"{words[:_SHOWN]}…" if len(words) > _SHOWN or len(conflict.old) > 1 else words
    return say("{says} Before the setup: {text}", says=says, text=shown)


def _stays(conflict: Conflict, path: str) -> Text:
    first, last = conflict.first, conflict.last
    match conflict.cause:
        case ConflictCause.EDITED if last < first:
            return say(
                "The line that the setup wrote before line {line} of {path} was deleted. That place is left"
                " unchanged.",
                line=first,
                path=path,
            )
        case ConflictCause.EDITED:
            return say(
                "{lines} of {path}: edited after the setup and left unchanged.",
                lines=_lines(first, last),
                path=path,
            )
        case ConflictCause.MOVED:
            return say(
                "{lines} of {path}: parts of what the setup wrote were moved here. They are left unchanged.",
                lines=_lines(first, last),
                path=path,
            )
        case ConflictCause.COPIED:
            return say(
                "{lines} of {path}: the setup's lines appear more than once. They are left unchanged.",
                lines=_lines(first, last),
                path=path,
            )
        case ConflictCause.ALIKE:
            return say(
                "{path} is left unchanged. The setup's lines look like lines of later edits.", path=path
            )
        case ConflictCause.AROUND:
            return say(
                "What the setup removed before line {line} of {path} is not restored, because the lines around it"
                " were edited.",
                line=first,
                path=path,
            )


def _lines(first: int, last: int) -> Text:
    return (
        say("Line {line}", line=first)
        if first >= last
        else say("Lines {first} to {last}", first=first, last=last)
    )

"""Statements of start files that set GODEBUG, and the edits that all rules about it agree on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

import msgspec

from wizard.codecs.go import godebug
from wizard.codecs.lines import split, text_of, words_of
from wizard.codecs.shell import start_file
from wizard.codecs.shell.follow.start import Followed, ShellValue
from wizard.facts.shell import ACCOUNT, FISH_FILE, StartFile
from wizard.facts.shells.followed import SHELLS, FollowedShells
from wizard.facts.shells.foreseen import Aim, Foreseen, foresee, harmless
from wizard.facts.shells.start_files import START_FILES
from wizard.model.edits.files import Edit, ReplaceLine, SetEntry
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.go.gone_lines import gone
from wizard.rules.go.start_lines import arrives, note_of, readers

ENTRY: Final = "GODEBUG"
_CARRIED: Final = lazy_pattern(
    r"""^\$\{?GODEBUG(?::?[+-]\$GODEBUG,)?\}?,?|,?\$\{?GODEBUG(?::?[+-],\$GODEBUG)?\}?$"""
)
_FOR_COMMAND: Final = lazy_pattern(r"\bGODEBUG=[\"']?([\w=,.#-]+)")
_SAYING: Final = frozenset({"echo", "printf", "print", "#"})
_RESOLVERS: Final = ("go", "cgo")
FATAL_WHY: Final = say(
    "Programs built with a Go that refuses the setting, and the go command itself, exit at start with “removed"
    " GODEBUG”, “unknown GODEBUG setting” or “cgocheck > 1 mode is no longer supported”."
)
BY_HAND: Final = say("Change the lines shown by hand: they contain other commands too.")


class GodebugStatement(msgspec.Struct, frozen=True):
    """A statement that sets GODEBUG: where it stands, its value if that can be told, whether the line holds
    nothing else, and whether it hangs on a condition."""

    file: StartFile
    line: int
    text: str
    value: str
    whole: bool
    conditional: bool
    ours: bool


def statements(see: Snapshot) -> tuple[GodebugStatement, ...]:
    """Every statement of a start file that sets GODEBUG to something that can be told, and that some shell exports in
    the end as far as it could be followed."""
    files = (file for file in see[START_FILES].files if arrives(ENTRY, readers(file, see[SHELLS])))
    return tuple(place for file in files for place in _places(file))


def revived(see: Snapshot) -> tuple[GodebugStatement, ...]:
    """Statements of what a shell has and does not export, which the block would export again, that kill programs."""
    files = (file for file in see[START_FILES].files if _is_kept_inside(readers(file, see[SHELLS])))
    return tuple(place for file in files for place in _places(file) if fatal_keys(place))


def _is_kept_inside(reading: Iterable[Followed]) -> bool:
    values = [kind.get(ENTRY) for kind in reading]
    return any(value.text is not None and not value.is_exported for value in values)


def _places(file: StartFile) -> Iterable[GodebugStatement]:
    block = start_file.block(file.meant)
    lines = split(file.meant)
    for found in start_file.assignments(file.meant, ("GODEBUG",), start_file.grammar_of(file.path)):
        value = _own_words(found.raw)
        if value is not None:
            ours = block is not None and block.start < found.line < block.end
            content = lines[found.line - 1].content
            text = words_of(content)
            is_text = text.encode() == content
            whole = found.whole_line and found.line == found.last_line and value in text and is_text
            yield GodebugStatement(file, found.line, text, value, whole, found.conditional, ours)


def _own_words(raw: str | None) -> str | None:
    """The settings that a statement adds, without what it takes over from before; None if unclear."""
    if raw is None:
        return None
    words = _CARRIED.sub("", raw.strip().strip("\"'"))
    return None if not words or _is_unclear(words) else words


def _is_unclear(words: str) -> bool:
    return any(mark in words for mark in "$`\"'\\")


def unclear_statement(see: Snapshot) -> str | None:
    """Where a start file sets GODEBUG to something that cannot be told, and no shell that reads it can be followed to
    some value."""
    for file in see[START_FILES].files:
        for found in start_file.assignments(file.meant, (ENTRY,), start_file.grammar_of(file.path)):
            is_told = not _is_unclear(_CARRIED.sub("", (found.raw or "").strip().strip("\"'")))
            if not is_told and not any(each.get(ENTRY).text for each in readers(file, see[SHELLS])):
                return f"{file.path}:{found.line}"
    return None


def for_commands(see: Snapshot) -> Iterator[tuple[Evidence, str]]:
    """Lines that set GODEBUG for one command (``alias go='GODEBUG=… go'``), with the value."""
    for file in see[START_FILES].files:
        text = text_of(file.meant)
        grammar = start_file.grammar_of(file.path)
        for each in grammar.statements(text) if f"{ENTRY}=" in text else ():
            is_setting = any(found.name == ENTRY for found in grammar.declarations(each))
            match = (
                None if is_setting or each.words[0] in _SAYING else _FOR_COMMAND.search(" ".join(each.words))
            )
            if match is not None:
                number = text.count("\n", 0, each.start) + 1
                yield Evidence(file.path, text.split("\n")[number - 1].strip(), number), match[1]


def fatal_keys(place: GodebugStatement) -> set[str]:
    return {item.key for item in godebug.fatal(place.value)}


def _chosen_keys(place: GodebugStatement, want: Wanted) -> set[str]:
    """``netdns``, if it chooses a resolver and the profile does not want it."""
    return {"netdns"} if "netdns" not in want.godebug and chooses(place) else set()


def chooses(place: GodebugStatement) -> bool:
    """A level of reporting (``netdns=1``) chooses no resolver (GO §2.1)."""
    return not place.ours and resolver(godebug.effective(place.value).get("netdns", "")) is not None


def resolver(netdns: str) -> str | None:
    """``go``, ``cgo``, or None: the value may be that, a level of reporting (``1``), or both (``go+1``)."""
    return next((name for name in _RESOLVERS if name in netdns.split("+")), None)


def _again_keys(place: GodebugStatement, found: Iterable[GodebugStatement]) -> set[str]:
    """Keys that a later line of the same file sets too."""
    if place.ours:
        return set()
    later = {
        key
        for other in found
        if other.file == place.file and other.line > place.line and not other.conditional
        for key in godebug.effective(other.value)
    }
    return later.intersection(godebug.effective(place.value))


def _moved_keys(place: GodebugStatement, want: Wanted) -> set[str]:
    """Keys that the profile wants, which the managed block can set from now on."""
    return set() if place.ours else set(want.godebug).intersection(godebug.effective(place.value))


Keys = Mapping[GodebugStatement, frozenset[str]]


def again(see: Snapshot) -> Keys:
    """Keys that have no effect where they stand, and can go: a later line of the same file sets them too, in every
    shell that reads them."""
    found = statements(see)
    keys = {place: frozenset(_again_keys(place, found)) for place in found}
    return _without_harm(see, keys, (), Aim(keys=dict.fromkeys(_all_fatal(found))))


def moved(see: Snapshot, want: Wanted) -> Keys:
    """Keys that the profile wants and that can go from their lines to the managed block. A line that runs after the
    block and does not take over what that says keeps them."""
    block = block_entry(see, want)
    if see[START_FILES].gap_at(block.path) is not None:
        return {}
    found = statements(see)
    keys = {place: frozenset(_moved_keys(place, want)) for place in found}
    return _without_harm(see, keys, (block, *_without_fatal(found, keys)), _aim(want, _all_fatal(found)))


def _without_fatal(found: Iterable[GodebugStatement], keys: Keys) -> list[Edit]:
    """The edits that take what kills programs out of lines that lose no *keys*: what hid it can go then, too."""
    edits = (
        _cleaned(place, fatal_keys(place)) for place in found if not keys.get(place) and fatal_keys(place)
    )
    return [edit for edit in edits if edit is not None]


def _all_fatal(found: Iterable[GodebugStatement]) -> frozenset[str]:
    return frozenset(key for place in found for key in fatal_keys(place))


def _aim(want: Wanted, gone: Collection[str]) -> Aim:
    """What *want* asks for, and without the keys that are *gone*."""
    return Aim(keys={**want.godebug, **dict.fromkeys(frozenset(gone) - want.godebug.keys())})


def _without_harm(see: Snapshot, keys: Keys, more: tuple[Edit, ...], aim: Aim) -> Keys:
    """Those *keys* that can be taken out of their lines, and *more* be made, without anything else becoming
    different."""
    edits = {
        place: edit
        for place, gone in keys.items()
        if gone and (edit := _cleaned(place, gone | fatal_keys(place))) is not None
    }
    fine = harmless(
        tuple(edits),
        lambda places: _foreseen(see, (*(edits[place] for place in places), *more), aim).is_harmless,
    )
    return {place: keys[place] for place in fine}


def _foreseen(see: Snapshot, edits: Iterable[Edit], aim: Aim) -> Foreseen:
    return foresee(see[SHELLS], see[START_FILES], see[ACCOUNT], edits, aim)


def _cleaned(place: GodebugStatement, bad: Collection[str]) -> Edit | None:
    """The edit that takes *bad* keys out of a statement, and what it sets twice itself. None if that is nothing, or if
    the statement is not alone on its line."""
    kept = place.value if place.ours else godebug.last_only(place.value)
    if not place.whole or (not bad and kept == place.value):
        return None
    rest = godebug.without(kept, bad)
    if not rest:
        return gone(place.file.path, place.line, place.text, place.text.encode())
    return ReplaceLine(place.file.path, place.line, place.text, place.text.replace(place.value, rest, 1))


def block_entry(see: Snapshot, want: Wanted) -> SetEntry:
    """The entry of the managed block that sets what *want* asks for."""
    path = see[START_FILES].login_file(see[ACCOUNT].shell)
    return SetEntry(path, ENTRY, block_line(want.godebug, path))


def is_written(see: Snapshot, entry: SetEntry) -> bool:
    return (entry.name, entry.text) in start_file.read_entries(see[START_FILES].get(entry.path) or b"")


class GodebugRepair(msgspec.Struct, frozen=True):
    """The edits of statements, which all rules about GODEBUG agree on; what they do besides (*may_break*), if
    anything; the *keys* that they take away in passing."""

    edits: tuple[Edit, ...]
    may_break: Text | None = None
    keys: frozenset[str] = frozenset()
    after: Foreseen | None = None


def repairs(see: Snapshot, want: Wanted, places: Iterable[GodebugStatement]) -> GodebugRepair:
    """The repair of *places*: without anything that kills, has no effect, was not asked for, or moves to the block.
    Where one loses a key that the profile wants, the block that sets it comes along, and all other lines that it
    replaces: whichever repair is chosen, the setting stays."""
    block, chosen = block_entry(see, want), list(places)
    moving, doubled = moved(see, want), again(see)
    is_with_block = any(place in moving for place in chosen) and not is_written(see, block)
    fatal = [place for place in statements(see) if fatal_keys(place)]
    more = [place for place in (*moving, *fatal) if place not in chosen] if is_with_block else []
    edits: list[Edit] = [block] if is_with_block else []
    keys: set[str] = set()
    for place in (*chosen, *more):
        unwanted = fatal_keys(place) | _chosen_keys(place, want)
        bad = unwanted | moving.get(place, frozenset()) | doubled.get(place, frozenset())
        if (edit := _cleaned(place, bad)) is not None:
            edits.append(edit)
            keys |= unwanted
    return foreseen_repair(see, want, edits, keys)


def foreseen_repair(
    see: Snapshot, want: Wanted, edits: Iterable[Edit], keys: Collection[str] = ()
) -> GodebugRepair:
    """*edits* that are to take away *keys*, with what they do besides."""
    made = tuple(dict.fromkeys(edits))
    after = _foreseen(see, made, _aim(want, keys)) if made else None
    return GodebugRepair(made, after.says if after is not None else None, frozenset(keys), after)


def block_line(settings: Mapping[str, str], path: str) -> str:
    """The line of the managed block that adds *settings* to what is there already."""
    value = ",".join(f"{key}={settings[key]}" for key in sorted(settings))
    if path == FISH_FILE:
        return f'set -gx GODEBUG (string join , $GODEBUG "{value}")'
    return f'export GODEBUG="${{GODEBUG:+$GODEBUG,}}{value}"'


def evidence_of(places: Iterable[GodebugStatement]) -> tuple[Evidence, ...]:
    """The lines of *places*, as rules quote them."""
    return tuple(Evidence(place.file.path, place.text, place.line, note_of(place.file)) for place in places)


def winner(shells: FollowedShells, value: ShellValue) -> Evidence:
    """The line that says last what the variable is."""
    place = value.place
    return Evidence(shells.shown(place.file), shells.line(place.file, place.line), place.line or None)

"""Lines of start files that export a variable to Go, and the edit that ends each.

Where other lines use the variable (the popular ``PATH=$PATH:$GOROOT/bin``), it has to stay in the shell, or no Go would
be found any more: it is only not exported, so that Go does not see it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

import msgspec

from wizard.codecs.lines import split, words_of
from wizard.codecs.shell import start_file
from wizard.codecs.shell.follow.flow import ANY
from wizard.codecs.shell.follow.start import Followed
from wizard.codecs.shell.kinds import Kind
from wizard.facts.shell import StartFile, StartFiles
from wizard.facts.shells.followed import FollowedShells
from wizard.facts.shells.foreseen import Aim, Foreseen
from wizard.facts.shells.go_paths import PEOPLE
from wizard.model.edits.files import DropLine, Edit, ReplaceLine
from wizard.model.findings import Evidence
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern
from wizard.rules.go.effects import OF_SESSIONS
from wizard.rules.go.evidence import alone
from wizard.rules.go.gone_lines import gone
from wizard.rules.go.start_readers import is_named, may_read

_PLAIN: Final = lazy_pattern(r"[\w./:,@%+=-]+", re.ASCII)
"""What no shell takes for anything but itself."""
_FISH_VALUE: Final = r"""'[^'\\]*'|"[^"\\()]*"|[\w./+@%,:-]+"""
"""What is the same within ``A=…`` and as a word of its own: ``~`` and a list are not."""
_NOT_OF_WSL: Final = say("The shells of WSL do not read this file. su -l and systemd's user session do.")


class Export(msgspec.Struct, frozen=True):
    """A statement by which *name* gets to Go. *value* is None if it cannot be told; *edit* ends it, if one line is all
    that this needs. *corrected*: the same line with the path that its ``~`` was meant to be."""

    name: str
    value: str | None
    seen: Evidence
    edit: Edit | None
    corrected: Edit | None = None
    readers: tuple[Evidence, ...] = ()
    """What may read the variable, and keeps the line."""


def exports(files: StartFiles, names: Collection[str], home: str, shells: FollowedShells) -> Iterator[Export]:
    """Every such statement, in the order of the files. *home* is what ``~`` and ``$HOME`` are. A statement of a file
    that *shells* follow is none if no kind of shell exports the variable in the end. One of which a program is asked
    has no edit. Where a file is not in the form of its shell, what it sources afterwards is not known yet."""
    stated = [
        (file, start_file.assignments(file.meant, names, start_file.grammar_of(file.path), home=home))
        for file in files.files
    ]
    set_names = {found.name for _, statements in stated for found in statements}
    used = {name for name in set_names if _is_used(name, files, shells)}
    readers_of = {name: may_read(name, files, shells) for name in set_names}
    asked = {name for name in set_names if _is_asked(name, files, shells)}
    may_change = any(file.meant != file.data for file in files.files)
    for file, statements in stated:
        lines = split(file.meant)
        reading = readers(file, shells)
        is_unclear = may_change or any(kind.unclear for kind in reading)
        for found in statements:
            is_exported = found.is_exported or file.path == OF_SESSIONS
            if is_exported and arrives(found.name, reading):
                content = lines[found.line - 1].content
                is_used = found.name in used or is_unclear
                asking = (each for each in readers_of[found.name] if not _is_over(each, file, found, shells))
                kept_for = (*asking, *_inheriting(found, file, files, shells))
                can_go = alone(found) and found.name not in asked and not kept_for
                edit = _edit(file, found, content, is_used=is_used) if can_go else None
                seen = Evidence(file.path, words_of(content), found.line, note_of(file))
                corrected = _corrected(file, found, content) if edit is not None else None
                value = (
                    found.literal if found.literal is not None else _as_followed(found, file, reading, shells)
                )
                yield Export(found.name, value, seen, edit, corrected, kept_for)


def readers(file: StartFile, shells: FollowedShells) -> tuple[Followed, ...]:
    """The kinds of shell that read *file*."""
    return tuple(
        kind for kind in shells.kinds.values() if file.path in {shells.shown(path) for path in kind.files}
    )


def arrives(name: str, reading: Sequence[Followed]) -> bool:
    """Whether the variable may get to Go; in a file that nobody follows, it does where that file is read."""
    values = [kind.get(name) for kind in reading]
    return not values or any(value.is_exported or value.unclear is not None for value in values)


def with_value(each: Export, value: str) -> Edit | None:
    """The line of a start file that sets *each*, with another *value*; None if that takes other quotes."""
    words, now = each.seen.quote, each.value or ""
    is_line = isinstance(each.edit, DropLine | ReplaceLine) and words.replace("\t", "").isprintable()
    if not is_line or each.edit is None or each.seen.line is None or not _is_plain(value, now):
        return None
    if not now or words.count(now) != 1:
        return None
    return ReplaceLine(each.edit.path, each.seen.line, words, words.replace(now, value))


def _is_plain(value: str, now: str) -> bool:
    """Whether *value* may stand where *now* does: several words only where several do, in the quotes of these."""
    plain = _PLAIN.fullmatch(value.replace(" ", ""))
    return plain is not None and (" " not in value or " " in now)


def aim_of(names: Collection[str], shells: FollowedShells) -> Aim:
    """What the repairs of *names* are for. A path that begins with a ``~`` of its own is none: PATH loses nothing with
    it."""
    folders = (entry.path for kind in PEOPLE for entry in shells.kinds[kind].path)
    return Aim(frozenset(names), folders=frozenset(path for path in folders if path.startswith("~")))


def revived(
    names: Collection[str], shells: FollowedShells, after: Foreseen
) -> Iterator[tuple[str, str | None]]:
    """What Go gets of *names* only afterwards: an earlier line says so, which nobody can drop."""
    for name in names:
        for kind in PEOPLE:
            was, now = shells.value(kind, name), after.kinds[kind].get(name)
            if now.is_exported and (was.text, was.is_exported) != (now.text, True):
                yield name, now.text


def _as_followed(
    found: start_file.Assignment, file: StartFile, reading: Sequence[Followed], shells: FollowedShells
) -> str | None:
    """What a shell that follows the file makes of the statement, if it is the last word. What comes to nothing
    there may be something that the session brings."""
    for value in (kind.get(found.name) for kind in reading):
        is_last = (shells.shown(value.place.file), value.place.line) == (file.path, found.line)
        if is_last and value.unclear is None and value.text:
            return value.text
    return None


def note_of(file: StartFile) -> Text | None:
    """Who does not read it."""
    return _NOT_OF_WSL if file.path == OF_SESSIONS else None


def _is_used(name: str, files: StartFiles, shells: FollowedShells) -> bool:
    """Whether anything uses the variable: a line that a shell runs, or one that is only written somewhere."""
    if any(read in (name, ANY) for kind in shells.kinds.values() for read, _ in kind.reads):
        return True
    if shells.functions:
        return True
    texts = {shells.shown(path): data for path, data in shells.files.items()}
    texts = {**texts, **{file.path: file.meant for file in files.files}}
    return any(_use(name).search(text) or is_named(name, path, text) for path, text in texts.items())


def _is_over(seen: Evidence, file: StartFile, found: start_file.Assignment, shells: FollowedShells) -> bool:
    """Whether what is *seen* is the statement itself, which goes, or runs before it in a file that no inner shell
    reads: such a shell has the variable from the outer one."""
    if seen.source != file.path:
        return False
    is_itself = found.line <= (seen.line or 0) <= found.last_line
    is_before = 0 < (seen.line or 0) < found.line
    inner = {shells.shown(path) for path in shells.kinds[Kind.INNER].files}
    return is_itself or (is_before and file.path not in inner)


def _inheriting(
    found: start_file.Assignment, file: StartFile, files: StartFiles, shells: FollowedShells
) -> Iterator[Evidence]:
    """Lines that use the variable where a shell has it only because an outer one exported it: in files of a kind that
    does not read *file*, and in those that come before it."""
    texts = {each.path: each.meant for each in files.files}
    texts = {**{shells.shown(path): data for path, data in shells.files.items()}, **texts}
    for kind in shells.kinds.values():
        read = [shells.shown(path) for path in kind.files]
        before = read[: read.index(file.path)] if file.path in read else read
        for path in before:
            if (use := _use(found.name).search(texts.get(path, b""))) is not None:
                number = texts[path].count(b"\n", 0, use.end()) + 1
                yield Evidence(path, words_of(split(texts[path])[number - 1].content), number)


def _is_asked(name: str, files: StartFiles, shells: FollowedShells) -> bool:
    """Whether a program is asked for the variable, which it has only if it is exported."""
    if any(name in kind.asked for kind in shells.kinds.values()):
        return True
    texts = (*(file.meant for file in files.files), *shells.files.values())
    return any(
        re.search(rb"^(?!\s*#).*\bprintenv\s+%b\b" % name.encode(), text, re.MULTILINE) for text in texts
    )


def _use(name: str) -> re.Pattern[bytes]:
    return lazy_pattern(rb"^(?!\s*#).*\$\{?%b\b" % name.encode(), re.MULTILINE)


def _edit(file: StartFile, found: start_file.Assignment, content: bytes, *, is_used: bool) -> Edit | None:
    words = kept = words_of(content)
    if is_used:
        is_fish = start_file.grammar_of(file.path) is start_file.FISH
        kept = (_not_exported_in_fish if is_fish else _not_exported)(words, found.name)
    if not (is_used and kept):
        return gone(file.path, found.line, words, content)
    # A line that another one exports, one that is not UTF-8, and one in words of its own stay.
    is_writable = kept != words and words.encode() == content
    return ReplaceLine(file.path, found.line, words, kept) if is_writable else None


def _corrected(file: StartFile, found: start_file.Assignment, content: bytes) -> Edit | None:
    """A shell does not expand ``~`` in quotes, but it expands ``$HOME``."""
    words = words_of(content)
    pattern = rf"""(\b{found.name}[=\s]\s*)(["'])~(/[^"'$`\\]*)\2"""
    becomes = re.sub(pattern, r'\1"$HOME\3"', words, count=1)
    is_writable = becomes != words and words.encode() == content
    return ReplaceLine(file.path, found.line, words, becomes) if is_writable else None


def _not_exported(words: str, name: str) -> str:
    for pattern, becomes in (
        (rf"^(\s*)(?:export|declare\s+-x|typeset\s+-x)\s+(?={name}=)", r"\1"),
        (rf"^(\s*{name}=.*?)\s*;\s*export\s+{name}(?=\s*(?:#|$))", r"\1"),
        (rf"^(\s*(?:declare|typeset)\s+-[a-zA-Z]*)x(?=[a-zA-Z]*\s+{name}=)", r"\1"),
        (rf"^\s*export\s+{name}\s*(?:#.*)?$", ""),
    ):
        words = re.sub(pattern, becomes, words)
    return words


def _not_exported_in_fish(words: str, name: str) -> str:
    """``export A=b`` of fish is a function that sets; ``A=b`` alone is an error with which the file ends."""
    for pattern, becomes in (
        (rf"^(\s*set\s+)-(?:gx|xg|x)(?=\s+{name}\s)", r"\1-g"),
        (rf"^(\s*set\s+)--export\s+(?:--global|-g)(?=\s+{name}\s)", r"\1--global"),
        (rf"^(\s*set\s+)(?:--global|-g)\s+(?:--export|-x)(?=\s+{name}\s)", r"\1--global"),
        (rf"^(\s*set\s+)--export(?=\s+{name}\s)", r"\1--global"),
        (rf"^(\s*set\s+)-x\s+(?:-g|--global)(?=\s+{name}\s)", r"\1-g"),
        (rf"^\s*export\s+{name}\s*(?:#.*)?$", ""),
        (rf"^(\s*)export\s+{name}=({_FISH_VALUE})(?=\s*(?:;\s*)?(?:#|$))", rf"\1set -g {name} \2"),
    ):
        words = re.sub(pattern, becomes, words)
    return words

"""From a plan to the one picture of it, `DiffView` (law 1: a diff is a reading of before and after)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from wizard.codecs.lines import raws, text_of
from wizard.engine import diff_registry
from wizard.engine.fold import Attribution, Steps, Unfoldable, attribute, common_ends, fold
from wizard.model.commands.command import Command, Ran, line_of, words_on
from wizard.model.diffs import CommandLine, DiffKind, DiffLine, DiffView, FileDiff, Hunk
from wizard.model.edits.files import RunCommand, Wish
from wizard.model.plans import Plan
from wizard.model.shown.secrets import MASK, mask
from wizard.model.shown.words import escaped, shown
from wizard.model.state import Absent, Change, File, Link, Other, Sealed, State, UnpackedTree
from wizard.model.text import Text, plain, say
from wizard.patterns import lazy_pattern

CONTEXT = 3
_OUTPUT_LINES = 20
_SPAN_LIMIT = 400
_ENDS = {b"\n": "", b"\r\n": "CRLF", b"": "none"}
_WORD = lazy_pattern(r"\w+|\s+|.")
_AROUND = 150
"""Lines around a change that may tell that it is a secret: no private key is longer."""
_Code = tuple[str, int, int, int, int]


def diff(plan: Plan, ran: Sequence[Ran] = (), steps: Sequence[Steps] = ()) -> DiffView:
    """Every change of *plan*, each line with the rules that want it; of its commands also what the journal knows,
    *ran*, in their order. *steps* are those of a `FoldedPlan`; a plan that was read from somewhere has none, and
    its wishes are made once more to see which of them brings which line."""
    return DiffView(
        tuple(
            _file(change, _of(plan.wishes, change), known or ())
            for change, known in zip_longest(plan.changes, steps[: len(plan.changes)])
        ),
        tuple(
            _command(command, plan.wishes, known)
            for command, known in zip_longest(plan.commands, ran[: len(plan.commands)])
        ),
    )


def _command(command: Command, wishes: Iterable[Wish], ran: Ran | None) -> CommandLine:
    wanting = (wish.rules for wish in wishes if wish.edit == RunCommand(command))
    undo = line_of(command.undo) if command.undo is not None else None
    lines = [shown(line) for line in (command.line, undo or "")]
    rules = tuple(rule for rules in wanting for rule in rules)
    return CommandLine(lines[0], command.as_root, lines[1] or None, command.why, rules, _became(ran))


def _became(ran: Ran | None) -> tuple[Text, ...]:
    if ran is None:
        return ()
    output = (*ran.did.output.splitlines(), *ran.undid.output.splitlines())
    return (
        words_on(ran),
        *(plain(line) for line in output[-_OUTPUT_LINES:]),
    )


def _of(wishes: Iterable[Wish], change: Change) -> tuple[Wish, ...]:
    return tuple(wish for wish in wishes if wish.edit.path in (change.path, change.asked))


def _file(change: Change, wishes: Sequence[Wish], steps: Steps) -> FileDiff:
    before, after = _content(change.before, change.path), _content(change.after, change.path)
    hunks = _hunks(before, after, _attribution(change, wishes, steps)) if before != after else ()
    lines = [line for hunk in hunks for line in hunk.lines]
    facts = _facts(change.before, change.after)
    is_value = diff_registry.is_of_registry(change)
    return FileDiff(
        path=shown(change.shown),
        kind=_kind(change),
        hunks=hunks,
        facts=(
            *(diff_registry.facts(change) if is_value else (*_place(change), *facts)),
            *_about_secrets(lines),
        ),
        added=sum(line.mark == "+" for line in lines),
        removed=sum(line.mark == "-" for line in lines),
        rules=tuple(dict.fromkeys(rule for wish in wishes for rule in wish.rules)),
    )


def _place(change: Change) -> tuple[Text, ...]:
    """Where a change lands that people know by another name: a link may lead anywhere."""
    if change.asked is None:
        return ()
    return (plain(f"→ {change.path}"),)


def _content(state: State, path: str) -> bytes:
    return state.content if isinstance(state, File) else diff_registry.shown_as(state, path)


def _attribution(change: Change, wishes: Sequence[Wish], steps: Steps) -> Attribution:
    if wishes and diff_registry.is_of_registry(change):
        return diff_registry.attribution(change, wishes)
    if not wishes or not isinstance(change.after, File):
        return Attribution({}, {})
    before = _content(change.before, change.path)
    try:
        return attribute(before, steps or fold(before, wishes))
    except Unfoldable:  # a plan from elsewhere, whose wishes are not what it does
        return Attribution({}, {})


def _kind(change: Change) -> DiffKind:
    if diff_registry.is_of_registry(change):
        return DiffKind.REGISTRY
    match change.after:
        case Link():
            return DiffKind.LINK
        case UnpackedTree():
            return DiffKind.UNPACK
        case Absent():
            return DiffKind.DELETE
        case _:
            return DiffKind.CREATE if isinstance(change.before, Absent) else DiffKind.MODIFY


def _facts(before: State, after: State) -> tuple[Text, ...]:
    match (before, after):
        case (Link(), Link()):
            return (say("link: {old} → {new}", old=before.target, new=after.target),)
        case (_, Link()):
            return (say("new link to {new}", new=after.target),)
        case (Link(), _):
            return (say("link to {old} removed", old=before.target),)
        case (_, UnpackedTree()):
            return (say("new folder, unpacked from an archive with SHA-256 {digest}", digest=after.sha256),)
        case (UnpackedTree(), _):
            return (
                say("folder removed (unpacked from an archive with SHA-256 {digest})", digest=before.sha256),
            )
        case (Other(), _) | (_, Other()):
            return ()
        case (File(), File()):
            return _modes(before, after)
        case (Sealed(), _) | (_, Sealed()):
            return (say("The lines are not shown, because the file contains passwords."),)
        case (Absent(), File()):
            return (say("new file, mode {mode}", mode=f"{after.mode:04o}"), *_owner(after))
        case _:
            return ()


def _owner(file: File) -> tuple[Text, ...]:
    return (say("owner: {owner}", owner=f"{file.uid}:{file.gid}"),) if file.uid or file.gid else ()


def _modes(before: File, after: File) -> tuple[Text, ...]:
    facts: list[Text] = []
    if before.mode != after.mode:
        facts.append(say("mode: {old} → {new}", old=f"{before.mode:04o}", new=f"{after.mode:04o}"))
    if (before.uid, before.gid) != (after.uid, after.gid):
        facts.append(
            say("owner: {old} → {new}", old=f"{before.uid}:{before.gid}", new=f"{after.uid}:{after.gid}")
        )
    return tuple(facts)


def _about_secrets(lines: Sequence[DiffLine]) -> tuple[Text, ...]:
    """That a difference is not shown letter by letter, and where a secret itself is what differs."""
    if not any(MASK in line.text for line in lines):
        return ()
    gone = {line.text for line in lines if line.mark == "-"}
    same = [line.new for line in lines if line.mark == "+" and MASK in line.text and line.text in gone]
    changes = (say("a secret changes in line {line}", line=number) for number in same if number is not None)
    return (say("secrets are shown as {mask}", mask=MASK), *changes)


def _hunks(before: bytes, after: bytes, who: Attribution) -> tuple[Hunk, ...]:
    a, b = raws(before), raws(after)
    head, tail = common_ends(a, b)
    first = max(0, head - CONTEXT)
    rest = max(0, tail - CONTEXT)
    a, b = a[: len(a) - rest], b[: len(b) - rest]
    matcher = difflib.SequenceMatcher(None, a[first:], b[first:], autojunk=False)
    return tuple(
        Hunk(tuple(_lines(group, a[first:], b[first:], _shown_lines(group, a, b, first), first, who)))
        for group in matcher.get_grouped_opcodes(CONTEXT)
    )


_ShownLines = tuple[Mapping[int, str], Mapping[int, str]]


def _shown_lines(group: Sequence[_Code], a: Sequence[bytes], b: Sequence[bytes], first: int) -> _ShownLines:
    """The lines of a *group*, by their place in it, as they are shown."""
    (_, i1, _, j1, _), (_, _, i2, _, j2) = group[0], group[-1]
    return _masked(a, first, i1, i2), _masked(b, first, j1, j2)


def _masked(lines: Sequence[bytes], first: int, start: int, stop: int) -> Mapping[int, str]:
    """Of *lines* those from *start* to *stop*, counted from *first*, masked by what is around them too."""
    begins = max(0, first + start - _AROUND)
    texts = mask(text_of(b"".join(lines[begins : first + stop + _AROUND]))).split("\n")
    return {i: escaped(texts[first + i - begins].removesuffix("\r")) for i in range(start, stop)}


def _lines(
    group: Iterable[_Code],
    a: Sequence[bytes],
    b: Sequence[bytes],
    texts: _ShownLines,
    first: int,
    who: Attribution,
) -> Iterable[DiffLine]:
    old, new = texts
    for tag, i1, i2, j1, j2 in group:
        if tag == "equal":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                yield _line(" ", a[i], old[i], first + i + 1, first + j + 1)
            continue
        paired = i2 - i1 == j2 - j1
        spans = [_spans(old[i1 + k], new[j1 + k]) for k in range(i2 - i1)] if paired else []
        for k, i in enumerate(range(i1, i2)):
            changed = spans[k][0] if paired else ()
            yield _line("-", a[i], old[i], first + i + 1, None, changed, who.removed.get(first + i + 1, ()))
        for k, j in enumerate(range(j1, j2)):
            changed = spans[k][1] if paired else ()
            yield _line("+", b[j], new[j], None, first + j + 1, changed, who.added.get(first + j + 1, ()))


def _line(
    mark: str,
    raw: bytes,
    text: str,
    old: int | None,
    new: int | None,
    changed: tuple[tuple[int, int], ...] = (),
    rules: tuple[str, ...] = (),
) -> DiffLine:
    end = next(end for end in (b"\r\n", b"\n", b"") if raw.endswith(end))
    return DiffLine(mark, text, old, new, _ENDS[end], changed, rules)


def _spans(a: str, b: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    if a == b:  # only a secret differs, or how the line ends
        secrets = tuple(match.span() for match in re.finditer(MASK, a))
        return secrets, secrets
    if max(len(a), len(b)) > _SPAN_LIMIT:
        return (), ()
    words = _WORD.findall(a), _WORD.findall(b)
    matcher = difflib.SequenceMatcher(None, *words, autojunk=False)
    if matcher.ratio() < 0.3:
        return (), ()
    offsets = _offsets(words[0]), _offsets(words[1])
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return (
        tuple((offsets[0][i1], offsets[0][i2]) for _, i1, i2, _, _ in codes if i2 > i1),
        tuple((offsets[1][j1], offsets[1][j2]) for _, _, _, j1, j2 in codes if j2 > j1),
    )


def _offsets(words: Sequence[str]) -> list[int]:
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return offsets

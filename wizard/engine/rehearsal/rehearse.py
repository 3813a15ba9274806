"""From a plan to what is rehearsed of it, and from what shells were like to what that means for the plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from msgspec.structs import replace

from wizard.codecs.shell import start_file
from wizard.engine.rehearsal.harms import Expected, differences
from wizard.model.edits.files import (
    DropEntry,
    DropLine,
    Edit,
    ReplaceLine,
    SetEntry,
    SetVariable,
    UnsetVariable,
)
from wizard.model.findings import Judged, Risk, Verdict
from wizard.model.plans import Plan
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import (
    GodebugHas,
    GoIs,
    GoOf,
    Harm,
    Measured,
    Missed,
    PathHas,
    Predicate,
    Rehearsal,
    ShellKind,
    Shells,
    VariableUnset,
)
from wizard.model.rehearsal.texts import harm_text
from wizard.model.state import Absent, Change, File, Link, UnpackedTree
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern

_IN_HOME: Final = lazy_pattern(
    r"~/(\.profile|\.bash_(profile|login|aliases)|\.bashrc|\.z(shenv|profile|shrc|login)|\.config/(fish|go)/.+)"
)
_OF_SYSTEM: Final = lazy_pattern(
    r"/etc/(profile|profile\.d/.+|bash\.bashrc|bashrc|zsh/.+|zshenv|zprofile|zshrc|fish/.+)"
)
_ASSIGNED: Final = lazy_pattern(
    r"\b([A-Za-z_]\w*)\+?=|\bset\s+(?:-\w+\s+)*([A-Za-z_]\w*)|\bexport\s+([A-Za-z_]\w*)"
)
_SETTING: Final = lazy_pattern(r"(?<![\w$])([a-z][a-z0-9]*)=")
_NAMES_GO: Final = lazy_pattern(
    rb"\s*(?:alias\s+(?:-\w+\s+)*go[=\s]|(?:function\s+)?go\s*\(\s*\)|function\s+go\b)"
)
_OURS: Final = (SetEntry, DropEntry, SetVariable, UnsetVariable)

_STAND_IN: Final = """\
#!/bin/sh
here=${{0%/bin/go}}
case $1 in
version) echo 'go version {version} linux' ;;
tool)
    found=${{GOROOT:-$here}}
    if [ "$found" = "$here" ]; then echo 'compile version {version}'; else exec "$found"/pkg/tool/*/compile -V; fi
    ;;
env)
    shift
    [ $# -gt 0 ] || set -- -json
    for each; do
        case $each in
        -json) printf '{{\\n\\t"GOROOT": "%s"\\n}}\\n' "${{GOROOT:-$here}}" ;;
        GOROOT) echo "${{GOROOT:-$here}}" ;;
        GOPATH) echo "${{GOPATH:-$HOME/go}}" ;;
        GOVERSION) echo '{version}' ;;
        *) printenv "$each" || echo ;;
        esac
    done
    ;;
esac
"""
"""A Go that is not downloaded yet. Of a GOROOT that names another one it asks that one's compiler, as Go does."""

T = TypeVar("T")


def is_start_file(path: str) -> bool:
    """Whether shells or the go command read *path* (as people know it) when they start."""
    return bool(_IN_HOME.fullmatch(path) or _OF_SYSTEM.fullmatch(path))


def laid(plan: Plan) -> tuple[Change, ...]:
    """Those changes of *plan* that shells see; a Go that is still to be downloaded is played by a small script. None
    if shells see nothing of it."""
    return tuple(
        _stand_in(change, plan) if isinstance(change.after, UnpackedTree) else change
        for change in seen_by_shells(plan)
    )


def seen_by_shells(plan: Plan) -> tuple[Change, ...]:
    """Those changes of *plan* that shells see."""
    edits = _edits(plan)
    return tuple(change for change in plan.changes if _is_seen(change, edits.get(change.shown, ())))


def _edits(plan: Plan) -> dict[str, list[Edit]]:
    edits: dict[str, list[Edit]] = {}
    for wish in plan.wishes:
        edits.setdefault(wish.edit.path, []).append(wish.edit)
    return edits


def _is_seen(change: Change, edits: Iterable[Edit]) -> bool:
    match change.after:
        case UnpackedTree():
            return True
        case Link():
            return change.shown.startswith("~/")
        case File() | Absent():
            in_home = change.shown.startswith("~/") and any(
                isinstance(edit, DropLine | ReplaceLine) for edit in edits
            )
            return is_start_file(change.shown) or in_home or any(isinstance(edit, _OURS) for edit in edits)
    return False


def _stand_in(change: Change, plan: Plan) -> Change:
    assert isinstance(change.after, UnpackedTree)
    digest = change.after.sha256
    version = next((each.version for each in plan.downloads if each.sha256 == digest), "?")
    text = _STAND_IN.format(version=f"go{version.removeprefix('go')}")
    script = File(text.encode(), 0o755, change.uid, change.gid)
    return replace(
        change, path=f"{change.path}/bin/go", before=Absent(), after=script, asked=None, origin=None
    )


def outcome(shells: Shells, plan: Plan, files: Mapping[str, bytes], home: str) -> Rehearsal | NotRehearsed:
    """What *shells* mean for *plan*. *files* are the start files that were looked at, by the names that people know
    them by, before the plan."""
    unlaid = next((path for seen in shells.after.values() for path in seen.unlaid), None)
    if unlaid is not None:
        return NotRehearsed(RehearsalRefusal.NOT_LAID, unlaid)
    asked = [kind for kind in shells.after if shells.after[kind].is_whole and shells.before[kind].is_whole]
    expected = _expected(plan)
    after = {
        **files,
        **{each.shown: each.after.content for each in plan.changes if isinstance(each.after, File)},
    }
    return Rehearsal(
        kinds=tuple(asked),
        go=_gos(shells, asked),
        harms=_harms(shells, expected),
        missed=tuple(_missed(shells, plan, asked, WinningLine(after, home))),
        unasked=tuple(kind for kind in shells.before if not shells.before[kind].is_whole),
        stands_in=any(isinstance(change.after, UnpackedTree) for change in plan.changes),
    )


def _expected(plan: Plan) -> Expected:
    """What the plan is for: what its rules say it is, and the variables that its edits name."""
    names = {name for wish in plan.wishes for name in _named(wish.edit)}
    keys = {key for wish in plan.wishes for key in _keys(wish.edit)}
    versions: set[str] = set()
    folders: set[str] = set()
    for purpose in plan.purposes:
        match purpose.predicate:
            case GoIs(version):
                versions.add(f"go{version}")
            case VariableUnset(name):
                names.add(name)
            case GodebugHas(key):
                keys.add(key)
            case PathHas(folder):
                folders.add(folder)
    is_dropped = any(isinstance(wish.edit, DropEntry) and wish.edit.name == "GODEBUG" for wish in plan.wishes)
    names -= {"PATH"} if is_dropped else {"PATH", "GODEBUG"}
    return Expected(frozenset(versions), frozenset(names), frozenset(folders), frozenset(keys))


def _named(edit: Edit) -> Iterator[str]:
    match edit:
        case SetEntry(name=name) | DropEntry(name=name) | SetVariable(key=name) | UnsetVariable(key=name):
            yield name
        case DropLine(text=text) | ReplaceLine(text=text):
            for groups in _ASSIGNED.findall(text):
                yield next(filter(None, groups))


def _keys(edit: Edit) -> Iterator[str]:
    """The settings of GODEBUG that an edit takes out of its line, or that it writes."""
    match edit:
        case SetEntry(name="GODEBUG", text=text):
            yield from _SETTING.findall(text)
        case DropLine(text=text):
            yield from _SETTING.findall(text)
        case ReplaceLine(text=text, becomes=becomes):
            kept = _SETTING.findall(becomes)
            yield from (key for key in _SETTING.findall(text) if key not in kept)


def _gos(shells: Shells, asked: Iterable[ShellKind]) -> tuple[GoOf, ...]:
    pairs = ((kind, _both(shells, kind)) for kind in asked)
    return tuple(GoOf(kinds, *both) for both, kinds in by_thing(pairs).items() if any(both))


def _both(shells: Shells, kind: ShellKind) -> tuple[str, str]:
    before, after = shells.before[kind], shells.after[kind]
    return before.go_version.removeprefix("go"), after.go_version.removeprefix("go")


def _harms(shells: Shells, expected: Expected) -> tuple[Harm, ...]:
    found = (
        (kind, each)
        for kind, before in shells.before.items()
        for each in differences(kind, before, shells.after[kind], expected)
    )
    return tuple(Harm(what, kinds, *words) for (what, *words), kinds in by_thing(found).items())


def by_thing(pairs: Iterable[tuple[ShellKind, T]]) -> dict[T, tuple[ShellKind, ...]]:
    """The kinds that show a thing, by that thing, in order."""
    kinds: dict[T, list[ShellKind]] = {}
    for kind, thing in pairs:
        kinds.setdefault(thing, []).append(kind)
    return {thing: tuple(dict.fromkeys(each)) for thing, each in kinds.items()}


def _missed(
    shells: Shells,
    plan: Plan,
    asked: Iterable[ShellKind],
    source: Callable[[Predicate, Measured], tuple[str, int]],
) -> Iterator[Missed]:
    asked = frozenset(asked)
    for purpose in plan.purposes:
        seen = {kind: shells.after[kind] for kind in purpose.kinds if kind in asked}
        yield from missed_in(purpose.predicate, seen, source)


def missed_in(
    predicate: Predicate,
    seen: Mapping[ShellKind, Measured],
    source: Callable[[Predicate, Measured], tuple[str, int]],
) -> Iterator[Missed]:
    """Where *predicate* does not hold in what was *seen*, by what is so there instead."""
    failed = [kind for kind, each in seen.items() if not predicate.holds(each)]
    for now, kinds in by_thing((kind, predicate.now(seen[kind])) for kind in failed).items():
        where, line = source(predicate, seen[kinds[0]])
        yield Missed(predicate, kinds, now, where, line or None)


class WinningLine:
    """Which line of which start file wins over a purpose, as far as it can be read from the *files*."""

    def __init__(self, files: Mapping[str, bytes], home: str) -> None:
        self._files = files
        self._home = home

    def __call__(self, predicate: Predicate, seen: Measured) -> tuple[str, int]:
        """Path and line (from 1); an empty path and 0 if none can be named."""
        match predicate:
            case GoIs():
                return self._of_go(seen)
            case VariableUnset(name):
                return self._last(name, seen.variables.get(name))
            case GodebugHas():
                return self._last("GODEBUG", seen.variables.get("GODEBUG"))
            case PathHas(folder, present):
                return self._last("PATH", folder) if not present else ("", 0)

    def _of_go(self, seen: Measured) -> tuple[str, int]:
        """What makes this Go the one that runs: a name of the shell's own, a toolchain that is asked for, or PATH."""
        if seen.go_kind.rpartition(" ")[2] in ("alias", "function"):
            return self._last_like(_NAMES_GO)
        if not seen.go_version and (wanted := seen.variables.get("GOTOOLCHAIN")):
            return self._last("GOTOOLCHAIN", wanted)
        return self._last("PATH", seen.go[0].rpartition("/")[0]) if seen.go else ("", 0)

    def _last_like(self, pattern: re.Pattern[bytes]) -> tuple[str, int]:
        found = ("", 0)
        for path, data in self._files.items():
            for number, line in enumerate(data.split(b"\n"), 1):
                found = (path, number) if pattern.match(line) else found
        return found

    def _last(self, name: str, value: str | None) -> tuple[str, int]:
        """The last line of a file that assigns *name* and names *value*, in any of its spellings."""
        found = ("", 0)
        for path, data in self._files.items():
            block = start_file.block(data)
            for each in start_file.assignments(data, (name,), start_file.grammar_of(path)):
                ours = block is not None and block.start < each.line < block.end
                if not ours and value is not None and self._means(each.raw or "", value):
                    found = (path, each.line)
        return found

    def _means(self, raw: str, value: str) -> bool:
        raw = raw.replace("${HOME}", self._home).replace("$HOME", self._home).replace("~/", f"{self._home}/")
        return value in raw or (bool(raw.strip("\"' ")) and raw.strip("\"' ") in value)


def made_careful(judged: Iterable[Judged], plan: Plan) -> tuple[Judged, ...]:
    """*judged*, where the repairs of *plan* that shells see are CAREFUL if its rehearsal showed harm."""
    harms = plan.rehearsal.harms if isinstance(plan.rehearsal, Rehearsal) else ()
    if not harms:
        return tuple(judged)
    rules = seen_rules(plan)
    words = say("A rehearsal showed: {harm}", harm=harm_text(harms[0]))
    return tuple(_careful(item, words) if item.rule in rules else item for item in judged)


def newly_careful(before: Sequence[Judged], after: Sequence[Judged]) -> frozenset[str]:
    """The rules whose repairs `made_careful` made so."""
    return frozenset(now.rule for was, now in zip(before, after, strict=True) if was != now)


def _careful(item: Judged, words: Text) -> Judged:
    finding = item.finding
    if finding.verdict is not Verdict.FIXABLE or finding.risk is Risk.CAREFUL:
        return item
    return replace(item, finding=replace(finding, risk=Risk.CAREFUL, may_break=words))


def seen_rules(plan: Plan) -> frozenset[str]:
    """Rules whose repairs shells see, if they see any of *plan*."""
    paths = seen_paths(plan)
    return frozenset(rule for wish in plan.wishes if wish.edit.path in paths for rule in wish.rules)


def seen_paths(plan: Plan) -> frozenset[str]:
    """Paths of *plan*, as people know them, whose changes shells see."""
    return frozenset(change.shown for change in seen_by_shells(plan))

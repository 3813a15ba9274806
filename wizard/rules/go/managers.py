"""Version managers that choose which Go runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from wizard.codecs.lines import text_of
from wizard.codecs.shell import start_file
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import MANAGERS, GoTree
from wizard.facts.shell import GoHit
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import GO_PATHS, PEOPLE
from wizard.facts.shells.go_trees import GO_TREES
from wizard.facts.shells.start_files import START_FILES
from wizard.model.commands.command import line_of
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern
from wizard.rules.commands import CHOOSE_GO
from wizard.rules.declare import blocked, ok
from wizard.rules.go.evidence import hits, kinds, trees

_FOLDER: Final = {
    "gvm": lazy_pattern(r"/\.gvm/"),
    "goenv": lazy_pattern(r"/\.goenv/"),
    "asdf": lazy_pattern(r"/\.?asdf/"),
    "mise": lazy_pattern(r"/\.?mise/"),
    "g": lazy_pattern(r"/\.go/\.versions/"),
    "proto": lazy_pattern(r"/\.proto/"),
    "gobrew": lazy_pattern(r"/\.gobrew/"),
    "vfox": lazy_pattern(r"/\.(?:version-fox|vfox)/"),
    "aqua": lazy_pattern(r"/aquaproj-aqua/"),
}
_NAMED: Final = {name: lazy_pattern(rf"(?<![\w-]){name}(?![\w-])") for name in CHOOSE_GO}
_SAYING: Final = frozenset({"echo", "printf", "print", ":", "notify-send"})
_SUBSTITUTED: Final = lazy_pattern(r"\$?\([^()]*\)|`[^`]*`")
_SENTENCE: Final = lazy_pattern(r"""'[^']*\s[^']*'|"[^"$`(]*\s[^"$`(]*\"""")
_ASSIGNED: Final = lazy_pattern(
    r"(?:(?:export|declare|typeset|readonly|local)\s+(?:-\w+\s+)*)?([A-Za-z_]\w*)\+?=|set\s+(?:-\S+\s+)*(\w+)\s"
)
_HOOKS: Final = frozenset({"PROMPT_COMMAND", "BASH_ENV", "ENV"})
_SETS_GOROOT: Final = say(
    "The manager sets GOROOT and PATH in each new shell. Another Go in front of its own fails with “does not match go"
    " tool version”."
)
_SETS_PATH: Final = say(
    "The manager's folder comes first in PATH. With another Go in front of it, the manager's choice has no effect."
)


def reached(see: Snapshot) -> str | None:
    """The manager that chooses which Go some kind of shell runs; None if none does."""
    paths = see[GO_PATHS]
    for kind in PEOPLE:
        gos = paths.kinds[kind]
        if gos.first is not None and (name := _of(gos.first, gos.winner)) is not None:
            return name
    installed = {tree.kind for tree in see[GO_TREES] if tree.is_manager}
    return next((name for name in _started(see) if name in installed), None)


def _of(hit: GoHit, line: str) -> str | None:
    """The manager that a ``go`` belongs to, or whose file has the *line* that puts it in front."""
    places = (hit.name, hit.real, line)
    return next((name for name, folder in _FOLDER.items() if any(map(folder.search, places))), None)


def _started(see: Snapshot) -> Iterator[str]:
    """Managers that a start file starts: by a file of theirs, or by a command that could not be followed."""
    yield from (name for name in CHOOSE_GO if any(_is_named(name, line) for line in _code(see)))
    if see.unknown(SHELLS) is not None:
        return
    for kind in PEOPLE:
        followed = see[SHELLS].kinds[kind]
        for name in CHOOSE_GO:
            if any(_FOLDER[name].search(path) for path in followed.files) or any(
                _NAMED[name].search(each.text) or _FOLDER[name].search(each.file) for each in followed.unclear
            ):
                yield name


def _code(see: Snapshot) -> Iterator[str]:
    """The commands of the user's start files, without what they only say: a function may start the manager later."""
    for file in see[START_FILES].files if see.unknown(START_FILES) is None else ():
        if file.in_home:
            text = text_of(file.meant)
            for each in start_file.grammar_of(file.path).statements(text):
                yield _without_sayings(each.words[0], text[each.start : each.end])


def _without_sayings(program: str, text: str) -> str:
    """The command *text* without words that are shown or kept for later: only what is substituted in them runs."""
    if program in _SAYING:
        return " ".join(_SUBSTITUTED.findall(text))
    hook = _ASSIGNED.match(text)
    is_kept = program in ("alias", "abbr") or (hook is not None and not _HOOKS & {hook[1], hook[2]})
    return _SENTENCE.sub("", text) if is_kept else text


def _is_named(name: str, line: str) -> bool:
    """The name of g alone is too short to say anything."""
    return _FOLDER[name].search(line) is not None or (name != "g" and _NAMED[name].search(line) is not None)


def leave_to(see: Snapshot, manager: str, version: str) -> Finding:
    """Go *version* is for *manager* to choose."""
    runs = {kind: see[GO_PATHS].kinds[kind].first for kind in PEOPLE}
    own = [tree for tree in see[GO_TREES] if tree.kind == manager]
    if _is_chosen(runs.values(), own, version) and not see[GO_PATHS].unclear:
        return ok(say("{manager} runs Go {version}.", manager=manager, version=version), *trees(own))
    return blocked(
        say("{manager} selects the Go version, not the wizard.", manager=manager),
        *trees(own),
        *_which(runs),
        why=_SETS_GOROOT if manager in MANAGERS else _SETS_PATH,
        do=_change(manager, version, is_there=any(tree.version == version for tree in own)),
    )


def _is_chosen(runs: Iterable[GoHit | None], own: list[GoTree], version: str) -> bool:
    """Whether every kind of shell runs that version; a shim has none, and runs what is the only one."""
    versions = {hit.version for hit in runs if hit is not None} - {""}
    return versions == {version} or (not versions and {tree.version for tree in own} == {version})


def _which(runs: dict[Kind, GoHit | None]) -> Iterator[Evidence]:
    for hit in dict.fromkeys(hit for hit in runs.values() if hit is not None):
        (seen,) = hits((hit,))
        yield Evidence(
            seen.source, seen.quote, note=kinds(kind for kind, each in runs.items() if each == hit)
        )


def _change(manager: str, version: str, *, is_there: bool) -> Text:
    if manager not in CHOOSE_GO:
        return say("Change it there, in the settings of {manager}.", manager=manager)
    install, use = map(line_of, CHOOSE_GO[manager](version))
    if is_there:
        return say("Change it there: {command}", command=use)
    return say("Change it there. Run first {install}, then {command}", install=install, command=use)

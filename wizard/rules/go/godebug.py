"""GODEBUG: what crashes programs, what has no effect, and what is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from wizard.codecs import encoding
from wizard.codecs.go import godebug, goenv
from wizard.codecs.lines import split, words_of
from wizard.codecs.shell import start_file
from wizard.facts.go import GOENV, GOENV_PATH
from wizard.facts.go_paths import PATH_GUESS
from wizard.facts.shell import ACCOUNT, FISH_FILE, LOGIN_SHELL, START_FILES, StartFile
from wizard.model.edits.files import DropLine, Edit, ReplaceLine, SetEntry, UnsetVariable
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.rehearsal.shells import GodebugHas, Purpose
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, ok, ok_only_if_known, rule, unknown
from wizard.rules.go.effects import IN_LOGIN_SHELLS, IN_TERMINALS
from wizard.rules.go.evidence import ELSEWHERE, not_followed

ENTRY = "GODEBUG"
_NETDNS = {
    "go": say(
        "Programs built with cgo then use Go's own resolver. It reads only files and dns of /etc/nsswitch.conf."
        " The go command has no cgo, so go get is not affected."
    ),
    "cgo": say(
        "Programs built with cgo then use the resolver of the C library. It reads all sources of /etc/nsswitch.conf."
        " The go command has no cgo, so go get is not affected."
    ),
}
_NETDNS_REPORTS = say("This value chooses no resolver. Programs only report which one they use.")
_FATAL_WHY = say(
    "Programs built with a Go that has removed the setting, and the go command itself, exit at start with “fatal error:"
    " removed GODEBUG” or “unknown GODEBUG setting”."
)
_BY_HAND = say("Change the lines shown by hand: they contain other commands too.")


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
    """Every statement of a start file that sets GODEBUG to something that can be told."""
    return tuple(place for file in see[START_FILES].files for place in _places(file))


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


_CARRIED = re.compile(r"""^\$\{?GODEBUG(?::?[+-]\$GODEBUG,)?\}?,?|,?\$\{?GODEBUG(?::?[+-],\$GODEBUG)?\}?$""")


def _own_words(raw: str | None) -> str | None:
    """The settings that a statement adds, without what it takes over from before; None if unclear."""
    if raw is None:
        return None
    words = _CARRIED.sub("", raw.strip().strip("\"'"))
    return None if not words or _is_unclear(words) else words


def _is_unclear(words: str) -> bool:
    return any(mark in words for mark in "$`\"'\\")


def _not_told(see: Snapshot) -> Finding | None:
    """What start files may set GODEBUG to besides, where no shell was asked; None if all is known."""
    if (gap := see[START_FILES].gap) is not None:
        return unknown(gap.why)
    if see[LOGIN_SHELL] is not None:
        return None
    for file in see[START_FILES].files:
        for found in start_file.assignments(file.meant, (ENTRY,), start_file.grammar_of(file.path)):
            if _is_unclear(_CARRIED.sub("", (found.raw or "").strip().strip("\"'"))):
                line = f"{file.path}:{found.line}"
                return unknown(say("Could not evaluate {name} at {line}.", name=ENTRY, line=line))
    return not_followed(see, (ENTRY,))


def _evidence(places: Iterable[GodebugStatement]) -> tuple[Evidence, ...]:
    return tuple(Evidence(place.file.path, place.text, place.line) for place in places)


def _fatal_keys(place: GodebugStatement) -> set[str]:
    return {item.key for item in godebug.fatal(place.value)}


def _chosen_keys(place: GodebugStatement, want: Wanted) -> set[str]:
    """``netdns``, if it chooses a resolver and the profile does not want it."""
    return {"netdns"} if "netdns" not in want.godebug and _chooses(place) else set()


def _chooses(place: GodebugStatement) -> bool:
    """A level of reporting (``netdns=1``) chooses no resolver (GO §2.1)."""
    return not place.ours and _resolver(godebug.effective(place.value).get("netdns", "")) is not None


def _resolver(netdns: str) -> str | None:
    """``go``, ``cgo``, or None: the value may be that, a level of reporting (``1``), or both (``go+1``)."""
    return next((name for name in _NETDNS if name in netdns.split("+")), None)


def _again_keys(place: GodebugStatement, found: tuple[GodebugStatement, ...]) -> set[str]:
    """Keys that have no effect here: a later line of the same file sets them too."""
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
    """Keys that the profile wants, and that the managed block sets from now on."""
    return set() if place.ours else set(want.godebug).intersection(godebug.effective(place.value))


def _cleaned(
    place: GodebugStatement, found: tuple[GodebugStatement, ...], want: Wanted, *, is_moving: bool
) -> Edit | None:
    """The one edit of a statement that every rule of this file agrees on: without anything that kills, does
    nothing, was not asked for, or *is moving* to the block. None if that is nothing, or if the statement is not alone
    on its line."""
    bad = _fatal_keys(place) | _chosen_keys(place, want) | _again_keys(place, found)
    bad |= _moved_keys(place, want) if is_moving else set()
    if not place.whole or not bad:
        return None
    rest = godebug.without(place.value, bad)
    if not rest:
        return DropLine(place.file.path, place.line, place.text)
    return ReplaceLine(place.file.path, place.line, place.text, place.text.replace(place.value, rest, 1))


def _block(see: Snapshot, want: Wanted) -> SetEntry:
    """The entry of the managed block that sets what *want* asks for."""
    path = see[START_FILES].login_file(see[ACCOUNT].shell)
    return SetEntry(path, ENTRY, block_line(want.godebug, path))


def _is_written(see: Snapshot, entry: SetEntry) -> bool:
    return (entry.name, entry.text) in start_file.read_entries(see[START_FILES].get(entry.path) or b"")


def _repairs(see: Snapshot, want: Wanted, places: Iterable[GodebugStatement]) -> list[Edit]:
    """The edits of *places*. Where one loses a key that the profile wants, the block that sets it comes along, and
    all other lines that it replaces: whichever repair is chosen, the setting stays. Where the block's file cannot be
    read, such keys are left where they are."""
    every, block, chosen = statements(see), _block(see, want), list(places)
    if see[START_FILES].gap_at(block.path) is not None:
        return _edits(chosen, every, want, is_moving=False)
    moved = [place for place in every if place.whole and _moved_keys(place, want)]
    if _is_written(see, block) or not any(place in moved for place in chosen):
        return _edits(chosen, every, want, is_moving=True)
    both = [place for place in every if place in chosen or place in moved]
    return [*_edits(both, every, want, is_moving=True), block]


def _edits(
    places: Iterable[GodebugStatement],
    every: tuple[GodebugStatement, ...],
    want: Wanted,
    *,
    is_moving: bool,
) -> list[Edit]:
    made = (_cleaned(place, every, want, is_moving=is_moving) for place in places)
    return [edit for edit in made if edit is not None]


@rule(
    "go-env-godebug-fatal",
    area="go-env",
    title=say("No GODEBUG setting crashes Go programs"),
    needs=(START_FILES, PATH_GUESS, LOGIN_SHELL, ACCOUNT),
    severity=Severity.CRITICAL,
    sources=("GO §0", "GO §2", "RULES 43"),
)
def fatal(see: Snapshot, want: Wanted) -> Finding:
    bad = [(place, items) for place in statements(see) if (items := godebug.fatal(place.value))]
    if not bad:
        return _not_told(see) or _fatal_elsewhere(see)
    settings = ",".join(dict.fromkeys(f"{item.key}={item.value}" for _, items in bad for item in items))
    says = say("{path} sets GODEBUG={settings}.", path=bad[0][0].file.path, settings=settings)
    evidence = _evidence(place for place, _ in bad)
    made = _repairs(see, want, [place for place, _ in bad])
    if not made:
        return advice(says, *evidence, why=_FATAL_WHY, do=_BY_HAND)
    gone = {item.key for _, items in bad for item in items} - want.godebug.keys()
    return fixable(
        says,
        made,
        *evidence,
        why=_FATAL_WHY,
        effect=IN_TERMINALS,
        restart=Restart.SHELL,
        purposes=(Purpose(GodebugHas(key, None)) for key in sorted(gone)),
    )


def _fatal_elsewhere(see: Snapshot) -> Finding:
    seen = see[LOGIN_SHELL]
    value = (seen.get("GODEBUG") if seen is not None else None) or ""
    items = godebug.fatal(value)
    if not items:
        return ok(say("No GODEBUG setting crashes Go programs."))
    return advice(
        say("Login shells get GODEBUG={value}.", value=value),
        Evidence("$GODEBUG", value),
        why=_FATAL_WHY,
        do=ELSEWHERE,
        restart=Restart.SHELL,
    )


def block_line(settings: Mapping[str, str], path: str) -> str:
    """The line of the managed block that adds *settings* to what is there already."""
    value = ",".join(f"{key}={settings[key]}" for key in sorted(settings))
    if path == FISH_FILE:
        return f'set -gx GODEBUG (string join , $GODEBUG "{value}")'
    return f'export GODEBUG="${{GODEBUG:+$GODEBUG,}}{value}"'


@rule(
    "go-env-godebug",
    area="go-env",
    title=say("GODEBUG is set as your profile asks"),
    needs=(START_FILES, ACCOUNT),
    severity=Severity.LOW,
    sources=("GO §2", "GO §2.1", "RULES 26"),
    wished=lambda want: bool(want.godebug),
)
def wanted_settings(see: Snapshot, want: Wanted) -> Finding:
    entry = _block(see, want)
    path = entry.path
    gap = see[START_FILES].gap_at(path)
    if gap is not None:
        return unknown(gap.why)
    value = ",".join(f"{key}={want.godebug[key]}" for key in sorted(want.godebug))
    if _is_written(see, entry):
        return ok(say("Login shells get GODEBUG={value}.", value=value), Evidence(path, entry.text))
    same = [place for place in statements(see) if _moved_keys(place, want)]
    return fixable(
        say("The wizard's block in {path} does not set GODEBUG={value}.", path=path, value=value),
        [*_repairs(see, want, same), entry],
        *_evidence(same),
        why=_of_netdns(want.godebug["netdns"])
        if "netdns" in want.godebug
        else say("Your profile asks for it. Without it, Go programs run with the default settings."),
        effect=IN_LOGIN_SHELLS,
        restart=Restart.SHELL,
        purposes=(Purpose(GodebugHas(key, want.godebug[key])) for key in sorted(want.godebug)),
    )


@rule(
    "dns-godebug-netdns",
    area="dns",
    title=say("GODEBUG chooses no resolver by accident"),
    needs=(START_FILES, PATH_GUESS, LOGIN_SHELL, ACCOUNT),
    severity=Severity.LOW,
    sources=("GO §2.1", "RULES 26"),
)
def netdns(see: Snapshot, want: Wanted) -> Finding:
    found = [place for place in statements(see) if _chooses(place)]
    if not found:
        return _not_told(see) or ok(say("No start file chooses a resolver with GODEBUG."))
    if "netdns" in want.godebug:
        return ok(say("Your profile asks for a resolver (netdns)."), *_evidence(found))
    edits = _repairs(see, want, found)
    value = godebug.effective(found[-1].value)["netdns"]
    says, why = (
        say("{path} sets GODEBUG={settings}.", path=found[-1].file.path, settings=f"netdns={value}"),
        _of_netdns(value),
    )
    if not edits:
        return advice(says, *_evidence(found), why=why, do=_BY_HAND)
    return fixable(
        says,
        edits,
        *_evidence(found),
        why=why,
        effect=IN_TERMINALS,
        restart=Restart.SHELL,
        purposes=(Purpose(GodebugHas("netdns", None)),),
    )


def _of_netdns(value: str) -> Text:
    """What *value* of netdns does."""
    return _NETDNS.get(_resolver(value) or "", _NETDNS_REPORTS)


@rule(
    "go-env-godebug-inert",
    area="go-env",
    title=say("Every GODEBUG setting takes effect"),
    needs=(START_FILES, GOENV, ACCOUNT),
    severity=Severity.LOW,
    sources=("GO §0", "GO §2", "RULES 44"),
)
def inert(see: Snapshot, want: Wanted) -> Finding:
    found = statements(see)
    doubled = [place for place in found if _again_keys(place, found) - _fatal_keys(place)]
    edits = _repairs(see, want, doubled)
    evidence = list(_evidence(doubled))
    useless = goenv.effective(encoding.meant(see[GOENV] or b"")).get("GODEBUG")
    if useless is not None:
        edits.append(UnsetVariable(GOENV_PATH, "GODEBUG"))
        evidence.append(Evidence(GOENV_PATH, f"GODEBUG={useless}"))
    if not evidence:
        return ok_only_if_known(ok(say("Every GODEBUG setting takes effect.")), see[START_FILES].gap)
    says = say("GODEBUG is set twice, or where Go does not read it.")
    why = say(
        "If a key is set twice, the last value applies. A setting with a space around it is ignored, and Go never reads"
        " GODEBUG from the go env file. Leftover lines only hide the value that applies."
    )
    if not edits:
        return advice(says, *evidence, why=why, do=_BY_HAND)
    return fixable(says, edits, *evidence, why=why, effect=IN_TERMINALS, restart=Restart.SHELL)

"""GODEBUG and the variables of the go command: what kills programs, what does nothing, what is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from wizard.codecs import encoding
from wizard.codecs.go import godebug, goenv
from wizard.codecs.go import version as goversion
from wizard.codecs.lines import split, words_of
from wizard.codecs.shell import start_file
from wizard.facts.go import GOENV, GOENV_PATH
from wizard.facts.shell import ACCOUNT, FISH_FILE, LOGIN_SHELL, START_FILES, StartFile
from wizard.model.edits import DropLine, Edit, ReplaceLine, SetEntry, SetVariable, UnsetVariable
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import NOT_WANTED, advice, fixable, ok, ok_only_if_known, rule, unknown

ENTRY = "GODEBUG"
_EFFECT = say(
    "New login shells see it: a terminal, and wsl without a command. What wsl.exe -e starts, services, and"
    " editors that start no login shell do not."
)
_NETDNS = {
    "go": say(
        "netdns=go makes programs built with cgo resolve names by Go's own resolver. The go command itself is"
        " built without cgo, so for go get and go mod download it changes nothing; where /etc/nsswitch.conf"
        " names other sources than files and dns, those are no longer asked."
    ),
    "cgo": say(
        "netdns=cgo makes programs built with cgo resolve names by the C library, which asks all sources that"
        " /etc/nsswitch.conf names. The go command itself is built without cgo, so for go get and go mod"
        " download it changes nothing."
    ),
}
_NETDNS_TELLS = say("This value of netdns chooses no resolver; it makes programs print which one they use.")
_FATAL_WHY = say(
    "Every program built with a Go that has removed this setting stops at start with “fatal error: removed"
    " GODEBUG …” or “unknown GODEBUG setting”, the go command included."
)


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


def places(see: Snapshot) -> tuple[GodebugStatement, ...]:
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
    return None if not words or any(mark in words for mark in "$`\"'\\") else words


def _evidence(places: Iterable[GodebugStatement]) -> tuple[Evidence, ...]:
    return tuple(Evidence(place.file.path, place.text, place.line) for place in places)


def _fatal_keys(place: GodebugStatement) -> set[str]:
    return {item.key for item in godebug.fatal(place.value)}


def _chosen_keys(place: GodebugStatement, want: Wanted) -> set[str]:
    """``netdns``, if it is set and the profile does not want it."""
    stray = not place.ours and "netdns" not in want.godebug
    return {"netdns"} & set(godebug.effective(place.value)) if stray else set()


def _again_keys(place: GodebugStatement, found: tuple[GodebugStatement, ...], want: Wanted) -> set[str]:
    """Keys that do nothing here: set again by the managed block, or by a later line of the same file."""
    if place.ours:
        return set()
    later = {
        key
        for other in found
        if other.file == place.file and other.line > place.line and not other.conditional
        for key in godebug.effective(other.value)
    }
    return {key for key in godebug.effective(place.value) if key in want.godebug or key in later}


def _cleaned(place: GodebugStatement, found: tuple[GodebugStatement, ...], want: Wanted) -> Edit | None:
    """The one edit of a statement that every rule of this file agrees on: without anything that kills, does
    nothing, or was not asked for. None if the statement is not alone on its line."""
    if not place.whole:
        return None
    bad = _fatal_keys(place) | _chosen_keys(place, want) | _again_keys(place, found, want)
    rest = godebug.without(place.value, bad)
    if not rest:
        return DropLine(place.file.path, place.line, place.text)
    return ReplaceLine(place.file.path, place.line, place.text, place.text.replace(place.value, rest, 1))


@rule(
    "go-env-godebug-fatal",
    area="go-env",
    title=say("No GODEBUG setting stops Go programs"),
    needs=(START_FILES, LOGIN_SHELL),
    severity=Severity.CRITICAL,
)
def fatal(see: Snapshot, want: Wanted) -> Finding:
    found = places(see)
    bad = [(place, godebug.fatal(place.value)) for place in found if godebug.fatal(place.value)]
    if not bad:
        return ok_only_if_known(_fatal_elsewhere(see), see[START_FILES].gap)
    edits = [_cleaned(place, found, want) for place, _ in bad]
    settings = ", ".join(dict.fromkeys(f"{item.key}={item.value}" for _, items in bad for item in items))
    says = say("GODEBUG holds {settings}, which stops Go programs at start.", settings=settings)
    evidence = _evidence(place for place, _ in bad)
    made = [edit for edit in edits if edit is not None]
    if not made:
        return advice(says, *evidence, why=_FATAL_WHY, severity=Severity.CRITICAL)
    return fixable(says, made, *evidence, why=_FATAL_WHY, effect=_EFFECT, restart=Restart.SHELL)


def _fatal_elsewhere(see: Snapshot) -> Finding:
    seen = see[LOGIN_SHELL]
    value = (seen.get("GODEBUG") if seen is not None else None) or ""
    items = godebug.fatal(value)
    if not items:
        return ok(say("No GODEBUG setting stops Go programs."))
    return advice(
        say("A login shell sees GODEBUG={value}, which stops Go programs at start.", value=value),
        Evidence("$GODEBUG", value),
        why=say(
            "No start file we can read sets it; look in WSLENV on Windows, and in files these files source."
        ),
        severity=Severity.CRITICAL,
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
    title=say("GODEBUG holds what your profile wants"),
    needs=(START_FILES, ACCOUNT),
    severity=Severity.LOW,
)
def wanted_settings(see: Snapshot, want: Wanted) -> Finding:
    if not want.godebug:
        return NOT_WANTED
    path = see[START_FILES].login_file(see[ACCOUNT].shell)
    gap = see[START_FILES].gap_at(path)
    if gap is not None:
        return unknown(gap.why)
    entry = SetEntry(path, ENTRY, block_line(want.godebug, path))
    data = see[START_FILES].get(path) or b""
    value = ",".join(f"{key}={want.godebug[key]}" for key in sorted(want.godebug))
    if (ENTRY, entry.text) in start_file.read_entries(data):
        return ok(say("Login shells get GODEBUG={value}.", value=value), Evidence(path, entry.text))
    return fixable(
        say("Your profile wants GODEBUG={value} in login shells.", value=value),
        [entry],
        *_evidence(place for place in places(see) if place.file.path == path),
        why=_of_netdns(want.godebug["netdns"])
        if "netdns" in want.godebug
        else say("Your profile asks for it."),
        effect=_EFFECT,
        restart=Restart.SHELL,
    )


@rule(
    "dns-godebug-netdns",
    area="dns",
    title=say("GODEBUG does not choose a resolver by accident"),
    needs=(START_FILES,),
    severity=Severity.LOW,
)
def netdns(see: Snapshot, want: Wanted) -> Finding:
    everywhere = places(see)
    found = [place for place in everywhere if not place.ours and "netdns" in godebug.effective(place.value)]
    if not found:
        return ok_only_if_known(ok(say("No start file chooses a resolver by GODEBUG.")), see[START_FILES].gap)
    if "netdns" in want.godebug:
        return ok(say("Your profile wants a resolver chosen by GODEBUG."), *_evidence(found))
    edits = [edit for place in found if (edit := _cleaned(place, everywhere, want)) is not None]
    says = say("GODEBUG chooses a resolver (netdns).")
    why = _of_netdns(godebug.effective(found[-1].value)["netdns"])
    if not edits:
        return advice(says, *_evidence(found), why=why)
    return fixable(says, edits, *_evidence(found), why=why, effect=_EFFECT, restart=Restart.SHELL)


def _of_netdns(value: str) -> Text:
    """What *value* of netdns does: ``go``, ``cgo``, a level of telling (``1``), or both (``go+1``)."""
    return next((text for name, text in _NETDNS.items() if name in value.split("+")), _NETDNS_TELLS)


@rule(
    "go-env-godebug-inert",
    area="go-env",
    title=say("Every GODEBUG setting counts"),
    needs=(START_FILES, GOENV),
    severity=Severity.LOW,
)
def inert(see: Snapshot, want: Wanted) -> Finding:
    found = places(see)
    doubled = [place for place in found if _again_keys(place, found, want) - _fatal_keys(place)]
    edits: list[Edit] = [edit for place in doubled if (edit := _cleaned(place, found, want)) is not None]
    evidence = list(_evidence(doubled))
    useless = goenv.effective(encoding.meant(see[GOENV] or b"")).get("GODEBUG")
    if useless is not None:
        edits.append(UnsetVariable(GOENV_PATH, "GODEBUG"))
        evidence.append(Evidence(GOENV_PATH, f"GODEBUG={useless}"))
    if not evidence:
        return ok_only_if_known(ok(say("Every GODEBUG setting counts.")), see[START_FILES].gap)
    says = say("GODEBUG is set where it does nothing, or is set again.")
    why = say(
        "Of two settings of one key the last wins, a blank around a setting switches it off, and the file of"
        " go env -w is not read for GODEBUG. Old lines only hide which one counts."
    )
    if not edits:
        return advice(says, *evidence, why=why)
    return fixable(says, edits, *evidence, why=why, effect=_EFFECT, restart=Restart.SHELL)


def _is_toolchain(value: str) -> bool:
    """A value that the go command understands (GO §3.1)."""
    name, _, then = value.partition("+")
    is_version = name.startswith("go") and goversion.parse(name) is not None
    named = name in ("local", "auto", "path", "default") or is_version
    return named and then in ("", "auto", "path") and (name not in ("auto", "path") or not then)


@rule(
    "go-env-toolchain-pin-broken",
    area="go-env",
    title=say("GOTOOLCHAIN names a toolchain that can be had"),
    needs=(GOENV,),
    severity=Severity.CRITICAL,
)
def toolchain_pin(see: Snapshot, want: Wanted) -> Finding:
    value = goenv.effective(encoding.meant(see[GOENV] or b"")).get("GOTOOLCHAIN")
    if not value or _is_toolchain(value):
        return ok(say("GOTOOLCHAIN is well formed, or left to Go."))
    return fixable(
        say("The file of go env -w holds GOTOOLCHAIN={value}, which no go command understands.", value=value),
        [SetVariable(GOENV_PATH, "GOTOOLCHAIN", "auto")],
        Evidence(GOENV_PATH, f"GOTOOLCHAIN={value}"),
        why=say("Every go command fails with it, even go env -u GOTOOLCHAIN."),
    )

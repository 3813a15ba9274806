"""What became different in a shell that no repair is for: everything is compared, and what is expected is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from wizard.model.rehearsal.shells import HarmKind, Measured, ShellKind
from wizard.patterns import lazy_pattern

Difference = tuple[HarmKind, str, str, str]
"""What kind, of what name, before and after."""


class Expected(msgspec.Struct, frozen=True):
    """What repairs are for: the *versions* of Go (``go1.25.5``), the *names* of variables that may change, the
    *folders* that PATH may gain or lose, and the *keys* of GODEBUG that may change."""

    versions: frozenset[str]
    names: frozenset[str]
    folders: frozenset[str]
    keys: frozenset[str] = frozenset()


_OF_VERSION: Final = frozenset(("GOROOT", "GOTOOLDIR", "GOVERSION", "GOEXPERIMENT", "GOTOOLCHAIN"))
"""Keys of ``go env`` that follow the Go that runs."""

_OF_EACH_SHELL: Final = frozenset(("SHLVL", "PATH"))
_ESCAPES: Final = lazy_pattern(
    r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-Z\\-_()][A-Z0-9]?)"
    r"|[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""What a terminal obeys, and does not show."""
_ERROR: Final = lazy_pattern(
    r"not found|No such file|[Uu]nknown command|[Cc]annot|[Ee]rror|[Ss]yntax|Permission denied|line \d+:|parse error"
)
_CHARS: Final = 200
_FACTOR: Final = 3
_SPARE_CS: Final = 200
"""All shells of a rehearsal run at once and wait for each other: small differences of time mean nothing."""


def differences(
    kind: ShellKind, before: Measured, after: Measured, expected: Expected
) -> Iterator[Difference]:
    """Every difference of a shell of *kind* that is not *expected*. None if it could not be asked before."""
    if not before.is_whole:
        return
    if not after.is_whole:
        yield HarmKind.NO_START, "", before.ended.value, after.ended.value
        return
    if before.executable != after.executable:
        yield HarmKind.OTHER_SHELL, "", before.executable, after.executable
    yield from _of_go(before, after, expected)
    yield from _of_path(before, after, expected)
    yield from _of_variables(before, after, expected)
    yield from _of_settings(before, after, expected)
    yield from _lost(HarmKind.LOST_FUNCTION, before.functions, after.functions)
    yield from _lost(HarmKind.LOST_ALIAS, before.aliases, after.aliases)
    yield from _of_errors(kind, before, after)
    yield from _of_start(before, after)


def _of_go(before: Measured, after: Measured, expected: Expected) -> Iterator[Difference]:
    was, now = before.go_version, after.go_version
    if was and not now:
        yield HarmKind.NO_GO, "", was, after.version[:_CHARS]
    elif was and was != now and now not in expected.versions:
        yield HarmKind.OTHER_GO, "", was, now
    elif was and before.go_kind and after.go_kind and before.go_kind != after.go_kind:
        yield HarmKind.OTHER_GO, "", before.go_kind, after.go_kind
    compiler = after.compile_version
    if now and compiler and compiler != now and (was, before.compile_version) != (now, compiler):
        yield HarmKind.OTHER_COMPILER, "", now, compiler


def _of_start(before: Measured, after: Measured) -> Iterator[Difference]:
    if after.run_cs > _FACTOR * before.run_cs + _SPARE_CS:
        yield HarmKind.SLOWER, "", str(before.run_cs // 100), str(after.run_cs // 100)


def _of_path(before: Measured, after: Measured, expected: Expected) -> Iterator[Difference]:
    kept = expected.folders.union(after.path, before.no_folders)
    for folder in dict.fromkeys(before.path):
        if folder not in kept:
            yield HarmKind.LOST_FOLDER, folder, "", ""


def _of_variables(before: Measured, after: Measured, expected: Expected) -> Iterator[Difference]:
    was = {**dict.fromkeys(before.names, ""), **_settings(before, expected)}
    now = {**dict.fromkeys(after.names, ""), **_settings(after, expected)}
    for name in sorted({*was, *now} - expected.names - _OF_EACH_SHELL):
        if name not in now:
            yield HarmKind.LOST_VARIABLE, name, was[name], ""
        elif name not in was:
            yield HarmKind.NEW_VARIABLE, name, "", now[name]
        elif was[name] != now[name]:
            yield HarmKind.CHANGED_VARIABLE, name, was[name], now[name]
    if before.cwd and after.cwd and before.cwd != after.cwd:
        yield HarmKind.CHANGED_VARIABLE, "PWD", before.cwd, after.cwd


def _settings(seen: Measured, expected: Expected) -> dict[str, str]:
    """The variables; of two settings of one key in GODEBUG the last one counts, and is all that does. A GODEBUG of
    nothing but what is expected is none."""
    if "GODEBUG" not in seen.variables:
        return seen.variables
    pairs = dict(part.partition("=")[::2] for part in seen.variables["GODEBUG"].split(",") if part)
    rest = {key: value for key, value in pairs.items() if key not in expected.keys}
    others = {name: value for name, value in seen.variables.items() if name != "GODEBUG"}
    if not rest and expected.keys:
        return others
    return {**others, "GODEBUG": ",".join(f"{key}={value}" for key, value in sorted(rest.items()))}


def _of_settings(before: Measured, after: Measured, expected: Expected) -> Iterator[Difference]:
    """What ``go env`` says, of the keys that both Go know."""
    is_same = (before.go_version, before.go[:1]) == (after.go_version, after.go[:1])
    left_out = expected.names | (frozenset() if is_same else _OF_VERSION)
    left_out |= {"GODEBUG"} if expected.keys else frozenset()  # compared as a variable
    for key in sorted(before.go_env.keys() & after.go_env.keys() - left_out):
        if before.go_env[key] != after.go_env[key]:
            yield HarmKind.CHANGED_SETTING, key, before.go_env[key], after.go_env[key]


def _lost(kind: HarmKind, before: frozenset[str], after: frozenset[str]) -> Iterator[Difference]:
    for name in sorted(before - after):
        yield kind, name, "", ""


def _of_errors(kind: ShellKind, before: Measured, after: Measured) -> Iterator[Difference]:
    """New lines on stderr; on a terminal, which shows everything, those that read like an error."""
    known = {*_lines(before.stderr), *_lines(before.screen)}
    new = [line for line in _lines(after.stderr) if line not in known]
    if kind in (ShellKind.TERMINAL, ShellKind.INNER):
        new = [line for line in (*new, *_lines(after.screen)) if line not in known and _ERROR.search(line)]
    for line in dict.fromkeys(new):
        yield HarmKind.NEW_ERROR, "", "", line[:_CHARS]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in _ESCAPES.sub("", text).split("\n") if line.strip()]

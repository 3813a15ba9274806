"""What each kind of the user's shells gets: which go, and which settings of Go, side by side.

The shells are measured, as a rehearsal measures them. Where that cannot be, their start files say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from wizard.app.look import Look
from wizard.app.shells.measuring import measured
from wizard.codecs.shell.kinds import Kind
from wizard.engine.waves import gather
from wizard.facts.go import SESSION_PATH
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.editor_setup import EDITOR_SETUPS, after_setup
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import GO_PATHS, GosOf
from wizard.facts.shells.go_settings import USES, value_of
from wizard.facts.shells.goenv_file import GOENV
from wizard.model.errors import InputError
from wizard.model.events import Doing, Stop, Tell, never, silent
from wizard.model.facts import Side, Snapshot, Unknown
from wizard.model.orders import Rehearse
from wizard.model.ports import SiteKind, Transport
from wizard.model.probes import Answers, Probe
from wizard.model.rehearsal.refusal import NotRehearsed
from wizard.model.rehearsal.shells import Measured, ShellKind
from wizard.model.rehearsal.texts import kinds_text
from wizard.model.text import Text, plain, say
from wizard.model.wanted import Wanted

GO: Final = "go"
VERSION: Final = "version"
_ALWAYS: Final = (GO, VERSION, "GOROOT", "GOPROXY", "GODEBUG")
_IF_SET: Final = ("GOTOOLCHAIN", "GOFLAGS", "GOPRIVATE", "GOSUMDB", "GOPATH", "GOBIN", "CGO_ENABLED")
NAMES: Final = (*_ALWAYS, *_IF_SET)


class ShellValues(msgspec.Struct, frozen=True):
    """What shells of *kinds* get: *values* by the names of `NAMES`, None for what is not set. Those of *unknown* could
    not be found out. With *file* it is no shell, but a script that VS Code runs before its server starts, and has only
    what that sets."""

    kinds: tuple[ShellKind, ...]
    values: Mapping[str, str | None]
    unknown: tuple[str, ...] = ()
    file: str = ""

    @property
    def titles(self) -> tuple[Text, ...]:
        """Whose column it is, one by one."""
        if self.file:
            return (say("only VS Code: {file}", file=self.file),)
        return tuple(kinds_text((kind,)) for kind in self.kinds)

    def cell(self, name: str) -> Text:
        """What stands in the row *name*."""
        if name in self.unknown:
            return say("could not be found out")
        value = self.values.get(name)
        if value:
            return plain(value)
        if self.file:
            return plain("–")
        return say("not found") if name in (GO, VERSION) else say("not set")


class ShellTable(msgspec.Struct, frozen=True):
    """A column for each group of shells that get the same, in the order of `ShellKind`. *says* how it is known."""

    is_measured: bool
    says: Text
    columns: tuple[ShellValues, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        """The names that a person wants to see: some always, others if they are set anywhere."""
        return tuple(
            name
            for name in NAMES
            if name in _ALWAYS or any(column.values.get(name) for column in self.columns)
        )


def shell_table(
    transport: Transport,
    look: Look,
    want: Wanted,
    tell: Tell = silent,
    stop: Stop = never,
    *,
    measures: bool = True,
) -> ShellTable:
    """What the shells of the machine of *look* get. One crossing, unless nothing is to be measured. Raises `InputError`
    on a PC, and `Stopped`."""
    if transport.site.kind is SiteKind.WINDOWS:
        raise InputError("no-shells", say("This PC has no Linux shells. Choose a distro: --distro NAME"))
    see = _facts(look, want)
    if not measures:
        return _read(see, say("Read from the start files. The shells were not started."))
    tell(Doing(say("Checking the shells on {site}", site=look.ground.site)))
    seen = measured(transport, Rehearse(()), tell, stop)
    if isinstance(seen, NotRehearsed):
        return _read(see, say("{reason} Their start files were read instead.", reason=seen.says_of_now))
    found = (_measured(kind, each) for kind, each in seen.after.items())
    return ShellTable(
        True, say("Measured: your shells were started in private copies."), _columns(found, see)
    )


def _facts(look: Look, want: Wanted) -> Snapshot:
    """The facts of *look* once more, from the answers that it has."""

    def heard(side: Side, probes: tuple[Probe, ...]) -> Answers:
        answers = look.answers.get(side.value, Answers())
        return Answers(tuple((probe, answers[probe]) for probe in probes))

    see, _ = gather((ACCOUNT, GO_PATHS, EDITOR_SETUPS, *USES), want, heard)
    return see


def _measured(kind: ShellKind, seen: Measured) -> ShellValues:
    if not seen.is_whole:
        return ShellValues((kind,), {}, NAMES)
    first = next(iter(seen.go), None)
    settings = {name: seen.go_env.get(name) or seen.variables.get(name) for name in NAMES[2:]}
    version = seen.go_version.removeprefix("go") or None
    return ShellValues((kind,), {GO: first, VERSION: version, **settings})


def _read(see: Snapshot, says: Text) -> ShellTable:
    return ShellTable(False, says, _columns((_of_files(kind, see) for kind in Kind), see))


def _of_files(kind: Kind, see: Snapshot) -> ShellValues:
    shell = (ShellKind(kind.value),)
    if any(see.unknown(fact) is not None for fact in (ACCOUNT, GO_PATHS, SHELLS, GOENV)):
        return ShellValues(shell, {}, NAMES)
    # Without a shell there is the PATH of the session, which a script has too.
    gos = see[GO_PATHS].kinds.get(Kind.SCRIPT if kind is Kind.EXEC else kind, GosOf())
    found = {name: value_of(see, kind, name) for name in NAMES[2:]}
    unknown = [name for name, value in found.items() if isinstance(value, Unknown)]
    values = {name: value or None for name, value in found.items() if not isinstance(value, Unknown)}
    if gos.unclear:
        unknown += [GO, VERSION]
    elif gos.first is not None:
        tree = gos.first.real.removesuffix("/bin/go")
        values |= {GO: gos.first.name, VERSION: gos.first.version or None}
        values["GOROOT"] = values.get("GOROOT") or (tree if tree != gos.first.real else None)
        unknown += [name for name in (VERSION, "GOROOT") if not values[name] and name not in unknown]
    return ShellValues(shell, values, tuple(unknown))


def _columns(found: Iterator[ShellValues], see: Snapshot) -> tuple[ShellValues, ...]:
    """One for each group that gets the same, then one for each script of VS Code."""
    groups: dict[object, ShellValues] = {}
    for each in found:
        key = (tuple((name, each.values.get(name)) for name in NAMES), frozenset(each.unknown))
        known = groups.get(key)
        groups[key] = (
            each if known is None else msgspec.structs.replace(known, kinds=(*known.kinds, *each.kinds))
        )
    return (*groups.values(), *_setups(see))


def _setups(see: Snapshot) -> Iterator[ShellValues]:
    if see.unknown(EDITOR_SETUPS) is not None or see.unknown(SHELLS) is not None:
        return
    for file in see[EDITOR_SETUPS]:
        had = after_setup(file, see[SHELLS], see[ACCOUNT])
        values = {name: had.get(name) for name in (*NAMES[2:], "PATH")}
        unknown = [name for name, value in values.items() if value.unclear is not None]
        told = {
            name: value.text for name, value in values.items() if value.is_exported and name not in unknown
        }
        if "PATH" in unknown:
            unknown.append(GO)
        elif told["PATH"] != SESSION_PATH:
            told[GO] = f"PATH={told['PATH']}"
        yield ShellValues((), told, tuple(unknown), file.path)

"""Which Go builds all that is named: releases of known projects, and folders with a go.mod or go.work."""

from __future__ import annotations

import datetime
import difflib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from wizard.app.compatibility.known_projects import in_runs
from wizard.codecs import encoding
from wizard.codecs.go import gomod, vendored
from wizard.codecs.go import version as goversion
from wizard.engine.compatibility.go_choice import Demand, DemandKind, GoChoice, choices, excluding
from wizard.model.commands.lines import own_command
from wizard.model.errors import InputError
from wizard.model.text import Text, join, reason_of, say
from wizard.model.versions import Version, version
from wizard.tables import projects
from wizard.tables.go_series import all_series, is_supported, series_of
from wizard.tables.read import is_old, table
from wizard.tables.rows import DoesNotBuild, ProjectLine
from wizard.transports.private_files import FileTooBig, read_named

_SIZE_LIMIT: Final = 1 << 20
_KUBERNETES: Final = "kubernetes"
_LIST: Final = say("To list the projects: {command}", command=own_command("go-for"))
_NAME_ONE: Final = say("Name a folder with a go.mod or go.work file, or the file itself.")


class Fitting(msgspec.Struct, frozen=True):
    """A Go that will do: the newest of its series, from which one of it on, and whether it gets security updates."""

    go: str
    at_least: str
    is_supported: bool


class SkewFault(msgspec.Struct, frozen=True):
    """A release that does not work with the Kubernetes that was named too: only with *least* to *most*."""

    subject: str
    kubernetes: str
    least: str
    most: str
    source: tuple[str, ...]


class Named(msgspec.Struct, frozen=True):
    """A thing to build: what it demands, and the Go its release was built with. *doubts* are failures of modules that
    it requires: whether it uses the packages that fail is not looked at, so that they exclude nothing."""

    subject: str
    demands: tuple[Demand, ...]
    doubts: tuple[Demand, ...] = ()
    built_with: str = ""
    project: str = ""
    line: str = ""


class GoFor(msgspec.Struct, frozen=True):
    """The answer. *excluding* are the fewest demands that leave no Go, *skews* releases that do not go together
    whatever Go builds them. *made* is the day of the tables, and *is_old* whether that is more than a year ago."""

    named: tuple[Named, ...]
    fits: tuple[Fitting, ...]
    excluding: tuple[Demand, ...]
    skews: tuple[SkewFault, ...]
    made: str
    is_old: bool

    @property
    def is_possible(self) -> bool:
        """Whether there is a Go, and nothing else is in the way."""
        return bool(self.fits) and not self.skews


def today() -> str:
    """The day by the clock of this computer."""
    return f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}"


def go_for(words: Sequence[str], day: str) -> GoFor:
    """What all of *words* (``etcd@3.5``, ``./project``) need, newest Go first, on the day *day*.

    Raises `InputError`."""
    named = tuple(each for word in words for each in _named(word))
    demands = [demand for each in named for demand in each.demands]
    newest = [each.newest for each in reversed(all_series())]
    fits = tuple(_fitting(each, day) for each in choices(demands, newest))
    made = table(ProjectLine).made
    return GoFor(named, fits, excluding(demands, newest), tuple(_skews(named)), made, is_old(made, day))


def _fitting(choice: GoChoice, day: str) -> Fitting:
    series = series_of(choice.go)
    return Fitting(choice.go, choice.at_least, series is not None and is_supported(series, day))


def _skews(named: Sequence[Named]) -> Iterator[SkewFault]:
    clusters = [each for each in named if each.project == _KUBERNETES and version(each.line) is not None]
    for each in named:
        row = projects.skew_of(each.project, each.line)
        for cluster in clusters if row is not None else ():
            number = version(cluster.line) or Version()
            least, most = version(row.least or "") if row else None, version(row.most or "") if row else None
            if row is not None and least is not None and most is not None and not least <= number <= most:
                yield SkewFault(each.subject, cluster.subject, least.text, most.text, row.source)


def _named(word: str) -> Iterator[Named]:
    name, at, wanted = word.rpartition("@")
    if not at:
        name, wanted = word, ""
    if name in projects.names():
        yield _release(name, wanted)
    elif "://" in word:
        raise InputError("project-unknown", say("{word} is an address.", word=word), None, _NAME_ONE)
    elif not name:
        raise InputError("project-unknown", say("One of the names is empty."), None, _LIST)
    elif _is_path(word):
        yield from _folder(Path(word))
    else:
        raise _unknown(name)


def _is_path(word: str) -> bool:
    return word.startswith((".", "/", "\\", "~")) or "/" in word or "\\" in word or os.path.exists(word)


def _unknown(name: str) -> InputError:
    near = difflib.get_close_matches(name, projects.names(), n=3)
    do = (
        say("Did you mean: {names}?", names=join(near))
        if near
        else say(
            "For a folder, write ./{name}. To list the projects: {command}",
            name=name,
            command=own_command("go-for"),
        )
    )
    return InputError("project-unknown", say("Unknown project: {name}.", name=name), None, do)


def _release(name: str, wanted: str) -> Named:
    needed = projects.needed(name, wanted)
    lines = projects.lines_of(name)
    if needed is None and lines:
        raise InputError(
            "release-unknown",
            say("The tables have no release {release} of {name}.", release=wanted, name=name),
            None,
            say("They have: {lines}", lines=in_runs([row.line for row in lines])),
        )
    number = projects.number_of(wanted or (needed.tag if needed is not None else ""))
    subject = f"{name} {wanted or (needed.line.line if needed is not None else '')}".strip()
    failing = (_failing(subject, row) for row in projects.failures(name, number))
    if needed is None:
        return Named(subject, tuple(failing), project=name, line=wanted)
    own = tuple(_of_release(subject, needed))
    return Named(
        subject, (*own, *failing), built_with=needed.built_with or "", project=name, line=needed.line.line
    )


def _of_release(subject: str, needed: projects.ReleaseNeeds) -> Iterator[Demand]:
    line = needed.line
    if needed.go is not None:
        yield Demand(subject, DemandKind.NEEDS, needed.go, source=_first(line.source, "go.mod"))
    if line.debugs_least is not None and line.debugs_most is not None:
        source = _first(line.source, "compat.go")
        yield Demand(subject, DemandKind.DEBUGS, line.debugs_least, line.debugs_most, source=source)


def _first(source: tuple[str, ...], ending: str) -> tuple[str, ...]:
    """*source* with the file that says it first."""
    return tuple(sorted(source, key=lambda each: not each.endswith(ending)))


def _failing(subject: str, row: DoesNotBuild) -> Demand:
    return Demand(subject, DemandKind.FAILS, row.go_from or "", row.go_until or "", row.what, row.source)


def _folder(path: Path) -> Iterator[Named]:
    """A go.mod or go.work, or the folder it is in; with go.work also the modules that it uses."""
    if os.path.isdir(path):
        files = [path / name for name in ("go.work", "go.mod") if os.path.isfile(path / name)]
        if not files:
            raise InputError(
                "no-module",
                say("{path} contains neither go.mod nor go.work.", path=str(path)),
                None,
                _NAME_ONE,
            )
    else:
        files = [path]
    for file in files:
        yield from _module(file)


def _module(path: Path) -> Iterator[Named]:
    module = _parsed(path)
    yield _of_file(path, module)
    for each in module.of("use"):
        used = path.parent / each.args[0] / "go.mod" if each.args else path
        if path.name == "go.work" and os.path.isfile(used) and used != path.parent / "go.mod":
            yield _of_file(used, _parsed(used))


def _parsed(path: Path) -> gomod.GoMod:
    """Raises `InputError` if Go would not get as far as the versions that it names."""
    module = gomod.parse(_read(path))
    wrong = next((each for each in module.directives if not gomod.is_sound(each)), None)
    if wrong is not None:
        raise InputError(
            "unreadable",
            say("Go cannot read line {line} of {path}.", line=wrong.line, path=str(path)),
            None,
            say("Correct the line. This shows what Go says: {command}", command=f"go mod edit -json {path}"),
        )
    if path.name != "go.work" and not module.of("module"):
        do = say("Correct the file, or name another one. It has to contain: {line}", line="module NAME")
        raise InputError("no-module", say("{path} has no module line.", path=str(path)), None, do)
    return module


def _of_file(path: Path, module: gomod.GoMod) -> Named:
    demands = (
        Demand(f"{path}:{each.line}", DemandKind.NEEDS, each.args[0], source=(str(path),))
        for each in module.of("go")
        if each.args and goversion.parse(each.args[0]) is not None
    )
    return Named(str(path), tuple(demands), tuple(_doubts(path, module)))


def _doubts(path: Path, module: gomod.GoMod) -> Iterator[Demand]:
    for line, (name, tag) in vendored.downloaded(module):
        for row in projects.failures(name, projects.number_of(tag)):
            yield _failing(f"{path}:{line}: {name} {tag}", row)


def _read(path: Path) -> bytes:
    try:
        return encoding.meant(read_named(path, _SIZE_LIMIT))
    except FileTooBig as error:
        raise InputError(
            "too-big", say("{path} is too big for a go.mod file.", path=str(path)), None, _NAME_ONE
        ) from error
    except OSError as error:
        raise InputError(
            "unreadable",
            say("{path} cannot be read: {why}.", path=str(path), why=reason_of(error)),
            None,
            say("Check the path and its permissions. {do}", do=_NAME_ONE),
        ) from error


def sentences(found: GoFor) -> Iterator[Text]:
    """The answer for people, line by line."""
    for each in found.named:
        yield from (_sentence(demand) for demand in each.demands)
        yield from (say("Possible problem: {says}", says=_sentence(doubt)) for doubt in each.doubts)
        if each.built_with:
            yield say(
                "{subject}: the release is built with Go {version}.",
                subject=each.subject,
                version=each.built_with,
            )
    if found.fits:
        yield say("All of it can be built with:")
        yield from (_fit(each) for each in found.fits)
    elif found.excluding:
        yield say("No Go version in the tables satisfies all of it. These requirements exclude each other:")
        yield from (_with_source(demand) for demand in found.excluding)
    for skew in found.skews:
        yield say(
            "{subject} works with Kubernetes {least} to {most}, not with {kubernetes}: {source}",
            subject=skew.subject,
            least=skew.least,
            most=skew.most,
            kubernetes=skew.kubernetes,
            source=skew.source[0],
        )
    yield say("The tables were made on {day}.", day=found.made)
    if found.is_old:
        yield say("That is more than a year ago. Newer releases are missing.")


def _fit(each: Fitting) -> Text:
    if not each.is_supported:
        return say(
            "  Go {version} ({least} or later), without security updates",
            version=each.go,
            least=each.at_least,
        )
    return say("  Go {version} ({least} or later)", version=each.go, least=each.at_least)


def _with_source(demand: Demand) -> Text:
    source = demand.source[0] if demand.source else demand.subject
    return say("  {says} {source}", says=_sentence(demand), source=source)


def _sentence(demand: Demand) -> Text:
    words = {"subject": demand.subject, "least": demand.least, "most": demand.most}
    match demand.kind:
        case DemandKind.NEEDS:
            return say("{subject} needs Go {least} or later.", **words)
        case DemandKind.DEBUGS:
            return say("{subject} debugs programs of Go {least} to {most} only.", **words)
    if demand.most:
        return say("{subject} does not build with Go {least} or later, before {most}.", **words)
    return say("{subject} does not build with Go {least} or later.", **words)

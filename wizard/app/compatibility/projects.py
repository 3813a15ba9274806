"""Projects in a table: which Go each needs, where it lies, what it is built with, and what the rules find in it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

import msgspec
from msgspec import structs

from wizard.app.session import Session
from wizard.codecs import encoding
from wizard.codecs.docker import images
from wizard.codecs.go import gomod
from wizard.codecs.go import version as goversion
from wizard.codecs.go.gomod import GoMod
from wizard.engine.evaluate import evaluate, facts_of
from wizard.engine.waves import gather
from wizard.facts.clock import TODAY
from wizard.facts.docker.files import PROJECT_IMAGES
from wizard.facts.go import PROJECT_FILES
from wizard.facts.programs.build_files import BUILD_FILES
from wizard.facts.projects.modules import PROJECTS
from wizard.facts.projects.recipes import PROJECT_RECIPES
from wizard.facts.resources.drives import DRIVES, REAL_FOLDERS
from wizard.model.commands.lines import own_command
from wizard.model.errors import InputError
from wizard.model.events import never
from wizard.model.facts import Fact, Side, Snapshot
from wizard.model.findings import Judged, Rule, Verdict
from wizard.model.ports import SiteKind
from wizard.model.probes import KIB, Answers, FileProbe, Found, GlobProbe, Matches, Missing, Probe
from wizard.model.text import Text, join, plain, say
from wizard.model.wanted import GoWanted, ProjectsWanted, Wanted
from wizard.rules import catalogue
from wizard.tables.go_series import is_supported, series_of

_NAMES: Final = ("go.work", "go.mod")
_BELOW: Final = ("*", "*/*")
"""How deep projects are looked for in a folder that is none."""
_MOST: Final = 200
_LIMIT: Final = 256 * KIB
_OF_PROJECTS: Final[frozenset[Fact[Any]]] = frozenset(
    (PROJECT_FILES, PROJECTS, PROJECT_IMAGES, PROJECT_RECIPES, BUILD_FILES)
)
_SHOWN: Final[tuple[Fact[Any], ...]] = (PROJECT_FILES, PROJECTS, PROJECT_IMAGES, DRIVES, REAL_FOLDERS, TODAY)
_FOUND: Final = (Verdict.ADVICE, Verdict.FIXABLE, Verdict.BLOCKED, Verdict.UNKNOWN)


class UsedImage(msgspec.Struct, frozen=True):
    """An image that a Dockerfile builds on: whether its version is *fixed* by a tag, or by a *digest*."""

    name: str
    path: str
    line: int
    is_tagged: bool
    is_digest: bool


class ProjectRow(msgspec.Struct, frozen=True):
    """A project: its *module* (empty: a workspace only), the Go that its go line and its toolchain line say, the other
    lines that decide how it is built, whether it is on a Windows drive and has a vendor folder (None: not known), the
    images it is built with, and what the rules *found* in it. Without a go.mod or go.work, *is_go* is false; it is None
    if that could not be looked at."""

    folder: str
    is_go: bool | None
    module: str = ""
    go: str | None = None
    toolchain: str | None = None
    uses: tuple[str, ...] = ()
    godebug: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()
    is_on_drive: bool | None = None
    has_vendor: bool = False
    images: tuple[UsedImage, ...] = ()
    found: tuple[Judged, ...] = ()


class ProjectTable(msgspec.Struct, frozen=True):
    """All projects. *needs* is the oldest Go that builds all of them (None: none says one), and *decided_by* the folder
    that asks for it. *is_supported* says whether that Go gets security updates (None: it is not in the tables).
    *too_low* are modules that their workspace's go line is too old for. *found* is what concerns several projects, or
    the whole machine."""

    rows: tuple[ProjectRow, ...]
    needs: str | None
    decided_by: str
    is_supported: bool | None
    too_low: tuple[str, ...]
    found: tuple[Judged, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether nothing was found, and all could be looked at."""
        return not (self.too_low or self.found or any(row.found or row.is_go is None for row in self.rows))


def table_of(session: Session, folders: Sequence[str]) -> ProjectTable:
    """The table of *folders*, or if none are named of those of the profile. A folder that is no project stands for the
    projects up to two levels below it, and a workspace also for its modules. Raises `InputError`."""
    named = tuple(folders) or session.wanted.projects.folders
    if session.site.kind is SiteKind.WINDOWS:
        do = say("Choose a distro: {option}", option="--distro NAME")
        raise InputError("no-projects", say("Projects are looked for in a distro, not in Windows."), None, do)
    if not named:
        raise InputError(
            "no-projects",
            say("Neither the command nor your profile names a project folder."),
            None,
            say("Name folders, such as: {command}", command=own_command("projects", "~/src")),
        )
    _check_there(session, folders)
    want = _wanted(session.wanted, tuple(_expanded(session, named)))
    rules = [each for each in catalogue.rules(Side.DISTRO) if _OF_PROJECTS & set(each.needs)]
    see = _see(session, want, rules)
    judged = [each for each in evaluate(rules, see, want) if each.verdict in _FOUND]
    places = {each.rule: _places(each, want.projects.folders) for each in judged}
    rows = tuple(
        _row(folder, see, tuple(each for each in judged if places[each.rule] == {folder}))
        for folder in want.projects.folders
    )
    return _table(rows, see, tuple(each for each in judged if len(places[each.rule]) != 1))


def _check_there(session: Session, folders: Sequence[str]) -> None:
    """Raises `InputError` for a folder that was named, and is not there."""
    probes = [FileProbe(folder.rstrip("/") or "/", limit=0, head=True) for folder in folders]
    answers = session.transport.read(probes, never) if probes else Answers()
    for probe in probes:
        if isinstance(answers[probe], Missing):
            do = say("Check the path. It is a path on {site}.", site=session.site.name)
            raise InputError("no-projects", say("{path} does not exist.", path=probe.path), None, do)
        if isinstance(answers[probe], Found):
            do = say("Name the folder that contains it.")
            raise InputError("no-projects", say("{path} is not a folder.", path=probe.path), None, do)


def _wanted(wanted: Wanted, folders: tuple[str, ...]) -> Wanted:
    """The profile about *folders*, without what would ask the network."""
    return structs.replace(wanted, go=GoWanted(), projects=ProjectsWanted(folders))


def _see(session: Session, want: Wanted, rules: Sequence[Rule]) -> Snapshot:
    def ask(side: Side, probes: tuple[Probe, ...]) -> Answers:
        return (session.transport if side is Side.DISTRO else session.host).read(probes, never)

    return gather((*facts_of(rules), *_SHOWN), want, ask)[0]


def _expanded(session: Session, folders: Sequence[str]) -> Iterator[str]:
    tops = [folder.rstrip("/") or "/" for folder in folders]
    own = [FileProbe(f"{top}/{name}", limit=_LIMIT) for top in tops for name in _NAMES]
    below = [GlobProbe(f"{top}/{deep}/{name}", limit=0) for top in tops for deep in _BELOW for name in _NAMES]
    answers = session.transport.read((*own, *below), never)
    found: dict[str, None] = {}
    for top in tops:
        files = {name: answers[FileProbe(f"{top}/{name}", limit=_LIMIT)] for name in _NAMES}
        is_project = any(isinstance(each, Found) for each in files.values())
        inside = () if is_project else tuple(_inside(answers, top))
        found |= dict.fromkeys(inside or (top,))
        work = files["go.work"]
        found |= dict.fromkeys(_used(top, gomod.parse(work.content)) if isinstance(work, Found) else ())
    yield from list(found)[:_MOST]


def _inside(answers: Answers, top: str) -> Iterator[str]:
    for deep in _BELOW:
        for name in _NAMES:
            answer = answers[GlobProbe(f"{top}/{deep}/{name}", limit=0)]
            yield from (
                (path.rpartition("/")[0] for path, _ in answer.entries) if isinstance(answer, Matches) else ()
            )


def _used(folder: str, work: GoMod) -> Iterator[str]:
    for each in work.of("use"):
        if each.args:
            path = each.args[0]
            yield path if path.startswith("/") else posixpath.normpath(f"{folder}/{path}")


def _row(folder: str, see: Snapshot, found: tuple[Judged, ...]) -> ProjectRow:
    files = {} if see.unknown(PROJECT_FILES) is not None else see[PROJECT_FILES]
    module = _parsed(files.get(f"{folder}/go.mod"))
    work = _parsed(files.get(f"{folder}/go.work"))
    deciding = work or module
    if deciding is None:
        return ProjectRow(folder, False if see.unknown(PROJECT_FILES) is None else None, found=found)
    both = tuple(each for each in (work, module) if each is not None)
    return ProjectRow(
        folder,
        True,
        _first(module, "module"),
        deciding.go,
        deciding.toolchain,
        tuple(_words(both, "use")),
        tuple(_words(both, "godebug")),
        tuple(_words(both, "tool")),
        tuple(_words(both, "ignore")),
        _on_drive(folder, see),
        _has_vendor(folder, see),
        tuple(_images(folder, see)),
        found,
    )


def _parsed(data: bytes | None) -> GoMod | None:
    return gomod.parse(encoding.meant(data)) if data is not None else None


def _first(module: GoMod | None, verb: str) -> str:
    found = module.of(verb) if module is not None else ()
    return found[0].args[0] if found and found[0].args else ""


def _words(files: Sequence[GoMod], verb: str) -> Iterator[str]:
    return (" ".join(each.args) for file in files for each in file.of(verb))


def _on_drive(folder: str, see: Snapshot) -> bool | None:
    if see.unknown(DRIVES) is not None or see.unknown(REAL_FOLDERS) is not None:
        return None
    return see[DRIVES].holds(see[REAL_FOLDERS].get(folder, folder))


def _has_vendor(folder: str, see: Snapshot) -> bool:
    known = () if see.unknown(PROJECTS) is not None else see[PROJECTS]
    return any(each.has_vendor for each in known if each.folder == folder)


def _images(folder: str, see: Snapshot) -> Iterator[UsedImage]:
    for image in () if see.unknown(PROJECT_IMAGES) is not None else see[PROJECT_IMAGES]:
        if image.path.rpartition("/")[0] == folder:
            for stage in image.file.stages:
                if image.file.parent(stage) is None:
                    pinned = images.pinned(stage.image)
                    yield UsedImage(stage.image, image.path, stage.line, pinned.by_tag, pinned.by_digest)


def _places(judged: Judged, folders: Collection[str]) -> frozenset[str]:
    """The projects of which it shows a file; a file is of the innermost one that it is in."""
    found = set()
    for seen in judged.finding.evidence:
        inside = [each for each in folders if seen.source.startswith(f"{each}/")]
        found |= {max(inside, key=len)} if inside else set()
    return frozenset(found)


def _table(rows: tuple[ProjectRow, ...], see: Snapshot, found: tuple[Judged, ...]) -> ProjectTable:
    asked = [(number, row) for row in rows if (number := goversion.parse(row.go or "")) is not None]
    if not asked:
        return ProjectTable(rows, None, "", None, (), found)
    most, row = max(asked, key=lambda each: each[0])
    series = series_of(most.number)
    today = None if see.unknown(TODAY) is not None else see[TODAY]
    supported = is_supported(series, today) if series is not None and today is not None else None
    return ProjectTable(rows, most.number, row.folder, supported, tuple(_too_low(rows)), found)


def _too_low(rows: Sequence[ProjectRow]) -> Iterator[str]:
    """Go refuses a workspace whose go line is older than that of a module in it."""
    by_folder = {row.folder: row for row in rows}
    for work in rows:
        least = goversion.parse(work.go or "")
        for used in (posixpath.normpath(posixpath.join(work.folder, each)) for each in work.uses):
            own = by_folder.get(used)
            number = goversion.parse(own.go or "") if own is not None and own is not work else None
            if number is not None and least is not None and least < number:
                yield used


def sentences(found: ProjectTable) -> Iterator[Text]:
    """The table for people, a project in a few lines."""
    for row in found.rows:
        yield plain(f"{row.folder}  {row.module}".rstrip())
        yield from _of_row(row)
    if found.needs is not None:
        yield say(
            "All of them build with Go {version} or later, because of {folder}.",
            version=found.needs,
            folder=found.decided_by,
        )
    if found.is_supported is False:
        yield say(
            "Go {version} gets no security updates anymore. Build with a newer one.",
            version=found.needs or "",
        )
    for each in found.too_low:
        yield say(
            "{folder} needs a newer Go than the go line of its go.work file says. Go stops with an error.",
            folder=each,
        )
    yield from _of_all(found.found)


def _of_all(found: Sequence[Judged]) -> Iterator[Text]:
    """What is not of one project alone, once; what was found with the same words in one line."""
    if found:
        yield say("In several projects, or on the whole machine:")
    for says in dict.fromkeys(each.finding.says for each in found):
        same = [each for each in found if each.finding.says == says]
        yield say("  {rule}: {says}", rule=join(each.rule for each in same), says=says)
        seen = (place for each in same for place in each.finding.evidence)
        places = dict.fromkeys(f"{each.source}:{each.line}" if each.line else each.source for each in seen)
        yield from (plain(f"    {place}") for place in places)


def _of_row(row: ProjectRow) -> Iterator[Text]:
    if row.is_go is None:
        yield say("  Could not look into this folder.")
        return
    if not row.is_go:
        yield say("  Contains neither go.mod nor go.work.")
        return
    yield say("  Go {version} or later", version=row.go) if row.go is not None else say("  No go line")
    for name, values in (
        ("toolchain", (row.toolchain,)),
        ("use", row.uses),
        ("godebug", row.godebug),
        ("tool", row.tools),
        ("ignore", row.ignores),
    ):
        words = [each for each in values if each]
        if words:
            yield say("  {name} {values}", name=name, values=join(words))
    if row.is_on_drive:
        yield say("  On a Windows drive: builds are slow there.")
    if row.has_vendor:
        yield say("  With a vendor folder")
    yield from map(_of_image, row.images)
    for judged in row.found:
        yield say("  {rule}: {says}", rule=judged.rule, says=judged.finding.says)


def _of_image(image: UsedImage) -> Text:
    if image.is_digest:
        return say("  Image {name}, fixed by its digest", name=image.name)
    if image.is_tagged:
        return say("  Image {name}", name=image.name)
    return say("  Image {name}, without a version", name=image.name)

"""Programs that ``go install`` built: whether shells find them, and whether it can write them at all (GO §4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs.go import goenv
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import from_home
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.go_programs import INSTALLED_PROGRAMS, ProgramFolder
from wizard.facts.shells.go_trees import GO_TREES
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.start_files import START_FILES
from wizard.facts.shells.unfollowed import unfollowed
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.rehearsal.shells import PathHas, Purpose
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.commands import unset_in_go
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule, unknown
from wizard.rules.go.effects import IN_TERMINALS
from wizard.rules.go.evidence import kinds
from wizard.rules.go.start_lines import exports
from wizard.rules.path_entry import entry_for

ENTRY: Final = "GOBIN"
"""The name of the line in the wizard's block."""
_NAMES: Final = ("GOBIN", "GOPATH")
_WHY: Final = say("Programs that go install puts there are not found: “command not found”.")
_DRIVE: Final = lazy_pattern(r"/mnt/[a-z](?:/.*)?")
_SHOWN: Final = 5


@rule(
    "go-install-gobin-path",
    area="go-install",
    title=say("Shells find what go install builds"),
    needs=(INSTALLED_PROGRAMS, GO_TREES, ACCOUNT, START_FILES, SHELLS, GOENV),
    sources=("GO §4", "RULES 39"),
)
def programs(see: Snapshot, want: Wanted) -> Finding:
    own = {f"{tree.path}/bin" for tree in see[GO_TREES]}
    folders = tuple(each for each in see[INSTALLED_PROGRAMS] if _shown(each, see) not in own)
    for folder in folders:
        found = _not_writable(folder, see) or _on_a_drive(folder, see)
        if found is not None:
            return found
    lost = [each for each in folders if each.is_there and each.without and each.programs != ()]
    if lost:
        return _lost(lost[0], see)
    return _not_told(folders, see) or _well(folders, see)


def _not_told(folders: tuple[ProgramFolder, ...], see: Snapshot) -> Finding | None:
    """What keeps us from saying that all is well."""
    for folder in folders:
        if folder.is_there is None:
            return unknown(say("Could not look into {path}.", path=_shown(folder, see)))
        if folder.is_there and folder.unclear and folder.programs != ():
            unclear = (each for kind in folder.unclear for each in see[SHELLS].unclear(kind))
            found = next(unclear, None)
            line = f"{found.file}:{found.line}" if found is not None else _shown(folder, see)
            return unknown(unfollowed(("PATH",), line))
    return None


def _well(folders: tuple[ProgramFolder, ...], see: Snapshot) -> Finding:
    used = [each for each in folders if each.is_there and not (each.without or each.unclear)]
    if not used:
        return not_applicable(say("go install has not installed any programs."))
    return ok(say("PATH contains {path}.", path=_shown(used[0], see)), *(_seen(each, see) for each in used))


def _lost(folder: ProgramFolder, see: Snapshot) -> Finding:
    """The folder is in PATH of some kind of shell, or of none."""
    path = _shown(folder, see)
    says = say("Some shells do not find programs in {path}: {kinds}.", path=path, kinds=kinds(folder.without))
    if len(folder.without) == len(PEOPLE):
        says = say("PATH does not contain {path}.", path=path)
    entry = entry_for(ENTRY, path, see)
    file = see[START_FILES].login_file(see[ACCOUNT].shell)
    if (gap := see[START_FILES].gap_at(file)) is not None:
        return unknown(gap.why)
    if entry is None:
        do = say("Add {path} to PATH in the start file that each of these shells reads.", path=path)
        return advice(says, *_evidence(folder, see), why=_WHY, do=do, severity=_severity(folder))
    return fixable(
        says,
        [entry],
        *_evidence(folder, see),
        why=_WHY,
        effect=IN_TERMINALS,
        restart=Restart.SHELL,
        severity=_severity(folder),
        purposes=(Purpose(PathHas(folder.path)),),
    )


def _severity(folder: ProgramFolder) -> Severity:
    """In a terminal a person types its name; an editor knows other ways to its tools."""
    return Severity.LOW if folder.without == (Kind.EDITOR,) else Severity.MEDIUM


def _evidence(folder: ProgramFolder, see: Snapshot) -> Iterator[Evidence]:
    yield _seen(folder, see)
    yield from _set_by(folder, see)


def _seen(folder: ProgramFolder, see: Snapshot) -> Evidence:
    names = folder.programs or ()
    more = len(names) - _SHOWN
    quote = " ".join(names[:_SHOWN])
    note = say_n("{count} more program", "{count} more programs", count=more) if more > 0 else None
    return Evidence(_shown(folder, see), quote, note=note)


def _set_by(folder: ProgramFolder, see: Snapshot) -> Iterator[Evidence]:
    """The lines that name the folder."""
    for each in _stored(folder, see):
        yield Evidence(see[GOENV].path, f"{each.key}={each.value}", each.line)
    for found in exports(see[START_FILES], _NAMES, see[ACCOUNT].home, see[SHELLS]):
        if found.value and _is_of(found.value, folder):
            yield found.seen


def _stored(folder: ProgramFolder, see: Snapshot) -> Iterator[goenv.EnvSetting]:
    for each in goenv.parse(see[GOENV].text):
        if each.key in _NAMES and _is_of(each.value, folder):
            yield each


def _is_of(value: str, folder: ProgramFolder) -> bool:
    first = value.split(":")[0].rstrip("/")
    return folder.path in (first, f"{first}/bin")


def _not_writable(folder: ProgramFolder, see: Snapshot) -> Finding | None:
    """A folder outside of the home that only another user may write to. One of the home is of another rule, and who
    may write as a member of a group is not known."""
    account, path = see[ACCOUNT], _shown(folder, see)
    is_open = folder.mode & 0o022 or folder.uid == account.uid
    if account.uid == account.root_uid or not folder.is_there or is_open or path.startswith("~/"):
        return None
    return advice(
        say("go install writes to {path}, which belongs to another user.", path=path),
        *_evidence(folder, see),
        why=say(
            "go install fails with “permission denied”. With sudo, files of root end up in the caches, and builds fail"
            " later."
        ),
        do=_elsewhere(folder, see),
    )


def _on_a_drive(folder: ProgramFolder, see: Snapshot) -> Finding | None:
    if _DRIVE.fullmatch(folder.link or folder.path) is None:
        return None
    return advice(
        say("go install writes to {path}, a folder on a Windows drive.", path=_shown(folder, see)),
        *_evidence(folder, see),
        why=say("Linux programs start slowly from there, and Windows cannot run them."),
        do=_elsewhere(folder, see),
        severity=Severity.LOW,
    )


def _elsewhere(folder: ProgramFolder, see: Snapshot) -> Text:
    stored = next(_stored(folder, see), None)
    if stored is not None:
        command = unset_in_go((stored.key,))
        return say("Go back to the default folder: {command}", command=command)
    return say("Remove the line that sets it. Go then uses its default folder.")


def _shown(folder: ProgramFolder, see: Snapshot) -> str:
    return from_home(folder.path, see[ACCOUNT])

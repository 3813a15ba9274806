"""go.sum, vendor and the repository of a project: what stops a build before it begins.

These files are never written: they belong to a project, and to everybody who works on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs.go import gosum, vendored
from wizard.codecs.go.gosum import SumFaultKind
from wizard.codecs.go.vendored import VendorFault, VendorFaultKind
from wizard.facts.credentials.git import GIT_CONFIGS
from wizard.facts.projects.modules import PROJECTS, Project
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.go_trees import in_home
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.probes import Account
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import TIDY_MODULES, VENDOR_MODULES, own_folder, trust_folder
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown

_NO_PROJECT: Final = not_applicable(say("Your profile names no project folder with a go.mod file."))
_SUM_NOTES: Final = {
    SumFaultKind.FIELDS: say("This is not a module, a version and a hash."),
    SumFaultKind.HASH: say("This is not a hash that Go can compare."),
    SumFaultKind.CONFLICT: say("Another line has a different hash for the same version."),
}
_MISSING: Final = say("go.sum has no hash for this version.")
_VENDOR_NOTES: Final = {
    VendorFaultKind.NOT_VENDORED: say("vendor/modules.txt does not mark this version as explicit."),
    VendorFaultKind.NOT_REQUIRED: say("go.mod does not require this version."),
    VendorFaultKind.REPLACED: say("go.mod and vendor/modules.txt replace it differently."),
}


def _first_gap(projects: tuple[Project, ...]) -> Finding | None:
    gap = next((project.gap for project in projects if project.gap is not None), None)
    return unknown(gap.why) if gap is not None else None


@rule(
    "modules-gosum",
    area="modules",
    title=say("go.sum covers what go.mod requires"),
    needs=(PROJECTS,),
    severity=Severity.HIGH,
    sources=("GO §4.1", "RULES 56"),
)
def go_sum(see: Snapshot, want: Wanted) -> Finding:
    projects = see[PROJECTS]
    if not projects:
        return _NO_PROJECT
    broken = tuple(seen for project in projects for seen in _sum_faults(project))
    if broken:
        return advice(
            say("go.sum contains lines that are wrong: {files}.", files=_files(broken)),
            *broken,
            why=say("Builds stop with “malformed go.sum” or “checksum mismatch”."),
            do=say(
                "Find out in the project's history how the lines got there, and restore them. Never delete go.sum or"
                " turn off the checksum database for this."
            ),
        )
    missing = tuple(seen for project in projects for seen in _missing(project))
    if missing:
        return advice(
            say("go.sum lacks entries that go.mod needs: {files}.", files=_files(missing)),
            *missing,
            why=say("Builds that need these modules stop with “missing go.sum entry”."),
            do=say("In the project, add them, then review the change: {command}", command=TIDY_MODULES),
            severity=Severity.MEDIUM,
        )
    return _first_gap(projects) or ok(say("go.sum has an entry for every module that go.mod requires."))


def _files(found: tuple[Evidence, ...]) -> Text:
    return join(dict.fromkeys(each.source for each in found))


def _sum_faults(project: Project) -> Iterator[Evidence]:
    for name in ("go.sum", "go.work.sum"):
        for fault in gosum.faults(project.files.get(name, b"")):
            yield Evidence(project.path(name), fault.text, fault.line, _SUM_NOTES[fault.kind])


def _missing(project: Project) -> Iterator[Evidence]:
    """Modules that Go would have to download, and could not check. With the folder vendor it downloads none."""
    if _is_vendored(project) or project.gap is not None:
        return
    known = gosum.modules(project.files.get("go.sum", b"")) | gosum.modules(
        project.files.get("go.work.sum", b"")
    )
    for line, module in vendored.downloaded(project.module):
        if module not in known:
            yield Evidence(project.path("go.mod"), " ".join(module), line, _MISSING)


def _is_vendored(project: Project) -> bool:
    return project.has_vendor and vendored.is_compared(project.module)


@rule(
    "modules-vendor",
    area="modules",
    title=say("The vendor folder matches go.mod"),
    needs=(PROJECTS,),
    severity=Severity.MEDIUM,
    sources=("GO §4.1", "RULES 58"),
)
def vendor(see: Snapshot, want: Wanted) -> Finding:
    projects = tuple(
        project for project in see[PROJECTS] if _is_vendored(project) and not _is_shared(project)
    )
    if not projects:
        return not_applicable(say("No project of your profile has a vendor folder that Go uses."))
    found = tuple(seen for project in projects for seen in _differences(project))
    if not found:
        return _first_gap(projects) or ok(say("vendor/modules.txt matches go.mod."))
    return advice(
        say("The vendor folder does not match go.mod: {files}.", files=_files(found)),
        *found,
        why=say("Every build stops with “inconsistent vendoring”."),
        do=say("In the project, renew the folder, then review the change: {command}", command=VENDOR_MODULES),
    )


def _is_shared(project: Project) -> bool:
    """With a workspace other go.mod files count too."""
    return project.has_workspace or vendored.parse(project.files.get("vendor/modules.txt", b"")).is_workspace


def _differences(project: Project) -> Iterator[Evidence]:
    if project.gap is not None:
        return
    listed = vendored.parse(project.files.get("vendor/modules.txt", b""))
    for fault in vendored.faults(project.module, listed):
        yield _difference(project, fault)


def _difference(project: Project, fault: VendorFault) -> Evidence:
    name = "vendor/modules.txt" if fault.is_vendored else "go.mod"
    return Evidence(project.path(name), " ".join(fault.module).strip(), fault.line, _VENDOR_NOTES[fault.kind])


@rule(
    "modules-vcs-stamp",
    area="modules",
    title=say("git accepts the owner of each project"),
    needs=(PROJECTS, GIT_CONFIGS, ACCOUNT),
    severity=Severity.MEDIUM,
    sources=("GO §5", "RULES 60"),
)
def vcs_stamp(see: Snapshot, want: Wanted) -> Finding:
    account, configs = see[ACCOUNT], see[GIT_CONFIGS]
    projects = tuple(project for project in see[PROJECTS] if project.owner is not None)
    if not projects:
        return not_applicable(say("No project of your profile is a git repository."))
    safe = {folder for file in configs.files for folder in file.safe}
    foreign = tuple(project for project in projects if _is_foreign(project, account, safe))
    if not foreign:
        fine = say("You own the repository of every project, or git is told to accept it.")
        return unknown(configs.gap.why) if configs.gap is not None else ok(fine)
    first = in_home(foreign[0].folder, account)
    command = own_folder(account.name, first) if first.startswith(f"{account.home}/") else trust_folder(first)
    return advice(
        say("Another user owns the repository: {folders}.", folders=join(each.folder for each in foreign)),
        *(Evidence(each.path(".git"), f"uid {each.owner}") for each in foreign),
        why=say("git refuses it, and go build stops with “error obtaining VCS status: exit status 128”."),
        do=say("Make the folder yours or accept its owner: {command}", command=command),
    )


def _is_foreign(project: Project, account: Account, safe: set[str]) -> bool:
    """Whether git refuses the repository. In a folder that somebody else unpacked, everything is theirs."""
    if project.owner == account.uid or (account.root_uid and project.owner == account.root_uid):
        return False
    folder = in_home(project.folder, account).rstrip("/")
    accepted = {in_home(each, account).rstrip("/") for each in safe}
    parents = {f"{folder[:at]}/*" for at, letter in enumerate(folder) if letter == "/"}
    return not accepted & ({"*", folder} | parents)

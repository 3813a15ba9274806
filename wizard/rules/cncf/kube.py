"""Clients of Kubernetes: the file with their credentials, and their plugins (GO §11)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from wizard.codecs.shell.kinds import Kind
from wizard.facts.cloud.kube import CONFIG, KREW, KUBE_FILES, OLD_PLUGINS
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.followed import SHELLS
from wizard.facts.tools import TOOLS
from wizard.facts.wsl import WSL_CONF
from wizard.model.edits.files import RunCommand
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, not_applicable, ok, rule
from wizard.rules.secret_file import by_hand, to_close, with_closing

_CLIENTS = ("kubectl", "helm", "kustomize")


class _KubeFault(msgspec.Struct, frozen=True):
    says: Text
    seen: Evidence
    why: Text
    do: Text | None = None
    repair: RunCommand | None = None


@rule(
    "cncf-kube-clients",
    area="cncf",
    title=say("Kubernetes credentials and plugins are in order"),
    needs=(TOOLS, KUBE_FILES, SHELLS, ACCOUNT, WSL_CONF),
    severity=Severity.LOW,
    sources=("GO §11", "RULES 83"),
)
def kube_clients(see: Snapshot, want: Wanted) -> Finding:
    clients = [see[TOOLS][name] for name in _CLIENTS if name in see[TOOLS]]
    if not clients and see[KUBE_FILES].config is None:
        return not_applicable(say("No kubectl, helm or kustomize is in use."))
    faults = [*_of_config(see), *_of_plugins(see)]
    if not faults:
        return ok(
            say("Kubernetes credentials and plugins are in order."),
            *(Evidence(each.place) for each in clients),
        )
    first, *others = faults
    seen = (first.seen, *(Evidence(each.seen.source, each.seen.quote, note=each.says) for each in others))
    if first.repair is not None:
        return with_closing(first.says, (first.repair,), *seen, why=first.why)
    return advice(first.says, *seen, why=first.why, do=first.do)


def _of_config(see: Snapshot) -> Iterator[_KubeFault]:
    config = see[KUBE_FILES].config
    if config is None or not config.mode & 0o077:
        return
    where = config.link or CONFIG
    seen = Evidence(CONFIG, f"{config.mode & 0o777:03o}" + (f" → {config.link}" if config.link else ""))
    why = say("It contains credentials. helm warns: “Kubernetes configuration file is group-readable”.")
    if see[WSL_CONF].is_on_drive(where):
        yield _KubeFault(
            say("{path} is on a Windows drive, where everyone can read it.", path=CONFIG),
            seen,
            why=why,
            do=say("Replace the link by a copy in the distro, with mode 600."),
        )
    else:
        yield _KubeFault(
            say("Other users can read {path}.", path=CONFIG),
            seen,
            why=why,
            do=by_hand(CONFIG),
            repair=to_close(CONFIG, config.mode, see[ACCOUNT]) if config.uid == see[ACCOUNT].uid else None,
        )


def _of_plugins(see: Snapshot) -> Iterator[_KubeFault]:
    files = see[KUBE_FILES]
    why = say("A kubectl plugin is an executable kubectl-NAME in a folder of PATH. kubectl ignores others.")
    if files.inert:
        yield _KubeFault(
            say("{path} is not executable.", path=files.inert[0]),
            Evidence(files.inert[0]),
            why=why,
            do=say("Make it executable."),
        )
    path = see[SHELLS].folders(Kind.TERMINAL)
    is_told = not see[SHELLS].unclear(Kind.TERMINAL)
    if files.krew and is_told and f"{see[ACCOUNT].home}/{KREW[2:]}" not in path:
        yield _KubeFault(
            say("PATH does not contain {folder}.", folder=KREW),
            Evidence(KREW, files.krew[0]),
            why=why,
            do=say("Add {folder} to PATH in the start file of your shell.", folder=KREW),
        )
    if files.old_plugins:
        yield _KubeFault(
            say("kubectl does not read {folder}.", folder=OLD_PLUGINS),
            Evidence(OLD_PLUGINS),
            why=why,
            do=say("Move its programs to a folder of PATH."),
        )

"""Part of `make.py`, with the names of 0.1.0: saved plans, recordings, notes and the ids of rules."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
from wizard.app.notebook import Notebook, Progress
from wizard.model.firsttime import Choice, Operation

from tests.compat.machines import Direct
from tests.compat.make_distro import HERE, PLAIN, WANTED, session
from tests.machines.make import place_of
from wizard.app import plan_files
from wizard.cli.main import run
from wizard.model import edits
from wizard.model.edits import Clash, Download, Obstacle, Wish
from wizard.model.plans import Plan
from wizard.model.state import Absent, Change, Other
from wizard.model.text import plain, say, say_n
from wizard.rules import catalogue


def plans(root: Path) -> None:
    on = session(Direct(root), PLAIN, 2)
    plan_files.save(on.plan(on.look(), on.rule_ids), HERE / "plan-distro.json")
    on = session(Direct(root), WANTED, 2)
    plan = on.plan(on.look(), on.rule_ids)
    plan_files.save(plan, HERE / "plan-go.json")
    plan_files.save(holding_everything(plan), HERE / "plan-of-everything.json")


def holding_everything(plan: Plan) -> Plan:
    archive = Download("go1.27.3.linux-amd64.tar.gz", "1.27.3", "ab" * 32, 561, ("https://go.dev/dl/",))
    path = "~/x"
    wishes = tuple(
        Wish(edit, ("wsl-text-encoding", "tmpfs-tmp"))
        for edit in (
            edits.SetKey(path, "boot", "systemd", "true"),
            edits.RemoveKey(path, "boot", "command"),
            edits.Mend(path, 3, "comment"),
            edits.MendRest(path),
            edits.Reencode(path),
            edits.DropLine(path, 7, "caf\\xe9"),
            edits.ReplaceLine(path, 8, "a", "b"),
            edits.SetMount(path, "/tmp", "tmpfs", "tmpfs", ("rw", "size=2g")),
            edits.SetEntry(path, "GODEBUG", "export GODEBUG=netdns=go"),
            edits.DropEntry(path, "GOROOT"),
            edits.SetVariable(path, "GOPROXY", "direct"),
            edits.UnsetVariable(path, "GODEBUG"),
            edits.SetLink(path, "go1.27.3"),
            edits.Unpack(path, archive),
        )
    )
    nested = say("{path}: {why}.", path="/etc/x", why=say_n("{count} file", "{count} files", count=2))
    return msgspec.structs.replace(
        plan,
        wishes=wishes,
        clashes=(Clash("/etc/wsl.conf", "boot.systemd", wishes[:2]),),
        obstacles=(Obstacle(wishes[2], nested), Obstacle(wishes[3], plain("é"))),
        changes=(*plan.changes, Change("/dev/x", Other("device"), Absent(), 0, 0, asked="~/x")),
        downloads=(archive,),
        undoes=7,
    )


def recordings() -> None:
    for name, source in (("distro", "ubuntu-24.04-ready"), ("pc", "pc-good")):
        code = run(["record", str(HERE / f"recording-{name}.json"), "--machine", str(place_of(source))])
        assert code == 0


def rest() -> None:
    Notebook(HERE / "notes.json").write(
        Progress(
            choice=Choice("Debian", "ada", True),
            ran=(Operation.ENABLE_PLATFORM, Operation.INSTALL_WSL),
            boot=1_795_000_000,
            resumes=1,
            settled=("features",),
        )
    )
    ids = sorted(rule.id for rule in catalogue.rules())
    (HERE / "rules.json").write_text(json.dumps(ids, indent=1) + "\n")

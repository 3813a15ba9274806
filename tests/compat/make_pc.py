"""Part of `make.py`, with the names of 0.1.0: the profile folder of a Windows user, and the journals of its setups."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from tests.wslconfig_pc import Pc
from wizard.transports.disk import Hook
from wizard.transports.registry_file import FileRegistry

from tests.compat.make_distro import HERE, LONG_AGO_NS
from tests.compat.nodes import captured, load, save
from tests.interruptions import Kill, Killed
from wizard.app import plan_files
from wizard.app.session import Session
from wizard.transports.windows import Windows

CONFIG = b"# mine\r\n[wsl2]\r\nmemory=4GB\r\nswapFile=C:\\temp\\swap.vhdx\r\n"


def pc(folder: Path) -> Pc:
    made = Pc(folder, CONFIG)
    os.utime(made.config, ns=(LONG_AGO_NS, LONG_AGO_NS))
    return made


def pc_session(made: Pc, wanted: str, day: int) -> Session:
    then = datetime(2026, 11, day, 8, 15, tzinfo=UTC)
    on = made.session(wanted)
    on._now, on._version = (lambda: then), "0.1.0"
    return on


def windows(folder: Path) -> None:
    made = pc(folder)
    save(HERE / "pc-before.jsonl", captured(made.profile))
    for day, (wanted, end) in enumerate(
        (('memory = "8GB"', "accept"), ('swap = "0"', "undo"), ('networkingMode = "mirrored"', "")), 2
    ):
        on = pc_session(made, wanted, day)
        plan = on.plan(on.look(), on.rule_ids)
        if day == 2:
            plan_files.save(plan, HERE / "plan-pc.json")
        on.apply(plan)
        if end:
            getattr(on, end)()
    save(HERE / "windows-generations.jsonl", captured(made.profile), load(HERE / "pc-before.jsonl"))


def windows_interrupted() -> None:
    """Killed just after the file was switched."""
    at, phase = 0, "none"
    while phase != "trial":
        with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
            made = pc(Path(folder))
            on = pc_session(made, 'memory = "8GB"', 2)
            plan = on.plan(on.look(), on.rule_ids)
            journal = made.profile / "AppData/Local/wsl-go-wizard/1"
            with suppress(Killed):
                killed(made, Kill(at))
                on.apply(plan)
            journal = next(iter(made.profile.rglob("wsl-go-wizard/*/1")), journal)
            names = {path.name for path in journal.iterdir()} if journal.is_dir() else set()
            phase = next(iter(names & {"draft", "prepared", "switching", "trial"}), "none")
            if phase == "switching":
                name = HERE / "windows-switching.jsonl"
                save(name, captured(made.profile), load(HERE / "pc-before.jsonl"))
        at += 1


def killed(made: Pc, hook: Hook) -> None:
    folder = made.profile.parent
    registry = FileRegistry(folder / "pc.reg")
    made._windows = Windows(made.profile, registry, drives={"c": folder}, home="C:\\Users\\me", hook=hook)

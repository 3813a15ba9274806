"""How a PC is described – the export of its registry, its files, what PowerShell and wsl.exe say – and recorded."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.codecs.windows.test_kernel_image import image
from tests.machines.build import EVERYTHING, GIB, TIME, settled
from tests.pcs.registry_file import FileRegistry
from wizard.app.session import MACHINE_ID
from wizard.app.setup_history import PAGE
from wizard.engine import evaluate
from wizard.engine.waves import gather
from wizard.facts.windows.inquiry import INQUIRY
from wizard.facts.windows.wsl import LIST
from wizard.model.events import never
from wizard.model.facts import Side
from wizard.model.probes import (
    HOME,
    AccountProbe,
    Answer,
    Answers,
    Exited,
    Figure,
    HostProbe,
    JournalProbe,
    Probe,
    Unavailable,
    UrlProbe,
)
from wizard.rules import catalogue
from wizard.transports.recording.recorded import WINDOWS, Recording
from wizard.transports.recording.redact import redact
from wizard.transports.windows.pc import Windows

NOTHING: Mapping[str, object] = {"folders": []}


_KERNEL = image(b"6.6.87.2-microsoft-standard-WSL2 ")


@dataclass(frozen=True)
class Pc:
    """A PC in words. *registry* is the text below the header of an export; *profile* and *files* are its files by
    paths below the profile folder and below ``C:\\``; *inquiry* is what PowerShell tells, None if it may not run;
    *listing* is what ``wsl --list --verbose`` prints, with its exit code."""

    name: str
    registry: str
    profile: Mapping[str, str | bytes] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    inquiry: Mapping[str, object] | None = None
    listing: tuple[int, bytes] = (4294967295, b"")
    user: str = "anna"
    gib: int = 32
    cores: int = 16

    @property
    def export(self) -> bytes:
        """The export as reg.exe writes it."""
        text = f"Windows Registry Editor Version 5.00\n{self.registry}\n"
        return b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le")

    @property
    def on_disk(self) -> Mapping[str, str | bytes]:
        """*files*, and the kernel of the WSL package where there is one."""
        if "Lxss\\MSI]" not in self.registry:
            return self.files
        return {**self.files, "Program Files\\WSL\\tools\\kernel": _KERNEL}


def expand(text: str) -> str:
    """A REG_EXPAND_SZ as an export has it."""
    raw = (text + "\0").encode("utf-16-le")
    return "hex(2):" + ",".join(f"{byte:02x}" for byte in raw)


def listing(*rows: tuple[str, str, int]) -> tuple[int, bytes]:
    """The table of wsl.exe for *rows* of name, state and version; the first one is the default."""
    width = max(len("NAME"), *(len(name) for name, _, _ in rows)) + 4
    lines = [f"  {'NAME':{width}}{'STATE':16}VERSION"]
    lines += [
        f"{' ' if number else '*'} {name:{width}}{state:16}{version}"
        for number, (name, state, version) in enumerate(rows)
    ]
    return 0, "".join(f"{line}\r\n" for line in lines).encode()


def distro(guid: str, name: str, *, flags: int = 15, uid: int = 1000, more: str = "") -> str:
    """The key of a distro."""
    key = rf"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Lxss\{guid}"
    return (
        f'\n[{key}]\n"State"=dword:00000001\n"DistributionName"="{name}"\n"Version"=dword:00000002\n'
        f'"BasePath"="C:\\\\Users\\\\anna\\\\AppData\\\\Local\\\\wsl\\\\{guid}"\n'
        f'"Flags"=dword:{flags:08x}\n"DefaultUid"=dword:{uid:08x}\n{more}'
    )


def record(pc: Pc) -> Recording:
    """The recording of *pc*, without secrets: all that the wizard asks, in all waves."""
    own: tuple[Probe, ...] = (AccountProbe(), HOME, JournalProbe(PAGE), MACHINE_ID)
    with tempfile.TemporaryDirectory() as folder:
        site = open_pc(pc, Path(folder))

        def read(side: Side, probes: tuple[Probe, ...]) -> Answers:
            seen = site.read(probes, never)
            return Answers(tuple((probe, settled(_told(pc, probe, answer))) for probe, answer in seen.pairs))

        rules = catalogue.rules(Side.HOST)
        _, answers = gather(evaluate.facts_of(rules), EVERYTHING, read, also={Side.HOST: own})
    return redact(Recording(pc.name, (), answers[Side.HOST].pairs, WINDOWS))


def open_pc(pc: Pc, folder: Path, *, tells: bool = False) -> Windows:
    """*pc* laid out below *folder*, as a site. Its programs do not run, but if it *tells* its PowerShell, which
    answers the wizard's one question."""
    profile = folder / "Users" / pc.user
    for name, content in {f"Users/{pc.user}/{name}": each for name, each in pc.profile.items()}.items():
        _write(folder / name, content)
    for name, content in pc.on_disk.items():
        _write(folder / name.replace("\\", "/"), content)
    profile.mkdir(parents=True, exist_ok=True)
    export = folder / "export.reg"
    export.write_bytes(pc.export)
    return Windows(
        profile,
        FileRegistry(export),
        powershell=_powershell(pc, folder) if tells else None,
        drives={"c": folder},
        home=f"C:\\Users\\{pc.user}",
        name=pc.name,
    )


def _powershell(pc: Pc, folder: Path) -> Path:
    answer, exe = folder / "answer.json", folder / "powershell.exe"
    answer.write_text(json.dumps({**NOTHING, **(pc.inquiry or {})}))
    exe.write_text(f"#!/bin/sh\ncat '{answer}'\n")
    exe.chmod(0o755)
    return exe


def _write(place: Path, content: str | bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content if isinstance(content, bytes) else content.encode())


def _told(pc: Pc, probe: Probe, answer: Answer) -> Answer:
    if probe == INQUIRY:
        if pc.inquiry is None:
            return Exited(1, b"", b"This program is blocked by group policy.\r\n")
        return Exited(0, json.dumps({**NOTHING, **pc.inquiry}).encode() + b"\r\n", b"")
    if probe == LIST:
        return Exited(*pc.listing, b"")
    match probe:
        case HostProbe("memory"):
            return Figure(pc.gib * GIB)
        case HostProbe("cores"):
            return Figure(pc.cores)
        case HostProbe("now"):
            return Figure(TIME)
        case UrlProbe():
            return Unavailable("not asked: this is about a PC")
        case _:
            return answer

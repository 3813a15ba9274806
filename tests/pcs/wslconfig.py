"""A PC in a folder, with a `.wslconfig`, looked at through the real Windows transport."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from tests.pcs.registry_file import FileRegistry
from wizard.app.session import Session
from wizard.facts.windows.inquiry import INQUIRY
from wizard.model.events import Stop, Tell
from wizard.model.facts import Side
from wizard.model.findings import Finding, Rule
from wizard.model.orders import Order, Receipt
from wizard.model.probes import Answer, Answers, Exited, Figure, HostProbe, Probe
from wizard.model.wanted import Wanted
from wizard.rules import catalogue
from wizard.transports.windows.pc import Windows

GIB = 1 << 30
RULES: tuple[Rule, ...] = tuple(rule for rule in catalogue.rules(Side.HOST) if rule.area == "wslconfig")

WIN10, WIN11, WIN11_22H2 = 19045, 22000, 26100
NEW = "2.9.4.0"


class Pc:
    """The PC of a user whose profile folder is *folder*/Users/me, and whose drive C: is *folder*. With *is_inbox* and
    no *version* it has the WSL that came with Windows; without either nobody tells which it has. *told* is answered in
    place of the folder."""

    def __init__(
        self,
        folder: Path,
        config: bytes | str | None = None,
        *,
        version: str | None = NEW,
        build: int = WIN11_22H2,
        policies: Mapping[str, int] | None = None,
        memory: int = 16 * GIB,
        cores: int = 8,
        files: Sequence[str] = (),
        is_inbox: bool = False,
        told: Mapping[Probe, Answer] | None = None,
    ) -> None:
        self.profile = folder / "Users" / "me"
        self.profile.mkdir(parents=True)
        if config is not None:
            self.config.write_bytes(config if isinstance(config, bytes) else config.encode())
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(b"\x7fELF")
        export = folder / "pc.reg"
        export.write_text(_registry(version, build, policies or {}), encoding="utf-8")
        self._windows = Windows(
            self.profile, FileRegistry(export), drives={"c": folder}, home="C:\\Users\\me"
        )
        self._told: dict[Probe, Answer] = {
            HostProbe("memory"): Figure(memory),
            HostProbe("cores"): Figure(cores),
            **(told or {}),
        }
        if is_inbox:
            self._told[INQUIRY] = Exited(0, b'{"package": ""}', b"")
        self.crossings = 0
        self.site, self.can = self._windows.site, self._windows.can

    @property
    def config(self) -> Path:
        return self.profile / ".wslconfig"

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        self.crossings += 1
        told = self._windows.read([probe for probe in probes if probe not in self._told], stop)
        return Answers((*told.pairs, *self._told.items()))

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        return self._windows.act(order, tell, stop)

    def restart(self, tell: Tell) -> None:
        self._windows.restart(tell)

    def session(self, wanted: str | Wanted = "") -> Session:
        """A session on it: what is *wanted* of `.wslconfig`, as TOML without its header."""
        if isinstance(wanted, str):
            wanted = msgspec.toml.decode(f"[wslconfig]\n{wanted}", type=Wanted)
        return Session(self, self, wanted, rules=RULES)

    def finding(self, rule: str, wanted: str = "") -> Finding:
        """What *rule* says."""
        (judged,) = (item for item in self.session(wanted).look().judged if item.rule == rule)
        return judged.finding


def _registry(version: str | None, build: int, policies: Mapping[str, int]) -> str:
    lines = [
        "Windows Registry Editor Version 5.00",
        "",
        r"[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion]",
        f'"CurrentBuildNumber"="{build}"',
        r"[HKEY_CURRENT_USER\Volatile Environment]",
        r'"USERPROFILE"="C:\\Users\\me"',
        r'"LOCALAPPDATA"="C:\\Users\\me\\AppData\\Local"',
    ]
    if version is not None:
        lines += [
            r"[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Lxss\MSI]",
            f'"Version"="{version}"',
        ]
    if policies:
        lines.append(r"[HKEY_LOCAL_MACHINE\SOFTWARE\Policies\WSL]")
        lines += [f'"{name}"=dword:{value:08x}' for name, value in policies.items()]
    return "\r\n".join([*lines, ""])

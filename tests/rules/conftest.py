"""A machine in a table row: files as text, looked at through the real folder transport, judged by one rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest

from tests.machines.links import link
from wizard.engine import evaluate
from wizard.engine.waves import gather
from wizard.model.events import never
from wizard.model.facts import Side
from wizard.model.findings import Finding, Judged
from wizard.model.probes import Answer, Answers, Figure, FileProbe, Found, HostProbe, Probe, UrlProbe
from wizard.model.wanted import Wanted
from wizard.rules import catalogue
from wizard.transports.tree import Tree

ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00"
ARM = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\xb7\x00"
BASE: Mapping[str, str | bytes] = {
    "etc/passwd": "root:x:0:0::/root:/bin/bash\nme:x:1000:1000::/home/me:/bin/bash\n",
    "home/me/.keep": "",
    "root/.keep": "",
    "bin/sh": ELF,
    "bin/bash": ELF,
    "usr/lib/systemd/systemd": ELF,
}
BASE_LINKS = {"sbin/init": "/usr/lib/systemd/systemd"}
RELEASES = msgspec.json.encode(
    [
        {
            "version": f"go{version}",
            "stable": True,
            "files": [
                {
                    "filename": f"go{version}.linux-amd64.tar.gz",
                    "os": "linux",
                    "arch": "amd64",
                    "version": f"go{version}",
                    "sha256": f"{number:064x}",
                    "size": 70_000_000,
                    "kind": "archive",
                }
            ],
        }
        for number, version in enumerate(("1.27.3", "1.27.2", "1.26.6", "1.25.5"), 1)
    ]
)
GIB = 1 << 30
TODAY = "2026-11-28"

Judge = Callable[..., Finding]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """`judge(rule id, wanted as TOML, files, …)` → the rule's finding; what is not said is as a good machine has it."""

    def call(
        rule: str,
        wanted: str,
        files: Mapping[str, str | bytes],
        *,
        links: Mapping[str, str] | None = None,
        memory: int = 32 * GIB,
        releases: bytes | None = RELEASES,
        without: tuple[str, ...] = (),
        wslconfig: str = "",
        today: str = TODAY,
        commands: Mapping[Probe, Answer] | None = None,
    ) -> Finding:
        root = tmp_path / f"machine{len(list(tmp_path.iterdir()))}"
        _lay_out(root, {**BASE, **files}, {**BASE_LINKS, **(links or {})}, without)
        want = msgspec.toml.decode(wanted, type=Wanted)
        (chosen,) = (item for item in catalogue.rules() if item.id == rule)

        def told(side: Side, probes: tuple[Probe, ...]) -> Answers:
            if side is Side.DISTRO:
                printed = commands or {}
                pairs = Tree(root).read(probes, never).pairs
                return Answers(tuple((probe, printed.get(probe, answer)) for probe, answer in pairs))
            return Answers(
                tuple((probe, _told(probe, memory, releases, wslconfig, today)) for probe in probes)
            )

        see, _ = gather(evaluate.facts_of([chosen]), want, told)
        (judged,) = evaluate.evaluate([chosen], see, want)
        assert isinstance(judged, Judged)
        return judged.finding

    return call


def _told(probe: object, memory: int, releases: bytes | None, wslconfig: str, today: str) -> Figure | Found:
    if isinstance(probe, HostProbe):
        return Figure(f"{today}T12:00:00Z" if probe.name == "now" else memory)
    if isinstance(probe, FileProbe):
        return Found(wslconfig.encode(), 0o644, 0, 0, 0, len(wslconfig))
    content = releases if isinstance(probe, UrlProbe) and releases is not None else b""
    return Found(content, 0o644, 0, 0, 0, len(content))


def _lay_out(
    root: Path, files: Mapping[str, str | bytes], links: Mapping[str, str], without: tuple[str, ...]
) -> None:
    for name, content in files.items():
        if name not in without:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            path.chmod(0o755 if isinstance(content, bytes) and content.startswith(b"\x7fELF") else 0o644)
    for name, target in links.items():
        if name not in without:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            link(root, name, target)

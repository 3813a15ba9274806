"""The wizard asks nothing of the network unless somebody wants it: who may ask stands here, and what only looks is
watched while it runs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gui import demo

WIZARD = Path(__file__).resolve().parents[3] / "wizard"
NETWORK = ("urllib3", "socket", "http.client", "urllib.request", "ftplib", "PySide6.QtNetwork", "asyncio")
ASKING = {
    "wizard.app.network.check": {"cli/asking/network.py"},
    "wizard.downloads.names": {"transports/host.py"},
    "wizard.downloads.newer": {"cli/main.py", "gui/widgets/about_window.py"},
    "wizard.downloads.web": {"app/archives.py", "downloads/newer.py", "transports/host.py"},
}
"""Who has a distro ask: ``network``. Who asks for names: the same, for comparison. Who asks for the newest version:
``--version --check``, and the button. Who fetches: archives of a plan that was confirmed, and the addresses that a
profile, or ``network``, wants asked."""

WATCHED = """
import os, sys
def watch(event, given):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        os.write(2, f"NETWORK {event} {given[1:]}\\n".encode())
        os._exit(77)
sys.addaudithook(watch)
from wizard.__main__ import main
sys.exit(main())
"""


def imported(path: Path) -> Iterator[str]:
    """The modules that *path* imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers(*modules: str) -> set[str]:
    return {
        path.relative_to(WIZARD).as_posix()
        for path in WIZARD.rglob("*.py")
        if set(modules) & set(imported(path))
    }


def test_only_downloads_know_the_network() -> None:
    assert {name.partition("/")[0] for name in importers(*NETWORK)} == {"downloads"}


@pytest.mark.parametrize("module", ASKING)
def test_who_asks_is_known(module: str) -> None:
    assert importers(module) == ASKING[module]


@pytest.mark.parametrize(
    "words", [("--version",), ("--help",), ("look",), ("plan",), ("history",), ("drift",), ("verify",)]
)
def test_what_only_looks_asks_nothing_of_the_network(tmp_path: Path, words: tuple[str, ...]) -> None:
    machine = demo.machine(tmp_path / "Ubuntu-24.04")
    profile = (
        tmp_path / "wanted.toml"
    )  # one that wants no Go, whose releases are listed at its download source
    profile.write_text('name = "test"\n[wsl]\nsystemd = true\n')
    place = ("--root", str(machine), "--profile", str(profile)) if words[0].isalpha() else ()
    if words[0] == "history":
        place = place[:2]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *words, *place],
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "NETWORK" not in done.stderr
    assert done.returncode in (0, 2), done.stderr


def test_the_watch_sees_a_request(tmp_path: Path) -> None:
    words = [sys.executable, "-c", WATCHED, "--version", "--check"]
    done = subprocess.run(
        words, capture_output=True, encoding="utf-8", timeout=120, env={**os.environ, "no_proxy": "*"}
    )
    assert done.returncode == 77, done.stderr
    assert "NETWORK" in done.stderr

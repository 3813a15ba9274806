"""Every file that comes with the program, empty, cut short, overwritten or lost: whoever needs it says which one it is
and what to do, with an exit code and a report. Nothing is blamed on the user."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.own_traces import FOLDERS
from wizard.resources import CHECKSUMS
from wizard.transports.shell.hand import ACT, LOOK

REPO: Final = Path(__file__).parents[3]
sys.path.insert(0, str(REPO / "packaging"))

from bundle.checksums import write  # noqa: E402

NOT_READ: Final = {
    "compat/fips.json",
    "compat/schema.json",
    "compat/servers.json",
    "compat/wsl-keys.json",
    "compat/wsl-names.json",
    "compat/wsl-releases.json",
    "facts/LAWS.md",
    "locale/wizard.pot",
    "locale/zh_CN/LC_MESSAGES/wizard.po",
    "profiles/schema.json",
}
"""For people, translators and editors; tables that only people and tests read; and one that is looked up only for a
program that Go built for FIPS 140 (by tests of inspect)."""

DAMAGES: Final[Mapping[str, Callable[[bytes], bytes | None]]] = {
    "empty": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "overwritten": lambda data: random.Random(0).randbytes(len(data)),
    "lost": lambda data: None,
}

ACROSS: Final = """
import sys
from wizard.cli.main import run
from wizard.model.events import never
from wizard.model.orders import Accept, Rehearse
from wizard.model.probes import AccountProbe
from wizard.transports.shell.child import Launch
from wizard.transports.shell.hand import ShellHand

VERB, JOURNAL = sys.argv[1:]

class Pc:
    # What a distro is to the wizard: a shell.
    def open(self, machine, wanted):
        hand = ShellHand("here", lambda verb: Launch(("/bin/sh", "-s")), journal=JOURNAL)
        if VERB == "look":
            hand.read((AccountProbe(),), never)
        else:
            hand.act(Accept(1) if VERB == "act" else Rehearse(()), print, never)

sys.exit(run(["look", "--distro", "here"], Pc()))
"""

WINDOW: Final = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from wizard.gui import start
from wizard.gui.style.icons import pixmap
from wizard.model.errors import InputError
from wizard.model.text import plain

def computer():
    raise InputError("none", plain("There is no computer."))

def close():
    for box in app.topLevelWidgets():
        if isinstance(box, QMessageBox):
            print(box.text(), file=sys.stderr)
            app.closeAllWindows()
            app.quit()
            return
    QTimer.singleShot(20, close)

app = QApplication([])
QTimer.singleShot(0, lambda: pixmap(sys.argv[1], (0, 0, 0)))
QTimer.singleShot(0, close)
sys.exit(start.run(computer, language="en"))
"""

RUN: Final = ("-m", "wizard")
MACHINE: Final = ("--machine", str(REPO / "resources/demo/machine.json"))


IMAGE: Final = (
    "FROM golang:1.27-bookworm AS build\nRUN go build -o /app .\nFROM debian:11\nCOPY --from=build /app /\n"
)
OF_TABLE: Final = {
    "base-images": ("inspect", sys.executable),
    "canaries": ("network",),
    "distros": ("look", *MACHINE),
    "does-not-build": ("go-for", "etcd"),
    "go": ("go-for", "etcd"),
    "kubernetes-skew": ("go-for", "kubernetes@1.34", "helm@3.19"),
    "projects": ("go-for", "etcd"),
    "wsl-breakages": ("look", *MACHINE),
}


def project(root: Path) -> Path:
    """A machine with a project that is built in a container."""
    app = root / "app"
    (root / "etc").mkdir(parents=True)
    app.mkdir()
    (app / "go.mod").write_text("module example.org/app\n\ngo 1.24\n")
    (app / "Dockerfile").write_text(IMAGE)
    return root


def reader(name: str, folder: Path) -> tuple[str, ...]:
    """What Python has to do so that the program needs the file *name*."""
    home, _, file = name.partition("/")
    match home:
        case "agent" if file == "network.sh":
            return (*RUN, "network")
        case "agent":
            verb = "look" if file in LOOK else "act" if file in ACT else "rehearse"
            return ("-c", ACROSS, verb, str(folder / "journal"))
        case "compat" if file == "golang-images.json":
            return (*RUN, "projects", "--root", str(project(folder / "root")), "/app")
        case "compat":
            return (*RUN, *OF_TABLE[file.partition(".")[0]])
        case "proof":
            return (*RUN, "verify", "--suite")
        case "report_print.html.j2":
            return (*RUN, "report", *MACHINE, "--out", str(folder / "report.pdf"))
        case "demo":
            return (*RUN, "demo", "--terminal")
        case "facts" if file == "rules.json":
            return (*RUN, "rules")
        case "facts":
            return (*RUN, "explain", f"{file.removesuffix('.md')} 1")
        case "icons" if file.startswith("areas/"):
            return (*RUN, "report", *MACHINE, "--out", str(folder / "report.html"))
        case "icons":
            return (*RUN, "window") if "/" in file else ("-c", WINDOW, file.removesuffix(".svg"))
        case "locale":
            return (*RUN, "look", *MACHINE, "--language", "zh_CN")
        case "profiles":
            return (*RUN, "look", *MACHINE, "--profile", file.removesuffix(".toml"))
    assert name == "report.html.j2", f"who reads {name}?"
    return (*RUN, "report", *MACHINE, "--out", str(folder / "report.html"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as a wheel and the bundle have it."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(REPO / "wizard", folder / "wizard", ignore=shutil.ignore_patterns("__pycache__"))
    packed = folder / "wizard/resources"
    shutil.copytree(REPO / "resources", packed)
    write(packed, packed / CHECKSUMS)
    subprocess.run([sys.executable, "-m", "compileall", "-q", folder], check=True)
    return folder


def start(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program as *words* say, with a home in *folder*."""
    folder.mkdir()
    environment = {
        **os.environ,
        **dict.fromkeys(FOLDERS, str(folder)),
        "PYTHONPATH": str(installed),
        "PYTHONUTF8": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "WSL_GO_WIZARD_LANGUAGE": "en",
    }
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


FILES: Final = sorted(
    path.relative_to(REPO / "resources").as_posix()
    for path in (REPO / "resources").rglob("*")
    if path.is_file()
)


NEEDS_LINUX: Final = {
    "agent/": "a real shell is asked",
    "compat/base-images": "the program that is inspected is Python itself, of Linux",
    "compat/canaries": "a real shell is asked",
    "proof/": "a real shell is asked",
}


def _case(name: str) -> object:
    reason = next((NEEDS_LINUX[start] for start in NEEDS_LINUX if name.startswith(start)), None)
    return pytest.param(name, marks=pytest.mark.linux(reason=reason)) if reason else name


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", [_case(name) for name in FILES if name not in NOT_READ])
def test_a_damaged_file_is_named(installed: Path, tmp_path: Path, name: str, damage: str) -> None:
    place = installed / "wizard/resources" / name
    whole = place.read_bytes()
    left = DAMAGES[damage](whole)
    try:
        place.unlink() if left is None else place.write_bytes(left)
        done = start(installed, tmp_path / "home", *reader(name, tmp_path))
    finally:
        place.write_bytes(whole)
    (report,) = tmp_path.rglob("fault-*.txt")
    *_, last = done.stderr.splitlines()
    said = (
        f"WSL Go Wizard is damaged: {place} is missing or cannot be read. Install it again. Details: {report}"
    )
    assert (done.returncode, last) == (1, said), done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert report.read_text().count("\n") > 3


SWITCHED = """
from wizard.app.texts import Speech
from wizard.model.text import say
speech = Speech("en")
try:
    speech.switch("zh_CN")
except Exception as fault:
    print(type(fault).__name__, speech.language, speech(say("Setup {number} is kept.", number=7)))
"""


def test_a_language_that_is_damaged_is_not_switched_to(installed: Path, tmp_path: Path) -> None:
    place = installed / "wizard/resources/locale/zh_CN/LC_MESSAGES/wizard.mo"
    whole = place.read_bytes()
    try:
        place.write_bytes(whole[:1000])
        done = start(installed, tmp_path / "home", "-c", SWITCHED)
    finally:
        place.write_bytes(whole)
    assert done.stdout == "DamagedError en Setup 7 is kept.\n", done.stderr

"""How long until the first window is painted, and how much memory that took: a bare six-page QWizard, and
ours, each in a fresh interpreter, by turns. Prints medians side by side.

Budget: at most 1.25 times the bare one, in wall time and in peak memory. "ready" is when the first page has
heard from the machine (a small folder here) and can be used: at most 2.2 times the bare window.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).parent))

import bytecode  # noqa: E402

RUNS = 9
_REPORT = """
import json, os, resource, sys, time
def tell(event):
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"event": event, "wall": time.time() - float(sys.argv[1]),
                      "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}), flush=True)
"""
BARE = (
    _REPORT
    + """
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWizard, QWizardPage
class Bare(QWizard):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    tell("window")
    os._exit(0)
app = QApplication([])
wizard = Bare()
wizard.setWizardStyle(QWizard.WizardStyle.ModernStyle)
for number in range(6):
    page = QWizardPage()
    page.setTitle(f"Page {number}")
    label = QLabel("A sentence.")
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    QVBoxLayout(page).addWidget(label)
    wizard.addPage(page)
wizard.resize(1040, 700)
wizard.show()
app.exec()
"""
)
OURS = (
    _REPORT
    + """
sys.path.insert(0, sys.argv[2])
from wizard.__main__ import prepare
prepare()
from PySide6.QtCore import QTimer
from wizard.gui import start, window
def session():
    from pathlib import Path
    from wizard.app.machines.computer import Single
    from wizard.app.session import Session
    from wizard.transports.host import Host
    from wizard.transports.tree import Tree
    from wizard.gui.controller import Controller
    show = Controller.display
    def display(self):
        show(self)
        if self.state.glance is not None:
            tell("ready")
            os._exit(0)
    Controller.display = display
    from wizard.model.wanted import Wanted
    return Single(Session(Tree(Path(sys.argv[3])), Host(), Wanted()))
paint = window.Window.paintEvent
def painted(self, event):
    first = not self._on_screen
    paint(self, event)
    if first:
        QTimer.singleShot(0, lambda: tell("window"))
window.Window.paintEvent = painted
start.run(session)
"""
)


def machine(root: Path) -> Path:
    """A folder that a `Tree` takes for a distro."""
    (root / "etc").mkdir(parents=True)
    (root / "etc/passwd").write_text("me:x:1000:1000::/home/me:/bin/sh\n")
    (root / "home/me").mkdir(parents=True)
    return root


def once(program: str, root: Path) -> dict[str, dict[str, float]]:
    """One run of *program*: its figures by event."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    words = [sys.executable, "-c", f"import time, sys; sys.argv[1:1] = [repr(time.time())]\n{program}"]
    done = subprocess.run(
        [*words, str(REPO), str(root)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    events = [json.loads(line) for line in done.stdout.splitlines()]
    return {event.pop("event"): event for event in events}


def main() -> int:
    bytecode.keep()
    with tempfile.TemporaryDirectory() as folder:
        root = machine(Path(folder) / "distro")
        once(BARE, root), once(OURS, root)
        runs = [(once(BARE, root)["window"], once(OURS, root)) for _ in range(RUNS)]
    for name, unit, factor in (("wall", "ms", 1000), ("cpu", "ms", 1000), ("memory", "MiB", 1)):
        bare = statistics.median(run[name] for run, _ in runs) * factor
        ours = statistics.median(run["window"][name] for _, run in runs) * factor
        ready = statistics.median(run["ready"][name] for _, run in runs) * factor
        print(
            f"{name:7} bare {bare:6.0f} {unit}   first window {ours:6.0f} {unit} ({ours / bare:.2f} x)",
            end="",
        )
        print(f"   ready {ready:6.0f} {unit} ({ready / bare:.2f} x)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

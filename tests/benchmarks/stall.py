"""The longest that the window's event loop stood still during a whole setup of the demo machine: look, plan,
review, apply, second look, undo. Budget: 50 ms.

A timer asks to be called every millisecond; the longest gap between two calls is the longest stall. Beside it
stands how much of a gap the window's own thread worked (its CPU time): the rest it waited for others, for the
worker's thread or, on a busy computer, for a processor.
"""

from __future__ import annotations

import compileall
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
REPO = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPO), str(Path(__file__).parent)]

import bytecode  # noqa: E402

bytecode.keep()
compileall.compile_dir(REPO / "wizard", quiet=1)

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from wizard.__main__ import prepare  # noqa: E402
from wizard.app import demo  # noqa: E402
from wizard.app.machines.computer import Single  # noqa: E402
from wizard.app.texts import Speech  # noqa: E402
from wizard.gui.controller import Controller  # noqa: E402
from wizard.gui.flow import intents  # noqa: E402
from wizard.gui.job_runner import JobRunner  # noqa: E402
from wizard.gui.language import speak_qt  # noqa: E402
from wizard.gui.start import open_machine  # noqa: E402
from wizard.gui.style.theme import follow_scheme  # noqa: E402
from wizard.gui.window import Window  # noqa: E402

STORY = (
    ("what you need", intents.SetUp()),
    ("scan", intents.Scan()),
    ("findings", intents.SeeFindings()),
    ("review", intents.Review()),
    ("apply page", intents.Proceed()),
    ("apply and look again", intents.Apply()),
    ("undo", intents.UndoSetup()),
)


class Pulse:
    """Notes the longest gap between two beats, by what was being done."""

    def __init__(self) -> None:
        self.doing = "start"
        self.longest: dict[str, float] = {}
        self.worked: dict[str, float] = {}
        self._last, self._done = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self) -> None:
        now, done = time.perf_counter(), time.thread_time()
        self.longest[self.doing] = max(self.longest.get(self.doing, 0), now - self._last)
        self.worked[self.doing] = max(self.worked.get(self.doing, 0), done - self._done)
        self._last, self._done = now, done


def settled(controller: Controller) -> bool:
    state = controller.state
    unseen = state.page.name == "REVIEW" and state.seen is None
    return state.busy is None and state.waiting is None and not unseen


def main() -> int:
    prepare()
    app = QApplication([])
    follow_scheme(app)
    speak_qt(app, "en")
    with tempfile.TemporaryDirectory() as folder:
        session = demo.open_session(Path(folder))
        window = Window(Speech("en"))
        window.painted.connect(
            lambda: open_machine(
                window, lambda: (JobRunner(Single(session), session.wanted), (session.wanted,))
            )
        )
        pulse = Pulse()
        window.open_on_screen()
        while not window.findChildren(Controller) or not settled(window.findChildren(Controller)[0]):
            app.processEvents()
        controller = window.findChildren(Controller)[0]
        for name, intent in STORY:
            pulse.doing = name
            QTimer.singleShot(0, lambda intent=intent: controller.do(intent))
            until = time.perf_counter() + 0.3
            while not settled(controller) or time.perf_counter() < until:
                app.processEvents()
        app.aboutToQuit.emit()
    for name, gap in pulse.longest.items():
        print(f"    {name:54} {gap * 1000:10.1f} ms   of that own work {pulse.worked[name] * 1000:6.1f} ms")
    longest, worked = (max(gaps.values()) * 1000 for gaps in (pulse.longest, pulse.worked))
    what = "event loop, longest stall through a whole setup"
    print(f"{what:58} {longest:10.1f} ms   of that own work {worked:6.1f} ms   budget ≤ 50 ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())

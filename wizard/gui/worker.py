"""One thread for the machines: jobs go in, answers come out as queued signals; the window never waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

if TYPE_CHECKING:
    from wizard.app.machines.computer import Machine
    from wizard.gui.flow.jobs import Job
    from wizard.gui.job_runner import JobRunner
    from wizard.model.events import Event
    from wizard.model.wanted import Wanted

PACE_S = 0.04
"""Progress is told at most this often: more cannot be seen."""


Opening = Callable[[], tuple["JobRunner", Sequence["Wanted"]]]
"""Finds the computer and reads the profiles. May raise `WizardError`."""


class _Worker(QObject):
    """Lives in the thread of the machines. *opened* has what is wanted at first, and all profiles."""

    opened = Signal(object, object)
    refused = Signal(object)
    progressed = Signal(int, object)
    answered = Signal(int, object)

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self._opening = opening
        self._runner: JobRunner | None = None

    @Slot()
    def open(self) -> None:
        # What the first window did not need is imported here, while it is on the screen; but nothing of Qt,
        # whose classes are made in the window's own thread.
        for name in ("flow.transitions", "views.buttons", "views.machine"):
            import_module(f"wizard.gui.{name}")
        from wizard.gui.problems import attempt

        made = attempt(self._opening)
        if isinstance(made, tuple):
            self._runner, profiles = made
            self.opened.emit(self._runner.wanted, profiles)
        else:
            self.refused.emit(made)

    @Slot(int, object, object, object)
    def perform(self, generation: int, job: Job, machine: Machine | None, halted: threading.Event) -> None:
        if self._runner is not None:
            paced = ProgressThrottle(lambda event: self.progressed.emit(generation, event))
            self.answered.emit(generation, self._runner.perform(job, machine, paced, halted.is_set))


class ProgressThrottle:
    """Passes events on; of `Progress`, only as many as can be seen, and always the last."""

    def __init__(self, tell: Callable[[Event], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._tell, self._clock = tell, clock
        self._next = 0.0

    def __call__(self, event: Event) -> None:
        from wizard.model.events import Progress

        if isinstance(event, Progress) and event.done != event.total:
            now = self._clock()
            if now < self._next:
                return
            self._next = now + PACE_S
        self._tell(event)


class SiteWorker(QObject):
    """That thread, seen from the window. *progressed* and *answered* carry the generation of their job."""

    opened = Signal(object, object)
    refused = Signal(object)
    progressed = Signal(int, object)
    answered = Signal(int, object)
    _opening = Signal()
    _asked = Signal(int, object, object, object)

    def __init__(self, opening: Opening, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread()
        self._thread.setObjectName("site")
        self._worker = _Worker(opening)
        self._worker.moveToThread(self._thread)
        self._opening.connect(self._worker.open)
        self._asked.connect(self._worker.perform)
        self._worker.opened.connect(self.opened)
        self._worker.refused.connect(self.refused)
        self._worker.progressed.connect(self.progressed)
        self._worker.answered.connect(self.answered)
        self._halted: dict[int, threading.Event] = {}

    def open(self) -> None:
        """Begin: find the computer. *opened* or *refused* answers."""
        self._thread.start()
        self._opening.emit()

    def run(self, generation: int, job: Job, machine: Machine | None = None) -> None:
        """Begin *job*, which is about *machine*; its answer comes later, in any case."""
        self._halted = {generation: threading.Event()}
        self._asked.emit(generation, job, machine, self._halted[generation])

    def halt(self, generation: int) -> None:
        """Ask the job of *generation* to stop at its next step."""
        halted = self._halted.get(generation)
        if halted is not None:
            halted.set()

    def close(self) -> None:
        """Stop what can be stopped, and wait for the rest."""
        for halted in self._halted.values():
            halted.set()
        self._thread.quit()
        self._thread.wait()

"""The site's thread: jobs one after the other, answers in the window's thread, and a stop that arrives."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from tests.gui import demo, states
from wizard.app.machines.computer import Machine
from wizard.app.session import Session
from wizard.gui.flow import jobs
from wizard.gui.worker import PACE_S, ProgressThrottle, SiteWorker
from wizard.model.errors import InputError
from wizard.model.events import Doing, Event, Progress
from wizard.model.ports import SiteKind
from wizard.model.text import say

ONLY = Machine("Ubuntu-24.04", SiteKind.TREE)


class Ear(QObject):
    """Notes what it hears, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[QThread] = set()

    def hear(self, *said: object) -> None:
        self.heard.append(said)
        self.threads.add(QThread.currentThread())


def test_answers_come_in_the_windows_thread(qtbot: QtBot, session: Session) -> None:
    worker, ear = SiteWorker(lambda: states.alone(session, (states.BASELINE,))), Ear()
    worker.progressed.connect(ear.hear)
    worker.answered.connect(ear.hear)
    with qtbot.waitSignal(worker.opened) as opened:
        worker.open()
    assert opened.args == [session.wanted, (states.BASELINE,)]
    with qtbot.waitSignal(worker.answered) as answered:
        worker.run(1, jobs.DoLook(demo.BASELINE), ONLY)
    assert answered.args is not None
    generation, result = answered.args
    assert generation == 1
    assert isinstance(result, jobs.Looked)
    assert ear.threads == {QThread.currentThread()}
    worker.close()


def test_a_machine_that_cannot_be_opened_is_told(qtbot: QtBot) -> None:
    def opening() -> tuple[Session, tuple[states.Wanted, ...]]:
        raise InputError("not-a-root", say("There is no distro here."))

    worker = SiteWorker(opening)
    with qtbot.waitSignal(worker.refused) as refused:
        worker.open()
    assert refused.args is not None
    assert refused.args[0].code == "not-a-root"
    worker.close()


def test_a_halt_reaches_the_job_that_runs(qtbot: QtBot, session: Session) -> None:
    began, halted = threading.Event(), threading.Event()

    class Patient(Session):
        def look(self, tell: object = None, stop: object = None) -> object:  # type: ignore[override]
            began.set()
            while not stop():  # type: ignore[operator]
                threading.Event().wait(0.001)
            halted.set()
            raise InputError("stopped-in-test", say("Stopped."))

    patient = Patient(session.transport, session.host, session.wanted)
    worker = SiteWorker(lambda: states.alone(patient))
    with qtbot.waitSignal(worker.opened):
        worker.open()
    with qtbot.waitSignal(worker.answered):
        worker.run(1, jobs.DoLook(demo.BASELINE), ONLY)
        assert began.wait(10)
        worker.halt(0)
        assert not halted.is_set(), "a halt of another generation is not for this job"
        worker.halt(1)
    assert halted.is_set()
    worker.close()


def test_progress_is_paced_and_its_end_is_not_lost() -> None:
    heard: list[Event] = []
    now = 0.0
    paced = ProgressThrottle(heard.append, lambda: now)
    for done in range(1, 1001):
        now += PACE_S / 10
        paced(Progress(done, 1000))
    paced(Doing(say("next")))
    assert 95 <= len(heard) <= 105
    assert heard[-2:] == [Progress(1000, 1000), Doing(say("next"))]

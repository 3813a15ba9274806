"""The window comes onto the screen with its steps and its title. The computer is found, and all else is imported, in
another thread while it stands there; then a `Controller` works."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from wizard.app.faults import crash_log
from wizard.app.texts import Speech
from wizard.gui.faults import tell_faults
from wizard.gui.language import speak_qt
from wizard.gui.process import fatal
from wizard.gui.style.icons import program_icon
from wizard.gui.style.theme import follow_scheme
from wizard.gui.window import NAME, Window

if TYPE_CHECKING:
    from wizard.app.machines.computer import Computer, Machine
    from wizard.gui.flow.jobs import Problem
    from wizard.gui.job_runner import JobRunner
    from wizard.gui.process.only_one import OnlyOne
    from wizard.gui.worker import Opening, SiteWorker
    from wizard.model.wanted import Wanted


def run(
    computer: Computer | Callable[[], Computer],
    *,
    language: str | None = None,
    profiles: Sequence[Wanted] | Callable[[], Sequence[Wanted]] = (),
    chosen: Machine | None = None,
    only: OnlyOne | None = None,
) -> int:
    """Show the wizard until it is closed; returns the exit code of the program: 1 after a bug.

    *computer* is where machines are chosen from. It and *profiles* (the cards to
    choose from, what is wanted at first before the others) may be functions: they are then called in another
    thread when the window is on the screen, which therefore comes sooner, and a `WizardError` that they raise
    is shown there. *chosen* is the machine to begin with (of This PC, the name does not matter); else it is the
    one that is meant. *language* is a key of `LANGUAGES`, the system's if not said. *only* sees to it that there is
    one such window: raises `BusyError` if there is another.
    """
    if only is not None:
        only.take()
    with crash_log.kept() as log, fatal.told(log):
        return _shown(computer, language, profiles, chosen, only)


def _shown(
    computer: Computer | Callable[[], Computer],
    language: str | None,
    profiles: Sequence[Wanted] | Callable[[], Sequence[Wanted]],
    chosen: Machine | None,
    only: OnlyOne | None,
) -> int:
    fatal.check_platform()
    instance = QApplication.instance()
    app = instance if isinstance(instance, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("wsl-go-wizard")
    app.setApplicationDisplayName(NAME)
    app.setDesktopFileName("wsl-go-wizard")
    app.setWindowIcon(program_icon())
    follow_scheme(app)
    speech = Speech(language)
    speak_qt(app, speech.language)
    window = Window(speech)
    told = tell_faults(window, speech)
    if only is not None:
        only.called.connect(window.come_forward)
        only.listen()
    window.painted.connect(lambda: open_machine(window, _opening(computer, profiles), chosen))
    window.open_on_screen()
    return app.exec() or int(bool(told))


def open_machine(window: Window, opening: Opening, chosen: Machine | None = None) -> SiteWorker:
    """Find the computer in a thread of its own, and let a `Controller` work when it is there. The thread ends
    with the program's event loop."""
    from wizard.gui.preload import FIRST, LATER, one_by_one
    from wizard.gui.worker import SiteWorker

    worker = SiteWorker(opening, window)

    def opened(wanted: Wanted, profiles: Sequence[Wanted]) -> None:
        def begin() -> None:
            from wizard.gui.controller import Controller

            controller = Controller(window, worker, wanted, profiles)
            controller.usable.connect(
                lambda: QTimer.singleShot(0, window, lambda: one_by_one(LATER, window, _all_is_loaded)),
                Qt.ConnectionType.SingleShotConnection,
            )
            controller.begin(chosen)

        one_by_one(FIRST, window, begin)

    def refused(problem: Problem) -> None:
        from wizard.gui.controller import show_refusal

        show_refusal(window, problem)

    worker.opened.connect(opened)
    worker.refused.connect(refused)
    app = QApplication.instance()
    if app is not None:
        app.aboutToQuit.connect(worker.close)
    worker.open()
    return worker


def _all_is_loaded() -> None:
    """What is there by now stays, and is looked through for garbage no more; what comes is, before it is so much that
    the window would stand still meanwhile."""
    gc.freeze()
    gc.set_threshold(5_000)


def _opening(
    computer: Computer | Callable[[], Computer],
    profiles: Sequence[Wanted] | Callable[[], Sequence[Wanted]],
) -> Opening:
    def opening() -> tuple[JobRunner, Sequence[Wanted]]:
        from wizard.gui.job_runner import JobRunner
        from wizard.model.wanted import Wanted

        found = computer() if callable(computer) else computer
        known = profiles() if callable(profiles) else profiles
        return JobRunner(found, next(iter(known), Wanted())), known

    return opening

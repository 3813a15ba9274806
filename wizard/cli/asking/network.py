"""The command that asks the network: nothing else does, and it only if it is run."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from wizard.app.words import by_area
from wizard.cli.exits import Exit
from wizard.cli.options import Run, in_distro_without_profile
from wizard.model.events import Stop

if TYPE_CHECKING:
    from wizard.cli.show import Terminal


@click.command("network")
@in_distro_without_profile
def network(run: Run) -> int:
    """Check whether Go reaches its proxies, and name the culprit. Changes nothing.

    Asks the places in GOPROXY and GOSUMDB from inside the distro, and from Windows for comparison. No other command
    asks them.
    """
    from wizard.app.network.check import check

    with _until_interrupted() as stop:
        report = check(run.session, run.tell, stop)

    def show(terminal: Terminal) -> None:
        terminal.line(report.verdict, "bold")
        for title, items in by_area(report.judged):
            terminal.line(title, "underline")
            for item in items:
                terminal.finding(item)
        if report.gap is not None and not report.is_well:
            terminal.line(report.gap)

    found = {
        "verdict": report.verdict,
        "culprit": report.culprit,
        "findings": report.judged,
        "windows": report.gap,
    }
    run.answer(found, show)
    return Exit.NOTHING_TO_DO if report.is_well else Exit.PENDING


@contextlib.contextmanager
def _until_interrupted() -> Iterator[Stop]:
    """Ctrl+C ends what was begun, in order, instead of the wizard in the middle of it."""
    interrupted = threading.Event()
    before = signal.signal(signal.SIGINT, lambda number, frame: interrupted.set())
    try:
        yield interrupted.is_set
    finally:
        signal.signal(signal.SIGINT, before)

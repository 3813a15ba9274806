"""The user's shells are measured: one crossing, and an answer in every case."""

from __future__ import annotations

from wizard.app.look import Look
from wizard.engine.rehearsal.rehearse import is_start_file
from wizard.model.errors import Stopped, WizardError
from wizard.model.events import Stop, Tell
from wizard.model.orders import Rehearse
from wizard.model.ports import Transport
from wizard.model.probes import Answer, FileProbe, Found, GlobProbe, Matches, Probe
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import Shells


def measured(transport: Transport, order: Rehearse, tell: Tell, stop: Stop) -> Shells | NotRehearsed:
    """What the user's shells were like, or why nobody knows. One crossing. Raises `Stopped` and nothing else."""
    try:
        shells = transport.act(order, tell, stop).shells
    except Stopped:
        raise
    except WizardError as error:
        return NotRehearsed(RehearsalRefusal.UNREACHABLE, error.text.render())
    return shells or NotRehearsed(RehearsalRefusal.CUT_OFF)


def start_files(look: Look) -> dict[str, bytes]:
    """The start files that were looked at, by the names that people know them by."""
    return {
        path: answer.content
        for probe, asked in look.ground.answers.pairs
        for path, answer in _files(probe, asked)
        if isinstance(answer, Found) and is_start_file(path)
    }


def _files(probe: Probe, answer: Answer) -> tuple[tuple[str, object], ...]:
    if isinstance(probe, GlobProbe) and isinstance(answer, Matches):
        return answer.entries
    return ((probe.path, answer),) if isinstance(probe, FileProbe) else ()

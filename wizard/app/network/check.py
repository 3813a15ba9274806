"""Ask the network from inside a distro, and from Windows for comparison: what keeps Go from its modules?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from wizard.app.session import Session
from wizard.engine.evaluate import evaluate
from wizard.facts.network import windows
from wizard.facts.network.asked import PINS, REPLIES, WINDOWS
from wizard.facts.network.replies import Replies, question, replies
from wizard.facts.network.windows import WindowsView
from wizard.model.errors import InputError
from wizard.model.events import Doing, Stop, Tell, never, silent
from wizard.model.facts import Snapshot, Unknown
from wizard.model.findings import Judged, Severity, Verdict
from wizard.model.ports import SiteKind
from wizard.model.text import Text, say
from wizard.resources import read_text
from wizard.rules import catalogue
from wizard.tables import canaries

_FROM_INSIDE: Final = say("The wizard runs inside the distro, so Windows was not asked for comparison.")
_NOBODY: Final = Replies(())
_WEIGHTS: Final = tuple(Severity)
"""Of findings that weigh the same, the first one may be the cause of the others."""


class NetworkReport(msgspec.Struct, frozen=True):
    """What was found. *verdict* is one sentence; *culprit* is the check that names the cause, None if there is none.
    *gap*: why Windows was not asked."""

    verdict: Text
    culprit: str | None
    judged: tuple[Judged, ...]
    gap: Text | None = None

    @property
    def is_well(self) -> bool:
        """Whether everything that could be asked responds, and nothing was left out."""
        return all(each.verdict in (Verdict.OK, Verdict.NOT_APPLICABLE) for each in self.judged)


def check(session: Session, tell: Tell = silent, stop: Stop = never) -> NetworkReport:
    """Ask where GOPROXY and GOSUMDB of a login shell of the distro of *session* lead. One crossing, and one question to
    Windows if the wizard runs there. Nothing is written. Raises `InputError` if nothing runs there that could ask,
    `MachineError`, `Stopped`."""
    _check_asks(session)
    tell(Doing(say("Checking the network from {site}", site=session.site.name)))
    pins = canaries.pins()
    probe = question(read_text("agent", "network.sh"), tuple(pins))
    heard = replies(session.transport.read((probe,), stop)[probe])
    seen = _from_windows(session, heard if isinstance(heard, Replies) else _NOBODY, tell, stop)
    see = Snapshot({REPLIES: heard, WINDOWS: seen, PINS: pins})
    judged = evaluate(catalogue.of_the_network(), see, session.wanted)
    return _report(judged, heard, seen.gap)


def _check_asks(session: Session) -> None:
    name = session.site.name
    if session.site.kind is SiteKind.WINDOWS:
        raise InputError(
            "network-of-windows",
            say("The network is checked from inside a distro."),
            next_step=say("Choose one: {option}", option="--distro NAME"),
        )
    if not session.transport.can.commands:
        raise InputError(
            "network-not-here",
            say("The network cannot be checked from {site}, because nothing runs there.", site=name),
            next_step=say("Choose a distro, or leave out {options}.", options="--root, --machine"),
        )


def _from_windows(session: Session, heard: Replies, tell: Tell, stop: Stop) -> WindowsView:
    if session.site.kind is not SiteKind.WSL:
        return WindowsView(gap=_FROM_INSIDE)
    module = canaries.rows()[0].module
    asked = windows.questions(heard, module)
    tell(Doing(say("Checking the network from Windows")))
    return windows.view(heard, module, session.host.read(asked, stop))


def _report(judged: Sequence[Judged], heard: Replies | Unknown, gap: Text | None) -> NetworkReport:
    blamed = [each for each in judged if each.verdict is Verdict.ADVICE]
    if blamed:
        guilty = min(blamed, key=lambda each: _WEIGHTS.index(each.severity))
        return NetworkReport(guilty.finding.says, guilty.rule, tuple(judged), gap)
    if isinstance(heard, Unknown):
        return NetworkReport(heard.why, None, tuple(judged), gap)
    is_partial = any(each.verdict is Verdict.UNKNOWN for each in judged)
    well = say("Nothing was found that keeps Go from its modules.")
    partial = say("Nothing was found that keeps Go from its modules, but not everything could be checked.")
    return NetworkReport(partial if is_partial else well, None, tuple(judged), gap)

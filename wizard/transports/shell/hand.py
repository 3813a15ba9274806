"""The shell hand: looks and acts through a constant script on the stdin of ``/bin/sh -s``.

Transports that use it differ only in how they start that shell (`Launcher`); each verb is one start. The scripts
are in ``resources/agent``. Behind them comes one call with one literal of words and base64 in single quotes:
nothing varying is ever evaluated, and a text cut off on the way is a syntax error, so that nothing happens.
"""

from __future__ import annotations

import functools
import getpass
import math
import platform
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from wizard.model.errors import Stopped, WizardError
from wizard.model.events import Stop, Tell, never
from wizard.model.orders import Commit, Order, Receipt, Rehearse
from wizard.model.probes import MIB, Account, AccountProbe, Answers, CommandProbe, Probe
from wizard.model.text import system_words
from wizard.resources import read_text
from wizard.transports.journal import JOURNAL
from wizard.transports.refusals import refusal
from wizard.transports.shell.act import ReportReader, order_text
from wizard.transports.shell.child import ChildLimits, End, Ended, Hear, Launch, converse
from wizard.transports.shell.read import AnswerReader, questions_text
from wizard.transports.shell.rehearse import ConsentReader, ShellSession, ShellsReader
from wizard.transports.shell.rehearse import order_text as rehearsal_text

LOOK: Final = ("words.sh", "look.sh")
ACT: Final = (
    *("words.sh", "disk.sh", "lock.sh", "journal.sh", "commands.sh", "restore.sh", "stage.sh"),
    *("prepared.sh", "act.sh"),
)
REHEARSE: Final = ("words.sh", "rehearse.sh", "rehearse_shell.sh", "rehearse_probe.sh")

SESSION_PATH: Final = (
    "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games"
)
"""The PATH that WSL gives to a session (WSL §5, DefaultEnvironment)."""

_ANSWER_BYTES: Final = 88 * MIB
"""64 MiB of answers, in base64."""

_GRACE_S: Final = 0.15
"""Until it is sure that a hand has not begun, and may be killed."""

_SPARE_S: Final = 30
"""What a rehearsal may take besides the time of its shells, which run side by side."""

SHELL: Final = ("/bin/sh", "-s")
"""The program that all verbs are spoken to."""


@dataclass(frozen=True, slots=True)
class ShellTimeouts:
    """How long a hand is waited for, in seconds: for its first word, for its answers (besides the time that
    each command may take), and for its deeds."""

    begins_s: float = math.inf
    look_s: float = 60.0
    act_s: float = 1800.0


Verb = Literal["look", "act", "rehearse"]
Launcher = Callable[[Verb], Launch]
"""How to start ``/bin/sh -s`` on the machine, for looking or (as root) for acting and rehearsing. Raises
`MachineError`."""


@functools.cache
def program(names: tuple[str, ...]) -> str:
    """The constant text of a script."""
    return "".join(read_text("agent", name) for name in names)


def quoted(text: str) -> str:
    """*text* as one literal of a shell."""
    return "'" + text.replace("'", r"'\''") + "'"


@dataclass(slots=True)
class ShellHand:
    """Looks and acts on the machine that people call *name*, through shells that *start* starts, for *user*
    (empty: for whoever the shell runs as).

    *session_path* is the PATH that commands run with (empty: the one that the shell begins with); with
    *keeps_handed* they also see the settings of Go that the shell begins with, which Windows handed on; *on_site*
    turns the path of an archive on this computer into the site's path for it. Rehearsed shells begin with *session*,
    and with what the shell that is started has of *handed* (`rehearse.SESSION_NAMES`). *ended* is how the last
    conversation ended.
    """

    name: str
    start: Launcher
    user: str = ""
    journal: str = JOURNAL
    session_path: str = SESSION_PATH
    keeps_handed: bool = False
    session: Mapping[str, str] = field(default_factory=dict)
    handed: Sequence[str] = ()
    on_site: Callable[[str], str] = str
    patience: ShellTimeouts = ShellTimeouts()
    ended: Ended | None = field(default=None, init=False)
    _account: Account | None = field(default=None, init=False)

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        """Ask *probes* in one crossing. Raises `MachineError` if the machine did not answer at all, `Stopped`."""
        nonce = secrets.token_hex(16)
        asked = questions_text(probes, self.user, self.journal, self.session_path, self.keeps_handed)
        again = program(LOOK) if self.user else ""
        text = f"{program(LOOK)}look {nonce} {quoted(asked)} {quoted(again)}\n"
        reader = AnswerReader(nonce, probes)
        leash = ChildLimits(
            stop,
            self.patience.look_s + _command_seconds(probes),
            _ANSWER_BYTES,
            begins_s=self.patience.begins_s,
            has_begun=lambda: reader.has_begun,
        )
        ended = self._converse("look", text, reader.hear, leash)
        if ended.end is End.STOPPED:
            raise Stopped
        if not reader.has_begun:
            raise self._unreached(ended)
        answers = reader.answers(ended.end)
        account = answers[AccountProbe()]
        self._account = account if isinstance(account, Account) else self._account
        return answers

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        """Carry out *order* in one crossing. Raises what `wizard.model.ports.Transport.act` does."""
        if isinstance(order, Rehearse):
            return self._rehearse(order, stop)
        nonce = secrets.token_hex(16)
        rehearsal = order.rehearsal if isinstance(order, Commit) else None
        begins = self._session() if isinstance(order, Commit) else None
        lines = order_text(order, self.journal, _myself(), begins, self.on_site)
        inner = program(REHEARSE) if rehearsal is not None else ""
        text = f"{program(ACT)}act {nonce} {quoted(lines)} {quoted(inner)}\n"
        clerk = ReportReader(nonce, order, tell)
        consent = ConsentReader(nonce, rehearsal)
        leash = ChildLimits(
            stop,
            self.patience.act_s + _run_seconds(order),
            _ANSWER_BYTES,
            _GRACE_S,
            waits=lambda: clerk.has_begun,
            begins_s=self.patience.begins_s,
            has_begun=lambda: clerk.has_begun,
        )

        def hear(line: bytes) -> bytes | None:
            if consent.is_meant(line):
                return consent.hear(line)
            clerk.hear(line)
            return None

        ended = self._converse("act", text, hear, leash)
        if ended.end is End.LATE:  # it may have begun unheard, if what lies between holds its words back
            limit_s = leash.limit_s if clerk.has_begun else min(leash.begins_s, leash.limit_s)
            raise refusal("timed-out", [str(int(limit_s))])
        if not clerk.has_begun:
            if ended.end is End.STOPPED:
                raise Stopped
            raise self._unreached(ended)
        return clerk.receipt(_complaint(ended))

    def _rehearse(self, order: Rehearse, stop: Stop) -> Receipt:
        nonce = secrets.token_hex(16)
        lines = rehearsal_text(order, self._session())
        text = f"{program(REHEARSE)}rehearse {nonce} {quoted(lines)} {quoted(program(REHEARSE))}\n"
        reader = ShellsReader(nonce, order)
        leash = ChildLimits(
            stop,
            order.limit_s + _SPARE_S,
            _ANSWER_BYTES,
            _GRACE_S,
            begins_s=self.patience.begins_s,
            has_begun=lambda: reader.has_begun,
        )
        ended = self._converse("rehearse", text, reader.hear, leash)
        if ended.end is End.STOPPED or stop():  # it ends by itself when it is told to
            raise Stopped
        if not reader.has_begun:
            raise self._unreached(ended)
        return Receipt(None, None, shells=reader.shells(ended.end))

    def _session(self) -> ShellSession:
        return ShellSession(self._known_account(), self.session_path, self.session, self.handed)

    def _converse(self, verb: Verb, text: str, hear: Hear, leash: ChildLimits) -> Ended:
        self.ended = None
        try:
            self.ended = converse(self.start(verb), text.encode("ascii"), hear, leash)
        except OSError as error:
            raise refusal("unreachable", [str(error.filename or "/bin/sh"), system_words(error)]) from error
        return self.ended

    def _unreached(self, ended: Ended) -> WizardError:
        """There was no answer at all. Nothing was done, for a hand speaks before it acts."""
        words = "no answer in time" if ended.end is End.LATE else _complaint(ended) or _opening(ended)
        return refusal("unreachable", [self.name, words])

    def _known_account(self) -> Account:
        """The account of the last look; if there was none, of one that is made for it now."""
        if self._account is None:
            self.read([AccountProbe()], never)
        if self._account is None:
            raise refusal("no-such-user", [self.user or "?"])
        return self._account


def _command_seconds(probes: Sequence[Probe]) -> int:
    return sum(probe.timeout_s for probe in probes if isinstance(probe, CommandProbe))


def _run_seconds(order: Order) -> int:
    """How long the commands of *order* may take, and what takes them back. (Those of a batch that is ended are
    known to its journal only, and have the time of the deeds.)"""
    return sum(2 * command.limit_s for command in order.commands) if isinstance(order, Commit) else 0


def _complaint(ended: Ended) -> str:
    return ended.complaint.decode("utf-8", "replace").strip()


def _opening(ended: Ended) -> str:
    """What wsl.exe says goes to stdout, in UTF-16 if it is an old one (WSL §5)."""
    return ended.stdout_start.replace(b"\0", b"").decode("utf-8", "replace").strip()


def _myself() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):
        name = "somebody"
    return f"{name}@{platform.node() or 'localhost'}"

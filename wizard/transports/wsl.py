"""Transport *wsl*: a WSL distro, seen from Windows through ``wsl.exe``.

It looks and acts through one shell of root a verb (`wizard.transports.shell.hand`), which Windows gives without
asking; what belongs to the user is looked at with the user's ids.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from wizard.codecs.windows import wsl_errors
from wizard.codecs.windows.wsl_errors import Failure, Meaning
from wizard.codecs.windows.wsl_warnings import Warned, warnings
from wizard.facts.default_user import ASKED, is_settled
from wizard.facts.shell import VARIABLES
from wizard.facts.wsl import WSL_CONF, WslConf
from wizard.model.commands.lines import SHUT_DOWN, own_command
from wizard.model.errors import NO_BOOT, MachineError, WizardError
from wizard.model.events import Doing, Stop, Tell, never
from wizard.model.orders import Commit, Order, Receipt, Rehearse
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.probes import (
    Account,
    AccountProbe,
    Answer,
    Answers,
    DefaultUidProbe,
    Figure,
    Probe,
    Unavailable,
    Warnings,
    WarningsProbe,
)
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.transports.journal import JOURNAL
from wizard.transports.refusals import cut_off, refusal
from wizard.transports.shell.child import End, Ended, Launch
from wizard.transports.shell.hand import SHELL, ShellHand, ShellTimeouts, Verb
from wizard.transports.wslexe import WslExe, decoded, distro_name, failure_of, no_wsl_exe

PATIENCE: Final = ShellTimeouts(begins_s=150.0)
"""A distro that sleeps has to start first, perhaps with the virtual machine (WSL §3, §4.1)."""

_MAY_HOLD_SECRETS: Final = frozenset(
    (
        *("GOPROXY", "GOAUTH", "WSL_PAC_URL", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"),
        *("http_proxy", "https_proxy", "all_proxy"),
    )
)
"""Addresses may carry a password, and what is handed on is for a moment among the arguments of a program."""
HANDED: Final = frozenset(VARIABLES) - {"PATH"} - _MAY_HOLD_SECRETS
"""What looks and rehearsals let through of WSLENV, as the user's sessions get it: what shells are asked for. Acts get
nothing."""

_NOBODY: Final = Wanted()
_DRIVE: Final = lazy_pattern(r"(?:\\\\\?\\)?([A-Za-z]):[\\/](.*)", re.DOTALL)

_HALF_WAY: Final = Meaning(say("The connection was lost before the check finished."), say("Check again."))

_MIDWAY: Final = frozenset(
    ("0x80072745", "RPC_S_CALL_FAILED", "RPC_E_DISCONNECTED", "E_UNEXPECTED", "WSL_E_VM_CRASHED")
)
"""How WSL fails when something ends that had begun."""


class _NoAnswer(MachineError):
    """There was no whole answer of *name*, and why."""

    def __init__(self, name: str, meaning: Meaning, failure: Failure | None) -> None:
        text = say("Could not connect to {site}: {why}", site=name, why=meaning.text)
        does_not_start = failure is not None and wsl_errors.is_of_start(failure)
        super().__init__(
            "unreachable", text, next_step=_way_out(name) if does_not_start else meaning.next_step
        )
        self.is_before_all = failure is not None and failure.code not in _MIDWAY


def _way_out(name: str) -> Text:
    """What to do about a distro that does not start. What stops least comes first: a shutdown stops all distros."""
    return say(
        "If a setup keeps the distro from starting, undo it with “{command}”. Otherwise stop all distros,"
        " then try again: {shut_down}",
        command=_rescue(name),
        shut_down=SHUT_DOWN,
    )


def _rescue(name: str) -> str:
    return own_command("rescue", "--distro", name)


class Wsl:
    """The distro *name*. *user* is who it is looked at for; None: its default user. Who that is, *uid* tells
    if it is known (the registry's DefaultUid); otherwise WSL is asked, which is one more crossing, once.

    *on_site* turns the path of an archive on this computer into the distro's, if that is not what WSL does
    with drives; *journal* is where the distro's journal lies. `warnings` is what WSL itself warned of when the
    distro was last started, as far as that was through this. Raises `InputError` for a name that cannot be one.
    """

    can = Can(commands=True, act=True, restart=True)

    def __init__(
        self,
        exe: WslExe,
        name: str,
        user: str | None = None,
        *,
        uid: int | None = None,
        on_site: Callable[[str], str] | None = None,
        patience: ShellTimeouts = PATIENCE,
        journal: str = JOURNAL,
    ) -> None:
        self.exe = exe
        self.site = Site(SiteKind.WSL, distro_name(name), f"wsl-{name.lower()}")
        self.warnings: tuple[Warned, ...] = ()
        self._asked = user
        self._user = user
        self._uid = uid
        self._conf: WslConf | None = None
        self.hand = ShellHand(
            name,
            self._start,
            journal=journal,
            session_path="",
            keeps_handed=True,
            handed=sorted(HANDED),
            on_site=on_site or self._on_site,
            patience=patience,
        )

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        """See `wizard.model.ports.Transport.read`."""
        if self._user is not None:
            return self._chosen(probes, self._look(self._user, probes, stop))
        answers = self._first_look((*probes, AccountProbe()), stop)
        account = answers[AccountProbe()]
        self._user = account.name if isinstance(account, Account) else "root"
        return self._chosen(probes, answers)

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        """See `wizard.model.ports.Transport.act`."""
        if isinstance(order, Commit | Rehearse) and not self.hand.user:  # nobody has looked yet
            self.read((AccountProbe(),), never)
        try:
            return self.hand.act(order, tell, stop)
        except WizardError as error:
            plain = self._own_error(error)
            if isinstance(plain, _NoAnswer) and not plain.is_before_all and not isinstance(order, Rehearse):
                raise cut_off(plain) from error
            if plain is error:
                raise
            raise plain from error

    def restart(self, tell: Tell) -> None:
        """End the distro, start it again, and wait until it is up. Raises `MachineError`: ``no-boot`` if it
        does not come back."""
        name = self.site.name
        tell(Doing(say("Stopping {site}", site=name), 1, 2))
        self.exe.terminate(name)
        tell(Doing(say("Starting {site}", site=name), 2, 2))
        try:
            self.warnings = self.exe.start(name)
        except MachineError as error:
            raise no_boot(name, error) from error
        self._user = self._asked  # the distro's file may name somebody else by now

    def _start(self, verb: Verb) -> Launch:
        who = None if verb == "look" and not self.hand.user else "root"
        handed = frozenset[str]() if verb == "act" else HANDED
        return self.exe.launch(self.site.name, who, *SHELL, listens=True, handed=handed)

    def _look(self, user: str | None, probes: Sequence[Probe], stop: Stop) -> Answers:
        """One crossing, for *user* (a name or a number), or for whoever WSL takes by itself."""
        self.hand.user = user or ""
        try:
            answers = self.hand.read(tuple(dict.fromkeys((*probes, *ASKED))), stop)
        except WizardError as error:
            plain = self._own_error(error)
            if plain is error:
                raise
            raise plain from error
        self._listen(self.hand.ended, answers)
        conf = WSL_CONF.read(answers, _NOBODY)
        if isinstance(conf, WslConf):
            self._conf = conf
        return answers

    def _listen(self, ended: Ended | None, answers: Answers) -> None:
        """Keep what WSL warned of. Raise if it broke off (the last word of a look is exit code 0), or if
        nothing at all was answered."""
        if ended is None:
            return
        self.warnings = tuple(dict.fromkeys((*self.warnings, *warnings(decoded(ended.stderr_start)))))
        if ended.end is End.OWN and ended.code:
            failure = wsl_errors.failure(decoded(ended.stdout_start))
            meaning = wsl_errors.meaning(failure) if failure is not None else _HALF_WAY
            raise _NoAnswer(self.site.name, meaning, failure)
        if all(isinstance(answer, Unavailable) for _, answer in answers.pairs):
            raise refusal("unreachable", [self.site.name, "no answer in time"])

    def _first_look(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        """A look for the user whom WSL takes by itself. WSL is asked who that is if its files do not tell."""
        guessed = self._look_by_default(self._uid, probes, stop) if self._uid is not None else None
        if guessed is not None and is_settled(guessed):
            return guessed
        account = self._look(None, (AccountProbe(),), stop)[AccountProbe()]
        user = account.name if isinstance(account, Account) else "root"
        if guessed is None or guessed[AccountProbe()] != account:
            return self._look(user, probes, stop)
        self.hand.user = user
        return guessed

    def _look_by_default(self, uid: int, probes: Sequence[Probe], stop: Stop) -> Answers | None:
        """A look for the user that WSL takes by itself: the one whom the distro's own file names if there is
        one, else the one with the registry's *uid* (WSL §2). None if that cannot be found out so."""
        answers = self._look(str(uid), probes, stop)
        account, named = answers[AccountProbe()], self._said("user", "default")
        if named and not named.isdigit() and not (isinstance(account, Account) and account.name == named):
            others = self._look(named, probes, stop)
            if isinstance(others[AccountProbe()], Account):
                account, answers = others[AccountProbe()], others
        return answers if isinstance(account, Account) else None

    def _chosen(self, probes: Sequence[Probe], answers: Answers) -> Answers:
        own: dict[Probe, Answer] = {WarningsProbe(): Warnings(tuple(warned.text for warned in self.warnings))}
        if self._uid is not None:
            own[DefaultUidProbe()] = Figure(self._uid)
        return Answers(tuple((probe, own.get(probe) or answers[probe]) for probe in probes))

    def _own_error(self, error: WizardError) -> WizardError:
        """*error*, with the reason that WSL gives for it."""
        ended = self.hand.ended
        if error.code != "unreachable" or isinstance(error, _NoAnswer):
            return error
        if isinstance(error.__cause__, OSError):
            return no_wsl_exe(self.exe.path, error.__cause__)
        if ended is None or ended.end is not End.OWN:
            return error
        reason = failure_of(ended)
        return _NoAnswer(self.site.name, Meaning(reason.text, reason.next_step), reason.failure)

    def _said(self, section: str, key: str) -> str | None:
        """What `/etc/wsl.conf` said when it was last looked at."""
        return self._conf.document.get(section, key) if self._conf is not None else None

    def _on_site(self, path: str) -> str:
        drive = _DRIVE.fullmatch(path)
        if drive is None:
            raise MachineError(
                "archive-out-of-reach",
                say("{site} has no access to the drive with {path}.", path=path, site=self.site.name),
                next_step=say("Move the file to drive C:, then try again."),
            )
        enabled = self._said("automount", "enabled")
        if enabled is not None and enabled.lower() in ("false", "0"):
            raise MachineError(
                "drives-not-mounted",
                say("{site} does not mount the Windows drives.", site=self.site.name),
                next_step=say(
                    "Enable automount in /etc/wsl.conf (automount.enabled), restart the distro, then try again."
                ),
            )
        root = (self._said("automount", "root") or "/mnt").rstrip("/")
        return f"{root}/{drive[1].lower()}/{drive[2]}".replace("\\", "/")


def no_boot(name: str, error: WizardError) -> MachineError:
    """*name* did not come back after it was ended, because of *error*."""
    return MachineError(
        NO_BOOT,
        say("{site} no longer starts: {why}", site=name, why=error.text),
        say("The restart did not change its files."),
        say("Undo the setup in WSL safe mode: {command}", command=_rescue(name)),
    )

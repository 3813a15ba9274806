"""The Linux user of a fresh distro: made by the distro's own tools, and noted as the one it starts for.

A distro installed with ``--no-launch`` has only root until somebody opens it, and its own questions come only to
a window (WSL §8). The password goes to chpasswd on stdin: it is in no command, log or file of ours.
"""

from __future__ import annotations

from typing import Final

from wizard.app.session import Session
from wizard.app.setup.wsl_commands import run_wsl, said
from wizard.engine.setup.steps import in_distro
from wizard.model.errors import InputError, MachineError, Stopped, having_done
from wizard.model.events import Note, Stop, Tell
from wizard.model.first_time import SetupStep
from wizard.model.ports import Transport
from wizard.model.text import Text, plain, say
from wizard.model.wanted import Wanted
from wizard.rules.wsl.default_user import ID, default_user
from wizard.transports.wsl import Wsl
from wizard.transports.wslexe import OWN_EXITS, WslExe, failure_of

LONGEST_PASSWORD: Final = 256
FIRST_UID: Final = 1000
"""Accounts below are the system's (login.defs, UID_MIN)."""

_LIMIT_S: Final = 180.0
_DONE_STAYS: Final = say("Completed steps are kept and are not repeated.")


def wrong_password(password: str) -> Text | None:
    """Why *password* cannot be set; None if it can."""
    if not password:
        return say("The password cannot be empty.")
    if len(password) > LONGEST_PASSWORD:
        return say("The password can have at most {count} characters.", count=LONGEST_PASSWORD)
    if not password.isprintable():
        return say("The password cannot contain line endings or control characters.")
    return None


class LinuxUser:
    """The user that *step* (ADD_USER) is about."""

    def __init__(self, exe: WslExe, host: Transport, step: SetupStep, tell: Tell) -> None:
        self._exe, self._host, self._tell = exe, host, tell
        self._distro, self._user = step.distro or "", step.user or ""
        self._useradd, self._chpasswd, *self._rest = step.commands

    @property
    def _is_managed(self) -> bool:
        return any("--manage" in argv for argv in self._rest)

    def make(self, password: str | None, stop: Stop) -> None:
        """Make the user, with *password* or (None) without one, and have the distro start for them. What is done
        already is left as it is, so that it can be called again after a failure.

        Raises `InputError` (bad-password, user-taken), `MachineError`, `Stopped`.
        """
        wrong = wrong_password(password) if password is not None else None
        if wrong is not None:
            raise InputError("bad-password", wrong)
        if stop():
            raise Stopped
        self._add()
        with having_done(_DONE_STAYS):
            self._finish(password)

    def _finish(self, password: str | None) -> None:
        if password is None:
            self._tell(
                Note(say("No password is set. Until you set one, {user} cannot use sudo.", user=self._user))
            )
        else:
            text = f"{self._user}:{password}\n".encode()
            self._run_checked(self._chpasswd, say("Could not set the password"), text)
        self._be_default()

    def _add(self) -> None:
        number = self._number()
        if number is None:
            self._run_checked(self._useradd, say("Could not create the user"))
        elif number < FIRST_UID:
            raise InputError(
                "user-taken",
                say("{user} is a system account in {distro}.", user=self._user, distro=self._distro),
                next_step=say("Choose another name."),
            )
        else:
            self._tell(Note(say("The user {user} already exists and is kept.", user=self._user)))

    def _number(self) -> int | None:
        """The user's number, if there is one of that name."""
        argv = in_distro(self._distro, "/usr/bin/id", "-u", self._user)
        ended = run_wsl(self._exe, argv, _LIMIT_S, self._tell)
        if ended.code in OWN_EXITS:
            raise failure_of(ended)
        number = ended.stdout_start.strip()
        return int(number) if ended.code == 0 and number.isdigit() else None

    def _be_default(self) -> None:
        for argv in self._rest:
            self._run_checked(argv, say("Could not set the default user"))
            if "--manage" in argv:
                self._write_conf()
        if not self._is_managed:
            self._write_conf()
            self._exe.terminate(self._distro)
        self._check()

    def _write_conf(self) -> None:
        """Let ``/etc/wsl.conf`` say the user too, where it has to: as a setup of the distro's own history."""
        rule = default_user(self._user, is_noted=self._is_managed)
        site = Wsl(self._exe, self._distro, "root")
        session = Session(site, self._host, Wanted(), rules=(rule,))
        look = session.look(self._tell)
        plan = session.plan(look, (ID,))
        if plan.obstacles:
            raise MachineError("default-user-not-set", plan.obstacles[0].why)
        if plan.changes:
            session.apply(plan, self._tell)
            session.accept()

    def _check(self) -> None:
        """The second look: whom does the distro start for?"""
        argv = ("wsl.exe", "-d", self._distro, "--cd", "/", "--exec", "/usr/bin/id", "-un")
        ended = run_wsl(self._exe, argv, _LIMIT_S, self._tell)
        name = ended.stdout_start.decode("utf-8", "replace").strip()
        if ended.code or name != self._user:
            raise MachineError(
                "default-user-not-set",
                say("{distro} still starts as {user}.", distro=self._distro, user=plain(name or "?")),
                unchanged=_DONE_STAYS,
                next_step=say("Check the [user] section of its /etc/wsl.conf, then try again."),
            )

    def _run_checked(self, argv: tuple[str, ...], what: Text, text: bytes = b"") -> None:
        ended = run_wsl(self._exe, argv, _LIMIT_S, self._tell, text=text)
        if ended.code in OWN_EXITS:
            raise failure_of(ended)
        if ended.code:
            raise MachineError(
                "user-not-made",
                say("{what}: {why}", what=what, why=said(ended)),
                unchanged=_DONE_STAYS,
            )

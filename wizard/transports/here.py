"""Transport *here*: the Linux machine the wizard itself runs on, usually the inside of a WSL distro.

It looks as the user who runs it and acts as root, each through one shell (`wizard.transports.shell.hand`).
"""

from __future__ import annotations

import contextlib
import platform
import sys
from collections.abc import Mapping, Sequence

import psutil

from wizard.codecs import os_release
from wizard.model.commands.lines import terminate
from wizard.model.errors import MachineError, WizardError
from wizard.model.events import Stop, Tell
from wizard.model.orders import Order, Receipt, Rehearse
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.probes import Answers, Probe
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.text import say
from wizard.transports.elevation import Elevation, Environment, choose
from wizard.transports.journal import JOURNAL
from wizard.transports.shell.child import Launch
from wizard.transports.shell.hand import SESSION_PATH, SHELL, ShellHand, Verb
from wizard.transports.shell.rehearse import SESSION_NAMES


class Here:
    """This machine. *user* is who it is looked at for (empty or None: who runs the wizard, seen through sudo
    and pkexec). *elevation* overrides how a shell of root is started, *journal* where the journal lies."""

    def __init__(
        self,
        user: str | None = None,
        *,
        elevation: Elevation | None = None,
        around: Environment | None = None,
        journal: str = JOURNAL,
    ) -> None:
        self._around = around or Environment()
        self._elevation = elevation
        name = user or _caller(self._around)
        environ = self._around.environ
        self.hand = ShellHand(
            self.site.name,
            self._start,
            user=name,
            journal=journal,
            session_path=session_path(name),
            session={each: environ[each] for each in SESSION_NAMES if each in environ},
        )

    @property
    def site(self) -> Site:
        """This machine: its distro's name, and its machine id."""
        around = self._around
        said = os_release.parse(around.read("/etc/os-release").encode("utf-8", "surrogateescape"))
        name = around.distro or said.get("PRETTY_NAME") or said.get("NAME") or platform.node()
        machine = around.read("/etc/machine-id").strip() or platform.node()
        return Site(SiteKind.HERE, name, f"machine-{machine}", around.distro)

    @property
    def can(self) -> Can:
        """Everything but a restart, which would end the wizard too."""
        return Can(commands=True, act=True, restart=False)

    @property
    def elevation(self) -> Elevation:
        """How it becomes root to act. Found out once."""
        self._elevation = self._elevation or choose(self._around)
        return self._elevation

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        """See `wizard.model.ports.Transport.read`."""
        return self.hand.read(probes, stop)

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        """See `wizard.model.ports.Transport.act`. Raises `MachineError` (denied) if it cannot become root."""
        if isinstance(order, Rehearse) and not self._becomes_root_unasked:
            return Receipt(None, None, shells=NotRehearsed(RehearsalRefusal.ASKS_PASSWORD))
        try:
            return self.hand.act(order, tell, stop)
        except WizardError as error:
            if error.code == "unreachable" and self.elevation.name != "root":
                raise self._denied(error) from error
            raise

    def restart(self, tell: Tell) -> None:
        """Raises `MachineError`: a restart would end the wizard, which runs on this machine."""
        distro = self._around.distro
        raise MachineError(
            "cannot-restart",
            say("The wizard runs on this machine and cannot restart it."),
            next_step=say("In Windows, run: {command}", command=terminate(distro))
            if distro
            else say("Restart the machine, then check again."),
        )

    @property
    def _becomes_root_unasked(self) -> bool:
        """Whether nobody has to say a password for it: nobody should, before they have seen a plan."""
        is_free = self.elevation.name in ("root", "interop")
        return is_free or (
            self.elevation.name == "sudo" and self._around.run("sudo", "-n", "true") is not None
        )

    def _start(self, verb: Verb) -> Launch:
        if verb == "look":
            return Launch(SHELL, env=_plain_environment(self._around.environ))
        if self.elevation.launch is None:
            raise MachineError(
                "denied",
                say("This machine has neither sudo nor pkexec, so the wizard cannot become root."),
                next_step=say("Run the wizard as root."),
            )
        return self.elevation.launch

    def _denied(self, error: WizardError) -> MachineError:
        text = say(
            "{program} did not grant root permissions: {why}", program=self.elevation.name, why=error.text
        )
        return MachineError("denied", text, next_step=say("Run the wizard in a terminal, or as root."))


def _plain_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """*environ* without the functions that a bash put into it: they would come before every command."""
    return {name: value for name, value in environ.items() if not name.startswith("BASH_FUNC_")}


def _caller(around: Environment) -> str:
    """Who became root to run the wizard; empty if nobody did."""
    if not around.is_root:
        return ""
    if (uid := around.environ.get("PKEXEC_UID", "")).isdigit():
        return _name_of(int(uid))
    name = around.environ.get("SUDO_USER", "")
    return "" if name == "root" else name


def _name_of(uid: int) -> str:
    if sys.platform != "win32":
        import pwd

        with contextlib.suppress(KeyError):
            return pwd.getpwuid(uid).pw_name
    return ""


def session_path(user: str = "") -> str:
    """The PATH that the session began with, before any profile changed it: that of the outermost process above
    this one that belongs to the user (empty: to who runs this)."""
    path = SESSION_PATH
    with contextlib.suppress(psutil.Error, OSError):
        me = psutil.Process()
        name = user or me.username()
        for elder in me.parents():
            with contextlib.suppress(psutil.Error, OSError):
                if elder.username() == name:
                    path = elder.environ().get("PATH", path)
    return path

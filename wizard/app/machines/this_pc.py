"""A Windows PC as a choice of machines: the PC itself, and the distros of the user who runs the wizard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wizard.app.machines.computer import Machine, Survey
from wizard.app.restart.other_distros import OtherDistros
from wizard.app.session import Session
from wizard.codecs.windows.wsl_output import ListedDistro
from wizard.engine.radius import appliance
from wizard.facts.windows.wsl import LIST, LXSS, RegisteredDistro, listed_by
from wizard.model.commands.lines import SET_UP_WSL
from wizard.model.errors import InputError, MachineError
from wizard.model.events import Stop, never
from wizard.model.facts import Unknown
from wizard.model.ports import SiteKind
from wizard.model.probes import Answers, Probe
from wizard.model.shown.words import shown
from wizard.model.text import Text, join, plain, say
from wizard.model.wanted import Wanted
from wizard.transports.windows.pc import Windows
from wizard.transports.wsl import Wsl
from wizard.transports.wslexe import WslExe, is_distro_name

_REGISTERED: Sequence[Probe] = LXSS.ask(Wanted())


class ThisPc:
    """The PC behind *pc*. *user* is who distros are looked at for (None: their default user); *on_site* turns
    the path of an archive on this computer into a distro's, if that is not what WSL does with drives."""

    def __init__(
        self, pc: Windows, user: str | None = None, on_site: Callable[[str], str] | None = None
    ) -> None:
        self.pc = pc
        self._user = user
        self._on_site = on_site

    def survey(self, stop: Stop = never) -> Survey:
        """The PC, then its distros, the default one first. At most one start of wsl.exe, which starts no distro."""
        distros, problem = _distros(self.pc.read(_REGISTERED, stop))
        listed = self._listed(stop) if distros else ()
        running = None if isinstance(listed, Unknown) else {each.name for each in listed if each.is_running}
        own = Machine(self.pc.site.name, SiteKind.WINDOWS, is_running=True)
        machines = tuple(_machine(each, running) for each in distros if _left_out(each) is None)
        problems = [problem, *map(_left_out, distros), listed.why if isinstance(listed, Unknown) else None]
        return Survey((own, *machines), tuple(each for each in problems if each is not None))

    def open(self, machine: Machine, wanted: Wanted) -> Session:
        """See `wizard.app.machines.computer.Computer.open`. Raises `InputError` if there is no such distro."""
        exe = self._exe
        other_distros = OtherDistros(exe) if exe is not None else None
        if machine.kind is SiteKind.WINDOWS:
            return Session(self.pc, self.pc, wanted, other_distros=other_distros)
        if exe is None:
            raise _no_wsl()
        distro = self._distro(machine.name)
        uid = distro.uid if "DefaultUid" not in distro.damaged else None
        site = Wsl(exe, distro.name, self._user, uid=uid, on_site=self._on_site)
        return Session(site, self.pc, wanted, other_distros=other_distros)

    def default(self) -> Machine:
        """The distro that ``wsl`` starts without a name. Raises `InputError` if there is none. No crossing."""
        if self._exe is None:
            raise _no_wsl()
        known, problem = _distros(self.pc.read(_REGISTERED, never))
        distros = [each for each in known if _left_out(each) is None]
        if not distros:
            raise InputError(
                "no-distro",
                problem or say("No distro is installed on this PC."),
                next_step=say(
                    "To check the PC itself, use --pc. To install a distro: {command}",
                    command=SET_UP_WSL,
                ),
            )
        return _machine(distros[0], None)

    def _listed(self, stop: Stop) -> tuple[ListedDistro, ...] | Unknown:
        """What wsl.exe lists. It is not asked where no distro is registered: a wsl.exe without WSL offers to install
        it, and waits for a key."""
        return listed_by(self.pc.read((LIST,), stop)) if self._exe is not None else ()

    @property
    def _exe(self) -> WslExe | None:
        return WslExe(str(self.pc.wsl_exe)) if self.pc.wsl_exe is not None else None

    def _distro(self, name: str) -> RegisteredDistro:
        distros, problem = _distros(self.pc.read(_REGISTERED, never))
        found = next((each for each in distros if each.name.lower() == name.lower()), None)
        if found is not None and (why := _left_out(found)) is not None:
            raise InputError("distro-name", why)
        if found is not None:
            return found
        names = join(each.name for each in distros) if distros else plain("–")
        raise InputError(
            "no-such-distro",
            problem or say("No distro on this PC is named {name}.", name=name),
            next_step=say("Choose one of: {names}", names=names),
        )


def _distros(answers: Answers) -> tuple[tuple[RegisteredDistro, ...], Text | None]:
    """The distros in which people work, and why there may be more. Those that other programs keep for
    themselves (Docker Desktop's) are none of ours."""
    lxss = LXSS.read(answers, Wanted())
    if isinstance(lxss, Unknown):
        return (), lxss.why
    return tuple(each for each in lxss.distros if appliance(each.name) is None), None


def _left_out(distro: RegisteredDistro) -> Text | None:
    """Why *distro* cannot be opened; None if it can."""
    name = shown(distro.name)
    if not is_distro_name(distro.name):
        return say("Could not open {name}: wsl.exe does not accept this name.", name=name)
    if not distro.is_whole:
        return say("{name} is being installed or removed.", name=name)
    return None


def _machine(distro: RegisteredDistro, running: set[str] | None) -> Machine:
    return Machine(
        distro.name,
        SiteKind.WSL,
        is_default=distro.is_default,
        wsl=distro.version,
        is_running=None if running is None else distro.name in running,
        release=shown(" ".join(word for word in (distro.flavor, distro.release) if word)),
    )


def _no_wsl() -> MachineError:
    return MachineError(
        "no-wsl-exe",
        say("WSL is not installed on this PC."),
        next_step=say("Install WSL: {command}", command=SET_UP_WSL),
    )

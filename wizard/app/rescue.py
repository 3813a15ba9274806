"""Repairs a distro that no longer starts: its setup is undone while WSL is in safe mode.

In safe mode WSL heeds nothing of what a distro says about itself: no systemd, no mounts, no command at boot
(WSL §2). It is switched on in `.wslconfig`, by a setup of the computer's own that is undone in any case.
"""

from __future__ import annotations

import msgspec

from wizard.app.session import Session
from wizard.engine.plan import make_plan
from wizard.model.commands.lines import SHUT_DOWN, own_command, wsl
from wizard.model.edits.files import SetKey
from wizard.model.errors import NOTHING_CHANGED, MachineError, WizardError
from wizard.model.events import Doing, Tell
from wizard.model.findings import Finding, Judged, Restart, Severity, Verdict
from wizard.model.orders import Phase, Receipt
from wizard.model.ports import SiteKind
from wizard.model.probes import FileProbe
from wizard.model.text import Text, say

RULE = "safe-mode"
_WSLCONFIG = "~/.wslconfig"
_TITLE = say("WSL is in safe mode")
_SWITCH = Finding(
    Verdict.FIXABLE,
    _TITLE,
    why=say("Safe mode is for repairing a distro that does not start."),
    edits=(SetKey(_WSLCONFIG, "wsl2", "safeMode", "true"),),
    restart=Restart.WSL,
)
_EDITOR = r"notepad %UserProfile%\.wslconfig"


_ON, _SHUT_DOWN, _START, _UNDO, _OFF, _SHUT_DOWN_AGAIN, _START_AGAIN = range(1, 8)


class RescueStep(msgspec.Struct, frozen=True):
    """One step: *what* is done, and the *command* that does the same by hand."""

    what: Text
    command: str


def steps(distro: str) -> tuple[RescueStep, ...]:
    """All that `Rescue.run` does for *distro*, in its order."""
    start = wsl("-d", distro, "-u", "root", "--exec", "/bin/true")
    return (
        RescueStep(say("Turn on WSL safe mode: set safeMode=true under [wsl2] in .wslconfig"), _EDITOR),
        RescueStep(say("Shut down WSL. All distros stop, with all programs in them."), SHUT_DOWN),
        RescueStep(say("Start {site}. In safe mode, WSL ignores its settings.", site=distro), start),
        RescueStep(say("Undo the setup of {site}", site=distro), own_command("undo", "--distro", distro)),
        RescueStep(say("Turn off safe mode: restore the previous .wslconfig"), _EDITOR),
        RescueStep(say("Shut down WSL again"), SHUT_DOWN),
        RescueStep(say("Start {site} normally", site=distro), start),
    )


def computer_of(distro: Session) -> Session | None:
    """The PC around *distro*, as a machine of its own; None if the wizard cannot reach it."""
    if distro.host.site.kind is not SiteKind.WINDOWS or not (distro.host.can.act and distro.host.can.restart):
        return None
    return Session(distro.host, distro.host, distro.wanted, other_distros=distro.other_distros)


class Rescue:
    """Takes back the newest setup of *distro* that stands. *computer* is the PC around it; None if the wizard
    cannot reach that: then a person has to follow the steps by hand."""

    def __init__(self, distro: Session, computer: Session | None) -> None:
        self.distro = distro
        self.computer = computer
        self.steps = steps(distro.site.name)

    def run(self, tell: Tell) -> Receipt:
        """Go all steps. Whatever fails, `.wslconfig` is put back as it was, byte for byte.

        Raises `WizardError`s that say what stands now.
        """
        if self.computer is None:
            raise MachineError(
                "rescue-by-hand",
                say("WSL safe mode cannot be turned on from this machine."),
                next_step=say("Follow these steps by hand in Windows."),
            )
        rescue = _RescueRun(self.distro, self.computer, self.steps, tell)
        batch = rescue.switch_on()
        try:
            receipt = rescue.undo()
        except BaseException as error:
            rescue.give_up(batch, error)
            raise
        rescue.leave(batch)
        return receipt


class _RescueRun:
    """Carries out the steps one by one, and reports each as it begins."""

    def __init__(self, distro: Session, computer: Session, steps: tuple[RescueStep, ...], tell: Tell) -> None:
        self._distro = distro
        self._computer = computer
        self._steps = steps
        self._tell = tell
        self._name = distro.site.name
        self._reached = 0

    def _begin(self, number: int) -> None:
        self._reached = number
        self._tell(Doing(self._steps[number - 1].what, number, len(self._steps)))

    def switch_on(self) -> int:
        """The setup of the computer that safe mode is."""
        self._begin(_ON)
        left = self._left_behind()
        if left is not None:
            return left
        ground = self._computer.ground(FileProbe(_WSLCONFIG))
        switch = Judged(RULE, "wslconfig", _TITLE, Severity.INFO, _SWITCH)
        plan = make_plan([switch], {RULE}, ground)
        if plan.obstacles:
            raise MachineError(
                "no-safe-mode",
                say("Could not turn on WSL safe mode: {why}", why=plan.obstacles[0].why),
                next_step=say("Repair .wslconfig by hand or move it to another folder, then try again."),
            )
        batch = self._computer.apply(plan, self._tell).batch if plan.changes else None
        if batch is None:
            raise MachineError(
                "safe-mode-is-on",
                say(".wslconfig already turns on WSL safe mode. The wizard did not write this setting."),
                next_step=say(
                    "Undo the setup and delete the line safeMode=true. Then run: {command}", command=SHUT_DOWN
                ),
            )
        return batch

    def _left_behind(self) -> int | None:
        """The setup of an earlier rescue that never came to its end."""
        for setup in self._computer.history():
            if setup.phase.is_open and setup.record is not None and setup.record.plan.rules() == (RULE,):
                if setup.phase is Phase.TRIAL:
                    return setup.number
                self._computer.recover(self._tell)
        return None

    def undo(self) -> Receipt:
        """Steps 2 to 4: the setup of the distro is taken back in safe mode."""
        self._begin(_SHUT_DOWN)
        self._computer.transport.restart(self._tell)
        self._begin(_START)
        self._distro.ground()
        self._begin(_UNDO)
        return take_back(self._distro, self._tell)

    def give_up(self, batch: int, error: BaseException) -> None:
        """Leave safe mode after *error*. Raises an error that says what is so now; returns if *error* itself says
        it all."""
        reached = self._reached
        stands = say("The setup of {site} was not undone.", site=self._name)
        unchanged = error.unchanged if reached == _UNDO and isinstance(error, MachineError) else None
        if unchanged is not None and unchanged != NOTHING_CHANGED:
            stands = unchanged
        self._switch_off(batch, stands)
        if reached != _SHUT_DOWN:
            try:
                self._computer.transport.restart(self._tell)
            except MachineError as late:
                raise _stays_in_safe_mode(late, stands) from error
        if isinstance(error, MachineError):
            raise MachineError(
                "not-rescued",
                say("Could not repair {site} in safe mode: {why}", site=self._name, why=error.text),
                say("{stands} Safe mode is off, and .wslconfig is unchanged.", stands=stands),
                error.next_step,
            ) from error

    def leave(self, batch: int) -> None:
        """Steps 5 to 7: out of safe mode, and up again."""
        undone = say("The setup of {site} is undone.", site=self._name)
        self._switch_off(batch, undone)
        self._begin(_SHUT_DOWN_AGAIN)
        try:
            self._computer.transport.restart(self._tell)
        except MachineError as error:
            raise _stays_in_safe_mode(error, undone) from error
        self._begin(_START_AGAIN)
        try:
            self._distro.ground()
        except MachineError as error:
            raise MachineError(
                "still-no-boot",
                say(
                    "The setup was undone, but {site} still does not start: {why}",
                    site=self._name,
                    why=error.text,
                ),
                say("The setup is undone, and .wslconfig is unchanged."),
                error.next_step,
            ) from error

    def _switch_off(self, batch: int, stands: Text) -> None:
        self._begin(_OFF)
        try:
            receipt = self._computer.undo(batch, self._tell)
        except WizardError as error:
            raise _left_on(error.text, stands) from error
        if receipt.foreign:
            raise _left_on(say("another user or program edited it in the meantime"), stands)


def _stays_in_safe_mode(error: WizardError, stands: Text) -> MachineError:
    return MachineError(
        "stays-in-safe-mode",
        say("Could not shut down WSL, so it stays in safe mode until you do: {why}", why=error.text),
        say("{stands} .wslconfig is unchanged.", stands=stands),
        say("In Windows, run: {command}", command=SHUT_DOWN),
    )


def _left_on(why: Text, stands: Text) -> MachineError:
    return MachineError(
        "safe-mode-left-on",
        say("Safe mode is still on in .wslconfig: {why}", why=why),
        stands,
        say("Delete the line safeMode=true from .wslconfig, then run: {command}", command=SHUT_DOWN),
    )


def take_back(session: Session, tell: Tell) -> Receipt:
    """Undo the setup that is open, or the newest that stands. Raises `InputError` if there is none."""
    setup = session.to_undo(session.look(tell))
    if setup.phase.is_interrupted:
        return session.recover(tell, setup.number)
    if setup.phase is Phase.TRIAL:
        return session.undo(setup.number, tell)
    return session.keep(session.apply(session.back(setup), tell), tell)

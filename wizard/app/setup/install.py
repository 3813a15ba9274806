"""First-time setup carried out: one step at a time, each after the user's yes, each looked at again afterwards.

Synchronous; tells through `tell(event)`. A step counts only when the second look no longer asks for it. Windows
is restarted only as a step like any other, and the wizard comes back by itself after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec
import psutil

from wizard.app.setup.linux_user import LinuxUser
from wizard.app.setup.progress import ProgressFile, SetupProgress
from wizard.app.setup.resume import Resume
from wizard.app.setup.wsl_commands import run_wsl, show
from wizard.elevated.client import ElevationClient
from wizard.engine import evaluate
from wizard.engine.setup import decide
from wizard.engine.setup.pc import FACTS, RULES, SetupRecord, pc_state
from wizard.engine.setup.steps import ELEVATED_COMMANDS
from wizard.engine.waves import gather
from wizard.facts.windows.wsl import LIST
from wizard.model.commands.lines import SET_UP_WSL
from wizard.model.errors import InputError, MachineError
from wizard.model.events import Doing, Note, Stop, Tell, never, silent
from wizard.model.facts import Side
from wizard.model.first_time import Choice, FirstLook, Operation, PcState, SetupStep, SetupSteps
from wizard.model.ports import Transport
from wizard.model.probes import Account, AccountProbe, Answers, Exited, Probe, Unavailable
from wizard.model.text import Text, join, plain, say
from wizard.model.wanted import Wanted
from wizard.rules import catalogue
from wizard.transports.shell.program import ask
from wizard.transports.wslexe import WslExe, failure_of

RESTART_REQUIRED: Final = 3010
"""ERROR_SUCCESS_REBOOT_REQUIRED: it went well, and counts after a restart (dism.exe, msiexec)."""

_LIMITS_S: Final = {Operation.INSTALL_DISTRO: 90 * 60.0, Operation.CONVERT_DISTRO: 4 * 3600.0}
_SHUTDOWN_S: Final = 30.0
_WORDS: Final = 600


def started_at() -> int:
    """When this system was started, in seconds since 1970."""
    return int(psutil.boot_time())


@dataclass(frozen=True, slots=True)
class FirstTime:
    """First-time setup of the PC that *transport* leads to (kind ``windows``). *exe* is its wsl.exe, *door* leads
    to an administrator's rights, *resume* back after a restart; None: that is not possible (the wizard runs inside
    WSL). *shutdown* is the path of ``shutdown.exe``. All methods may raise `WizardError`s and nothing else."""

    transport: Transport
    exe: WslExe | None
    progress: ProgressFile
    door: ElevationClient | None = None
    resume: Resume | None = None
    shutdown: Path | None = None
    boot: Callable[[], int] = started_at

    def look(self, choice: Choice | None = None, tell: Tell = silent, stop: Stop = never) -> FirstLook:
        """Look at the PC. *choice* is the user's, kept for after a restart; None: the one kept."""
        tell(Doing(say("Checking {site}", site=self.transport.site.name)))
        before = self.progress.read(tell)
        progress = before.arrived(self.boot())
        wish = choice if choice is not None else progress.choice
        pc = self._looked_at(progress.so_far, stop)
        remaining = decide.remaining_steps(pc, wish)
        if decide.updates(remaining) and (names := self._running(pc, stop)):
            pc = replace(pc, running=names)
            remaining = decide.remaining_steps(pc, wish)
        seen = FirstLook(pc, remaining, wish)
        self._keep(before, _pruned(progress, seen), seen.remaining)
        return seen

    def _looked_at(self, so_far: SetupRecord, stop: Stop) -> PcState:
        """The PC as the rules of first-time setup find it. WSL itself is not asked for its distros: a wsl.exe
        without WSL offers to install it, and waits for a key."""
        rules = [rule for rule in catalogue.rules(Side.HOST) if rule.id in RULES]

        def read(side: Side, probes: tuple[Probe, ...]) -> Answers:
            answers = self.transport.read([probe for probe in probes if probe != LIST], stop)
            left = ((LIST, Unavailable("not asked")),) if LIST in probes else ()
            return Answers((*answers.pairs, *left))

        facts = (*evaluate.facts_of(rules), *FACTS)
        see, answers = gather(facts, Wanted(), read, also={Side.HOST: (AccountProbe(),)})
        account = answers[Side.HOST][AccountProbe()]
        name = account.name if isinstance(account, Account) else ""
        return pc_state(see, evaluate.evaluate(rules, see, Wanted()), name, so_far)

    def _running(self, pc: PcState, stop: Stop) -> tuple[str, ...]:
        """The distros that run, as far as WSL tells. It is not asked where none is registered: a wsl.exe without
        WSL offers to install it, and waits for a key."""
        if self.exe is None or not isinstance(pc.distros, tuple) or not pc.distros:
            return ()
        try:
            return tuple(each.name for each in self.exe.listed(stop) if each.is_running)
        except MachineError:
            return ()

    def offered(self, stop: Stop = never) -> tuple[str, ...]:
        """The names of the distros that can be installed. Needs the network and an installed WSL."""
        return tuple(each.name for each in self._wsl().online(stop))

    def carry_out(
        self,
        seen: FirstLook,
        step: SetupStep,
        tell: Tell = silent,
        stop: Stop = never,
        password: str | None = None,
    ) -> FirstLook:
        """Carry out *step* of those that *seen* names, and look again. *password* is the new Linux user's (None:
        without one). After a restart of Windows was begun, *seen* itself comes back.

        Raises `InputError` (no-such-step, elevation-declined, …), `MachineError` (step-failed, or
        step-without-effect if all went well and the second look still asks for it), `Stopped`.
        """
        if step not in seen.remaining.steps:
            raise InputError("no-such-step", say("No step is named {step}.", step=plain(step.id)))
        tell(Doing(step.title, seen.remaining.steps.index(step) + 1, len(seen.remaining.steps)))
        self._write(seen, frozenset())
        if step.operation is Operation.RESTART_WINDOWS:
            self._restart(step, tell)
            return seen
        self._do(step, seen.choice, tell, stop, password)
        self._write(seen, decide.ran(step, seen.pc), step)
        after = self.look(seen.choice, tell, stop)
        if any(left.id == step.id for left in after.remaining.steps):
            raise MachineError(
                "step-without-effect",
                say("“{step}” reported success, but the check shows that it is not done.", step=step.title),
                unchanged=None,
                next_step=_instead(step, seen.choice),
            )
        return after

    def restart_later(self, tell: Tell = silent) -> None:
        """Have the wizard come back after the next restart, whenever the user makes it. If Windows cannot be told
        to, that is told, and no obstacle."""
        if self.resume is None:
            return
        try:
            self.resume.schedule()
        except MachineError as error:
            tell(Note(error.text))
            tell(Note(say("After the restart, run: {command}", command=SET_UP_WSL)))

    def start_over(self) -> None:
        """Forget earlier runs: restarts are counted anew, and no distro's user counts as made."""
        self.progress.forget()
        if self.resume is not None:
            self.resume.cancel()

    def _keep(self, before: SetupProgress, now: SetupProgress, remaining: SetupSteps) -> None:
        if remaining.is_done and not now.settled and before != SetupProgress():
            self.start_over()
        elif now != before:
            self.progress.write(now)
            if now.resumes > before.resumes and self.resume is not None:
                self.resume.cancel()

    def _write(self, seen: FirstLook, ran: frozenset[Operation], step: SetupStep | None = None) -> None:
        before = self.progress.read(silent).arrived(self.boot())
        now = msgspec.structs.replace(before, choice=seen.choice).noting(ran, self.boot())
        if step is not None and step.operation is Operation.ADD_USER and step.distro is not None:
            now = msgspec.structs.replace(now, settled=tuple(sorted({*now.settled, step.distro})))
        if now != before:
            self.progress.write(now)

    def _do(self, step: SetupStep, choice: Choice, tell: Tell, stop: Stop, password: str | None) -> None:
        if step.operation in ELEVATED_COMMANDS:
            self._elevated(step, choice, tell, stop)
        elif step.operation is Operation.ADD_USER:
            LinuxUser(self._wsl(), self.transport, step, tell).make(password, stop)
        else:
            if step.operation is Operation.INSTALL_DISTRO:
                self._check_offer(step.distro or "", stop)
            # A conversion that is cut off leaves a distro that is neither.
            may_stop = never if step.operation is Operation.CONVERT_DISTRO else stop
            for argv in step.commands:
                ended = run_wsl(self._wsl(), argv, _LIMITS_S[step.operation], tell, may_stop)
                if ended.code:
                    raise failure_of(ended)

    def _elevated(self, step: SetupStep, choice: Choice, tell: Tell, stop: Stop) -> None:
        if self.door is None:
            raise _only_in_windows()
        show(step.commands[0], tell)
        tell(Note(say("Windows asks for administrator rights for this step only.")))
        result = self.door.carry_out(step.operation, stop)
        if result.code not in (0, RESTART_REQUIRED):
            raise MachineError(
                "step-failed",
                say("“{step}” failed: {why}", step=step.title, why=_why(result.code, result.said)),
                unchanged=None,
                next_step=_instead(step, choice),
            )

    def _restart(self, step: SetupStep, tell: Tell) -> None:
        if self.shutdown is None:
            raise _only_in_windows()
        self.restart_later(tell)
        show(step.commands[0], tell)
        answer = ask((str(self.shutdown), *step.commands[0][1:]), _SHUTDOWN_S)
        if not isinstance(answer, Exited) or answer.code:
            raise MachineError(
                "not-restarted",
                say("Windows did not start to restart."),
                next_step=say("Restart Windows from the Start menu. The wizard continues after you sign in."),
            )

    def _check_offer(self, name: str, stop: Stop) -> None:
        names = self.offered(stop)
        if name.lower() not in {each.lower() for each in names}:
            raise InputError(
                "distro-not-offered",
                say("No distro named {name} is available to install.", name=plain(name)),
                next_step=say("Choose one of: {names}", names=join(names)),
            )

    def _wsl(self) -> WslExe:
        if self.exe is None:
            raise MachineError(
                "no-wsl-exe",
                say("wsl.exe is missing from Windows."),
                next_step=say("Install all updates in Windows Update, then try again."),
            )
        return self.exe


def _pruned(progress: SetupProgress, seen: FirstLook) -> SetupProgress:
    """Without distros that are gone: another one of that name would be another distro."""
    distros = seen.pc.distros
    if not isinstance(distros, tuple):
        return progress
    fresh = {distro.name for distro in distros if distro.is_fresh}
    return msgspec.structs.replace(
        progress, settled=tuple(name for name in progress.settled if name in fresh)
    )


def _why(code: int | None, words: str) -> Text:
    """What a program of Windows said, without its progress bars."""
    lines = (line for line in words.splitlines() if "%" not in line)
    shown = plain(" ".join(lines)[-_WORDS:] or "?")
    return shown if code is None else say("{words} (exit code {code})", words=shown, code=code)


def _instead(step: SetupStep, choice: Choice) -> Text:
    if step.operation in (Operation.INSTALL_WSL, Operation.UPDATE_WSL) and not choice.from_web:
        return say("The Microsoft Store may be blocked on this PC. Try again with: --web-download")
    return say("Try again, or run the same command in a terminal and read its output.")


def _only_in_windows() -> MachineError:
    return MachineError(
        "only-in-windows",
        say("This step cannot run inside WSL."),
        next_step=say("Start the wizard in Windows: {command}", command=SET_UP_WSL),
    )

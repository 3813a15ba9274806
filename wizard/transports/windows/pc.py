r"""Transport *windows*: this PC, through the direct hand.

Its root is the user's profile folder, so ``~/.wslconfig`` is ``/.wslconfig`` there. Nothing is ever changed but
files in it and values of the user's registry (HKCU). Files elsewhere (``C:\Program Files\Go\VERSION``), the whole
registry, figures and two programs of Windows can be asked. The journal lies in the profile too.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Final

import msgspec

from wizard.facts.windows.inquiry import INQUIRY, inquiry_report
from wizard.model.commands.command import Attempt
from wizard.model.errors import MachineError, Stopped
from wizard.model.events import Doing, Stop, Tell
from wizard.model.facts import Unknown
from wizard.model.orders import Order, Receipt
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.probes import (
    Account,
    Answer,
    Answers,
    CommandProbe,
    Denied,
    Exited,
    Figure,
    FileProbe,
    Found,
    HostProbe,
    Missing,
    Probe,
    RegistryProbe,
    Special,
    Unavailable,
    UrlProbe,
)
from wizard.model.shown.words import shown
from wizard.model.text import reason_of, say, system_words
from wizard.patterns import lazy_pattern
from wizard.transports.direct.act import DirectHand
from wizard.transports.direct.disk import Disk, Hook, no_hook
from wizard.transports.direct.floor_plain import PlainFloor
from wizard.transports.direct.read import DirectLook
from wizard.transports.direct.values import ValueHand
from wizard.transports.host import Host
from wizard.transports.refusals import refusal
from wizard.transports.registry.port import Registry
from wizard.transports.shell.program import ask, run
from wizard.transports.wslexe import WslExe, environment

JOURNAL: Final = "/AppData/Local/wsl-go-wizard"

_AT_ONCE: Final = 8
_TICK_S: Final = 0.05
_FIGURES: Final = ("memory", "cores")
_WSL_EXE: Final = r"C:\Windows\System32\wsl.exe"
_ABSOLUTE: Final = lazy_pattern(r"([A-Za-z]):\\([^:*?\"<>|/\x00-\x1f]*)")


class Windows:
    r"""The PC whose user has the folder *profile*, of which Windows says *home* (``C:\Users\Anna``).

    *programs* are the paths of ``wsl.exe`` and ``powershell.exe``, by these names: nothing else is run. *drives*
    are the folders of drives, by small letter. *is_here* is false if the PC's memory and cores are not those of
    the system the wizard runs on (inside WSL they are the virtual machine's).
    Raises `MachineError` if there is no such folder.
    """

    can = Can(commands=True, act=True, restart=True)

    def __init__(
        self,
        profile: Path,
        registry: Registry,
        *,
        wsl_exe: Path | None = None,
        powershell: Path | None = None,
        drives: Mapping[str, Path] | None = None,
        home: str | None = None,
        name: str = "",
        is_here: bool = True,
        hook: Hook = no_hook,
    ) -> None:
        try:
            self._disk = Disk(PlainFloor(profile), hook)
        except OSError as error:
            raise MachineError(
                "no-profile",
                say(
                    "Could not use the Windows user folder {path}: {why}.",
                    path=str(profile),
                    why=reason_of(error),
                ),
            ) from error
        self._hook = hook
        self.profile = profile
        self.registry = registry
        self.wsl_exe = wsl_exe
        self._programs = {"wsl.exe": wsl_exe, "powershell.exe": powershell}
        self._drives = dict(drives or {})
        self._is_here = is_here
        self._figures: dict[str, Figure] = {}
        self.home = home or str(profile)
        user = re.split(r"[\\/]", self.home.rstrip("\\/"))[-1]
        self._account = Account(user, 0, 0, "/", "")
        word = hashlib.sha256(
            self.home.rstrip("\\/").casefold().encode("utf-8", "surrogateescape")
        ).hexdigest()
        self.site = Site(SiteKind.WINDOWS, name or "This PC", f"windows-{word[:16]}")

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        """Answer *probes*: programs, the registry and the network several at once. Raises `Stopped`, and
        `InputError` if the registry is a file that cannot be used."""
        if stop():
            raise Stopped
        pool = ThreadPoolExecutor(_AT_ONCE)
        try:
            asked = [pool.submit(self._answer, probe, stop) for probe in probes]
            while not _all_ended(asked):
                if stop():
                    raise Stopped
            found = tuple(each.result() for each in asked)
        finally:
            # Whatever does not hear of a stop (the registry) is not waited for.
            pool.shutdown(wait=False, cancel_futures=True)
        answers = Answers(tuple(zip(probes, found, strict=True)))
        return answers if self._is_here else self._with_figures(answers, stop)

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        """Carry out *order* in the profile folder and the user's registry. Raises what
        `wizard.model.ports.Transport.act` does."""
        values = ValueHand(self.registry, self._hook)
        return DirectHand(self._disk, self._account, JOURNAL, self._obey, values).act(order, tell, stop)

    def restart(self, tell: Tell) -> None:
        """``wsl --shutdown``: what ``.wslconfig`` says counts from the next start. Raises `MachineError`."""
        tell(Doing(say("Shutting down WSL")))
        WslExe(str(self.wsl_exe or _WSL_EXE)).shutdown()

    def _answer(self, probe: Probe, stop: Stop) -> Answer:
        if stop():
            raise Stopped
        match probe:
            case RegistryProbe():
                return self._values(probe)
            case HostProbe("system"):
                return Figure("Windows")
            case HostProbe(name) if not self._is_here and name != "now":
                return Unavailable("WSL only reports the value of its virtual machine")
            case HostProbe() | UrlProbe():
                return Host().read((probe,), stop)[probe]
            case CommandProbe():
                return self._run(probe, stop)
            case FileProbe(path) if _ABSOLUTE.match(path):
                return self._elsewhere(probe, stop)
            case _:
                return DirectLook(self._disk, self._account, JOURNAL).read((probe,), stop)[probe]

    def _with_figures(self, answers: Answers, stop: Stop) -> Answers:
        """*answers* with the PC's memory and cores, which seen from inside WSL only PowerShell can tell. They do
        not change, so it is asked once."""
        asked = [probe for probe, _ in answers.pairs if isinstance(probe, HostProbe)]
        if any(probe.name in _FIGURES for probe in asked) and not self._figures:
            inquiry = answers[INQUIRY] if INQUIRY in dict(answers.pairs) else self._run(INQUIRY, stop)
            seen = inquiry_report(Answers(((INQUIRY, inquiry),)))
            known = {} if isinstance(seen, Unknown) else {"memory": seen.memory, "cores": seen.cores}
            self._figures = {name: Figure(value) for name, value in known.items() if value is not None}
        return Answers(
            tuple(
                (probe, self._figures.get(probe.name, answer) if isinstance(probe, HostProbe) else answer)
                for probe, answer in answers.pairs
            )
        )

    def _values(self, probe: RegistryProbe) -> Answer:
        try:
            return self.registry.values(probe.key, probe.deep) or Missing()
        except PermissionError:
            return Denied()
        except OSError as error:
            return Unavailable(shown(system_words(error)))

    def _run(self, probe: CommandProbe, stop: Stop) -> Exited | Unavailable:
        name, *words = probe.argv
        program = self._programs.get(name)
        if program is None:
            if name in self._programs:
                return Unavailable("the program is not installed")
            return Unavailable("the wizard does not run this program on Windows")
        return ask((str(program), *words), probe.timeout_s, limit=probe.limit, env=_environment(), stop=stop)

    def _obey(self, argv: tuple[str, ...], limit_s: int, hear: Callable[[str], None]) -> Attempt:
        """Run one of the PC's programs, without a window. Raises `MachineError`."""
        name, *words = argv
        program = self._programs.get(name)
        if program is None:
            raise refusal("missing-program", [name])
        return run((str(program), *words), limit_s, hear, _environment())

    def _elsewhere(self, probe: FileProbe, stop: Stop) -> Answer:
        """A file by its Windows path, anywhere on the PC."""
        found = _ABSOLUTE.fullmatch(probe.path)
        parts = found[2].split("\\") if found is not None else [".."]
        if found is None or ".." in parts:
            return Unavailable("not a Windows path")
        drive = self._drives.get(found[1].lower())
        if drive is None:
            return Unavailable("the drive does not exist")
        inner = FileProbe("/" + "/".join(parts), probe.limit, probe.head)
        try:
            answer = DirectLook(Disk(PlainFloor(drive)), self._account).read((inner,), stop)[inner]
        except OSError:
            return Unavailable("the drive does not exist")
        return _with_drive(answer, found[1])


def _all_ended(asked: Sequence[Future[Answer]]) -> bool:
    """Whether all have ended, after a short wait. Raises what one of them raised."""
    done, left = wait(asked, _TICK_S, FIRST_EXCEPTION)
    for each in done:
        each.result()
    return not left


def _with_drive(answer: Answer, letter: str) -> Answer:
    if isinstance(answer, Found | Special) and answer.link is not None:
        path = answer.link.replace("/", "\\")
        return msgspec.structs.replace(answer, link=f"{letter.upper()}:{path}")
    return answer


def _environment() -> Mapping[str, str]:
    """What programs of Windows get. A newer PowerShell that started the wizard has left the way to its modules,
    with which the older one cannot do anything."""
    return {name: value for name, value in environment(os.environ).items() if name.upper() != "PSMODULEPATH"}

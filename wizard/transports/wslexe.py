"""``wsl.exe`` itself: how it is found, started and understood (WSL §5, §6).

It is started by its absolute path, without a window, with ``WSL_UTF8=1`` in its own environment only (set for
the user it breaks other programs), and every call has a time limit and ends at the user's word.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from wizard.codecs.windows import wsl_errors, wsl_output
from wizard.codecs.windows.wsl_errors import Failure
from wizard.codecs.windows.wsl_output import AvailableDistro, ListedDistro
from wizard.codecs.windows.wsl_warnings import Warned, warnings
from wizard.model.commands.lines import INSTALL_WSL, LIST_DISTROS, SHUT_DOWN, TO_UPDATE
from wizard.model.errors import InputError, MachineError, Stopped
from wizard.model.events import Stop, never
from wizard.model.probes import KIB, MIB
from wizard.model.shown.words import shown
from wizard.model.text import Text, say, system_words
from wizard.patterns import lazy_pattern
from wizard.transports.shell.child import ChildLimits, End, Ended, Launch, converse

T = TypeVar("T")

OWN_EXITS: Final = frozenset({-1, 255, 4294967295})
"""How wsl.exe ends when it failed itself: -1, as Windows or another system shows it."""

_OUTPUT_BYTES: Final = 256 * KIB
_WORDS: Final = 400

_NAME: Final = lazy_pattern(r"[A-Za-z0-9._][A-Za-z0-9._-]{0,255}")
_USER: Final = lazy_pattern(r"[A-Za-z0-9_.][A-Za-z0-9_.@\\+-]{0,255}\$?")


def is_distro_name(text: str) -> bool:
    """Whether *text* may follow ``-d``."""
    return _NAME.fullmatch(text) is not None


def distro_name(text: str) -> str:
    """*text*, if it may follow ``-d``: wsl.exe splits its own options at blanks, whatever the quotes, and would
    take a leading dash for one (WSL §5, §6.2). Raises `InputError` (distro-name)."""
    if is_distro_name(text):
        return text
    raise InputError(
        "distro-name",
        say("“{name}” is not valid as a distro name.", name=shown(text)[:_WORDS]),
        next_step=say(
            "A name contains only letters, digits, periods, - and _. List the names: {command}",
            command=LIST_DISTROS,
        ),
    )


def user_name(text: str) -> str:
    """*text*, if it may follow ``-u``. Raises `InputError` (user-name)."""
    if _USER.fullmatch(text):
        return text
    raise InputError("user-name", say("“{name}” is not valid as a user name.", name=shown(text)[:_WORDS]))


def in_distro(exe: str, name: str, user: str | None, *program: str) -> tuple[str, ...]:
    """The words that run *program* in the distro *name*, without a shell, as *user* (None: as its default
    user). The folder is said because wsl.exe would translate ours, and warn if it cannot. Raises `InputError`."""
    who = ("-u", user_name(user)) if user is not None else ()
    return (exe, "-d", distro_name(name), *who, "--cd", "/", "--exec", *program)


def environment(environ: Mapping[str, str], handed: Collection[str] = ()) -> dict[str, str]:
    """*environ* for wsl.exe: it speaks UTF-8, and tells its warnings. Of what the user's WSLENV hands on to
    distros (WSL §5), only the names *handed* get there: a PATH or an LD_PRELOAD would get into our own shell too.
    Seen from inside a distro (over interop), WSLENV is what passes the variable to Windows."""
    kept = {name: value for name, value in environ.items() if name not in ("WSLENV", "WSL_DISABLE_WARNINGS")}
    entries = environ.get("WSLENV", "").split(":")
    across = [entry for entry in entries if entry.partition("/")[0] in handed]
    across += [] if sys.platform == "win32" else ["WSL_UTF8"]
    return {**kept, "WSL_UTF8": "1", **({"WSLENV": ":".join(across)} if across else {})}


def find() -> WslExe:
    """The wsl.exe of this Windows. Raises `MachineError` (no-wsl-exe) if there is none."""
    return WslExe(str(_system_folder() / "wsl.exe"))


def _system_folder() -> Path:
    if sys.platform == "win32":
        import ctypes

        buffer = ctypes.create_unicode_buffer(260)
        ctypes.windll.kernel32.GetSystemDirectoryW(buffer, len(buffer))
        folder = Path(buffer.value or r"C:\Windows\System32")
        # To a 32-bit program, System32 is another folder, in which there is no wsl.exe.
        native = folder.parent / "Sysnative"
        return native if native.is_dir() else folder
    return Path("/mnt/c/Windows/System32")


class WslFailed(MachineError):
    """wsl.exe failed. *failure* is what it said, if it gave a code."""

    def __init__(self, code: str, text: Text, next_step: Text | None, failure: Failure | None) -> None:
        super().__init__(code, text, unchanged=None, next_step=next_step)
        self.failure = failure


def failed(failure: Failure) -> WslFailed:
    """The error that says what *failure* means. Its code is WSL's own, ``wsl-e-distro-not-found``."""
    meaning = wsl_errors.meaning(failure)
    code = failure.code.lower().replace("_", "-")
    return WslFailed(
        code if code.startswith("wsl-") else f"wsl-{code}", meaning.text, meaning.next_step, failure
    )


def decoded(raw: bytes) -> str:
    """The text of *raw*, to be quoted, even if wsl.exe said it in no known encoding."""
    try:
        return wsl_output.decode(raw)
    except ValueError:
        return raw.replace(b"\0", b"").decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class WslTimeouts:
    """How long the kinds of commands may take, in seconds. A distro that ends powers its systemd off first,
    and one that starts may have to wait for the virtual machine (WSL §3, §4.1)."""

    ask_s: float = 30.0
    network_s: float = 60.0
    end_s: float = 120.0
    start_s: float = 150.0


@dataclass(frozen=True, slots=True)
class WslExe:
    """wsl.exe at *path*. All methods raise `MachineError`: ``no-wsl-exe`` if it is not there, ``wsl-late``,
    ``wsl-garbled``, or a `WslFailed`; `Stopped`; and `InputError` for a name that cannot be one."""

    path: str
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    patience: WslTimeouts = WslTimeouts()

    def launch(
        self,
        name: str,
        user: str | None,
        *program: str,
        listens: bool = False,
        handed: Collection[str] = (),
    ) -> Launch:
        """How to run *program* in a distro as *user* (None: its default user); *handed* are the names it may get
        of WSLENV. Raises `InputError`."""
        argv = in_distro(self.path, name, user, *program)
        return Launch(argv, environment(self.environ, handed), listens=listens)

    def listed(self, stop: Stop = never) -> tuple[ListedDistro, ...]:
        """All distros, the default one first. Starts none."""
        ended = self._run(("--list", "--verbose"), self.patience.ask_s, stop)
        if ended.code in OWN_EXITS and wsl_output.has_no_distros(decoded(ended.stdout_start)):
            return ()
        return self._read(wsl_output.listing, ended)

    def online(self, stop: Stop = never) -> tuple[AvailableDistro, ...]:
        """The distros that can be installed. Needs the network."""
        return self._read(wsl_output.online, self._run(("--list", "--online"), self.patience.network_s, stop))

    def terminate(self, name: str, stop: Stop = never) -> None:
        """End that distro. Also if it is not running."""
        self._do(("--terminate", distro_name(name)), self.patience.end_s, stop)

    def shutdown(self, stop: Stop = never) -> None:
        """End all distros and the virtual machine."""
        self._do(("--shutdown",), self.patience.end_s, stop)

    def start(self, name: str, stop: Stop = never) -> tuple[Warned, ...]:
        """Start that distro if it is not running, and wait until it is. What WSL itself warned of."""
        argv = in_distro(self.path, name, "root", "/bin/true")[1:]
        return warnings(decoded(self._do(argv, self.patience.start_s, stop).stderr_start))

    def _run(self, words: tuple[str, ...], limit_s: float, stop: Stop) -> Ended:
        launch = Launch((self.path, *words), environment(self.environ), listens=False)
        leash = ChildLimits(stop, limit_s, 16 * MIB, opening_bytes=_OUTPUT_BYTES)
        try:
            ended = converse(launch, b"", lambda line: None, leash)
        except OSError as error:
            raise no_wsl_exe(self.path, error) from error
        if ended.end is End.STOPPED:
            raise Stopped
        if ended.end is not End.OWN:
            raise self._late(words, limit_s) if ended.end is End.LATE else unreadable_answer()
        return ended

    def _do(self, words: tuple[str, ...], limit_s: float, stop: Stop) -> Ended:
        """Run a command whose output is of no use if it succeeds."""
        ended = self._run(words, limit_s, stop)
        if ended.code:
            raise failure_of(ended)
        return ended

    def _read(self, read: Callable[[str], T], ended: Ended) -> T:
        if ended.code:
            raise failure_of(ended)
        try:
            return read(wsl_output.decode(ended.stdout_start))
        except ValueError as error:
            raise unreadable_answer() from error

    def _late(self, words: tuple[str, ...], limit_s: float) -> MachineError:
        text = say(
            "wsl.exe {words} did not finish within {seconds} seconds.", words=words[0], seconds=int(limit_s)
        )
        return MachineError(
            "wsl-late",
            text,
            unchanged=None,
            next_step=say(
                "Stop all distros or restart Windows, then try again: {command}", command=SHUT_DOWN
            ),
        )


def failure_of(ended: Ended) -> WslFailed:
    """Why wsl.exe ended as it did, in one sentence."""
    text = decoded(ended.stdout_start) or decoded(ended.stderr_start)
    failure = wsl_errors.failure_of(ended.code, text)
    if failure is not None:
        return failed(failure)
    words = shown(" ".join(text.split()))[:_WORDS]
    sentence = (
        say("WSL reports: {words}", words=words) if words else say("WSL failed without reporting a reason.")
    )
    return WslFailed("wsl-failed", sentence, wsl_errors.LOOK_YOURSELF, None)


def unreadable_answer() -> MachineError:
    """wsl.exe said something that is none of its answers."""
    return MachineError(
        "wsl-garbled",
        say("The output of wsl.exe is not valid."),
        next_step=TO_UPDATE,
    )


def no_wsl_exe(path: str, error: OSError) -> MachineError:
    """There is no wsl.exe at *path*, or it cannot be started."""
    if isinstance(error, FileNotFoundError):
        return MachineError(
            "no-wsl-exe",
            say("WSL is not installed on this PC: {path} is missing.", path=path),
            next_step=say("Install WSL from the Microsoft Store, or run: {command}", command=INSTALL_WSL),
        )
    why = shown(system_words(error))
    return MachineError("no-wsl-exe", say("Could not start {path} ({why}).", path=path, why=why))

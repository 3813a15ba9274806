"""The options of `wsl.exe`, taken from its raw command line as it takes them (WSL §5).

Its own options are split on blanks, and quotes mean nothing there; `--`, `-e` and the first word that is no
option end them. What follows stays one string.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.wsl.commands.errors import Said, WslError
from tests.wsl.commands.output import Console
from tests.wsl.windows import argv_of, first_word

NEEDS_NAME = {
    "-s": "--set-default", "--setdefault": "--set-default", "--set-default": "--set-default",
    "-t": "--terminate", "--terminate": "--terminate",
    "--unregister": "--unregister",
}  # fmt: skip
"""Commands with exactly one value, and how messages call them."""

COMMANDS = frozenset((
    "-l", "--list", "--status", "-v", "--version", "--shutdown", "--install", "--set-version",
    "--set-default-version", "--manage", "--update", "--help",
))  # fmt: skip

ABSENT = frozenset((
    "--export", "--import", "--import-in-place", "--mount", "--unmount", "--uninstall", "--debug-shell",
    "--parent-console",
))  # fmt: skip
"""What the real one has and this one has not: nothing may be concluded from it."""


@dataclass
class Launch:
    """A process to be started: *line* is the raw rest of the command line."""

    distro: str | None = None
    guid: str | None = None
    user: str | None = None
    folder: str | None = None
    mode: str = "default"
    system: bool = False
    line: str = ""
    argv: list[str] = field(default_factory=list)

    @property
    def is_exec(self) -> bool:
        return self.mode == "none"

    @property
    def is_login(self) -> bool:
        """No command at all is a login shell."""
        return self.mode == "login" or (self.mode == "default" and not self.line)


@dataclass(frozen=True)
class Managed:
    """A management *command* and the raw rest of the line."""

    command: str
    line: str


def parsed(raw: str, console: Console, known: Callable[[str], str]) -> Launch | Managed:
    """What *raw*, all after the program's name, asks for. *known* gives the id of a distro, or raises: names
    are looked up while options are read, so an error of a name comes before those of later options."""
    reader = _Reader(raw, console, known)
    while reader.line:
        word, rest = first_word(reader.line)
        if word in ABSENT:
            raise SystemExit(f"the stand-in for wsl.exe has no {word}")
        if word in COMMANDS:
            return Managed({"-l": "--list", "-v": "--version"}.get(word, word), rest)
        if word in NEEDS_NAME:
            reader.line = rest
            return Managed(NEEDS_NAME[word], reader.value(NEEDS_NAME[word]))
        if not reader.option(word, rest):
            break
    return reader.finished()


class _Reader:
    def __init__(self, raw: str, console: Console, known: Callable[[str], str]) -> None:
        self.line = raw.lstrip(" \t")
        self._console = console
        self._known = known
        self._launch = Launch()
        word, rest = first_word(self.line)
        if word == "~":
            self._launch.folder, self.line = "~", rest

    def option(self, word: str, rest: str) -> bool:
        """Take the option *word*; False if options end here."""
        options: Mapping[str, Callable[[], None]] = {
            "-d": self._distro, "--distribution": self._distro, "--distribution-id": self._id,
            "-u": self._user, "--user": self._user, "--cd": self._cd, "--shell-type": self._shell,
            "--system": self._system,
        }  # fmt: skip
        if word in options:
            self.line = rest
            options[word]()
            return True
        if word in ("-e", "--exec", "--"):
            self.line = rest
            self._launch.mode = self._launch.mode if word == "--" else "none"
        elif word.startswith("-"):
            self._console.say("invalid-argument", argument=word)
            raise Said
        return False

    def value(self, option: str, quotes: bool = False) -> str:
        word, self.line = first_word(self.line, quotes)
        if not word:
            self._console.say("missing-value", option=option)
            raise Said
        return word

    def finished(self) -> Launch:
        launch = self._launch
        launch.line = self.line
        if launch.is_exec:
            launch.argv = argv_of(self.line)
            if not launch.argv:
                raise WslError("Wsl/E_INVALIDARG")
        return launch

    def _distro(self) -> None:
        if self._launch.guid is not None:
            self._console.say("already-set")
            raise Said
        self._launch.guid = self._known(self.value("--distribution"))

    def _id(self) -> None:
        self._launch.guid = self.value("--distribution-id").lower()

    def _user(self) -> None:
        self._launch.user = self.value("--user")

    def _cd(self) -> None:
        self._launch.folder = self.value("--cd", quotes=True)

    def _shell(self) -> None:
        kind = self.value("--shell-type")
        if kind not in ("standard", "login", "none"):
            raise WslError("Wsl/E_INVALIDARG")
        self._launch.mode = kind

    def _system(self) -> None:
        self._launch.system = True


def flags(line: str, options: Mapping[str, str], console: Console) -> dict[str, str]:
    """The options of a management command: those in *options* that end in ``=`` take a value, others give
    ``yes``; what is no option is ``""``. What is not in *options* is refused (WSL §5)."""
    found: dict[str, str] = {}
    words = argv_of(line)
    while words:
        word = words.pop(0)
        if not word.startswith("-") or word == "-":
            if "" in found:
                raise WslError("Wsl/WSL_E_INVALID_USAGE")
            found[""] = word
            continue
        name = options.get(word)
        if name is None:
            console.say("invalid-argument", argument=word)
            raise Said
        if name.endswith("="):
            if not words:
                console.say("missing-value", option=word)
                raise Said
            found[name[:-1]] = words.pop(0)
        else:
            found[name] = "yes"
    return found

"""What the rehearsing script is ordered, and what it measured: orders as lines of words, answers as framed lines.

What a user's shell said about itself comes in base64 and is read kindly: whoever forges it deceives himself. All else
is the script's own word and is read strictly: a line that is none of its lines, or a shell without its last line, makes
the whole answer worthless.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import msgspec

from wizard.model.orders import Rehearse, StagedRehearsal
from wizard.model.probes import Account
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import HowEnded, Measured, ShellKind, Shells
from wizard.model.shown.secrets import mask
from wizard.model.shown.words import escaped, shown
from wizard.model.state import Absent, Change, File, Link
from wizard.patterns import lazy_pattern
from wizard.transports.journal import word
from wizard.transports.shell.child import End
from wizard.transports.shell.read import text_of

SESSION_NAMES: Final = (
    *("WSL_DISTRO_NAME", "WSL_INTEROP", "WSLENV", "NAME", "HOSTTYPE", "LANG"),
    *("DISPLAY", "WAYLAND_DISPLAY", "PULSE_SERVER"),
    *(
        "http_proxy",
        "https_proxy",
        "no_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "NO_PROXY",
        "ALL_PROXY",
    ),
)
"""What WSL gives to a session besides PATH and the user's own (WSL §5), and what companies add."""

_LISTS: Final = {"which": "go", "nodir": "no_folders"}
_NAMES: Final = {"name": "names", "alias": "aliases", "function": "functions"}
_TEXTS: Final = {
    "shell": "executable",
    "cwd": "cwd",
    "gotype": "go_kind",
    "version": "version",
    "compile": "compile",
}
_GO_KEY: Final = lazy_pattern(r'\s*"(\w+)": "(.*)",?$')


class ShellSession(NamedTuple):
    """What a session of the user of *account* begins with: *path* (empty: the one that the script begins with), the
    variables *session*, and of the script's own environment those called *handed*."""

    account: Account
    path: str = ""
    session: Mapping[str, str] = MappingProxyType({})
    handed: Sequence[str] = ()


def order_text(order: Rehearse, begins: ShellSession) -> str:
    """*order* in lines."""
    laid = (line for number, change in enumerate(order.changes, 1) for line in _lay(number, change))
    return "\n".join([*_head(order, begins), *laid, "end"])


def staged_text(rehearsal: StagedRehearsal, changes: Sequence[Change], begins: ShellSession) -> Iterator[str]:
    """The lines of an order to commit *changes* which say what is rehearsed of them: the number of each."""
    yield from (f"shells {line}" for line in _head(rehearsal.order, begins))
    paths = {change.path for change in rehearsal.order.changes}
    numbers = (str(number) for number, change in enumerate(changes, 1) if change.path in paths)
    yield f"lays {' '.join(numbers)}"


def _head(order: Rehearse, begins: ShellSession) -> Iterator[str]:
    account = begins.account
    user = (account.home, account.shell, account.name)
    yield f"account {account.uid} {account.gid} {' '.join(map(word, user))}"
    yield f"limit {order.limit_s}"
    yield f"path {word(begins.path)}"
    yield f"keeps {' '.join((*SESSION_NAMES, *begins.handed))}"
    yield from (
        f"env {word(f'{name}={value}')}" for name, value in begins.session.items() if "\n" not in value
    )
    yield f"kinds {' '.join(kind.value for kind in order.kinds)}"


def _lay(number: int, change: Change) -> Iterator[str]:
    match change.after:
        case File(content, mode, uid, gid):
            yield f"data {number} {base64.b64encode(content).decode('ascii')}"
            yield f"lay {number} {mode:o} {uid} {gid} {word(change.path)} file"
        case Link(target):
            yield f"lay {number} 777 {change.uid} {change.gid} {word(change.path)} link:{word(target)}"
        case Absent():
            yield f"lay {number} 0 {change.uid} {change.gid} {word(change.path)} absent"
        case _:
            raise ValueError(f"{change.path}: only files and links can be laid")


class ConsentReader:
    """Hears what a commit's *rehearsal* measured, under the name that its script takes for that, and answers whether
    it may go on."""

    def __init__(self, nonce: str, rehearsal: StagedRehearsal | None) -> None:
        self._rehearsal = rehearsal
        self._frame = f"@{nonce}r ".encode("ascii")
        self._ends = f"@{nonce} rehearsed".encode("ascii")
        self._shells = ShellsReader(f"{nonce}r", rehearsal.order) if rehearsal is not None else None

    def is_meant(self, line: bytes) -> bool:
        """Whether *line* is a word of the rehearsal."""
        return line == self._ends or line.startswith(self._frame)

    def hear(self, line: bytes) -> bytes | None:
        """Take in such a line."""
        if self._rehearsal is None or self._shells is None:
            return None
        if line != self._ends:
            self._shells.hear(line)
            return None
        return b"go\n" if self._rehearsal.agrees(self._shells.shells(End.OWN)) else b"no\n"


class ShellsReader:
    """Hears what the hand measured for *order*, and tells in the end what that is."""

    def __init__(self, nonce: str, order: Rehearse) -> None:
        self.has_begun = False
        self._frame = f"@{nonce} ".encode("ascii")
        self._order = order
        self._refused: list[bytes] | None = None
        self._units: dict[tuple[str, str], list[list[bytes]]] = {}

    def hear(self, line: bytes) -> None:
        """Take in one line. What is not framed is noise."""
        if not line.startswith(self._frame):
            return
        first, *rest = line[len(self._frame) :].split(b" ")
        match first:
            case b"hello":
                self.has_begun = True
            case b"cannot":
                self._refused = rest
            case b"unit" if len(rest) > 2:
                unit = (rest[0].decode("ascii", "replace"), rest[1].decode("ascii", "replace"))
                self._units.setdefault(unit, []).append(rest[2:])

    def shells(self, end: End) -> Shells | NotRehearsed:
        """What was measured in a conversation that ended for that reason."""
        if self._refused is not None:
            return _refusal(self._refused)
        try:
            return Shells(self._side("before"), self._side("after"))
        except (ValueError, IndexError, KeyError, msgspec.ValidationError):
            return NotRehearsed(RehearsalRefusal.CUT_OFF, end.value)

    def _side(self, side: str) -> dict[ShellKind, Measured]:
        return {kind: _measured(self._units[kind.value, side]) for kind in self._order.kinds}


def _refusal(fields: Sequence[bytes]) -> NotRehearsed:
    try:
        return NotRehearsed(RehearsalRefusal(fields[0].decode("ascii")), shown(text_of(fields[1]))[:200])
    except (ValueError, IndexError):
        return NotRehearsed(RehearsalRefusal.CUT_OFF)


def _measured(lines: Sequence[Sequence[bytes]]) -> Measured:
    """One shell. Raises `ValueError`, `IndexError` if a line is none of the script's, or the last one is missing."""
    if lines[-1] != [b"end"]:
        raise ValueError("cut off")
    found: dict[str, Any] = {"unlaid": []}
    for name, *fields in lines[:-1]:
        _take(name.decode("ascii"), fields, found)
    return msgspec.convert(found, Measured)


def _take(name: str, fields: Sequence[bytes], found: dict[str, Any]) -> None:
    match name, fields:
        case "ended", [how, run, typed]:
            found["ended"] = HowEnded(how.decode("ascii"))
            found["run_cs"], found["typed"] = int(run), int(typed)
        case "seen", [coded]:
            found |= _seen(escaped(line.lstrip("\t")) for line in _text(coded).split("\n"))
        case (("stderr" | "screen"), [coded]):
            found[name] = mask(_text(coded))
        case (("wrote" | "runs" | "unlaid"), [coded]):
            found[name].append(text_of(coded))
        case _:
            raise ValueError(name)


def _text(coded: bytes) -> str:
    return base64.b64decode(coded, validate=True).decode("utf-8", "replace")


def _seen(lines: Iterable[str]) -> dict[str, Any]:
    """What the probe wrote within the user's shell. A line that is none of the probe's is left out."""
    seen: dict[str, Any] = {"variables": {}, "go_env": {}}
    seen |= {name: [] for name in (*_LISTS.values(), *_NAMES.values())}
    in_go_env = False
    for line in lines:
        key, _, value = line.partition(" ")
        if in_go_env or key == "goenv":
            in_go_env = line != "goend"
            if (pair := _GO_KEY.match(line)) is not None:
                seen["go_env"][pair[1]] = pair[2]
        elif key == "var" and "=" in value:
            name, _, text = value.partition("=")
            seen["variables"][name] = text
        elif key in _TEXTS:
            seen[_TEXTS[key]] = value
        elif key in _LISTS:
            seen[_LISTS[key]].append(value)
        elif key in _NAMES and value not in seen[_NAMES[key]]:
            seen[_NAMES[key]].append(value)
    return seen

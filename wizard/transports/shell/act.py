"""What the acting script is ordered, and what it reports: orders as lines of words, reports as framed lines."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from typing import Final, assert_never

from msgspec.structs import replace

from wizard.model.commands.command import Ran, left_in_effect, line_of, waiting
from wizard.model.errors import Stopped
from wizard.model.events import Doing, Note, Tell
from wizard.model.orders import Accept, Commit, Deed, Phase, Receipt, Recover, Undo
from wizard.model.shown.words import shown
from wizard.model.state import Change, Origin
from wizard.model.text import plain, say
from wizard.transports.commands import lines, of_lines
from wizard.transports.journal import Damaged, item_of, unword, word
from wizard.transports.refusals import refusal
from wizard.transports.shell.read import text_of
from wizard.transports.shell.rehearse import ShellSession, staged_text

_NOISE_CHARS: Final = 200
_STEPS: Final = {b"back": say("Restoring all files"), b"rehearse": say("Rehearsing the prepared files")}
"""Steps that no single path is for."""


def order_text(
    order: Deed, journal: str, who: str, begins: ShellSession | None, on_site: Callable[[str], str]
) -> str:
    """*order* in lines. *begins* is what a session of the site's user begins with (needed for a commit); *on_site*
    makes the path of an archive on this computer one of the site."""
    head = [_order_line(order), f"journal {word(journal)}", f"who {word(who)}"]
    if isinstance(order, Commit) and begins is not None:
        account = begins.account
        head.append(f"account {account.uid} {account.gid} {word(account.home)}")
        head += staged_text(order.rehearsal, order.changes, begins) if order.rehearsal is not None else ()
        head += _changes(order, on_site)
    return "\n".join([*head, "end"])


def _order_line(order: Deed) -> str:
    match order:
        case Commit():
            return "order commit"
        case Accept(batch):
            return f"order accept {batch:d}"
        case Undo(batch):
            return f"order undo {batch:d}"
        case Recover():
            return "order recover"
        case _ as never:
            assert_never(never)


def _changes(order: Commit, on_site: Callable[[str], str]) -> Iterator[str]:
    if order.note:
        yield f"note {_base64(order.note)}"
    for number, change in enumerate(order.changes, 1):
        item = item_of(number, _moved(change, on_site))
        content = order.content(change.after)  # also of one whose original waits: it may be gone
        if content is not None:
            yield f"data {number} {_base64(content)}"
        yield item.line()
    yield from lines(tuple(map(waiting, order.commands)))


def _moved(change: Change, on_site: Callable[[str], str]) -> Change:
    archive = change.origin.archive if change.origin is not None else None
    return change if archive is None else replace(change, origin=Origin(archive=on_site(archive)))


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


class ReportReader:
    """Reads what the hand reports about *order*, passes its steps on, and gives the result in the end."""

    def __init__(self, nonce: str, order: Deed, tell: Tell) -> None:
        self.has_begun = False
        self._frame = f"@{nonce} ".encode("ascii")
        self._changes = order.changes if isinstance(order, Commit) else ()
        self._commands = order.commands if isinstance(order, Commit) else ()
        self._ran: list[str] = []
        self._tell = tell
        self._refused: list[bytes] | None = None
        self._reached: tuple[int | None, Phase | None] | None = None
        self._paths: dict[str, list[str]] = {"foreign": [], "kept": [], "lost": []}

    def hear(self, line: bytes) -> None:
        """Take in one line."""
        if line.startswith(self._frame):
            first, *rest = line[len(self._frame) :].split(b" ")
            self._hear_framed(first.decode("ascii"), rest)
        elif line:
            self._tell(Note(plain(shown(line.decode("utf-8", "replace"))[:_NOISE_CHARS])))

    def _hear_framed(self, kind: str, fields: Sequence[bytes]) -> None:
        match kind:
            case "hello":
                self.has_begun = True
            case "doing":
                self._pass_on(fields)
            case "running":
                self._pass_on_command(fields[0], int(fields[1]))
            case "output":
                self._tell(Note(plain(_words(b" ".join(fields)))))
            case "ran":
                self._ran.append(b" ".join(fields).decode("ascii"))
            case "refused":
                self._refused = list(fields)
            case "receipt":
                self._reached = _number(fields[0]), _phase(fields[1])
            case "stray":
                path = shown(f"{_text(fields[0])}/{_text(fields[1])}")
                self._tell(
                    Note(say("{path} does not belong to the journal, so the wizard ignores it.", path=path))
                )
            case "foreign" | "kept" | "lost":
                self._paths[kind].append(_text(fields[0]))

    def _pass_on(self, fields: Sequence[bytes]) -> None:
        step, number = fields[0], int(fields[1])
        if step in _STEPS:
            self._tell(Doing(_STEPS[step]))
            return
        path = self._changes[number - 1].shown
        what = say("Preparing {path}", path=path) if step == b"stage" else say("Replacing {path}", path=path)
        self._tell(Doing(what, number, len(self._changes)))

    def _pass_on_command(self, kind: bytes, number: int) -> None:
        if kind == b"undo":
            self._tell(Doing(say("Undoing command {number}", number=number)))
            return
        what = say("Running: {command}", command=self._commands[number - 1].line)
        self._tell(Doing(what, number, len(self._commands)))

    def receipt(self, complaint: str) -> Receipt:
        """What was done. Raises the refusal, or *cut-off* with *complaint* if the report ends without one."""
        if self._reached is not None:
            foreign, kept, lost = (tuple(self._paths[kind]) for kind in ("foreign", "kept", "lost"))
            return Receipt(*self._reached, foreign, kept, self._commands_now(), lost=lost)
        for path in self._paths["kept"]:
            self._tell(Note(say("Content that the wizard did not write was saved as {path}.", path=path)))
        for ran in self._commands_now():
            if (left := left_in_effect(ran)) is not None:
                self._tell(Note(left))
        if self._refused is None:
            raise refusal("cut-off", [complaint or "The machine's hand did not finish its report."])
        code, *detail = (_text(each) for each in self._refused)
        if code == "stopped":
            raise Stopped
        raise refusal(
            code, self._of_command(detail) if code in ("command-failed", "command-late") else detail
        )

    def _commands_now(self) -> tuple[Ran, ...]:
        try:
            return of_lines(self._ran)
        except Damaged:
            return ()

    def _of_command(self, detail: Sequence[str]) -> list[str]:
        """*detail* with the command instead of its number, and its last words."""
        number, *more = detail
        ran = self._commands_now()[int(number) - 1]
        return [line_of(ran.argv), *more, *ran.did.output.splitlines()[-1:]]


def _words(line: bytes) -> str:
    """What a program said in a line, as it stands on a screen after its last carriage return."""
    last = line.rstrip(b"\r").rpartition(b"\r")[2]
    return shown(last.decode("utf-8", "replace"))[:_NOISE_CHARS]


def _number(coded: bytes) -> int | None:
    return None if coded == b"-" else int(coded)


def _phase(coded: bytes) -> Phase | None:
    return None if coded == b"-" else Phase(coded.decode("ascii"))


def _text(coded: bytes) -> str:
    """A field of a report: a word of the journal, or after a star base64."""
    if coded.startswith(b"*"):
        return text_of(coded)
    try:
        return unword(coded.decode("ascii"))
    except (Damaged, UnicodeError):
        return coded.decode("utf-8", "replace")

"""What the looking script is asked, and what it answers: questions as lines of words, answers as framed lines.

Each line of an answer begins with ``@NONCE``, which nothing on the machine can guess; base64 lines after it are
its body. All else is noise and ignored. A question counts as answered only once its last line is there, so
an answer that was cut off is never taken for a short one.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from wizard.model.probes import (
    Account,
    AccountProbe,
    Answer,
    Answers,
    CommandProbe,
    Denied,
    Exited,
    FileProbe,
    Found,
    GlobProbe,
    Journal,
    JournalEntry,
    JournalProbe,
    Linked,
    LinkProbe,
    Matches,
    Missing,
    PathAnswer,
    Probe,
    Special,
    TooBig,
    Unavailable,
)
from wizard.patterns import lazy_pattern
from wizard.transports import commands
from wizard.transports.journal import moment, word
from wizard.transports.shell.child import End

_DIGITS: Final = 10
"""More than the number of any question has."""
_BASE64: Final = lazy_pattern(rb"[A-Za-z0-9+/]+={0,2}")
_CUT_OFF: Final = {
    End.OWN: "the answer was cut off",
    End.LATE: "the machine took too long to answer",
    End.FLOODED: "the answers were too long",
    End.STOPPED: "stopped",
}


def questions_text(
    probes: Sequence[Probe], user: str, journal: str, session_path: str, keeps_handed: bool = False
) -> str:
    """All of *probes* that a distro can answer, each with its place in the list as its number."""
    head = [f"user {word(user)}", f"journal {word(journal)}", f"path {word(session_path)}"]
    head += ["handed yes"] if keeps_handed else []
    asked = ((number, _question(probe)) for number, probe in enumerate(probes))
    return "\n".join([*head, *(f"{number} {line}" for number, line in asked if line is not None), "end"])


def _question(probe: Probe) -> str | None:
    match probe:
        case FileProbe(path, limit, head) if _is_path(path):
            return f"file {limit} {head:d} {word(path)}"
        case LinkProbe(path) if _is_path(path):
            return f"link {word(path)}"
        case GlobProbe(pattern, limit, head) if _is_path(pattern) and "\\" not in pattern:
            # To a shell a bracket is special too; to us it is a letter.
            return f"glob {limit} {head:d} {word(pattern.replace('[', '[[]'))}"
        case CommandProbe(argv, timeout_s, limit) if argv and "\0" not in "".join(argv):
            return f"command {timeout_s} {limit} {' '.join(map(word, argv))}"
        case AccountProbe():
            return "account"
        case JournalProbe(last, before):
            return f"journal {last} {before or 0}"
        case _:
            return None


def _is_path(path: str) -> bool:
    return path.startswith(("/", "~/")) and "\0" not in path


@dataclass(slots=True)
class _Said:
    """One framed line: what it is, its fields, and the base64 lines that followed it."""

    kind: str
    fields: list[bytes]
    lines: list[bytes] = field(default_factory=list)

    @property
    def body(self) -> bytes:
        return base64.b64decode(b"".join(self.lines), validate=True)


class AnswerReader:
    """Reads the lines of an answer to *probes*, and gives the answers in the end."""

    def __init__(self, nonce: str, probes: Sequence[Probe]) -> None:
        self.has_begun = False
        self._frame = f"@{nonce} ".encode("ascii")
        self._probes = probes
        self._said: dict[int, list[_Said]] = {}
        self._last: _Said | None = None
        self._is_foreign = False

    def hear(self, line: bytes) -> None:
        """Take in one line."""
        if line.startswith(self._frame):
            self._hear_framed(line[len(self._frame) :].split(b" "))
        elif self._last is not None and _BASE64.fullmatch(line):
            self._last.lines.append(line)

    def _hear_framed(self, words: list[bytes]) -> None:
        self._last = None
        if words[0].isdigit() and len(words[0]) < _DIGITS and len(words) > 1:
            self._last = _Said(words[1].decode("ascii", "replace"), words[2:])
            self._said.setdefault(int(words[0]), []).append(self._last)
        elif words[0] == b"hello":
            self.has_begun = True
        elif words[0] == b"nobody":
            self._is_foreign = True

    def answers(self, end: End) -> Answers:
        """The answers, after a conversation that ended for that reason."""
        why = "this user could not be looked for" if self._is_foreign else _CUT_OFF[end]
        pairs = [(probe, self._answer(number, probe, why)) for number, probe in enumerate(self._probes)]
        return Answers(tuple(pairs))

    def _answer(self, number: int, probe: Probe, why: str) -> Answer:
        if _question(probe) is None:
            return Unavailable("a distro cannot report this")
        try:
            answer = _answer_of(probe, self._said.get(number, []))
        except (ValueError, IndexError, UnicodeError):
            return Unavailable("the output is not valid")
        return answer or Unavailable(why)


def _answer_of(probe: Probe, said: Sequence[_Said]) -> Answer | None:
    """The answer, or None if its end is missing. Raises `ValueError`, `IndexError` if it is none of ours."""
    match probe:
        case FileProbe():
            return _path(said, probe.limit, probe.head)
        case LinkProbe():
            return _link(said)
        case GlobProbe():
            return _matches(probe, said)
        case CommandProbe():
            return _exited(probe, said)
        case AccountProbe():
            return _account(said)
        case _:
            return _journal(said)


def text_of(coded: bytes) -> str:
    """A field of an answer: as it is, or after a star in base64; ``-`` if it is empty."""
    raw = base64.b64decode(coded[1:], validate=True) if coded.startswith(b"*") else coded
    return "" if raw == coded == b"-" else raw.decode("utf-8", "surrogateescape")


def _maybe(coded: bytes) -> str | None:
    return text_of(coded) or None


def _path(said: Sequence[_Said], limit: int, head: bool) -> PathAnswer | None:
    kinds = {each.kind: each for each in said}
    if "denied" in kinds:
        return Denied()
    if "whole" in kinds and "found" in kinds:
        return _found(kinds["found"], limit, head)
    last = said[-1] if said else _Said("", [])
    match last.kind:
        case "missing":
            return Missing(_maybe(last.fields[0]))
        case "too-big":
            return TooBig(int(last.fields[0]))
        case "special":
            kind, mode, uid, gid, link = last.fields
            return Special(kind.decode("ascii"), int(mode, 16) & 0o7777, int(uid), int(gid), _maybe(link))
        case _:
            return None


def _found(said: _Said, limit: int, head: bool) -> Found | TooBig:
    mode, uid, gid, mtime, size, link = said.fields
    content = said.body
    if len(content) > limit and not head:  # it grew, or the kernel made it up as it was read
        return TooBig(max(int(size), len(content)))
    bits = int(mode, 16) & 0o7777
    return Found(content[:limit], bits, int(uid), int(gid), int(mtime), int(size), _maybe(link))


def _link(said: Sequence[_Said]) -> Linked | PathAnswer | None:
    if said and said[-1].kind == "linked":
        return Linked(text_of(said[-1].fields[0]))
    return _path(said, 0, True)


def _matches(probe: GlobProbe, said: Sequence[_Said]) -> Matches | None:
    if not said or said[-1].kind != "matched":
        return None
    entries: list[tuple[str, list[_Said]]] = []
    for each in said[:-1]:
        if each.kind == "at":
            entries.append((text_of(each.fields[0]), []))
        else:
            entries[-1][1].append(each)
    answers = ((path, _path(lines, probe.limit, probe.head)) for path, lines in entries)
    return Matches(tuple((path, answer or Denied()) for path, answer in answers))


def _exited(probe: CommandProbe, said: Sequence[_Said]) -> Exited | Unavailable | None:
    kinds = {each.kind: each for each in said}
    if "exited" not in kinds or "out" not in kinds:
        return None
    code = kinds["exited"].fields[0]
    if code == b"late":
        return Unavailable("it took too long")
    complaint = kinds["err"].body if "err" in kinds else b""
    return Exited(int(code), kinds["out"].body[: probe.limit], complaint[-probe.limit :])


def _account(said: Sequence[_Said]) -> Account | Unavailable | None:
    if not said:
        return None
    if said[-1].kind == "nobody":
        return Unavailable("the user does not exist")
    name, uid, gid, home, shell = said[-1].fields
    return Account(text_of(name), int(uid), int(gid), text_of(home), text_of(shell))


def _journal(said: Sequence[_Said]) -> Journal | None:
    if not said or said[-1].kind != "journal":
        return None
    opened = next((each.fields[0] for each in said if each.kind == "open"), b"-")
    is_closed = any(each.kind == "closed" for each in said)
    entries = tuple(_entries(said))
    return Journal(entries, int(opened) if opened != b"-" else None, not is_closed)


def _entries(said: Iterable[_Said]) -> Iterable[JournalEntry]:
    entry: JournalEntry | None = None
    for each in said:
        if each.kind == "batch":
            if entry is not None:
                yield entry
            number, phase, since = each.fields
            undone_at = moment(int(since)) if since != b"-" else None
            entry = JournalEntry(int(number), phase.decode("ascii"), each.body, undone_at=undone_at)
        elif each.kind == "note" and entry is not None:
            entry = replace(entry, note=each.body)
        elif each.kind == "ran" and entry is not None:
            entry = replace(entry, ran=commands.known(each.body))
    if entry is not None:
        yield entry

"""How facts are asked and read: the few shapes that all of them share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from wizard.model.facts import Fact, Side, Snapshot, Unknown
from wizard.model.probes import (
    Answer,
    Answers,
    Denied,
    Exited,
    FileProbe,
    Found,
    Matches,
    Missing,
    Probe,
    Special,
    TooBig,
    Unavailable,
)
from wizard.model.text import Text, from_english, plain, say
from wizard.model.wanted import Wanted

T = TypeVar("T")


_KINDS = {
    "directory": say("folder"),
    "fifo": say("named pipe"),
    "socket": say("socket"),
    "block": say("device"),
    "char": say("device"),
}


def kind_name(kind: str) -> Text:
    """What something is that is no file (`Special`), for people."""
    return _KINDS.get(kind) or plain(kind)


def always(*probes: Probe) -> Callable[[Wanted], tuple[Probe, ...]]:
    """The same questions, whatever is wanted."""
    return lambda want: probes


def asked_first(name: str, ask: Callable[[Wanted], tuple[Probe, ...]]) -> Fact[None]:
    """Asks in the first wave what a fact that waits for others, and *uses* this one, would ask alone in a later one: no
    look of one crossing more than it needs."""
    return Fact(name, ask, lambda answers, want: None)


def unknown(answer: Answer, what: str) -> Unknown:
    """Why an answer about *what* is no evidence."""
    match answer:
        case Unavailable():
            return Unknown(say("Could not check {what}: {why}.", what=what, why=from_english(answer.why)))
        case Denied():
            return Unknown(say("No permission to read {what}.", what=what))
        case TooBig():
            return Unknown(say("{what} is too large to read ({size} bytes).", what=what, size=answer.size))
        case Special():
            return Unknown(say("{what} is a {kind}, not a file.", what=what, kind=kind_name(answer.kind)))
        case Missing():
            return Unknown(say("{what} does not exist.", what=what))
        case _:
            return Unknown(plain(what))


def content(answer: Answer, path: str) -> bytes | None | Unknown:
    """The bytes of a file; None if there is no such file."""
    match answer:
        case Found():
            return answer.content
        case Missing():
            return None
        case _:
            return unknown(answer, path)


def file_fact(name: str, path: str, read: Callable[[bytes | None], T], *, fleeting: bool = False) -> Fact[T]:
    """A fact that one file tells; *read* gets its bytes, or None if there is no such file."""
    probe = FileProbe(path)

    def parse(answers: Answers, want: Wanted) -> T | Unknown:
        data = content(answers[probe], path)
        return data if isinstance(data, Unknown) else read(data)

    return Fact(name, always(probe), parse, fleeting=fleeting)


def derived(
    name: str,
    needs: tuple[Fact[Any], ...],
    read: Callable[[Snapshot, Wanted], T | Unknown],
    *,
    uses: tuple[Fact[Any], ...] = (),
    side: Side = Side.DISTRO,
    fleeting: bool = False,
) -> Fact[T]:
    """A fact that asks nothing: *read* makes it of the facts it *needs* and *uses* (see `Fact`)."""
    return Fact(
        name,
        lambda want, see: (),
        lambda answers, want, see: read(see, want),
        side,
        fleeting,
        needs=needs,
        uses=uses,
    )


def entries(answer: Answer) -> tuple[tuple[str, Found], ...]:
    """The files that a pattern matched, with their answers; none if it could not be looked at."""
    if not isinstance(answer, Matches):
        return ()
    return tuple((path, found) for path, found in answer.entries if isinstance(found, Found))


def is_folder(answer: Answer | None) -> bool | None:
    """Whether a folder is where it was asked for; None if that is not known."""
    if isinstance(answer, Special):
        return answer.kind == "directory"
    return False if isinstance(answer, Missing | Found) else None


def output(answer: Answer) -> str | None:
    """What a command printed, if it ran and said it went well."""
    if isinstance(answer, Exited) and answer.code == 0:
        return answer.out.decode("utf-8", "replace")
    return None

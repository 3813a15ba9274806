"""Every way a hand can say no, in sentences: what happened, what was and was not changed, what to do next.

Both hands speak in codes with a few details each; here is the one place where these become errors. Details
come in the order of the names in the sentence: a path, a number, a person, the system's own words.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from wizard.model.errors import (
    NOTHING_CHANGED,
    BusyError,
    InputError,
    MachineError,
    OpenError,
    StaleError,
    WizardError,
)
from wizard.model.text import Text, Value, from_english, say, system_words


class _Refusal(msgspec.Struct, frozen=True):
    """*text* has a place for each of *names*."""

    kind: type[WizardError]
    text: Text
    names: tuple[str, ...] = ()
    next_step: Text | None = None
    unchanged: Text | None = NOTHING_CHANGED


_LOOK_AGAIN = say("Look again, and decide on what is there now.")
_NOT_KNOWN = say("Some files may be changed and others not.")
_RECOVER = say("Undo it: every file is put back as it was, or the change is found to be complete.")
_FREE_SPACE = say("Free some space, then try again.")

_REFUSALS: Final[Mapping[str, _Refusal]] = {
    "stale": _Refusal(
        StaleError,
        say("{path} is not as it was when the plan was made."),
        ("path",),
        _LOOK_AGAIN,
        say("All files are as they were, but for what others changed."),
    ),
    "busy": _Refusal(
        BusyError,
        say("Another wizard is at work on this machine, started by {who}."),
        ("who",),
        say("Wait until it is done, or end it; then try again."),
    ),
    "trial-open": _Refusal(
        OpenError,
        say("Setup {number} waits for your word."),
        ("number",),
        say("Keep it or undo it first."),
    ),
    "interrupted-open": _Refusal(
        OpenError,
        say("Setup {number} was interrupted."),
        ("number",),
        say("Undo it first: all files are put back as they were."),
    ),
    "no-space": _Refusal(MachineError, say("The disk is full at {path}."), ("path",), _FREE_SPACE),
    "read-only": _Refusal(
        MachineError,
        say("{path} lies on a disk that can only be read."),
        ("path",),
        say("Make it writable, or restart the distro: Linux makes a damaged disk read-only."),
    ),
    "denied": _Refusal(
        MachineError,
        say("There is no permission to change {path}."),
        ("path",),
        say("Run the wizard as somebody who may, or change who owns it."),
    ),
    "no-hard-links": _Refusal(
        MachineError,
        say("The original of {path} could not be kept safe, for its disk knows no hard links."),
        ("path",),
        say("Change this file by hand, or move it to a Linux disk."),
    ),
    "unsafe-path": _Refusal(
        MachineError,
        say("{path} cannot be changed safely: something stands in its way, or its folder is a link."),
        ("path",),
        say("See what is at that place, then look again."),
    ),
    "missing-tool": _Refusal(
        MachineError,
        say("The distro has no {tool}, which is needed."),
        ("tool",),
        say("Install it in the distro, then try again."),
    ),
    "archive-mismatch": _Refusal(
        MachineError,
        say("The archive for {path} is not the one that was promised: its SHA-256 differs."),
        ("path",),
        say("Remove the downloaded file, then try again."),
    ),
    "archive-unseen": _Refusal(
        MachineError,
        say("The archive for {path} cannot be read from inside the machine."),
        ("path",),
        say("See that the file is there, and that the distro sees the drive it lies on (automount)."),
    ),
    "archive-unpack": _Refusal(
        MachineError,
        say("The archive for {path} could not be unpacked."),
        ("path",),
        say("Remove the downloaded file, then try again."),
    ),
    "staging-mismatch": _Refusal(
        MachineError,
        say("What was written for {path} does not read back the same."),
        ("path",),
        say("Check the disk, then try again."),
    ),
    "journal-damaged": _Refusal(
        MachineError,
        say("The journal is damaged at {path}."),
        ("path",),
        say("Make a report. The originals are still in the journal's folder."),
    ),
    "no-such-batch": _Refusal(MachineError, say("The journal has no setup {number}."), ("number",)),
    "wrong-phase": _Refusal(
        MachineError,
        say("Setup {number} is {phase}, so this cannot be done with it any more."),
        ("number", "phase"),
        say("To go back to an earlier state, choose it in the history."),
    ),
    "unreachable": _Refusal(
        MachineError,
        say("{site} could not be reached."),
        ("site",),
        say("Check that it starts, then try again."),
    ),
    "cut-off": _Refusal(
        MachineError, say("The work was cut off. {why}"), ("why",), _RECOVER, unchanged=_NOT_KNOWN
    ),
    "unsure": _Refusal(
        MachineError,
        say("Setup {number} is {phase}, but the disk reported an error while that was made durable."),
        ("number", "phase"),
        say("Check the disk, then look again."),
        say("A power cut now may take that back."),
    ),
    "timed-out": _Refusal(
        MachineError,
        say("The machine did not answer within {seconds} seconds."),
        ("seconds",),
        _RECOVER,
        unchanged=_NOT_KNOWN,
    ),
    "disk-error": _Refusal(
        MachineError,
        say("The disk reported an error at {path}."),
        ("path",),
        say("Check the disk, then try again."),
    ),
    "replay-cannot-act": _Refusal(
        InputError,
        say("This is a recorded machine: it can be looked at, but not changed."),
        next_step=say("Choose a distro, or a folder, to make changes."),
    ),
    "host-cannot-act": _Refusal(InputError, say("The wizard changes nothing on this side.")),
    "not-a-root": _Refusal(
        InputError,
        say("{path} is not the root of a distro: it has no folder named “etc”."),
        ("path",),
        say("Choose the folder that holds etc, home and usr."),
    ),
    "no-such-user": _Refusal(
        InputError,
        say("There is no user {name} in etc/passwd."),
        ("name",),
        say("Choose one that is there."),
    ),
}

_PHASES: Final = {
    "draft": say("interrupted"),
    "prepared": say("interrupted"),
    "switching": say("interrupted"),
    "trial": say("in trial"),
    "accepted": say("kept"),
    "undone": say("undone"),
}

CODES: Final = frozenset(_REFUSALS)
"""All codes that have a sentence."""


def refusal(code: str, detail: Sequence[str] = ()) -> WizardError:
    """The error for *code*. *detail* fills the places of its sentence (``?`` where one is left out); what is
    left over is the system's own words. A code that is not known (a newer hand) still makes a sentence."""
    known = _REFUSALS.get(code)
    words = [printable(word) for word in detail]
    if known is None:
        text = say("The machine refused: {code}.", code=printable(code))
        return MachineError(code, _with(text, words), unchanged=_NOT_KNOWN, next_step=_RECOVER)
    if code == "cut-off" and words[:1] and words[0] in CODES:
        return cut_off(refusal(words[0], words[1:]))
    places = [*words, *("?" for _ in known.names)]
    values = zip(known.names, map(_place, known.names, places), strict=False)
    text = Text(known.text.template, tuple(values))
    text = _with(text, words[len(known.names) :])
    return known.kind(code, text, unchanged=known.unchanged, next_step=known.next_step)


def _place(name: str, word: str) -> Value | Text:
    return _PHASES.get(word) or word if name == "phase" else word


def _with(text: Text, words: Sequence[str]) -> Text:
    said = " ".join(words).strip()
    return say("{sentence} ({words})", sentence=text, words=from_english(said)) if said else text


def printable(words: str) -> str:
    """*words* (a path, what a system said) with every byte and character that does not print escaped."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in words)


def cut_off(error: OSError | WizardError) -> WizardError:
    """The work ended half-way because of *error*, and taking it back did too."""
    said = refusal_of(error) if isinstance(error, OSError) else error
    known = _REFUSALS["cut-off"]
    text = Text(known.text.template, (("why", said.text),))
    return known.kind("cut-off", text, unchanged=known.unchanged, next_step=known.next_step)


_CODES_OF_ERRNO: Final = {
    errno.ENOSPC: "no-space",
    errno.EDQUOT: "no-space",
    errno.EROFS: "read-only",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EBUSY: "denied",
    errno.EXDEV: "no-hard-links",
    errno.EMLINK: "no-hard-links",
    errno.ELOOP: "unsafe-path",
    errno.ENAMETOOLONG: "unsafe-path",
    errno.ENOENT: "stale",
    errno.EEXIST: "stale",
    errno.ENOTDIR: "stale",
    errno.EISDIR: "stale",
    errno.ENOTEMPTY: "stale",
}


def refusal_of(error: OSError, path: str | None = None) -> WizardError:
    """The refusal that says what *error* says, about *path* (about its ``filename`` if not said)."""
    code = _CODES_OF_ERRNO.get(error.errno or 0, "disk-error")
    shown = path or str(error.filename or "?")
    return refusal(code, [shown] if code == "stale" else [shown, system_words(error)])

"""The errors of a refused order, as sentences: what happened, what was and was not changed, what to do next.

Both hands speak in codes with a few details each; here is the one place where these become errors. Details
come in the order of the names in the sentence: a path, a number, a person, the system's own words.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import Final

from wizard.model.errors import MachineError, WizardError
from wizard.model.shown.words import shown
from wizard.model.text import Text, Value, from_english, say, system_words
from wizard.transports.refusal_texts import NOT_KNOWN, PHASES, RECOVER, REFUSALS

CODES: Final = frozenset(REFUSALS)
"""All codes that have a sentence."""


def refusal(code: str, detail: Sequence[str] = ()) -> WizardError:
    """The error for *code*. *detail* fills the places of its sentence (``?`` where one is left out); what is
    left over is the system's own words. A code that is not known (a newer hand) still makes a sentence."""
    known = REFUSALS.get(code)
    words = [shown(word) for word in detail]
    if known is None:
        text = say("The machine refused the request: {code}.", code=shown(code))
        return MachineError(code, _with(text, words), unchanged=NOT_KNOWN, next_step=RECOVER)
    if code == "cut-off" and words[:1] and words[0] in CODES:
        return cut_off(refusal(words[0], words[1:]))
    places = [*words, *("?" for _ in known.names)]
    values = zip(known.names, map(_place, known.names, places), strict=False)
    text = Text(known.text.template, tuple(values))
    text = _with(text, words[len(known.names) :])
    return known.kind(code, text, unchanged=known.unchanged, next_step=known.next_step)


def _place(name: str, word: str) -> Value | Text:
    return PHASES.get(word) or word if name == "phase" else word


def _with(text: Text, words: Sequence[str]) -> Text:
    said = " ".join(words).strip().removesuffix(".")
    return say("{sentence} Details: {words}.", sentence=text, words=from_english(said)) if said else text


def cut_off(error: OSError | WizardError) -> WizardError:
    """The work ended half-way because of *error*, and taking it back did too."""
    said = refusal_of(error) if isinstance(error, OSError) else error
    if said.code == "cut-off":
        return said
    known = REFUSALS["cut-off"]
    text = Text(known.text.template, (("why", said.text),))
    return known.kind("cut-off", text, unchanged=known.unchanged, next_step=known.next_step)


_CODES_OF_ERRNO: Final = {
    errno.ENOSPC: "no-space",
    errno.EDQUOT: "no-space",
    errno.EROFS: "read-only",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EBUSY: "in-use",
    errno.EXDEV: "in-use",
    errno.ETXTBSY: "in-use",
    errno.EMLINK: "too-many-links",
    errno.ELOOP: "unsafe-path",
    errno.ENAMETOOLONG: "name-too-long",
    errno.EIO: "disk-error",
    errno.ENOENT: "stale",
    errno.EEXIST: "stale",
    errno.ENOTDIR: "stale",
    errno.EISDIR: "stale",
    errno.ENOTEMPTY: "stale",
}


def refusal_of(error: OSError, path: str | None = None) -> WizardError:
    """The refusal that says what *error* says, about *path* (about its ``filename`` if not said)."""
    code = _CODES_OF_ERRNO.get(error.errno or 0, "system-error")
    place = path or str(error.filename or "?")
    return refusal(code, [place] if code == "stale" else [place, system_words(error)])

"""The errors of a refused order, as sentences: what happened, what was and was not changed, what to do next.

Both hands speak in codes with a few details each; here is the one place where these become errors. Details
come in the order of the names in the sentence: a path, a number, a person, the system's own words.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from wizard.model.commands.lines import own_command
from wizard.model.errors import (
    NOTHING_CHANGED,
    UPDATE,
    BusyError,
    InputError,
    MachineError,
    OpenError,
    StaleError,
    WizardError,
)
from wizard.model.shown.words import shown
from wizard.model.text import Text, Value, from_english, say, system_words


class _Refusal(msgspec.Struct, frozen=True):
    """*text* has a place for each of *names*."""

    kind: type[WizardError]
    text: Text
    names: tuple[str, ...] = ()
    next_step: Text | None = None
    unchanged: Text | None = NOTHING_CHANGED


_LOOK_AGAIN = say("Check again, then decide.")
_NOT_KNOWN = say("Some files may already be changed.")
_RECOVER = say("Check again. You can undo an interrupted setup, and keep or undo a complete one.")
_FILES_UNCHANGED = say("All files are as they were. What a command did may remain.")
_FREE_SPACE = say("Free some space, then try again.")

_REFUSALS: Final[Mapping[str, _Refusal]] = {
    "stale": _Refusal(
        StaleError,
        say("{path} has changed since the plan was made."),
        ("path",),
        _LOOK_AGAIN,
        say("The wizard changed nothing."),
    ),
    "not-agreed": _Refusal(
        StaleError,
        say("A rehearsal with the prepared files differs from the plan."),
        next_step=say(
            "Check again, then decide. “{command}” applies without a rehearsal.",
            command=own_command("apply", "--no-rehearsal"),
        ),
    ),
    "busy": _Refusal(
        BusyError,
        say("{who} is already running the wizard on this machine."),
        ("who",),
        say("Wait until it finishes or close it, then try again."),
    ),
    "trial-open": _Refusal(
        OpenError,
        say("Setup {number} is still waiting for you to keep or undo it."),
        ("number",),
        say("Keep it or undo it first."),
    ),
    "interrupted-open": _Refusal(
        OpenError,
        say("Setup {number} was interrupted."),
        ("number",),
        say("Undo this setup first. All its files are restored."),
    ),
    "no-space": _Refusal(MachineError, say("The disk is full at {path}."), ("path",), _FREE_SPACE),
    "read-only": _Refusal(
        MachineError,
        say("The disk at {path} is read-only."),
        ("path",),
        say(
            "Make the disk writable, or restart the distro if Linux made the disk read-only because of"
            " an error."
        ),
    ),
    "denied": _Refusal(
        MachineError,
        say("Permission to change {path} was denied."),
        ("path",),
        say("Run the wizard as a user with this permission, or change the owner."),
    ),
    "attributes-lost": _Refusal(
        MachineError,
        say("{path} has extended attributes or an ACL that cannot be kept."),
        ("path",),
        say("Change this file by hand, or remove them with setfacl -b and setfattr -x."),
    ),
    "append-only": _Refusal(
        MachineError,
        say("Files in {path} cannot be replaced, because the folder is append-only (chattr +a)."),
        ("path",),
        say("Remove this attribute with chattr -a, then try again."),
    ),
    "in-use": _Refusal(
        MachineError,
        say("{path} is in use or is a mount point."),
        ("path",),
        say("Close the programs that use it or unmount it, then try again."),
    ),
    "too-many-links": _Refusal(
        MachineError,
        say("{path} has too many hard links."),
        ("path",),
        say("Delete some of its hard links, then try again."),
    ),
    "name-too-long": _Refusal(
        MachineError,
        say("The name {path} is too long."),
        ("path",),
        say("Shorten the name, then try again."),
    ),
    "no-hard-links": _Refusal(
        MachineError,
        say("The original of {path} cannot be preserved because its disk does not support hard links."),
        ("path",),
        say("Change this file by hand, or move it to a Linux disk."),
    ),
    "unsafe-path": _Refusal(
        MachineError,
        say("{path} cannot be changed safely because it is not a regular file, or its folder is a link."),
        ("path",),
        say("Check what is at this path, then try again."),
    ),
    "missing-tool": _Refusal(
        MachineError,
        say("{tool} is missing from the distro."),
        ("tool",),
        say("Install it in the distro, then try again."),
    ),
    "archive-mismatch": _Refusal(
        MachineError,
        say("The SHA-256 of the archive for {path} differs from the plan."),
        ("path",),
        say("Delete the downloaded file, then try again."),
    ),
    "archive-unseen": _Refusal(
        MachineError,
        say("The distro cannot read the archive for {path}."),
        ("path",),
        say("Check that the file exists and that the distro mounts its drive (automount)."),
    ),
    "archive-denied": _Refusal(
        MachineError,
        say("The user that Go is installed for cannot read the archive for {path}."),
        ("path",),
        say("Let this user read the archive and its folder, or run the wizard as this user."),
    ),
    "archive-unpack": _Refusal(
        MachineError,
        say("The archive for {path} could not be unpacked."),
        ("path",),
        say("Delete the downloaded file, then try again."),
    ),
    "staging-mismatch": _Refusal(
        MachineError,
        say("The content written for {path} differs when read back."),
        ("path",),
        say("Check the disk, then try again."),
    ),
    "journal-damaged": _Refusal(
        MachineError,
        say("The journal is damaged at {path}."),
        ("path",),
        say(
            "The original files are still in the journal's folder. Record the machine for the"
            " developers: {command}",
            command=own_command("record", "FILE"),
        ),
    ),
    "newer-version": _Refusal(
        InputError,
        say("{path} was written by a newer version of WSL Go Wizard."),
        ("path",),
        UPDATE,
    ),
    "no-such-batch": _Refusal(MachineError, say("The journal does not contain setup {number}."), ("number",)),
    "setup-lost": _Refusal(
        MachineError,
        say("Setup {number} can no longer be undone, because its folder {path} was deleted."),
        ("number", "path"),
        say("Its changes may still be in the files. Check again."),
    ),
    "wrong-phase": _Refusal(
        MachineError,
        say("Setup {number} is {phase}, so this is no longer possible."),
        ("number", "phase"),
        say("To go back to an earlier state, choose it in the history."),
    ),
    "unreachable": _Refusal(
        MachineError,
        say("Could not connect to {site}."),
        ("site",),
        say("Check that it starts, then try again."),
    ),
    "cut-off": _Refusal(
        MachineError, say("The changes were interrupted. {why}"), ("why",), _RECOVER, unchanged=_NOT_KNOWN
    ),
    "unsure": _Refusal(
        MachineError,
        say("Setup {number} is {phase}, but the disk reported an error while this state was being saved."),
        ("number", "phase"),
        say("Check the disk, then check again."),
        say("If the power fails now, this state may be lost."),
    ),
    "timed-out": _Refusal(
        MachineError,
        say("The machine did not respond within {seconds} seconds."),
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
    "system-error": _Refusal(
        MachineError,
        say("The system reported an error at {path}."),
        ("path",),
        say("Remove its cause, then try again."),
    ),
    "command-failed": _Refusal(
        MachineError,
        say("“{command}” failed with exit code {code}."),
        ("command", "code"),
        say("Read what it printed, remove the cause, then try again."),
        _FILES_UNCHANGED,
    ),
    "command-late": _Refusal(
        MachineError,
        say("“{command}” took too long and was stopped."),
        ("command",),
        say("Run it in a terminal to see what it is waiting for, then try again."),
        _FILES_UNCHANGED,
    ),
    "no-commands": _Refusal(
        InputError,
        say("The plan runs commands, and no commands can be run in a folder."),
        next_step=say("Make a new plan on the running distro."),
    ),
    "missing-program": _Refusal(
        MachineError,
        say("This PC has no {program} that the wizard may run."),
        ("program",),
        say("Check that WSL is installed, then try again."),
        _FILES_UNCHANGED,
    ),
    "replay-cannot-act": _Refusal(
        InputError,
        say("A recorded machine can be checked but not changed."),
        next_step=say("To make changes, choose a distro or a folder."),
    ),
    "host-cannot-act": _Refusal(InputError, say("The wizard cannot make this change from this machine.")),
    "not-a-root": _Refusal(
        InputError,
        say("{path} is not the root folder of a distro. The folder “etc” is missing."),
        ("path",),
        say("Choose the folder that contains etc, home and usr."),
    ),
    "no-such-user": _Refusal(
        InputError,
        say("etc/passwd does not contain the user {name}."),
        ("name",),
        say("Choose a user from etc/passwd."),
    ),
}

_PHASES: Final = {
    "draft": say("interrupted"),
    "prepared": say("interrupted"),
    "switching": say("interrupted"),
    "trial": say("waiting for your decision"),
    "accepted": say("kept"),
    "undone": say("undone"),
}

CODES: Final = frozenset(_REFUSALS)
"""All codes that have a sentence."""


def refusal(code: str, detail: Sequence[str] = ()) -> WizardError:
    """The error for *code*. *detail* fills the places of its sentence (``?`` where one is left out); what is
    left over is the system's own words. A code that is not known (a newer hand) still makes a sentence."""
    known = _REFUSALS.get(code)
    words = [shown(word) for word in detail]
    if known is None:
        text = say("The machine refused the request: {code}.", code=shown(code))
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
    said = " ".join(words).strip().removesuffix(".")
    return say("{sentence} Details: {words}.", sentence=text, words=from_english(said)) if said else text


def cut_off(error: OSError | WizardError) -> WizardError:
    """The work ended half-way because of *error*, and taking it back did too."""
    said = refusal_of(error) if isinstance(error, OSError) else error
    if said.code == "cut-off":
        return said
    known = _REFUSALS["cut-off"]
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

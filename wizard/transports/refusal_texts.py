"""What is said of a refused order, for every code of a hand: what happened, what was not changed, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
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
from wizard.model.text import Text, say


class Refusal(msgspec.Struct, frozen=True):
    """What happened: *text* has a place for each of *names*. What was *unchanged*, and what to do next."""

    kind: type[WizardError]
    text: Text
    names: tuple[str, ...] = ()
    next_step: Text | None = None
    unchanged: Text | None = NOTHING_CHANGED


_LOOK_AGAIN = say("Check again, then decide.")
NOT_KNOWN = say("Some files may already be changed.")
RECOVER = say("Check again. You can undo an interrupted setup, and keep or undo a complete one.")
_FILES_UNCHANGED = say("All files are as they were. What a command did may remain.")
_FREE_SPACE = say("Free some space, then try again.")

REFUSALS: Final[Mapping[str, Refusal]] = {
    "stale": Refusal(
        StaleError,
        say("{path} has changed since the plan was made."),
        ("path",),
        _LOOK_AGAIN,
        say("The wizard changed nothing."),
    ),
    "not-agreed": Refusal(
        StaleError,
        say("A rehearsal with the prepared files differs from the plan."),
        next_step=say(
            "Check again, then decide. “{command}” applies without a rehearsal.",
            command=own_command("apply", "--no-rehearsal"),
        ),
    ),
    "busy": Refusal(
        BusyError,
        say("{who} is already running the wizard on this machine."),
        ("who",),
        say("Wait until it finishes or close it, then try again."),
    ),
    "trial-open": Refusal(
        OpenError,
        say("Setup {number} is still waiting for you to keep or undo it."),
        ("number",),
        say("Keep it or undo it first."),
    ),
    "interrupted-open": Refusal(
        OpenError,
        say("Setup {number} was interrupted."),
        ("number",),
        say("Undo this setup first. All its files are restored."),
    ),
    "no-space": Refusal(MachineError, say("The disk is full at {path}."), ("path",), _FREE_SPACE),
    "read-only": Refusal(
        MachineError,
        say("The disk at {path} is read-only."),
        ("path",),
        say(
            "Make the disk writable, or restart the distro if Linux made the disk read-only because of"
            " an error."
        ),
    ),
    "denied": Refusal(
        MachineError,
        say("Permission to change {path} was denied."),
        ("path",),
        say("Run the wizard as a user with this permission, or change the owner."),
    ),
    "attributes-lost": Refusal(
        MachineError,
        say("{path} has extended attributes or an ACL that cannot be kept."),
        ("path",),
        say("Change this file by hand, or remove them with setfacl -b and setfattr -x."),
    ),
    "append-only": Refusal(
        MachineError,
        say("Files in {path} cannot be replaced, because the folder is append-only (chattr +a)."),
        ("path",),
        say("Remove this attribute with chattr -a, then try again."),
    ),
    "in-use": Refusal(
        MachineError,
        say("{path} is in use or is a mount point."),
        ("path",),
        say("Close the programs that use it or unmount it, then try again."),
    ),
    "too-many-links": Refusal(
        MachineError,
        say("{path} has too many hard links."),
        ("path",),
        say("Delete some of its hard links, then try again."),
    ),
    "name-too-long": Refusal(
        MachineError,
        say("The name {path} is too long."),
        ("path",),
        say("Shorten the name, then try again."),
    ),
    "no-hard-links": Refusal(
        MachineError,
        say("The original of {path} cannot be preserved because its disk does not support hard links."),
        ("path",),
        say("Change this file by hand, or move it to a Linux disk."),
    ),
    "unsafe-path": Refusal(
        MachineError,
        say("{path} cannot be changed safely because it is not a regular file, or its folder is a link."),
        ("path",),
        say("Check what is at this path, then try again."),
    ),
    "missing-tool": Refusal(
        MachineError,
        say("{tool} is missing from the distro."),
        ("tool",),
        say("Install it in the distro, then try again."),
    ),
    "archive-mismatch": Refusal(
        MachineError,
        say("The SHA-256 of the archive for {path} differs from the plan."),
        ("path",),
        say("Delete the downloaded file, then try again."),
    ),
    "archive-unseen": Refusal(
        MachineError,
        say("The distro cannot read the archive for {path}."),
        ("path",),
        say("Check that the file exists and that the distro mounts its drive (automount)."),
    ),
    "archive-denied": Refusal(
        MachineError,
        say("The user that Go is installed for cannot read the archive for {path}."),
        ("path",),
        say("Let this user read the archive and its folder, or run the wizard as this user."),
    ),
    "archive-unpack": Refusal(
        MachineError,
        say("The archive for {path} could not be unpacked."),
        ("path",),
        say("Delete the downloaded file, then try again."),
    ),
    "staging-mismatch": Refusal(
        MachineError,
        say("The content written for {path} differs when read back."),
        ("path",),
        say("Check the disk, then try again."),
    ),
    "original-lost": Refusal(
        MachineError,
        say(
            "The original of {path} is no longer in the journal, and the wizard keeps no other copy of passwords."
        ),
        ("path",),
    ),
    "journal-damaged": Refusal(
        MachineError,
        say("The journal is damaged at {path}."),
        ("path",),
        say(
            "The original files are still in the journal's folder. Record the machine for the"
            " developers: {command}",
            command=own_command("record", "FILE"),
        ),
    ),
    "newer-version": Refusal(
        InputError,
        say("{path} was written by a newer version of WSL Go Wizard."),
        ("path",),
        UPDATE,
    ),
    "no-such-batch": Refusal(MachineError, say("The journal does not contain setup {number}."), ("number",)),
    "setup-lost": Refusal(
        MachineError,
        say("Setup {number} can no longer be undone, because its folder {path} was deleted."),
        ("number", "path"),
        say("Its changes may still be in the files. Check again."),
    ),
    "wrong-phase": Refusal(
        MachineError,
        say("Setup {number} is {phase}, so this is no longer possible."),
        ("number", "phase"),
        say("To go back to an earlier state, choose it in the history."),
    ),
    "unreachable": Refusal(
        MachineError,
        say("Could not connect to {site}."),
        ("site",),
        say("Check that it starts, then try again."),
    ),
    "cut-off": Refusal(
        MachineError, say("The changes were interrupted. {why}"), ("why",), RECOVER, unchanged=NOT_KNOWN
    ),
    "unsure": Refusal(
        MachineError,
        say("Setup {number} is {phase}, but the disk reported an error while this state was being saved."),
        ("number", "phase"),
        say("Check the disk, then check again."),
        say("If the power fails now, this state may be lost."),
    ),
    "timed-out": Refusal(
        MachineError,
        say("The machine did not respond within {seconds} seconds."),
        ("seconds",),
        RECOVER,
        unchanged=NOT_KNOWN,
    ),
    "disk-error": Refusal(
        MachineError,
        say("The disk reported an error at {path}."),
        ("path",),
        say("Check the disk, then try again."),
    ),
    "system-error": Refusal(
        MachineError,
        say("The system reported an error at {path}."),
        ("path",),
        say("Remove its cause, then try again."),
    ),
    "command-failed": Refusal(
        MachineError,
        say("“{command}” failed with exit code {code}."),
        ("command", "code"),
        say("Read what it printed, remove the cause, then try again."),
        _FILES_UNCHANGED,
    ),
    "command-late": Refusal(
        MachineError,
        say("“{command}” took too long and was stopped."),
        ("command",),
        say("Run it in a terminal to see what it is waiting for, then try again."),
        _FILES_UNCHANGED,
    ),
    "no-commands": Refusal(
        InputError,
        say("The plan runs commands, and no commands can be run in a folder."),
        next_step=say("Make a new plan on the running distro."),
    ),
    "missing-program": Refusal(
        MachineError,
        say("This PC has no {program} that the wizard may run."),
        ("program",),
        say("Check that WSL is installed, then try again."),
        _FILES_UNCHANGED,
    ),
    "replay-cannot-act": Refusal(
        InputError,
        say("A recorded machine can be checked but not changed."),
        next_step=say("To make changes, choose a distro or a folder."),
    ),
    "host-cannot-act": Refusal(InputError, say("The wizard cannot make this change from this machine.")),
    "not-a-root": Refusal(
        InputError,
        say("{path} is not the root folder of a distro. The folder “etc” is missing."),
        ("path",),
        say("Choose the folder that contains etc, home and usr."),
    ),
    "no-such-user": Refusal(
        InputError,
        say("etc/passwd does not contain the user {name}."),
        ("name",),
        say("Choose a user from etc/passwd."),
    ),
}

PHASES: Final = {
    "draft": say("interrupted"),
    "prepared": say("interrupted"),
    "switching": say("interrupted"),
    "trial": say("waiting for your decision"),
    "accepted": say("kept"),
    "undone": say("undone"),
}

"""Files with secrets that others may read: what closes them, and what takes exactly that back."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.model.commands.command import Command
from wizard.model.edits.files import RunCommand
from wizard.model.findings import Evidence, Finding
from wizard.model.probes import Account
from wizard.model.text import Text, say
from wizard.rules.commands import take_for_yourself
from wizard.rules.declare import fixable


def to_close(path: str, mode: int, account: Account) -> RunCommand:
    """What lets nobody but its owner read the file *path* (``~/…`` in the home), of which the mode is *mode*."""
    place = f"{account.home}/{path[2:]}" if path.startswith("~/") else path
    return RunCommand(
        Command(
            ("chmod", "600", place),
            as_root=False,
            undo=("chmod", f"{mode & 0o7777:o}", place),
            why=say("Lets no other user read the file."),
            limit_s=60,
        )
    )


def by_hand(path: str) -> Text:
    """What a person does about one that belongs to root, who does not work among what users may swap."""
    return say("Keep it to yourself: {command}", command=take_for_yourself(path))


def open_to_others(
    says: Text, modes: dict[str, int], account: Account, *evidence: Evidence, why: Text
) -> Finding:
    """That the files of *modes*, all of the user, are open."""
    return with_closing(
        says, (to_close(path, mode, account) for path, mode in modes.items()), *evidence, why=why
    )


def with_closing(says: Text, repairs: Iterable[RunCommand], *evidence: Evidence, why: Text) -> Finding:
    """A finding that *repairs* of `to_close` repair."""
    return fixable(
        says,
        repairs,
        *evidence,
        why=why,
        effect=say("Takes effect immediately."),
        may_break=say("Programs of other users can no longer read it."),
    )

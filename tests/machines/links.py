"""Links in folders that play a machine: real ones, or, where Windows makes none, noted as in the wizard's demo."""

from __future__ import annotations

from pathlib import Path

from tests.systems import IS_WINDOWS
from wizard.transports.direct.floor_plain import SIGN, has_links, note


def link(root: Path, name: str, target: str) -> None:
    """A link *name* of the machine at *root*, in a folder that is there. Raises `FileExistsError`."""
    path = root / name.removeprefix("/")
    if not IS_WINDOWS or has_links(root):
        path.symlink_to(target)
        return
    (root / SIGN).touch()
    with path.open("xb") as file:
        file.write(note(target))

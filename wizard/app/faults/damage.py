"""Whether a fault is one of the installation: a part of the program is missing, or a file that belongs to it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from wizard.model.text import Text, say
from wizard.resources import DamagedError, resource

_PACKAGE: Final = Path(__file__).resolve().parents[2]


def missing_part(fault: BaseException) -> str | None:
    """The module or file that *fault* shows to be missing or unreadable; None if it shows nothing of the kind."""
    match fault:
        case ImportError():
            return fault.name or str(fault)
        case DamagedError():
            return str(fault.path)
        case OSError() if fault.filename is not None and _is_own(Path(str(fault.filename))):
            return str(fault.filename)
        case _:
            return None


def _is_own(path: Path) -> bool:
    return any(path.is_relative_to(folder) for folder in (_PACKAGE, resource()))


def damaged(part: str, report: Path) -> Text:
    """The sentence that tells the user of it."""
    return say(
        "WSL Go Wizard is damaged: {part} is missing or cannot be read. Install it again. Details: {path}",
        part=part,
        path=str(report),
    )

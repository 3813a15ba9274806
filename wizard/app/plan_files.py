"""Plans as files: made here or elsewhere, read strictly, refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import msgspec

from wizard.model.errors import InputError
from wizard.model.plans import FORMAT, Plan
from wizard.model.text import Text, reason_of, say

SIZE_LIMIT = 256 << 20


def save(plan: Plan, path: Path) -> None:
    """Write *plan* for `load`, readable by its owner only. Raises `InputError`."""
    try:
        path.write_bytes(msgspec.json.format(msgspec.json.encode(plan), indent=1))
        path.chmod(0o600)
    except OSError as error:
        why = reason_of(error)
        raise InputError(
            "plan-not-saved", say("{path} could not be written: {why}.", path=str(path), why=why)
        ) from error


def load(path: Path) -> Plan:
    """Read a plan. Raises `InputError` with one sentence for anything that is none."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise _refused(path, say("it is far too big"))
        plan = msgspec.json.decode(path.read_bytes(), type=Plan)
    except OSError as error:
        raise _refused(path, reason_of(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _refused(path, say("it is not a plan ({why})", why=str(error)[:200])) from error
    if plan.format != FORMAT:
        raise _refused(path, say("it was written by another version of this program"))
    return plan


def _refused(path: Path, why: Text) -> InputError:
    return InputError("plan-unusable", say("The plan {path} cannot be used: {why}.", path=str(path), why=why))

"""Plans as files: read strictly, refused with a sentence. Their versions are told in `wizard.model.plans`; what they
say is not believed (`wizard.app.plans.saved`)."""

from __future__ import annotations

from pathlib import Path

import msgspec

from wizard.model.errors import InputError, newer
from wizard.model.formats import Newer
from wizard.model.plans import PLANS, Plan
from wizard.model.text import Text, reason_of, say
from wizard.transports.private_files import FileTooBig, read_named, save_private

SIZE_LIMIT = 256 << 20


def save(plan: Plan, path: Path) -> None:
    """Write *plan* for `load`, readable by its owner only. Raises `InputError`."""
    save_private(path, msgspec.json.format(msgspec.json.encode(plan), indent=1), "plan-not-saved")


def load(path: Path) -> Plan:
    """Read a plan. Raises `InputError` with one sentence for anything that is none."""
    try:
        return PLANS.decode(read_named(path, SIZE_LIMIT), Plan)
    except FileTooBig as error:
        raise _refused(path, say("the file is too big")) from error
    except OSError as error:
        raise _refused(path, reason_of(error)) from error
    except Newer as error:
        raise newer(str(path)) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _refused(path, say("the file is not a plan ({why})", why=str(error)[:200])) from error


def _refused(path: Path, why: Text) -> InputError:
    text = say("The plan {path} cannot be used: {why}.", path=str(path), why=why)
    return InputError("plan-unusable", text, next_step=say("Make a new plan on this machine."))

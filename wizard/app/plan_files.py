"""Plans as files: made here or elsewhere, read strictly, refused with a sentence. Their versions are told in
`wizard.model.plans`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from wizard.app.look import Look
from wizard.app.session import Session
from wizard.model.errors import InputError, StaleError, newer
from wizard.model.formats import Newer
from wizard.model.orders import Phase
from wizard.model.plans import PLANS, Plan, Setup
from wizard.model.text import Text, reason_of, say
from wizard.transports.private_files import save_private

SIZE_LIMIT = 256 << 20
_ANEW = say("Make a new plan on this machine.")
_NOT_THE_WAY_BACK = say("It does not undo what the setup did.")


def save(plan: Plan, path: Path) -> None:
    """Write *plan* for `load`, readable by its owner only. Raises `InputError`."""
    save_private(path, msgspec.json.format(msgspec.json.encode(plan), indent=1), "plan-not-saved")


def load(path: Path) -> Plan:
    """Read a plan. Raises `InputError` with one sentence for anything that is none."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise _refused(path, say("the file is too big"))
        return PLANS.decode(path.read_bytes(), Plan)
    except OSError as error:
        raise _refused(path, reason_of(error)) from error
    except Newer as error:
        raise newer(str(path)) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _refused(path, say("the file is not a plan ({why})", why=str(error)[:200])) from error


def check(plan: Plan, session: Session, look: Look) -> None:
    """Raise `InputError` if *plan*, which was read from a file, was made for another machine than that of *session*, or
    is none that could have been made for it, as *look* sees it: what a file says is no proof of what it does. Raise
    `StaleError` if it would write other bytes than this version does."""
    from wizard.engine.provenance import foreign_part, made_otherwise

    if plan.machine != look.ground.machine:
        raise InputError(
            "plan-other-machine",
            say("This plan was made for a different machine ({site}).", site=plan.site),
            next_step=_ANEW,
        )
    if plan.undoes is None:
        why = foreign_part(plan, look.ground, session.rule_ids)
    else:
        why = None if _is_the_way_back(plan, session, session.setup(plan.undoes)) else _NOT_THE_WAY_BACK
    if why is not None:
        raise InputError(
            "plan-foreign",
            say("The wizard could not have made this plan for this machine. {why}", why=why),
            next_step=_ANEW,
        )
    path = made_otherwise(plan, look.ground) if plan.undoes is None else None
    if path is not None:
        raise StaleError(
            "plan-made-otherwise",
            say(
                "This version does not write to {path} what the plan says: it was changed, or made by another version.",
                path=path,
            ),
            next_step=_ANEW,
        )


def _is_the_way_back(plan: Plan, session: Session, setup: Setup) -> bool:
    """Whether *plan* takes *setup* back as it would be taken back now, in one way or the other."""
    ways = (session.back(setup, keeps_edits=keeps) for keeps in (setup.phase is Phase.UNDONE, True))
    return any((made.changes, made.commands) == (plan.changes, plan.commands) for made in ways)


def _refused(path: Path, why: Text) -> InputError:
    return InputError("plan-unusable", say("The plan {path} cannot be used: {why}.", path=str(path), why=why))

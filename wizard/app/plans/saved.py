"""Plans that were saved, here or elsewhere, or that a journal kept: held against those that are made here and now."""

from __future__ import annotations

from typing import Final

from wizard.app.look import Look
from wizard.app.profiles.harm import harm
from wizard.app.profiles.shipped import shipped
from wizard.app.session import Session
from wizard.engine import provenance
from wizard.model.errors import InputError, StaleError
from wizard.model.orders import Phase
from wizard.model.plans import Plan
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.transports.refusals import refusal

_ANEW: Final = say("Make a new plan on this machine.")


def take_profile(plan: Plan, session: Session) -> None:
    """Let *session* want what *plan*, which was read from a file, was made for. Raises `InputError` for a profile that
    cannot be used, `StaleError` for one that would ask an address which nobody but that file names."""
    wanted = plan.wanted or _named(plan.profile, session.wanted)
    if wanted == session.wanted:
        return
    found = harm(wanted)
    if found is not None:
        raise InputError(
            "plan-profile",
            say("The profile in this plan cannot be used: {why}.", why=found.why),
            next_step=_ANEW,
        )
    known = {source for each in (session.wanted, *shipped()) for source in each.go.sources}
    new = [source for source in wanted.go.sources if source not in known]
    if new and wanted.go.version is not None:
        raise StaleError(
            "plan-sources",
            say("This plan downloads Go from {source}, which is not in your profile.", source=new[0]),
            next_step=say("Choose the profile that the plan was made with, then try again."),
        )
    session.wanted = wanted


def _named(profile: str, own: Wanted) -> Wanted:
    """The profile that an older version has saved only by name: one's *own* if it has that name, else the shipped one;
    one's own, too, if there is none."""
    return next((each for each in (own, *shipped()) if each.name == profile), own)


def remade(plan: Plan, session: Session, look: Look) -> Plan:
    """*plan*, which was read from a file, as this version makes it of the same repairs, as *look* sees the machine
    (`take_profile` comes before). What a file says is no proof of what it does: nothing of it is used but which repairs
    were asked for. Raises `StaleError` if that comes to anything else than the file says, and `InputError` if it was
    made for another machine."""
    if plan.machine != look.ground.machine:
        raise InputError(
            "plan-other-machine",
            say("This plan was made for a different machine ({site}).", site=plan.site),
            next_step=_ANEW,
        )
    return _repairs(plan, session, look) if plan.undoes is None else _way_back(plan, session, plan.undoes)


def _repairs(plan: Plan, session: Session, look: Look) -> Plan:
    made = session.plan(look, provenance.rules_asked(plan))
    path = provenance.moved_on(plan, made)
    if path is not None:
        raise refusal("stale", [path])
    why = provenance.difference(plan, made, look.judged)
    if why is not None:
        raise _made_otherwise(why)
    return made


def _way_back(plan: Plan, session: Session, undoes: int) -> Plan:
    """The way to take setup *undoes* back, of the two there are, that *plan* is."""
    setup = session.setup(undoes)
    for keeps_edits in (setup.phase is Phase.UNDONE, True):
        made = session.back(setup, keeps_edits=keeps_edits)
        if provenance.difference(plan, made) is None:
            return made
    raise _made_otherwise(say("Undoing setup {number} would now make different changes.", number=undoes))


def _made_otherwise(why: Text) -> StaleError:
    return StaleError(
        "plan-made-otherwise",
        say("The saved plan differs from what the wizard plans here now. {why}", why=why),
        next_step=_ANEW,
    )

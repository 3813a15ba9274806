"""Shutting down and starting again: what that would end, told first, and whether it is still to come."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from wizard.facts.age import AGE, Age
from wizard.model.errors import MachineError, Stopped, WizardError
from wizard.model.events import Doing, Stop, Tell
from wizard.model.facts import Unknown
from wizard.model.findings import Restart
from wizard.model.ports import Site, SiteKind, Transport
from wizard.model.probes import Answers
from wizard.model.radius import Radius
from wizard.model.text import plain, say
from wizard.model.wanted import Wanted

if TYPE_CHECKING:
    from wizard.app.restart.other_distros import OtherDistros
    from wizard.facts.processes import Running

# What runs is told apart only before a restart, so who does that is imported then.


def radius(
    restart: Restart, transport: Transport, other_distros: OtherDistros | None, tell: Tell, stop: Stop
) -> Radius:
    """What *restart* would end: of the machine of *transport* alone (one crossing), or of all distros that run (one
    crossing to list them, and one for each in which people work). None is started for it. What cannot be
    looked at is said."""
    from wizard.engine import radius as radii

    if restart <= Restart.SHELL:
        return Radius(restart)
    if restart is Restart.DISTRO:
        name = transport.site.name
        return radii.radius(restart, (name,), {name: _running(lambda: transport, name, tell, stop)})
    try:
        names = other_distros.running(stop) if other_distros is not None else None
    except MachineError as error:
        return radii.radius(restart, (), {}, (error.text,))
    if other_distros is None or names is None:
        return radii.radius(restart, (), {}, (say("Could not find out which distros are running."),))
    running_by_distro: dict[str, Running | Unknown] = {}
    for name in names:
        if radii.appliance(name) is None:
            running_by_distro[name] = _running(functools.partial(other_distros.open, name), name, tell, stop)
    return radii.radius(restart, names, running_by_distro)


def _running(open_transport: Callable[[], Transport], name: str, tell: Tell, stop: Stop) -> Running | Unknown:
    from wizard.facts.processes import RUNNING

    tell(Doing(say("Checking which programs run in {site}", site=name)))
    nothing = Wanted()
    try:
        return RUNNING.read(open_transport().read(RUNNING.ask(nothing), stop), nothing)
    except Stopped:
        raise
    except WizardError as error:
        return Unknown(error.text)


def shut_down(transport: Transport, other_distros: OtherDistros | None, tell: Tell) -> None:
    """Restart all of WSL: the distros that ran are started again, as far as people work in them.

    Raises `MachineError`: ``no-boot`` if one does not come back.
    """
    try:
        names = other_distros.running() if other_distros is not None else ()
    except MachineError:
        names = ()  # a WSL that does not answer is what a restart is for
    transport.restart(tell)
    start(other_distros, names, tell)


def start(other_distros: OtherDistros | None, names: Iterable[str], tell: Tell) -> None:
    """Start those of the distros *names* in which people work. Raises `MachineError`: ``no-boot``."""
    from wizard.engine import radius as radii

    for name in names:
        if other_distros is not None and radii.appliance(name) is None:
            tell(Doing(say("Starting {site}", site=name)))
            other_distros.start(name, tell)


def not_seen_after_restart(site: Site, error: WizardError) -> WizardError:
    """*site* was restarted, and then could not be looked at because of *error*."""
    what = plain("WSL") if site.kind is SiteKind.WINDOWS else plain(site.name)
    if isinstance(error, Stopped):
        error.unchanged = say("{what} was restarted.", what=what)
        return error
    return MachineError(
        "restarted-unseen",
        say("{what} was restarted, but could not be checked afterwards: {why}", what=what, why=error.text),
        say("The restart did not change its files."),
        error.next_step or say("Check again."),
    )


def moment(when: datetime) -> str:
    """*when*, which is in UTC, in the form of `Record.at`: ISO 8601 to the millisecond, for a machine may start and be
    changed within one second."""
    return when.isoformat(timespec="milliseconds")


def began(age: Age | None | Unknown, asked: datetime, heard: datetime, restart: Restart) -> str | None:
    """When that began to run which *restart* ends, in the form of `Record.at`; None if that is not known. *age* was
    *asked* and *heard* then. What is older than that crossing ran before it, and may have been asked at its very
    beginning; what is younger was started by it."""
    if not isinstance(age, Age):
        return None
    seconds = max(age.machine_s if restart is Restart.WSL else age.distro_s, 0.0)
    lived = timedelta(seconds=seconds)
    since = asked if lived > heard - asked else heard
    return moment(since - lived)


def running(here: Answers, other_distros: OtherDistros | None, stop: Stop) -> tuple[str, ...] | None:
    """The distros that run: as the computer's answers tell if it was asked, else one crossing. None if nobody
    knows."""
    from wizard.facts.windows.wsl import LIST, listed_by

    if any(probe == LIST for probe, _ in here.pairs):
        listed = listed_by(here)
        return None if isinstance(listed, Unknown) else tuple(each.name for each in listed if each.is_running)
    try:
        return other_distros.running(stop) if other_distros is not None else None
    except MachineError:
        return None


def age_of_wsl(here: Answers, other_distros: OtherDistros | None, stop: Stop) -> Age | None:
    """How long WSL runs, if it does: one crossing besides that of `running`. None if it does not, so that nothing
    waits for its end, or if nobody knows."""
    names = running(here, other_distros, stop)
    if other_distros is None or not names:
        return None
    try:
        site = other_distros.open(names[0])
        age = AGE.read(site.read(AGE.ask(Wanted()), stop), Wanted())
    except (MachineError, ValueError):
        return None
    return age if isinstance(age, Age) else None

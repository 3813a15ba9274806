"""First-time setup decided: from what rules have found on a PC, the steps still to do, in order. Pure.

What a step or a barrier asks for, a rule has found: there is no second judge of versions and features. What is not
known is reported, and nothing is proposed on the strength of it. After each step the PC is looked at again and the
steps are decided anew: a step that is still among them did not work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from wizard.engine.radius import appliance
from wizard.engine.setup import steps
from wizard.engine.setup.pc import (
    INSTALLED,
    PLATFORM,
    POLICY,
    REBOOT,
    RULES,
    SUBSYSTEM,
    TOO_OLD,
    USER,
    VIRTUALISATION,
)
from wizard.engine.setup.usernames import is_distro_name, proposal, wrong_user
from wizard.model.commands.lines import own_command
from wizard.model.facts import Unknown
from wizard.model.findings import Severity, Verdict
from wizard.model.first_time import Barrier, Choice, Distro, Operation, PcState, SetupStep, SetupSteps
from wizard.model.text import Text, join, say
from wizard.model.versions import MANAGES_USERS

MOST_RESUMES: Final = 3
DEFAULT_DISTRO: Final = "Ubuntu"


def remaining_steps(pc: PcState, choice: Choice | None = None) -> SetupSteps:
    """The steps, or the barrier, between *pc* and a PC that has WSL and a distro with a user, as *choice* asks
    for."""
    wish = choice or Choice()
    barrier = _barrier(pc, wish)
    if barrier is not None:
        return SetupSteps(barrier=barrier)
    gaps = _gaps(pc)
    if gaps:
        return SetupSteps(gaps=gaps)
    on_windows = _windows(pc, wish)
    if any(step.restarts and step.is_needed for step in on_windows) and pc.resumes >= MOST_RESUMES:
        return SetupSteps(barrier=_TOO_MANY_RESTARTS)
    is_new = pc.version is None or any(step.operation in _UPDATES for step in on_windows if step.is_needed)
    return SetupSteps((*on_windows, *_distros(pc, wish, is_new=is_new)), gaps=_unusable(pc))


# What stops everything.


def _barrier(pc: PcState, wish: Choice) -> Barrier | None:
    for rule, code in _BARRIERS.items():
        found = pc.findings[rule].finding
        if found.verdict is Verdict.BLOCKED:
            return Barrier(code, found.says, found.do or found.says)
    if wish.distro is not None and not is_distro_name(wish.distro):
        return _bad_name(wish.distro)
    wrong = wrong_user(wish.user) if wish.user is not None else None
    return None if wrong is None else Barrier("bad-user", wrong, say("Choose another name."))


_BARRIERS: Final = {
    USER: "elevated-as-another-user",
    POLICY: "wsl-forbidden",
    PLATFORM: "windows-too-old",
    VIRTUALISATION: "virtualisation-off",
}
"""The rules that may find what no step removes, and what that is called."""

_TOO_MANY_RESTARTS: Final = Barrier(
    "too-many-restarts",
    say(
        "Windows was restarted {count} times, but the features that WSL needs are still off.",
        count=MOST_RESUMES,
    ),
    say(
        "Check “Windows Update” and “Turn Windows features on or off”, then run: {command}",
        command=own_command("setup-wsl", "--start-over"),
    ),
)


def _bad_name(name: str) -> Barrier:
    return Barrier(
        "bad-distro-name",
        say("“{name}” is not valid as a distro name.", name=ascii(name)[1:-1]),
        say("Use only letters, digits, periods, - and _, and do not start with -."),
    )


# What is not known.


def _gaps(pc: PcState) -> tuple[Text, ...]:
    """What all steps rest on and is not known: without it, no step is safe to propose."""
    rules = {USER, POLICY, INSTALLED, *(() if _has_wsl_2(pc) else (VIRTUALISATION, *_FEATURES.values()))}
    # What was just turned on is neither on nor off to Windows until it is restarted.
    rules -= {rule for operation, rule in _FEATURES.items() if operation in pc.has_ran}
    found = (pc.findings[rule] for rule in RULES if rule in rules)
    unknown = [each for each in found if each.verdict is Verdict.UNKNOWN]
    reasons = dict.fromkeys(each.finding.says for each in unknown)
    gaps = [_gap(why, [each.title for each in unknown if each.finding.says == why]) for why in reasons]
    if isinstance(pc.distros, Unknown) and pc.distros.why not in reasons:
        gaps.append(pc.distros.why)
    return tuple(gaps)


def _gap(why: Text, titles: Sequence[Text]) -> Text:
    """One reason, and all that could not be checked for it."""
    return say("{why} Could not check: {titles}.", why=why, titles=join(titles))


def _has_wsl_2(pc: PcState) -> bool:
    """Where a WSL 2 distro could be registered, all that it needs was in order."""
    return not isinstance(pc.distros, Unknown) and any(distro.version == 2 for distro in pc.distros)


def _unusable(pc: PcState) -> tuple[Text, ...]:
    """Registered names that cannot be handed to wsl.exe safely; nothing is proposed for them."""
    return tuple(
        say(
            "The distro “{name}” is left unchanged because its name is not valid.",
            name=ascii(distro.name)[1:-1],
        )
        for distro in _registered(pc)
        if not is_distro_name(distro.name)
    )


# Windows itself.


def _windows(pc: PcState, wish: Choice) -> tuple[SetupStep, ...]:
    if _waits_for_restart(pc):
        return (steps.restart_windows(is_needed=True),)
    package = tuple(_package(pc, wish))
    installs = any(step.operation in _INSTALLS for step in package)
    made = package if installs else (*_features(pc), *package)
    if made and pc.findings[REBOOT].verdict in _TO_DO:
        return (steps.restart_windows(is_needed=False), *made)
    if any(step.restarts for step in made):
        return (*made, steps.restart_windows(is_needed=True))
    return made


_INSTALLS: Final = frozenset({Operation.INSTALL_WSL, Operation.INSTALL_WSL_FROM_WEB})
_UPDATES: Final = frozenset({Operation.UPDATE_WSL, Operation.UPDATE_WSL_FROM_WEB})
_FEATURES: Final = {Operation.ENABLE_PLATFORM: PLATFORM, Operation.ENABLE_SUBSYSTEM: SUBSYSTEM}
"""The rules about features, by what turns each on."""


def _missing(pc: PcState) -> tuple[Operation, ...]:
    """What turns on the features that rules miss."""
    return tuple(operation for operation, rule in _FEATURES.items() if pc.findings[rule].verdict in _TO_DO)


_TO_DO: Final = frozenset({Verdict.ADVICE, Verdict.FIXABLE})


def _waits_for_restart(pc: PcState) -> bool:
    """Whether something was turned on or installed that takes effect only after Windows was restarted."""
    if pc.version is None and pc.has_ran & _INSTALLS:
        return True
    return not pc.has_ran.isdisjoint(_FEATURES)


def updates(made: SetupSteps) -> bool:
    """Whether one of the steps ends all distros that run."""
    return any(step.operation in _UPDATES for step in made.steps)


def ran(step: SetupStep, pc: PcState) -> frozenset[Operation]:
    """What is to be noted once *step* has gone well on *pc*: the operations that wait for a restart."""
    if step.operation not in _INSTALLS:
        return frozenset({step.operation} & _FEATURES.keys())
    return frozenset({step.operation, *_missing(pc)})


def _features(pc: PcState) -> Iterator[SetupStep]:
    return map(steps.enable, _missing(pc))


def _package(pc: PcState, wish: Choice) -> Iterator[SetupStep]:
    old = pc.findings[TOO_OLD]
    if pc.findings[INSTALLED].verdict in _TO_DO:
        yield steps.install_wsl(wish.from_web, restarts=bool(_missing(pc)))
    elif old.verdict in (*_TO_DO, Verdict.BLOCKED):
        # What only weighs little is offered, unless a distro is to be installed.
        is_needed = old.severity is Severity.HIGH or _wants_distro(pc, wish)
        if is_needed or old.severity is not Severity.INFO:
            yield steps.update_wsl(wish.from_web, is_needed=is_needed, running=pc.running)


# Distros.


def _registered(pc: PcState) -> tuple[Distro, ...]:
    return () if isinstance(pc.distros, Unknown) else pc.distros


def _own(pc: PcState) -> tuple[Distro, ...]:
    """The distros somebody works in, and that can be named to wsl.exe."""
    return tuple(
        distro for distro in _registered(pc) if is_distro_name(distro.name) and appliance(distro.name) is None
    )


def _chosen(pc: PcState, wish: Choice) -> tuple[Distro, ...]:
    """The distros that *wish* is about: the one it names (in any case: WSL §6.2), or all."""
    if wish.distro is None:
        return _own(pc)
    name = wish.distro.lower()
    return tuple(distro for distro in _registered(pc) if distro.name.lower() == name)[:1]


def _wants_distro(pc: PcState, wish: Choice) -> bool:
    return not _chosen(pc, wish)


def _distros(pc: PcState, wish: Choice, *, is_new: bool) -> Iterator[SetupStep]:
    """*is_new*: WSL is installed or updated first, so that it can do whatever the newest can."""
    chosen = _chosen(pc, wish)
    if not chosen:
        name = wish.distro or DEFAULT_DISTRO
        yield steps.install_distro(name, pc.default_version, wish.from_web)
        chosen = (Distro(name, 2, is_fresh=True),)
    if all(distro.version == 1 for distro in chosen):
        yield from map(steps.convert_distro, chosen)
    is_managed = is_new or (pc.version is not None and pc.version >= MANAGES_USERS)
    user = wish.user if wish.user is not None else proposal(pc.account)
    for distro in chosen:
        if distro.is_fresh and distro.name not in pc.settled:
            yield steps.add_user(distro, user, is_managed=is_managed)

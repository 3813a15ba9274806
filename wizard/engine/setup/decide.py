"""First-time setup decided: from what is known of a PC, the steps still to do. Pure.

Each stage knows something, misses something, or meets a barrier. What is not known is said and not acted on.
A second look after a step makes a new way; a step that is still in it was not done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wizard.engine.radius import appliance
from wizard.engine.setup import steps
from wizard.engine.setup.usernames import is_distro_name, proposal, wrong_user
from wizard.model.facts import Unknown
from wizard.model.firsttime import Barrier, Choice, Distro, Feature, Operation, PcState, SetupSteps, Step
from wizard.model.text import Text, say
from wizard.model.versions import (
    MANAGES_USERS,
    MODERN_DISTROS,
    NETWORKING,
    SYSTEMD,
    WINDOWS_10_2004,
    WINDOWS_11,
)

MOST_RESUMES: Final = 3
DEFAULT_DISTRO: Final = "Ubuntu"


def way(pc: PcState, choice: Choice | None = None) -> SetupSteps:
    """The way from *pc* to one with WSL and a distro with a user, as *choice* wants them."""
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
    return SetupSteps((*on_windows, *_distros(pc, wish)), gaps=_unusable(pc))


# What stops everything.


def _barrier(pc: PcState, wish: Choice) -> Barrier | None:
    if pc.is_someone_else is True:
        return _SOMEONE_ELSE
    if pc.is_allowed is False:
        return _FORBIDDEN
    if isinstance(pc.build, int) and pc.build < WINDOWS_10_2004:
        return _too_old(pc.build)
    if pc.virtualisation is False:
        return _NO_VIRTUALISATION
    if wish.distro is not None and not is_distro_name(wish.distro):
        return _bad_name(wish.distro)
    wrong = wrong_user(wish.user) if wish.user is not None else None
    return None if wrong is None else Barrier("bad-user", wrong, say("Choose another name."))


_SOMEONE_ELSE: Final = Barrier(
    "elevated-as-another-user",
    say("The wizard runs with another user's rights than yours. Distros belong to one user each."),
    say("Start it as yourself, without “Run as administrator”; it asks for those rights when it needs them."),
)
_FORBIDDEN: Final = Barrier(
    "wsl-forbidden",
    say("WSL is forbidden on this PC by a policy (Software\\Policies\\WSL, AllowWSL)."),
    say("Ask who administers this PC."),
)
_NO_VIRTUALISATION: Final = Barrier(
    "virtualisation-off",
    say("Virtualisation is switched off in this PC's firmware. WSL 2 needs it."),
    say(
        "Switch it on: Settings, System, Recovery, Advanced startup leads to the UEFI settings; it is called "
        "Intel VT-x, AMD-V or SVM there. In a virtual machine, its host must allow nested virtualisation."
    ),
)
_TOO_MANY_RESTARTS: Final = Barrier(
    "too-many-restarts",
    say(
        "Windows was restarted {count} times, and what WSL needs is still not switched on.",
        count=MOST_RESUMES,
    ),
    say(
        "See what “Windows Update” and “Turn Windows features on or off” say; then start over: --start-over."
    ),
)


def _too_old(build: int) -> Barrier:
    return Barrier(
        "windows-too-old",
        say(
            "This Windows (build {build}) is too old for WSL: it needs {least}.",
            build=build,
            least=WINDOWS_10_2004,
        ),
        say("Bring Windows up to date with Windows Update."),
    )


def _bad_name(name: str) -> Barrier:
    return Barrier(
        "bad-distro-name",
        say("“{name}” cannot be the name of a distro.", name=ascii(name)[1:-1]),
        say("Names have letters, digits, dots, - and _, and do not begin with -."),
    )


# What is not known.


def _gaps(pc: PcState) -> tuple[Text, ...]:
    """What all of the way rests on and is not known: without it, no step is safe to propose."""
    asked: tuple[object, ...] = (pc.is_someone_else, pc.is_allowed, pc.build, pc.package, pc.distros)
    if not _has_wsl_2(pc):
        # Where a WSL 2 distro could be registered, these were in order.
        asked = (*asked, pc.virtualisation, pc.platform, *((pc.subsystem,) if _needs_subsystem(pc) else ()))
    return tuple(value.why for value in asked if isinstance(value, Unknown))


def _has_wsl_2(pc: PcState) -> bool:
    return not isinstance(pc.distros, Unknown) and any(distro.version == 2 for distro in pc.distros)


def _needs_subsystem(pc: PcState) -> bool:
    return not isinstance(pc.build, int) or pc.build < WINDOWS_11


def _unusable(pc: PcState) -> tuple[Text, ...]:
    """Registered names that cannot be handed to wsl.exe safely; nothing is proposed for them."""
    return tuple(
        say("The distro “{name}” is left alone, for its name is none.", name=ascii(distro.name)[1:-1])
        for distro in _registered(pc)
        if not is_distro_name(distro.name)
    )


# Windows itself.


def _windows(pc: PcState, wish: Choice) -> tuple[Step, ...]:
    if _waits_for_restart(pc):
        return (steps.restart_windows(is_needed=True),)
    package = tuple(_package(pc, wish))
    installs = any(step.operation in _INSTALLS for step in package)
    made = package if installs else (*_features(pc), *package)
    if made and pc.is_restart_pending is True:
        return (steps.restart_windows(is_needed=False), *made)
    if any(step.restarts for step in made):
        return (*made, steps.restart_windows(is_needed=True))
    return made


_INSTALLS: Final = frozenset({Operation.INSTALL_WSL, Operation.INSTALL_WSL_FROM_WEB})
_UPDATES: Final = frozenset({Operation.UPDATE_WSL, Operation.UPDATE_WSL_FROM_WEB})
_FEATURES: Final = {
    Operation.ENABLE_PLATFORM: "VirtualMachinePlatform",
    Operation.ENABLE_SUBSYSTEM: "Microsoft-Windows-Subsystem-Linux",
}


def _states(pc: PcState) -> tuple[tuple[Operation, Feature | Unknown], ...]:
    """The features that WSL needs on this Windows, by what switches each on."""
    platform = (Operation.ENABLE_PLATFORM, pc.platform)
    return (platform, (Operation.ENABLE_SUBSYSTEM, pc.subsystem)) if _needs_subsystem(pc) else (platform,)


def _waits_for_restart(pc: PcState) -> bool:
    """Whether something was switched on or installed that counts only after Windows was restarted."""
    if pc.package is None and pc.has_ran & _INSTALLS:
        return True
    return any(state is Feature.PENDING or operation in pc.has_ran for operation, state in _states(pc))


def updates(made: SetupSteps) -> bool:
    """Whether a step of the way ends all distros that run."""
    return any(step.operation in _UPDATES for step in made.steps)


def ran(step: Step, pc: PcState) -> frozenset[Operation]:
    """What is to be noted once *step* has gone well on *pc*: the operations that wait for a restart."""
    if step.operation not in _INSTALLS:
        return frozenset({step.operation} & _FEATURES.keys())
    switched_on = {operation for operation, state in _states(pc) if state is Feature.OFF}
    return frozenset({step.operation, *switched_on})


def _features(pc: PcState) -> Iterator[Step]:
    for operation, state in _states(pc):
        if state is Feature.OFF:
            yield steps.enable(operation, _FEATURES[operation])


def _package(pc: PcState, wish: Choice) -> Iterator[Step]:
    if pc.package is None:
        if pc.subsystem is Feature.ON:
            # The WSL that came with Windows is in use; it can update itself to the package.
            yield steps.update_wsl(wish.from_web, is_needed=True, running=pc.running)
        else:
            yield steps.install_wsl(wish.from_web, restarts=any(_features(pc)))
    elif isinstance(pc.package, str) and version(pc.package) < NETWORKING:
        yield steps.update_wsl(
            wish.from_web,
            is_needed=version(pc.package) < SYSTEMD or _wants_distro(pc, wish),
            running=pc.running,
        )
    elif isinstance(pc.package, str) and version(pc.package) < MODERN_DISTROS and _wants_distro(pc, wish):
        yield steps.update_wsl(wish.from_web, is_needed=True, running=pc.running)


def version(words: str) -> tuple[int, ...]:
    """``2.6.1.0`` as numbers; what is no number ends it."""
    numbers = re.match(r"[0-9]{1,9}(\.[0-9]{1,9})*", words)
    return tuple(int(number) for number in numbers[0].split(".")) if numbers else ()


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


def _distros(pc: PcState, wish: Choice) -> Iterator[Step]:
    chosen = _chosen(pc, wish)
    if not chosen:
        name = wish.distro or DEFAULT_DISTRO
        yield steps.install_distro(name, pc.default_version, wish.from_web)
        chosen = (Distro(name, 2, is_fresh=True),)
    if all(distro.version == 1 for distro in chosen):
        yield from map(steps.convert_distro, chosen)
    user = wish.user if wish.user is not None else proposal(pc.account)
    for distro in chosen:
        if distro.is_fresh and distro.name not in pc.settled:
            yield steps.add_user(distro, user, is_managed=_manages_users(pc))


def _manages_users(pc: PcState) -> bool:
    """Whether wsl.exe can note the default user: what is installed or updated now can."""
    if not isinstance(pc.package, str):
        return True
    return version(pc.package) >= MANAGES_USERS or version(pc.package) < MODERN_DISTROS

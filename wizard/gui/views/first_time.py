"""First-time setup on the first page: what is missing, step by step, each with the command that will run."""

from __future__ import annotations

import enum

import msgspec
from msgspec.structs import replace

from wizard.gui.flow.first_time import doable
from wizard.gui.flow.jobs import DoFirstLook, DoStep
from wizard.gui.flow.state import First, FlowState
from wizard.model.first_time import Choice, Operation, SetupStep
from wizard.model.shown.words import shown
from wizard.model.text import Text, say

_FROM_STORE = (
    Operation.INSTALL_WSL,
    Operation.INSTALL_WSL_FROM_WEB,
    Operation.UPDATE_WSL,
    Operation.UPDATE_WSL_FROM_WEB,
)
_VERBS = {
    Operation.RESTART_WINDOWS: say("&Restart Windows"),
    Operation.ADD_USER: say("Create u&ser"),
    Operation.CONVERT_DISTRO: say("Con&vert distro"),
}


class StepAsks(enum.Enum):
    """What a step asks before it begins: the user to create, or whether the Store is gone around."""

    USER = "user"
    WEB = "web"


class StepCard(msgspec.Struct, frozen=True):
    """A step: *marks* are what is to be known before (rights, a restart), *verb* its button. *now*: it can be done;
    *user* is the name that is proposed."""

    id: str
    title: Text
    effect: Text
    undo: Text
    commands: tuple[str, ...]
    marks: tuple[Text, ...]
    verb: Text
    now: bool
    asks: StepAsks | None
    user: str
    can_wait: bool


class Chooser(msgspec.Struct, frozen=True):
    """The distros to install: *names*, of which the one at *place* is chosen (None: none yet)."""

    names: tuple[str, ...]
    place: int | None
    choices: tuple[Choice, ...]


class FirstView(msgspec.Struct, frozen=True):
    """*icon* and *says* tell how it stands; *barrier* what the wizard cannot remove, *gaps* what is not known.
    *busy*: nothing can be clicked now."""

    icon: str
    says: Text
    barrier: tuple[Text, ...]
    gaps: tuple[Text, ...]
    done: tuple[Text, ...]
    steps: tuple[StepCard, ...]
    chooser: Chooser | None
    choice: Choice
    busy: bool

    @classmethod
    def of(cls, state: FlowState) -> FirstView | None:
        """None if there are machines to choose instead."""
        first = state.first
        if first is None:
            return None
        busy = state.working is not None or state.waiting is not None
        seen = first.seen
        now = () if first.restarting else doable(seen)
        steps = (
            tuple(_card(step, now=step in now) for step in seen.remaining.steps) if seen is not None else ()
        )
        icon, says = _standing(state, first)
        barrier = seen.remaining.barrier if seen is not None else None
        return cls(
            icon=icon,
            says=says,
            barrier=(barrier.says, barrier.next_step) if barrier is not None else (),
            gaps=seen.remaining.gaps if seen is not None else (),
            done=first.done,
            steps=steps,
            chooser=_chooser(first),
            choice=seen.choice if seen is not None else Choice(),
            busy=busy,
        )


def _standing(state: FlowState, first: First) -> tuple[str, Text]:
    job = state.working.job if state.working is not None else None
    if first.restarting:
        return "advice", say("Windows is restarting. The wizard continues automatically when you sign in.")
    if isinstance(job, DoStep):
        return "advice", job.step.title
    if first.seen is None:
        looking = isinstance(job, DoFirstLook)
        return "unknown", say("Checking what is missing…") if looking else say("Not checked yet.")
    remaining = first.seen.remaining
    if remaining.barrier is not None:
        return "blocked", say("WSL cannot be installed on this PC in its current state.")
    if remaining.is_done:
        return "ok", say("Nothing is missing. WSL, a distro and a user are in place.")
    if not remaining.needed:
        return "unknown", say("Could not find out what is missing.")
    return "fixable", say("WSL needs these steps before you can use it.")


def _asks(operation: Operation) -> StepAsks | None:
    if operation is Operation.ADD_USER:
        return StepAsks.USER
    return StepAsks.WEB if operation in _FROM_STORE else None


def _card(step: SetupStep, *, now: bool) -> StepCard:
    from subprocess import list2cmdline

    operation = step.operation
    return StepCard(
        id=step.id,
        title=step.title,
        effect=step.effect,
        undo=step.undo,
        commands=tuple(shown(list2cmdline(argv)) for argv in step.commands),
        marks=_marks(step),
        verb=_VERBS.get(operation) or say("Run step &now"),
        now=now,
        asks=_asks(operation),
        user=step.user or "",
        can_wait=operation is Operation.RESTART_WINDOWS,
    )


def _marks(step: SetupStep) -> tuple[Text, ...]:
    marks = []
    if step.is_elevated:
        marks.append(say("needs administrator rights"))
    if step.restarts and step.operation is not Operation.RESTART_WINDOWS:
        marks.append(say("takes effect after Windows restarts"))
    if not step.is_needed:
        marks.append(say("optional"))
    return tuple(marks)


def _chooser(first: First) -> Chooser | None:
    seen, names = first.seen, first.offered
    if seen is None or not names:
        return None
    installs = any(step.operation is Operation.INSTALL_DISTRO for step in doable(seen)[-1:])
    if not installs and not (first.asked and seen.remaining.is_done):
        return None
    chosen = next((s.distro for s in seen.remaining.steps if s.operation is Operation.INSTALL_DISTRO), None)
    place = names.index(chosen) if chosen in names else None
    return Chooser(
        tuple(map(shown, names)), place, tuple(replace(seen.choice, distro=name) for name in names)
    )


def user_problem(name: str) -> Text | None:
    """What is wrong with a user's name that somebody writes; None if nothing is."""
    from wizard.engine.setup.usernames import wrong_user

    return wrong_user(name)


def password_problem(first: str, again: str) -> Text | None:
    """What is wrong with a password that was typed twice; None if it can be set, or there is none."""
    from wizard.app.setup.linux_user import wrong_password

    if first != again:
        return say("The passwords do not match.")
    return wrong_password(first) if first else None

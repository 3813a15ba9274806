"""What the files of a plan do once they are staged, against what the user said yes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from wizard.engine.rehearsal.rehearse import outcome, seen_by_shells
from wizard.model.errors import StaleError
from wizard.model.events import Note, Stop, Tell
from wizard.model.orders import Commit, Order, Receipt, Rehearse, StagedRehearsal
from wizard.model.plans import Plan
from wizard.model.rehearsal.refusal import NotRehearsed
from wizard.model.rehearsal.shells import Harm, HarmKind, Missed, Rehearsal, ShellKind, Shells
from wizard.model.rehearsal.texts import harm_text, missed_text
from wizard.model.state import Change
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern

_NUMBERS: Final = lazy_pattern(r"\d+")
"""Process ids, times, and names of temporary files differ from run to run."""

_Subject = tuple[object, ...]


class NotAgreedError(StaleError):
    """The hand did not go on, because what is staged does what the user did not agree to: *differs*, in sentences.
    *seen* is all that it did. Whoever agrees to that applies the plan with it as its rehearsal."""

    def __init__(self, differs: tuple[Text, ...], seen: Rehearsal, refused: StaleError) -> None:
        text = say("A rehearsal with the prepared files showed: {harm}", harm=differs[0])
        super().__init__(refused.code, text, refused.unchanged, refused.next_step)
        self.differs = differs
        self.seen = seen


@dataclass
class Consent:
    """The consent to *plan*, which was rehearsed or not before the user said yes.

    Only a plan that was rehearsed is rehearsed again, with the very files and trees that are staged: where it could not
    be, or nobody wanted it, the user said yes to that too. Where no rehearsal can be made any more nothing stops."""

    plan: Plan
    _unagreed: tuple[Text, ...] = field(default=(), init=False)
    _seen: Rehearsal | None = field(default=None, init=False)

    def commit(
        self, order: Commit, act: Callable[[Order, Tell, Stop], Receipt], tell: Tell, stop: Stop
    ) -> Receipt:
        """What *act* makes of *order*, which commits the plan, with a rehearsal of what it stages. Raises what *act*
        does; `NotAgreedError` with the first thing that the user did not agree to, after all others were told."""
        try:
            return act(replace(order, rehearsal=self._rehearsal(order.changes)), tell, stop)
        except StaleError as error:
            if not self._unagreed or self._seen is None or error.code != "not-agreed":
                raise
            for each in self._unagreed[1:]:
                tell(Note(each))
            raise NotAgreedError(self._unagreed, self._seen, error) from error

    def _rehearsal(self, changes: Sequence[Change]) -> StagedRehearsal | None:
        """What is rehearsed of *changes*, which are the plan's as the hand gets them."""
        if not isinstance(self.plan.rehearsal, Rehearsal):
            return None
        paths = {change.path for change in seen_by_shells(self.plan)}
        staged = tuple(change for change in changes if change.path in paths)
        return StagedRehearsal(Rehearse(staged), self._agrees)

    def _agrees(self, shells: Shells | NotRehearsed) -> bool:
        """Whether what *shells* did is no more than what the user said yes to."""
        agreed = self.plan.rehearsal
        if isinstance(shells, NotRehearsed) or not isinstance(agreed, Rehearsal):
            return True
        seen = outcome(shells, self.plan, {}, "")
        if isinstance(seen, Rehearsal):
            self._seen, self._unagreed = seen, unagreed(seen, agreed)
        return not self._unagreed


def unagreed(seen: Rehearsal, agreed: Rehearsal) -> tuple[Text, ...]:
    """What *seen* shows and *agreed* did not, in any kind of shell: harm, and purposes that are not reached. Settings
    that only a real Go can tell came with its version, if a script stood in for it."""
    known = set(_subjects(agreed))
    harms = (
        harm
        for harm in seen.harms
        if not (agreed.stands_in and harm.kind is HarmKind.CHANGED_SETTING)
        and not known.issuperset(_of_harm(harm))
    )
    missed = (each for each in seen.missed if not known.issuperset(_of_missed(each)))
    return (*map(harm_text, harms), *map(missed_text, missed))


def _subjects(seen: Rehearsal) -> Iterator[_Subject]:
    for harm in seen.harms:
        yield from _of_harm(harm)
    for missed in seen.missed:
        yield from _of_missed(missed)


def _of_harm(harm: Harm) -> Iterator[_Subject]:
    what: _Subject = (harm.kind, harm.name, _words(harm))
    yield from ((kind, *what) for kind in harm.kinds)


def _words(harm: Harm) -> str:
    """What tells one harm from another of its kind and name; how slow something is, is always another number."""
    return _NUMBERS.sub("#", harm.after) if harm.kind is HarmKind.NEW_ERROR else ""


def _of_missed(missed: Missed) -> Iterator[tuple[ShellKind, object]]:
    yield from ((kind, missed.predicate) for kind in missed.kinds)

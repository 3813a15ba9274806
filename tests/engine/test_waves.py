"""What is asked at once, what waits, and what an unknown need means."""

from __future__ import annotations

from tests.first_wave import probes_of
from wizard.engine import evaluate
from wizard.engine.waves import closure, gather
from wizard.facts.shapes import always, derived
from wizard.model.facts import Fact, Side, Snapshot, Unknown
from wizard.model.probes import Answer, Answers, FileProbe, Found, HostProbe, Missing, Probe
from wizard.model.text import say
from wizard.model.wanted import Wanted

WANT = Wanted()
NAMES, MEMORY = FileProbe("/names"), HostProbe("memory")


def words(answer: Answer) -> str | Unknown:
    return answer.content.decode() if isinstance(answer, Found) else Unknown(say("Nothing is there."))


def file(text: str) -> Found:
    return Found(text.encode(), 0o644, 0, 0, 0, len(text))


NAME: Fact[str] = Fact("name", always(NAMES), lambda answers, want: words(answers[NAMES]))


def asks(want: Wanted, see: Snapshot) -> tuple[Probe, ...]:
    return (FileProbe(see[NAME]),)


def reads(answers: Answers, want: Wanted, see: Snapshot) -> str | Unknown:
    return words(answers[FileProbe(see[NAME])])


BEHIND: Fact[str] = Fact("behind", asks, reads, needs=(NAME,))
LAST: Fact[str] = Fact(
    "last",
    lambda want, see: (FileProbe(see[BEHIND]),),
    lambda answers, want, see: words(answers[FileProbe(see[BEHIND])]),
    needs=(BEHIND,),
)
LOUD: Fact[str] = derived("loud", (NAME,), lambda see, want: see[NAME].upper())
EITHER: Fact[str] = derived("either", (), lambda see, want: "?" if see.unknown(NAME) else "!", uses=(NAME,))
ROOM: Fact[str] = Fact("room", always(MEMORY), lambda answers, want: "room", side=Side.HOST)
ON_PC: Fact[str] = Fact(
    "on the PC",
    lambda want, see: (FileProbe(f"C:{see[NAME]}"),),
    lambda answers, want, see: words(answers[FileProbe(f"C:{see[NAME]}")]),
    side=Side.HOST,
    needs=(NAME,),
)


class Machine:
    """Answers from *files*, and remembers its crossings."""

    def __init__(self, **files: str) -> None:
        self._files = {f"/{name}": text for name, text in files.items()}
        self.crossings: list[tuple[Side, tuple[Probe, ...]]] = []

    def read(self, side: Side, probes: tuple[Probe, ...]) -> Answers:
        self.crossings.append((side, probes))
        return Answers(tuple((probe, self._answer(probe)) for probe in probes))

    def _answer(self, probe: Probe) -> Answer:
        path = probe.path.removeprefix("C:") if isinstance(probe, FileProbe) else ""
        return file(self._files[path]) if path in self._files else Missing()


def test_all_that_waits_for_nothing_is_asked_in_one_crossing_a_side() -> None:
    machine = Machine(names="/a")
    see, _ = gather([NAME, ROOM, LOUD, EITHER], WANT, machine.read)
    assert machine.crossings == [(Side.DISTRO, (NAMES,)), (Side.HOST, (MEMORY,))]
    assert (see[NAME], see[LOUD], see[EITHER], see[ROOM]) == ("/a", "/A", "!", "room")


def test_a_later_wave_is_one_more_crossing_with_what_is_known_by_then() -> None:
    machine = Machine(names="/a", a="/b", b="the end")
    see, answers = gather([LAST, ON_PC, ROOM, LOUD], WANT, machine.read)
    assert machine.crossings == [
        (Side.DISTRO, (NAMES,)),
        (Side.HOST, (MEMORY,)),
        (Side.DISTRO, (FileProbe("/a"),)),
        (Side.HOST, (FileProbe("C:/a"),)),
        (Side.DISTRO, (FileProbe("/b"),)),
    ]
    assert (see[LAST], see[ON_PC]) == ("the end", "/b")
    assert [probe for probe, _ in answers[Side.DISTRO].pairs] == [NAMES, FileProbe("/a"), FileProbe("/b")]


def test_what_was_answered_is_not_asked_again() -> None:
    machine = Machine(names="/names")
    see, _ = gather([BEHIND], WANT, machine.read)
    assert machine.crossings == [(Side.DISTRO, (NAMES,))]
    assert see[BEHIND] == "/names"


def test_an_unknown_need_makes_unknown_with_its_reason_and_asks_nothing() -> None:
    machine = Machine()
    see, _ = gather([LAST, LOUD, EITHER], WANT, machine.read)
    assert len(machine.crossings) == 1
    assert see.unknown(NAME) == see.unknown(BEHIND) == see.unknown(LAST) == see.unknown(LOUD)
    assert see.unknown(NAME) == Unknown(say("Nothing is there."))
    assert see[EITHER] == "?"


def test_more_may_be_asked_with_the_first_wave_even_without_facts() -> None:
    machine = Machine(a="x")
    also = {Side.DISTRO: (FileProbe("/a"),)}
    _, answers = gather([], WANT, machine.read, also=also)
    assert answers[Side.DISTRO][FileProbe("/a")] == file("x")
    gather([BEHIND], WANT, (other := Machine(names="/a", a="x")).read, also=also)
    assert other.crossings == [(Side.DISTRO, (FileProbe("/a"), NAMES))]


def test_facts_are_read_again_from_the_answers_to_all_waves() -> None:
    machine = Machine(names="/a", a="/b", b="the end")
    _, answers = gather([LAST], WANT, machine.read)
    assert evaluate.snapshot([LAST], answers, WANT)[LAST] == "the end"
    first = Answers(answers[Side.DISTRO].pairs[:1])
    assert evaluate.snapshot([LAST], {Side.DISTRO: first}, WANT).unknown(LAST)


def test_needs_come_first_and_everything_once() -> None:
    assert closure([LAST, LOUD, NAME]) == (NAME, BEHIND, LAST, LOUD)
    assert probes_of([LAST, ON_PC], WANT, Side.DISTRO) == (NAMES,)
    assert probes_of([LAST, ON_PC], WANT, Side.HOST) == ()

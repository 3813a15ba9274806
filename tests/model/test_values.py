"""The values that every layer stands on."""

from __future__ import annotations

import msgspec
import pytest

from wizard.model.errors import MachineError, WizardError
from wizard.model.orders import Phase
from wizard.model.plans import Plan
from wizard.model.probes import Answers, FileProbe, Missing, Unavailable
from wizard.model.state import Absent, Change, File, Link, Other, Standing, State, Tree, classify
from wizard.model.text import plain, say
from wizard.model.wanted import Wanted

FILE = File(b"a\n", 0o644, 0, 0)


def test_a_text_is_translated_before_its_values_are_filled_in() -> None:
    text = say("{path} is a {kind}", path="/tmp/{kind}", kind=say("folder"))
    german = {"{path} is a {kind}": "{kind}: {path}", "folder": "Ordner"}
    assert text.render() == "/tmp/{kind} is a folder"
    assert text.render(lambda words: german.get(words, words)) == "Ordner: /tmp/{kind}"


def test_words_of_a_machine_are_no_template() -> None:
    assert plain("{0} %s {x}").render() == "{0} %s {x}"


def test_an_error_says_what_was_left_alone() -> None:
    error = MachineError("full", say("The disk is full."), next_step=say("Make room."))
    assert isinstance(error, WizardError)
    assert [text.render() for text in error.sentences()] == [
        "The disk is full.",
        "Nothing was changed.",
        "Make room.",
    ]


@pytest.mark.parametrize(
    ("actual", "standing"),
    [
        (FILE, Standing.BEFORE),
        (File(b"b\n", 0o644, 0, 0), Standing.AFTER),
        (File(b"b\n", 0o600, 0, 0), Standing.FOREIGN),
        (File(b"b\n", 0o644, 1, 0), Standing.FOREIGN),
        (File(b"c\n", 0o644, 0, 0), Standing.FOREIGN),
        (Absent(), Standing.FOREIGN),
        (Link("b"), Standing.FOREIGN),
        (Other("directory"), Standing.FOREIGN),
    ],
)
def test_classify(actual: State, standing: Standing) -> None:
    change = Change("/etc/x", FILE, File(b"b\n", 0o644, 0, 0), 0, 0)
    assert classify(change, actual) is standing


def test_what_cannot_be_read_is_never_taken_for_a_state() -> None:
    change = Change("/x", Absent(), Other("fifo"), 0, 0)
    assert classify(change, Other("fifo")) is Standing.FOREIGN


def test_open_and_interrupted_phases() -> None:
    assert [phase for phase in Phase if phase.is_open] == [
        Phase.DRAFT,
        Phase.PREPARED,
        Phase.SWITCHING,
        Phase.TRIAL,
    ]
    assert not Phase.TRIAL.is_interrupted


def test_a_question_that_was_not_asked_has_no_answer() -> None:
    answers = Answers(((FileProbe("/a"), Missing()),))
    assert answers[FileProbe("/a")] == Missing()
    assert isinstance(answers[FileProbe("/b")], Unavailable)


def test_a_plan_is_the_same_after_a_file() -> None:
    change = Change("/a", FILE, Tree("0" * 64), 0, 0)
    plan = Plan("machine", "site", changes=(change,))
    again = msgspec.json.decode(msgspec.json.encode(plan), type=Plan)
    assert again == plan
    assert again.id == plan.id
    assert msgspec.structs.replace(plan, site="other").id != plan.id


def test_what_is_left_out_of_a_profile_is_not_wanted() -> None:
    want = msgspec.toml.decode("[tmpfs]\nsize = '4g'", type=Wanted)
    assert want.tmpfs.size == "4g"
    assert want.wsl.systemd is None
    assert want.go.version is None

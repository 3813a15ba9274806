"""The values that every layer stands on."""

from __future__ import annotations

import msgspec
import pytest

from wizard.model.errors import MachineError, WizardError
from wizard.model.orders import Phase
from wizard.model.plans import Plan
from wizard.model.probes import Answers, FileProbe, Missing, Unavailable
from wizard.model.state import Absent, Change, File, Link, Other, Standing, State, UnpackedTree, classify
from wizard.model.text import from_english, plain, say, say_n
from wizard.model.wanted import Wanted


class Words:
    """A catalogue; with one of its *forms*, a text is the same for any number."""

    def __init__(self, words: dict[str, str], forms: int = 2) -> None:
        self.words = words
        self.forms = forms

    def gettext(self, message: str, /) -> str:
        return self.words.get(message, message)

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        return self.gettext(one if self.forms == 1 or count == 1 else many)


FILE = File(b"a\n", 0o644, 0, 0)


def test_a_text_is_translated_before_its_values_are_filled_in() -> None:
    text = say("{path} is a {kind}", path="/tmp/{kind}", kind=say("folder"))
    german = Words({"{path} is a {kind}": "{kind}: {path}", "folder": "Ordner"})
    assert text.render() == "/tmp/{kind} is a folder"
    assert text.render(german) == "Ordner: /tmp/{kind}"


def test_a_text_that_counts_has_the_form_of_its_language() -> None:
    one, many = (say_n("{count} file", "{count} files", count=count) for count in (1, 2))
    assert [one.render(), many.render()] == ["1 file", "2 files"]
    assert say_n("{count} file", "{count} files", count=0).render() == "0 files"
    chinese = Words({"{count} file": "{count} 个文件"}, forms=1)
    assert [one.render(chinese), many.render(chinese)] == ["1 个文件", "2 个文件"]
    inside = say("{files} of {name}", files=many, name="x")
    assert inside.render(chinese) == "2 个文件 of x"


def test_english_that_was_heard_is_translated_if_it_is_known() -> None:
    words = Words({"Permission denied": "权限不足"})
    assert from_english("Permission denied").render(words) == "权限不足"
    assert from_english("{0} %s {x}").render(words) == "{0} %s {x}"
    assert from_english("").render(words) == ""


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
    change = Change("/a", FILE, UnpackedTree("0" * 64), 0, 0)
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

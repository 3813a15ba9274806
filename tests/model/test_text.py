"""Sentences are translated before their values are filled in; words of a machine are no template."""

from __future__ import annotations

import errno

import pytest

from wizard.model.shown.words import shown
from wizard.model.text import Text, from_english, join, plain, reason_of, say, say_n, system_words


class Words:
    """A catalogue; with one of its *forms*, a text is the same for any number."""

    def __init__(self, words: dict[str, str], forms: int = 2) -> None:
        self.words = words
        self.forms = forms

    def gettext(self, message: str, /) -> str:
        return self.words.get(message, message)

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        return self.gettext(one if self.forms == 1 or count == 1 else many)


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


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOENT, "No such file or directory", "/etc/{x}"), "No such file or directory"),
        (OSError("the pipe is gone"), "the pipe is gone"),
        (ConnectionResetError(), "ConnectionResetError"),
    ],
)
def test_an_error_is_never_without_words(error: OSError, words: str) -> None:
    assert system_words(error) == words
    assert reason_of(error).render() == words


def test_a_list_is_joined_as_the_reader_does_it() -> None:
    chinese = Words({"{these}, {others}": "{these}、{others}", "folder": "目录"})
    words = join(["/a", say("folder"), "{b}"])
    assert (words.render(), words.render(chinese)) == ("/a, folder, {b}", "/a、目录、{b}")
    assert (join([]).render(), join(["x"]).render(chinese)) == ("", "x")
    assert join(str(number) for number in range(5000)).render(chinese).count("、") == 4999


@pytest.mark.parametrize(
    "template",
    [
        "{x.__class__}",
        "{x[0]}",
        "{x:9999999999}",
        "{x:{x}}",
        "{}",
        "{0}",
        "{x!s}",
        "{",
        "a\x1b]0;title\x07",
        "\u202e",
    ],
)
def test_a_sentence_from_a_file_is_words_and_names_of_places(template: str) -> None:
    for text in (Text(template, (("x", "y"),)), Text(template, (("x", "y"),), "{x}", 2)):
        assert text.render() == shown(template)
    assert Text("x", (), template, 2).render() == "x"


def test_a_place_without_a_value_is_no_reason_to_fail() -> None:
    assert Text("{path} is gone").render() == "{path} is gone"

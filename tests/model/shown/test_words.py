"""What a terminal or a widget would obey, or hide, is written out."""

from __future__ import annotations

import json
import sys
from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from wizard.model.shown.words import ascii_json, escaped, shown, shown_lines
from wizard.model.text import from_english, plain, say

UNSEEN = {
    letter
    for letter in map(chr, range(sys.maxunicode + 1))
    if category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and letter != "\t"
}


def test_every_character_that_cannot_be_seen_is_written_out() -> None:
    for letter in UNSEEN:
        assert letter not in shown(f"a{letter}b"), hex(ord(letter))
    assert shown("\x1b[31m\x00\u202e\u200b\x9b\U000e0041") == "\\x1b[31m\\x00\\u202e\\u200b\\x9b\\U000e0041"


def test_what_takes_no_room_is_written_out_too() -> None:
    assert shown("a\u3164b\u2800c\u0a00\U00040000") == "a\\u3164b\\u2800c\\u0a00\\U00040000"


def test_what_can_be_seen_stays() -> None:
    for words in ("ü 中文 𝕏 é", "a\tb", "C:\\x"):
        assert shown(words) == words


def test_lines_stay_where_there_may_be_some() -> None:
    assert shown("a\nb\r\n") == "a\\nb\\r\\n"
    assert shown_lines("a\r\nb\x1b\rc\n") == "a\nb\\x1b\\rc\n"


def test_bytes_and_halves_of_characters_are_written_out() -> None:
    assert shown(b"a\xffb".decode("utf-8", "surrogateescape")) == "a\\xffb"
    assert shown("\ud83d") == "\\ud83d"


def test_values_of_a_sentence_come_through_the_door() -> None:
    assert say("{path} is bad", path="\x1b[2J\u202e").render() == "\\x1b[2J\\u202e is bad"
    assert plain("TOKEN=hunter2").render() == "TOKEN=•••"
    assert from_english("\x1b{x}").render() == "\\x1b{x}"
    assert say("{why}", why=from_english("https://me:pw@host")).render() == "https://•••@host"


@given(st.text())
def test_json_says_the_same_and_obeys_nobody(text: str) -> None:
    written = ascii_json(json.dumps({text: [text]}, ensure_ascii=False))
    assert json.loads(written) == {text: [text]}
    assert not UNSEEN - {"\n"} & set(written)


@given(st.text())
def test_showing_twice_is_showing_once(text: str) -> None:
    assert escaped(escaped(text)) == escaped(text)

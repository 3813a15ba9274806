"""Whoever wrote a wrong value in a profile is told what it may be, for every setting there is."""

from __future__ import annotations

import msgspec
import pytest

from wizard.app.profiles.words import may_be, name_in
from wizard.model.wanted import Wanted


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("wsl.systemd", "true or false, without quotes"),
        ("wslconfig.processors", "a whole number, 1 or more, without quotes"),
        ("wslconfig.networkingMode", "one of consomme, mirrored, nat, none, virtioproxy"),
        ("go.sources", 'a list of quoted strings, ["…", "…"]'),
        ("go.sources[0]", "a quoted string"),
        ("title", "a quoted string"),
        ("go", "a separate section, [go]"),
    ],
)
def test_it_is_said_in_words(where: str, words: str) -> None:
    text = may_be(where)
    assert text is not None
    assert text.render() == words


def test_every_setting_has_its_words() -> None:
    sections = {
        field.name: msgspec.structs.fields(field.type)
        for field in msgspec.structs.fields(Wanted)
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct)
    }
    settings = [f"{name}.{field.encode_name}" for name, fields in sections.items() for field in fields]
    assert len(settings) > 10
    assert [where for where in settings if may_be(where) is None] == []


def test_a_name_that_users_choose_has_its_words_too() -> None:
    text = name_in("godebug")
    assert text is not None
    assert "lowercase letters" in text.render()
    assert name_in("wsl") is None


def test_of_what_is_no_setting_nothing_is_said() -> None:
    assert may_be("nonsense.x") is None

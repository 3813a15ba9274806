"""Files of all versions: older ones are made into today's, newer ones are told from damaged ones."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from wizard.model.formats import Format, Newer
from wizard.model.plans import notes_of


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    sizes: tuple[int, ...] = ()
    format: int = 3


def _renamed(value: dict[str, Any]) -> dict[str, Any]:
    return {"name": value["title"], "format": value["format"]}


THINGS = Format(3, {1: _renamed})


def decode(**value: object) -> Thing:
    return THINGS.decode(json.dumps(value).encode(), Thing)


def test_every_older_version_becomes_todays() -> None:
    assert decode(format=1, title="a") == Thing("a")
    assert decode(format=2, name="a") == Thing("a"), "what is missing has its default"
    assert decode(format=3, name="a", sizes=[1]) == Thing("a", (1,))


def test_the_file_of_an_older_version_is_read_strictly_too() -> None:
    for wrong in (
        {"format": 2, "name": "a", "more": 1},
        {"format": 2},
        {"format": 3, "name": "a", "more": 1},
    ):
        with pytest.raises(ValueError) as caught:
            decode(**wrong)
        assert not isinstance(caught.value, Newer)


def test_a_newer_version_is_told_before_anything_else_is_read() -> None:
    with pytest.raises(Newer):
        decode(format=4, nobody="knows")
    with pytest.raises(Newer):
        THINGS.upgraded({"format": 4})


def test_a_note_is_upgraded_with_its_plan() -> None:
    note = {"plan": {"title": "a", "format": 1}, "at": "then", "format": 1}
    assert notes_of(THINGS).upgraded(note) == {
        "plan": {"name": "a", "format": 3},
        "at": "then",
        "format": 3,
    }
    with pytest.raises(Newer):
        notes_of(THINGS).upgraded({"plan": {"format": 4}, "format": 2})


@pytest.mark.parametrize("version", [0, -1, "3", None, True, 1.5])
def test_what_is_no_version_is_damage(version: object) -> None:
    with pytest.raises(ValueError) as caught:
        decode(format=version, name="a")
    assert not isinstance(caught.value, Newer)
    with pytest.raises(ValueError):
        THINGS.upgraded({"format": version})


def test_a_file_without_a_version_is_damage() -> None:
    with pytest.raises(ValueError):
        decode(name="a")
    with pytest.raises(ValueError):
        THINGS.decode(b"[]", Thing)
    with pytest.raises(ValueError):
        THINGS.upgraded({"name": "a"})

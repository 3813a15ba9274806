"""Recordings of 0.1.0, which name only the texts that expand, are read as today's."""

from __future__ import annotations

import msgspec
import pytest

from wizard.model.errors import InputError
from wizard.model.probes import RegistryProbe, Values
from wizard.model.registry import EXPAND_SZ, MULTI_SZ, SZ
from wizard.transports.recording.recorded import parse

PROBE = {"type": "registry", "key": "HKCU\\Environment", "deep": False}


def read(answer: dict[str, object]) -> object:
    file = {
        "format": 1,
        "name": "x",
        "kind": "windows",
        "distro": [],
        "host": [{"probe": PROBE, "answer": answer}],
    }
    ((probe, found),) = parse(msgspec.json.encode(file)).host
    assert probe == RegistryProbe("HKCU\\Environment")
    return found


def test_texts_and_lists_have_their_types_and_numbers_none() -> None:
    """Of a number 0.1.0 did not say whether it has four bytes or eight."""
    rows = {"Path": "%A%", "GOROOT": "C:\\Go", "n": 1, "list": ["a"], "blob": {"base64": "/w=="}}
    found = read({"type": "values", "values": rows, "keys": {"below": {"n": 2}}, "expands": ["Path"]})
    assert isinstance(found, Values)
    assert found.types == {"Path": EXPAND_SZ, "GOROOT": SZ, "list": MULTI_SZ}
    assert found.values == {**rows, "blob": b"\xff"}
    assert found.keys == {"below": {"n": 2}}


def test_todays_types_are_read_as_they_are() -> None:
    assert read({"type": "values", "values": {"n": 1}, "types": {"n": 11}}) == Values(
        {"n": 1}, types={"n": 11}
    )


@pytest.mark.parametrize(
    "more", [{"expands": "Path"}, {"types": ["Path"]}, {"types": {"n": "x"}}, {"strange": 1}]
)
def test_what_is_neither_is_refused_in_one_sentence(more: dict[str, object]) -> None:
    with pytest.raises(InputError):
        read({"type": "values", "values": {"n": 1}, **more})

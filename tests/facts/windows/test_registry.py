"""Values of a registry key by name and type: names know no case, and a value of another type is none."""

from __future__ import annotations

from tests.facts.answers import GONE, read
from wizard.facts.windows.registry import number, registry_fact, value_of, words
from wizard.model.facts import Side, Unknown
from wizard.model.probes import Missing, RegistryProbe, Values

PROBE = RegistryProbe(r"HKLM\SOFTWARE\X")
FOUND = {"Name": "Windows", "Build": 26100, "List": ["a"]}
NAMES = registry_fact("names", PROBE, lambda found: None if found is None else sorted(found.values))


def test_names_know_no_case() -> None:
    assert words(FOUND, "NAME") == "Windows"
    assert number(FOUND, "build") == 26100
    assert value_of(FOUND, "list") == ["a"]


def test_a_value_of_another_type_is_none() -> None:
    assert words(FOUND, "Build") == ""
    assert number(FOUND, "Name") is None
    assert value_of(FOUND, "Nothing") is None


def test_a_key_that_is_not_there_is_told_from_one_that_cannot_be_read() -> None:
    assert NAMES.side is Side.HOST
    assert read(NAMES, (PROBE, Values(dict(FOUND)))) == ["Build", "List", "Name"]
    assert read(NAMES, (PROBE, Missing())) is None
    dark = read(NAMES, (PROBE, GONE))
    assert isinstance(dark, Unknown)
    assert PROBE.key in dark.why.render()

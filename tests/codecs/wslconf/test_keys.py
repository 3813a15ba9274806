"""The key tables: defaults, aliases, and what WSL counts as one setting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wizard.codecs.wslconf.document import parse
from wizard.codecs.wslconf.keys import KEYS, Dialect, ValueType, find, known_section, slot

DEFAULTS = json.loads(
    (Path(__file__).parents[2] / "data" / "wslconf-defaults.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("dialect", list(Dialect))
def test_an_empty_file_leaves_every_setting_at_its_default(dialect: Dialect) -> None:
    empty = parse(b"", dialect)
    assert empty.effective() == DEFAULTS[dialect.value]
    assert empty.resolved() == {}


@pytest.mark.parametrize("dialect", list(Dialect))
def test_every_name_finds_its_key_in_any_case(dialect: Dialect) -> None:
    for key in KEYS[dialect]:
        for name in filter(None, (key.name, key.alias)):
            assert find(dialect, name.upper()) is find(dialect, name.lower()) is key


def test_an_alias_shares_the_slot_of_its_key_and_an_unknown_key_has_one_of_its_own() -> None:
    assert slot(Dialect.WSLCONFIG, "Experimental.Firewall") == slot(Dialect.WSLCONFIG, "wsl2.firewall")
    assert (
        slot(Dialect.WSLCONFIG, "wsl2.Nothing") == slot(Dialect.WSLCONFIG, "WSL2.nothing") == "wsl2.nothing"
    )
    assert slot(Dialect.WSL_CONF, "wsl2.firewall") != slot(Dialect.WSLCONFIG, "wsl2.firewall").upper()


def test_a_key_of_one_file_is_unknown_in_another() -> None:
    assert find(Dialect.WSLCONFIG, "boot.systemd") is None
    assert find(Dialect.WSL_CONF, "wsl2.memory") is None


def test_sections_are_known_by_any_case_and_named_as_documented() -> None:
    assert known_section(Dialect.WSL_CONF, "FILESERVER") == "fileServer"
    assert known_section(Dialect.WSL_CONF, "wsl2") is None


def test_only_three_keys_keep_wsl_from_starting_and_two_of_them_name_files() -> None:
    fatal = {key.name: key.is_vital_file for key in KEYS[Dialect.WSLCONFIG] if key.fatal}
    assert fatal == {"wsl2.macAddress": False, "wsl2.kernel": True, "wsl2.kernelModules": True}


def test_paths_of_windows_are_known_as_such() -> None:
    paths = {key.word for key in KEYS[Dialect.WSLCONFIG] if key.kind is ValueType.PATH}
    assert paths == {
        *("kernel", "kernelModules", "swapFile", "systemDistro", "debugConsoleLogFile"),
        *("crashDumpFolder", "distributionInstallPath"),
    }


@pytest.mark.parametrize(
    ("name", "since", "build"),
    [
        ("wsl2.memory", (), 0),
        ("experimental.swiotlb", (2, 8, 9), 0),
        ("wsl2.isolateDistroCgroup", (2, 9, 5), 0),
        ("wsl2.networkingMode", (2, 0, 0), 22000),
        ("wsl2.dnsTunneling", (2, 0, 0), 22621),
        ("wsl2.autoProxy", (2, 0, 0), 0),
        ("wsl2.vmIdleTimeout", (), 22000),
    ],
)
def test_since_when_and_where_there_is_a_key(name: str, since: tuple[int, ...], build: int) -> None:
    key = find(Dialect.WSLCONFIG, name)
    assert key is not None
    assert (key.since, key.build) == (since, build)


def test_a_mode_was_renamed_and_its_old_name_stands_for_the_new_one() -> None:
    key = find(Dialect.WSLCONFIG, "wsl2.networkingMode")
    assert key is not None
    old, new = key.chosen("virtioproxy"), key.chosen("CONSOMME")
    assert old is not None
    assert new is not None
    assert (old.means, old.since, new.means, new.since) == ("Consomme", (), "Consomme", (2, 9, 0))


def test_every_key_in_the_source_of_wsl_is_known_to_the_reader_of_its_file() -> None:
    """`wsl-keys.json` has them from there, each with its line."""
    ours = {dialect.value: {key.name.lower() for key in keys} for dialect, keys in KEYS.items()}
    for row in json.loads((Path(__file__).parents[2] / "data/wsl-keys.json").read_text("utf-8"))["rows"]:
        # The section that it was in before it was settled.
        older = row["key"].lower().replace("experimental.", "wsl2.")
        assert {row["key"].lower(), older} & ours[row["file"]], row["key"]

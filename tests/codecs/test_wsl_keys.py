"""The key tables: defaults, aliases, and what WSL counts as one setting."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wizard.codecs.wsl_keys import KEYS, Dialect, find, fold, known_section, slot
from wizard.codecs.wslconf_document import parse

DEFAULTS = json.loads(
    (Path(__file__).parents[1] / "data" / "wslconf-defaults.json").read_text(encoding="utf-8")
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


def test_only_ascii_letters_lose_their_case() -> None:
    assert fold("BOOT.\u00c9\u212a") == "boot.\u00c9\u212a"  # E acute, and the Kelvin sign
    assert fold("System") == "system"


def test_sections_are_known_by_any_case_and_named_as_documented() -> None:
    assert known_section(Dialect.WSL_CONF, "FILESERVER") == "fileServer"
    assert known_section(Dialect.WSL_CONF, "wsl2") is None


def test_messages_name_a_file_by_its_path_in_linux() -> None:
    shown = {dialect: dialect.shown for dialect in Dialect}
    assert shown == {
        Dialect.WSL_CONF: "/etc/wsl.conf",
        Dialect.WSLCONFIG: ".wslconfig",
        Dialect.WSL_DISTRIBUTION: "/etc/wsl-distribution.conf",
    }

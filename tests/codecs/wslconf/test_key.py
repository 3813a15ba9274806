"""How names of settings are compared, and how files are named in messages."""

from __future__ import annotations

from wizard.codecs.wslconf.keys import Dialect, fold


def test_only_ascii_letters_lose_their_case() -> None:
    assert fold("BOOT.\u00c9\u212a") == "boot.\u00c9\u212a"  # E acute, and the Kelvin sign
    assert fold("System") == "system"


def test_messages_name_a_file_by_its_path_in_linux() -> None:
    shown = {dialect: dialect.shown for dialect in Dialect}
    assert shown == {
        Dialect.WSL_CONF: "/etc/wsl.conf",
        Dialect.WSLCONFIG: ".wslconfig",
        Dialect.WSL_DISTRIBUTION: "/etc/wsl-distribution.conf",
    }

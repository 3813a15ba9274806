"""What belongs elsewhere, and what is said of the rest of the file."""

from __future__ import annotations

import pytest

from wizard.codecs import wslconf
from wizard.rules.elsewhere import all_read, belongs_in, strays

Dialect = wslconf.Dialect


@pytest.mark.parametrize(
    ("dialect", "text", "keys"),
    [
        (Dialect.WSL_CONF, "[wsl2]\nmemory=1GB\n[boot]\nsystemd=1\nx=1\n", ["wsl2.memory"]),
        (Dialect.WSLCONFIG, "[ system-distro-env ]\n", []),
        (Dialect.WSLCONFIG, " [system-distro-env] # WSLg\n[user]\ndefault=me\n", ["", "user.default"]),
    ],
)
def test_what_belongs_elsewhere(dialect: wslconf.Dialect, text: str, keys: list[str]) -> None:
    document = wslconf.parse(text.encode(), dialect)
    assert [each.key for each in strays(document)] == keys
    assert ("other" in all_read(document, "it").render()) is bool(keys)


def test_a_home_is_named_with_its_machine() -> None:
    assert "Windows" in belongs_in(Dialect.WSLCONFIG).render()
    assert "/etc/wsl.conf" in belongs_in(Dialect.WSL_CONF).render()

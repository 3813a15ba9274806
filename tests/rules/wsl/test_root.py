"""`automount.root` as WSL takes it."""

from __future__ import annotations

import pytest

from wizard.codecs import wslconf
from wizard.facts.wsl import WslConf
from wizard.rules.wsl.root import automount_root


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", "/mnt/"),
        ("[automount]\nroot=/\n", "/"),
        ("[automount]\nroot=/windows\n", "/windows/"),
        ("[automount]\nroot=/windows/\n", "/windows/"),
        ("[automount]\nroot=\n", "/"),
    ],
)
def test_it_ends_in_a_slash(text: str, root: str) -> None:
    conf = WslConf(wslconf.parse(text.encode(), wslconf.Dialect.WSL_CONF), True)
    assert automount_root(conf) == root

"""Who a distro starts for, by its own file."""

from __future__ import annotations

import pytest

from wizard.codecs import wslconf
from wizard.facts.wsl import WSL_CONF, WslConf
from wizard.model.edits.files import SetKey
from wizard.model.facts import Snapshot
from wizard.model.wanted import Wanted
from wizard.rules import catalogue
from wizard.rules.wsl.default_user import ID, default_user

SET = (SetKey("/etc/wsl.conf", "user", "default", "ada"),)


@pytest.mark.parametrize(
    ("text", "is_noted", "edits"),
    [
        (None, True, ()),
        (None, False, SET),
        (b"[user]\ndefault=ada\n", False, ()),
        (b"[user]\ndefault=ada\n", True, ()),
        (b"[USER]\nDefault = root\n", True, SET),
        (b"[user]\ndefault=\n", True, ()),
        (b"[boot]\nsystemd=true\n", False, SET),
        (b"; not read by WSL\n[user]\ndefault=root\n", True, ()),
    ],
)
def test_verdict(text: bytes | None, is_noted: bool, edits: tuple[SetKey, ...]) -> None:
    conf = WslConf(wslconf.parse(text or b"", wslconf.Dialect.WSL_CONF), text is not None)
    rule = default_user("ada", is_noted=is_noted)
    assert rule.judge(Snapshot({WSL_CONF: conf}), Wanted()).edits == edits


def test_it_is_not_for_every_day() -> None:
    assert ID not in {rule.id for rule in catalogue.rules()}

"""What a person wrote beside a value stays when the value is set."""

from __future__ import annotations

import pytest

from wizard.codecs.wslconf.document import parse
from wizard.codecs.wslconf.edit import put
from wizard.codecs.wslconf.key import Dialect


@pytest.mark.parametrize(
    ("data", "after"),
    [
        (b"[boot]\nsystemd=false ; turn it on\n", b"[boot]\nsystemd=true # ; turn it on\n"),
        (b"[boot]\nsystemd=no // why # c\n", b"[boot]\nsystemd=true # // why # c\n"),
        (b"[boot]\nsystemd=false # why\n", b"[boot]\nsystemd=true # why\n"),
    ],
)
def test_what_is_meant_as_a_comment_becomes_one(data: bytes, after: bytes) -> None:
    assert put(parse(data, Dialect.WSL_CONF), "boot", "systemd", "true").data == after


def test_a_setting_that_the_value_has_swallowed_is_not_lost() -> None:
    data = b"[automount]\nroot=/mnt/\\\noptions=metadata\n[boot]\n"
    after = put(parse(data, Dialect.WSL_CONF), "automount", "root", "/win/")
    assert after.data == b"[automount]\nroot=/win/\n# root=/mnt/\\\n# options=metadata\n[boot]\n"
    assert after.get("automount", "options") is None

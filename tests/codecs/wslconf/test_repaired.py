"""All that can be repaired is repaired at once, what only comes to light on the way included; the rest stays."""

from __future__ import annotations

import pytest

from wizard.codecs.wslconf.defects import defects
from wizard.codecs.wslconf.document import parse
from wizard.codecs.wslconf.keys import Dialect
from wizard.codecs.wslconf.repaired import repaired, repaired_at, to_repair


def repair(text: bytes, dialect: Dialect = Dialect.WSL_CONF) -> bytes:
    return repaired(parse(text, dialect)).data


def test_a_file_in_order_is_left_byte_for_byte() -> None:
    text = b"[boot]\r\nsystemd=true # mine\r\n\r\n[user]\ndefault=me"
    assert repair(text) == text


def test_the_lines_below_a_bad_one_count_again() -> None:
    text = b"[boot]\n; mine\nsystemd=true\n"
    assert parse(text, Dialect.WSL_CONF).effective()["boot.systemd"] is False
    after = repaired(parse(text, Dialect.WSL_CONF))
    assert after.effective()["boot.systemd"] is True
    assert b"mine" in after.data


@pytest.mark.parametrize(
    "text",
    [
        b"[boot\nsystemd=true\n; a\nnonsense\n[user] x\ndefault=me\n",
        b"; a\n" * 50 + b"[boot]\nsystemd=true\n",
        b"[boot]\nsystemd=true\nsystemd=false\nsystemd=true\n",
        b'[boot]\ncommand="a\n; b\n',
    ],
)
def test_nothing_that_can_be_repaired_is_left(text: bytes) -> None:
    after = repaired(parse(text, Dialect.WSL_CONF))
    assert to_repair(after) == ()
    assert repaired(after).data == after.data


def test_one_defect_is_repaired_by_its_line_and_kind() -> None:
    document = parse(b"; a\n; b\n", Dialect.WSL_CONF)
    second = next(found for found in defects(document) if found.line == 1)
    after = repaired_at(document, 1, second.kind.value).data
    assert after.splitlines() == [b"# a", b"; b"]
    assert repaired_at(document, 7, second.kind.value) is document


def test_a_vital_file_that_is_missing_becomes_a_comment() -> None:
    document = parse(b"[wsl2]\nkernel=C:\\\\gone\nmemory=8GB\n", Dialect.WSLCONFIG)
    after = repaired_at(document, 2, "missing-file").data
    assert b"memory=8GB" in after
    assert b"\nkernel=" not in after
    assert b"kernel=C:\\\\gone" in after, "as a comment"
    assert repaired_at(document, 3, "missing-file").data == document.data

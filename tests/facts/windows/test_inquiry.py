"""What PowerShell is asked in one go: what it leaves out is unknown by itself, and babble is no evidence."""

from __future__ import annotations

import json
import re

import pytest

from tests.facts.answers import read
from wizard.facts.windows import inquiry as windows_inquiry
from wizard.facts.windows.inquiry import INQUIRY
from wizard.facts.windows.pc import (
    FEATURES,
    SOMEBODY_ELSE,
    Features,
)
from wizard.model.facts import Unknown
from wizard.model.probes import (
    Answer,
    Exited,
    Probe,
)


def told(**parts: object) -> tuple[Probe, Answer]:
    return INQUIRY, Exited(0, json.dumps(parts).encode(), b"")


def test_what_powershell_leaves_out_is_unknown_by_itself() -> None:
    answer = told(features={"virtualmachineplatform": 1}, other=None)
    assert read(FEATURES, answer) == Features(platform=True)
    assert isinstance(read(SOMEBODY_ELSE, answer), Unknown)


@pytest.mark.parametrize(
    "out", [b"", b"[]", b'{"memory":"a"}', b"{", b"\xff\xfe{", b'{"features":{"a":"b"}}']
)
def test_a_powershell_that_babbles_is_no_evidence(out: bytes) -> None:
    assert isinstance(read(FEATURES, (INQUIRY, Exited(0, out, b""))), Unknown)


def test_a_byte_order_mark_and_blank_lines_of_powershell_are_no_trouble() -> None:
    answer = INQUIRY, Exited(0, b'\xef\xbb\xbf\r\n{"other":false}\r\n', b"")
    assert read(SOMEBODY_ELSE, answer) is False


def test_the_script_is_one_constant_word_without_quotes_to_lose() -> None:
    *words, text = INQUIRY.argv
    assert words[0] == "powershell.exe"
    assert words[-1] == "-Command"
    assert not re.search(r'["\r\n]', text)
    assert text.count("'") % 2 == 0
    for opening, closing in ("()", "{}", "[]"):
        assert text.count(opening) == text.count(closing)
    for name in windows_inquiry.InquiryReport.__struct_fields__:
        assert f" {name} = " in text
    for name in windows_inquiry.InspectedFolder.__struct_fields__:
        assert f"{name} = (" in text or f"{name} = $" in text

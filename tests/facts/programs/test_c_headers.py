"""The headers of the C library."""

from __future__ import annotations

import pytest

from tests.facts.answers import file, read
from wizard.facts.programs.c_headers import C_HEADERS, STDLIB_H
from wizard.model.probes import Answer, Denied, FileProbe, Missing


@pytest.mark.parametrize(("answer", "there"), [(file(""), True), (Missing(), False), (Denied(), None)])
def test_whether_they_are_there(answer: Answer, there: bool | None) -> None:
    assert read(C_HEADERS, (FileProbe(STDLIB_H, limit=0, head=True), answer)) is there

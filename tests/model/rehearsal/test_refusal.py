"""Codes are those of the machine's script, and every one of them is known."""

from __future__ import annotations

import re

from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.transports.shell.hand import REHEARSE, program


def test_every_code_of_the_script_has_a_reason() -> None:
    code = re.sub(r"(?m)(^|\s)#.*$", "", program(REHEARSE))
    codes = set(re.findall(r"\bcannot ([a-z0-9-]+)", code))
    assert codes <= {code.value for code in RehearsalRefusal}
    assert len(codes) >= 15


def test_the_detail_is_shown_as_it_is() -> None:
    assert NotRehearsed(RehearsalRefusal.MISSING_TOOL, "a{b}").says.render() == (
        "Not rehearsed, because the distro has no a{b} command."
    )

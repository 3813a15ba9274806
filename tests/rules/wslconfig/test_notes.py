"""Every defect of a line is explained, and of very many lines only some are shown."""

from __future__ import annotations

import pytest

from wizard.codecs import wslconf
from wizard.facts.windows.wslconfig import PATH
from wizard.model.findings import Evidence
from wizard.rules.wslconfig.notes import SHOWN, evidence_of, first_of


@pytest.mark.parametrize(
    ("text", "line", "note"),
    [
        ("[wsl2]\nbad\n", 2, "WSL cannot read this line"),
        ("[wsl2\nmemory=1GB\n", 1, "section header"),
        ("[wsl2]\nmemory=1GB\nmemory=2GB\n", 3, "already set above"),
        ("[wsl2]\nswap=maybe\n", 2, "ignores this value"),
        ("[wsl2]\nnonsense=1\n", 2, "does not know this key"),
        ("[boot]\nsystemd=true\n", 2, "/etc/wsl.conf of a distro"),
        ("memory=1GB\n[wsl2]\n", 1, "Without this section header"),
    ],
)
def test_a_line_is_quoted_with_what_is_wrong(text: str, line: int, note: str) -> None:
    found = wslconf.defects(wslconf.parse(text.encode(), wslconf.Dialect.WSLCONFIG))
    shown = [evidence_of(defect) for defect in found]
    assert {each.source for each in shown} == {PATH}
    notes = [each.note.render() for each in shown if each.line == line and each.note is not None]
    assert any(note in each for each in notes), notes


def test_of_the_rest_only_is_said_how_many() -> None:
    lines = [Evidence(PATH, str(number)) for number in range(SHOWN + 2)]
    assert first_of(lines[:SHOWN]) == tuple(lines[:SHOWN])
    *some, rest = first_of(lines)
    assert some == lines[:SHOWN]
    assert rest.note is not None
    assert rest.note.render() == "And 2 more lines."

"""Which files a command reads in its own place: those that are known, or it cannot be told."""

from __future__ import annotations

import pytest

from wizard.codecs.shell.declarations import SH
from wizard.codecs.shell.sourcing import Sourced
from wizard.codecs.shell.values import UNKNOWN

FILES = Sourced({"~/a": b"A", "/d/*.sh": None, "/d/1.sh": b"1", "/d/2.sh": b"2", "~/none": None}, "/home/me")


@pytest.mark.parametrize(
    ("text", "path", "names"),
    [
        (". ~/a", "/home/me/a", ["~/a"]),
        ("source ~/none", "/home/me/none", []),
        (". ~/other", "/home/me/other", None),
        (". ~/a b", "/home/me/b", None),
        ("for f in /d/*.sh ~/none; do . $f; done", UNKNOWN, ["/d/1.sh", "/d/2.sh"]),
        ("for f in /d/*.sh; do for g in /e/*; do . $f; done; done", UNKNOWN, None),
        ("for f in /e/*.sh; do . $f; done", UNKNOWN, None),
        (". $f", UNKNOWN, None),
        ("emulate sh -c 'source /d/1.sh'", "source /d/1.sh", ["/d/1.sh"]),
        ("eval '$x'", "$x", None),
    ],
)
def test_what_a_command_reads(text: str, path: str, names: list[str] | None) -> None:
    (statement,) = (
        each for each in SH.statements(text) if each.words[0] in (".", "source", "eval", "emulate")
    )
    found = FILES.files(statement, path)
    assert (None if found is None else [name for name, _ in found]) == names

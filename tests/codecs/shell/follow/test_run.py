"""Start files that lead to others: which is read first, what ends a file early, links, CRLF and byte order marks. The
real shells say what is right."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.real_shells import NAMES, followed, put, really
from wizard.codecs.shell.kinds import Kind

pytestmark = pytest.mark.linux(reason="what is read is compared with what real shells do")

CASES = tomllib.loads((Path(__file__).parent / "files.toml").read_text(encoding="utf-8"))
LINK = "LINK:"


def laid(home: Path, files: dict[str, str]) -> None:
    put(home, "d/one.sh", "export GOROOT=/one\n")
    for name, text in files.items():
        if text.startswith(LINK):
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(text.removeprefix(LINK))
        else:
            put(home, name, text)


@pytest.mark.parametrize("name", CASES)
def test_it_is_as_in_the_shell_or_it_says_where_it_is_unclear(name: str, tmp_path: Path) -> None:
    case = dict(CASES[name])
    shell, kind, unclear = case.pop("shell", "bash"), Kind(case.pop("kind", "inner")), case.pop("unclear", "")
    laid(tmp_path, case)
    read, real = followed(shell, kind, tmp_path), really(shell, kind, tmp_path)
    assert real is not None
    for variable in NAMES:
        value = read.get(variable)
        if variable in unclear.split():
            assert value.unclear is not None
            assert value.unclear.line
        else:
            assert (variable, value.text, value.is_exported, value.unclear) == (
                variable,
                real[variable].text,
                real[variable].is_exported,
                None,
            )

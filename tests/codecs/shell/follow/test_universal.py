"""fish's universal variables are read as fish wrote them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from wizard.codecs.shell.follow.universal import universal_variables


@pytest.mark.linux(reason="what is read is compared with what real shells do")
@pytest.mark.parametrize(
    ("script", "name", "values", "is_exported"),
    [
        ("set -U GOX /a", "GOX", ("/a",), False),
        ("set -Ux GOX /a /b", "GOX", ("/a", "/b"), True),
        ("set -Ux GOX 'a b:c é ~ \\\\'", "GOX", ("a b:c é ~ \\",), True),
        ("set -U GOX a\\nb", "GOX", ("a\nb",), False),
        ("set -U GOX", "GOX", (), False),
    ],
)
def test_it_is_what_fish_wrote(
    script: str, name: str, values: tuple[str, ...], is_exported: bool, tmp_path: Path
) -> None:
    env = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    subprocess.run(["fish", "-c", script], env=env, check=True, capture_output=True)
    file = tmp_path / ".config/fish/fish_variables"
    found = universal_variables("~/v", file.read_bytes())[name]
    assert found.values == values
    assert found.is_exported is is_exported


def test_a_line_that_is_none_is_left() -> None:
    assert universal_variables("~/v", b"# a comment\nSETUVAR broken\n") == {}

"""Programs of the distro: what a real shell finds, and what is made of odd answers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.facts.answers import GONE, read
from wizard.facts.tools import TOOLS, TOOLS_PROBE, Tool
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Exited

MARK = b"\n== wsl-go-wizard ==\n"


@pytest.mark.linux(reason="it asks a real shell")
def test_what_a_real_login_shell_finds(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for name, said in (("git", "git version 2.47.3"), ("curl", "curl: odd\nsecond 9.9 line")):
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\nprintf '%s\\n' '{said}'\n")
        (tmp_path / "bin" / name).chmod(0o755)
    (tmp_path / ".profile").write_text('echo tool fake; PATH="$HOME/bin:$PATH"\n')
    done = subprocess.run(
        TOOLS_PROBE.argv,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={"HOME": str(tmp_path), "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"},
        timeout=30,
    )
    found = read(TOOLS, (TOOLS_PROBE, Exited(done.returncode, done.stdout, done.stderr)))
    assert not isinstance(found, Unknown)
    assert found["git"] == Tool(f"{tmp_path}/bin/git", "2.47.3")
    assert found["curl"] == Tool(f"{tmp_path}/bin/curl", "")
    assert "fake" not in found


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (Exited(0, MARK, b""), {}),
        (
            Exited(1, MARK + b"tool git\t/bin/git\tgit version 2.39.5\n", b""),
            {"git": Tool("/bin/git", "2.39.5")},
        ),
        (Exited(0, MARK + b"tool git\nnoise\ntool a\tb\tc\td\n", b""), {}),
        (Exited(0, MARK + b"tool tar\t/bin/tar\t\xff\n", b""), {"tar": Tool("/bin/tar", "")}),
    ],
)
def test_answers(answer: Answer, found: dict[str, Tool]) -> None:
    assert read(TOOLS, (TOOLS_PROBE, answer)) == found


@pytest.mark.parametrize("answer", [GONE, Exited(0, b"", b"")])
def test_no_answer_is_unknown(answer: Answer) -> None:
    assert isinstance(read(TOOLS, (TOOLS_PROBE, answer)), Unknown)

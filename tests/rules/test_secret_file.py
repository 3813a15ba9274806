"""A file with a secret is closed by a real command, and opened again exactly as it was."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from wizard.model.findings import Evidence, Risk, Verdict
from wizard.model.probes import Account
from wizard.model.text import plain
from wizard.rules.secret_file import by_hand, open_to_others, to_close

WHY = plain("x")


@pytest.mark.linux(reason="modes mean nothing there")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o666, 0o4755])
def test_the_mode_comes_back_as_it_was(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "my netrc"
    file.write_text("x")
    file.chmod(mode)
    command = to_close(
        "~/my netrc", 0o100000 | mode, Account("me", 1000, 1000, str(tmp_path), "/bin/sh")
    ).command
    subprocess.run(command.argv, check=True)
    assert file.stat().st_mode & 0o7777 == 0o600
    assert command.undo is not None
    subprocess.run(command.undo, check=True)
    assert file.stat().st_mode & 0o7777 == mode


def test_it_is_not_ticked_without_a_word() -> None:
    account = Account("me", 1000, 1000, "/home/me", "/bin/sh")
    finding = open_to_others(WHY, {"~/a": 0o644, "/srv/b": 0o640}, account, Evidence("~/a"), why=WHY)
    assert (finding.verdict, finding.risk, len(finding.edits)) == (Verdict.FIXABLE, Risk.CAREFUL, 2)


def test_what_is_not_the_user_s_is_left_to_a_person() -> None:
    assert by_hand("~/.netrc").render().endswith("sudo chown $USER ~/.netrc && chmod 600 ~/.netrc")

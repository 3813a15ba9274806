"""The command that asks the network. As a whole, with real servers: tests/e2e/network/test_whole.py."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.cli.conftest import Wizard, refused
from wizard.cli.asking.network import _until_interrupted
from wizard.cli.main import run


def test_of_a_folder_it_says_that_nothing_runs_there(wizard: Wizard) -> None:
    said = wizard("network")
    assert said.code == 1
    assert "because nothing runs there" in said.err
    assert "--root" in said.err
    assert "because nothing runs there" in refused(wizard("network", "--json"))


def test_of_a_recording_too(root: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    recorded = str(tmp_path / "machine.json")
    run(["record", recorded, "--root", str(root)])
    capfdbinary.readouterr()
    assert run(["network", "--machine", recorded]) == 1
    assert b"because nothing runs there" in capfdbinary.readouterr().err


def test_ctrl_c_is_a_word_to_stop_and_afterwards_what_it_was() -> None:
    before = signal.getsignal(signal.SIGINT)
    with _until_interrupted() as stop:
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
    assert signal.getsignal(signal.SIGINT) is before

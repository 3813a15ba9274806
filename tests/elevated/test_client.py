"""The unelevated side: there and back, and every way on which it does not come back."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.elevated.made_system import MadeSystem, Starter, calls, program
from wizard.elevated.client import ElevationClient
from wizard.elevated.task import carry_out
from wizard.model.errors import InputError, MachineError, Stopped
from wizard.model.events import Stop, never
from wizard.model.first_time import Operation

ME = os.geteuid() if sys.platform != "win32" else 0


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    folder = tmp_path / "System32"
    folder.mkdir()
    program(folder, "wsl.exe", "echo installed")
    program(folder, "dism.exe", "echo 'The operation completed successfully.'; exit 188")
    return folder


@pytest.fixture
def system(programs: Path) -> MadeSystem:
    return MadeSystem(programs, uid=ME)


class TestDoor:
    @pytest.fixture
    def door(self, tmp_path: Path, system: MadeSystem) -> ElevationClient:
        return ElevationClient(tmp_path / "local" / "orders", system, Starter(system))

    @pytest.mark.linux(reason="the stand-ins of Windows' programs are shell scripts")
    def test_there_and_back(self, door: ElevationClient) -> None:
        result = door.carry_out(Operation.UPDATE_WSL, never)
        assert (result.code, result.said) == (0, "installed")
        assert list(door.folder.iterdir()) == []

    def test_a_refusal_is_a_sentence(self, door: ElevationClient, system: MadeSystem) -> None:
        other = replace(door, start=Starter(replace(system, uid=4711)))
        with pytest.raises(InputError) as caught:
            other.carry_out(Operation.UPDATE_WSL, never)
        assert caught.value.code == "elevated-other-user"
        assert list(door.folder.iterdir()) == []

    def test_no_result(self, door: ElevationClient) -> None:
        with pytest.raises(MachineError) as caught:
            replace(door, start=lambda argv, limit_s, stop: 0).carry_out(Operation.UPDATE_WSL, never)
        assert caught.value.code == "result-unreadable"

    @pytest.mark.parametrize("code", [1, 3221225786, -1, 99])
    def test_it_dies(self, door: ElevationClient, code: int) -> None:
        with pytest.raises(InputError) as caught:
            replace(door, start=lambda argv, limit_s, stop: code).carry_out(Operation.UPDATE_WSL, never)
        assert caught.value.code == "elevated-ended"

    @pytest.mark.linux(reason="the stand-ins of Windows' programs are shell scripts")
    def test_stopped_at_the_users_word(self, door: ElevationClient, system: MadeSystem) -> None:
        """The task looks for the word in a file, for nobody without its rights can end it."""
        program(system.programs, "wsl.exe", "sleep 60")
        began = time.monotonic()
        with pytest.raises(Stopped):
            door.carry_out(Operation.UPDATE_WSL, lambda: True)
        assert time.monotonic() - began < 20

    def test_a_folder_that_cannot_be_made(self, door: ElevationClient, tmp_path: Path) -> None:
        (tmp_path / "local").write_text("a file")
        with pytest.raises(MachineError) as caught:
            door.carry_out(Operation.UPDATE_WSL, never)
        assert caught.value.code == "order-not-written"

    def test_what_is_swapped_behind_its_back_is_not_done(
        self, door: ElevationClient, system: MadeSystem
    ) -> None:
        def start(argv: list[str], limit_s: float, stop: Stop) -> int:
            order = json.loads(Path(argv[-2]).read_bytes())
            Path(argv[-2]).write_text(json.dumps({**order, "operation": "install-wsl"}))
            return carry_out(Path(argv[-2]), argv[-1], system)

        with pytest.raises(InputError) as caught:
            replace(door, start=start).carry_out(Operation.UPDATE_WSL, never)
        assert caught.value.code == "elevated-changed"
        assert calls(system.programs, "wsl.exe") == []

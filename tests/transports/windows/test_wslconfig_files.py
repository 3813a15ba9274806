"""The files that a `.wslconfig` names, looked for on a PC in one crossing with the file itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.wslconfig_pc import Pc
from wizard.model.events import never
from wizard.model.probes import Figure, HostProbe

FILES = HostProbe("wslconfig-files")


def standing(pc: Pc) -> dict[str, bool]:
    answer = pc.read((FILES,), never)[FILES]
    assert isinstance(answer, Figure)
    assert isinstance(answer.value, str)
    result: dict[str, bool] = json.loads(answer.value)
    return result


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, {}),
        ("[wsl2]\n", {}),
        ("[wsl2]\nkernel=C:\\\\own\\\\k\n", {"C:\\own\\k": True}),
        ("[wsl2]\nkernel=c:/own/k\n", {"c:/own/k": True}),
        ("[wsl2]\nkernel=C:\\\\own\\\\none\n", {"C:\\own\\none": False}),
        ("[wsl2]\nkernel=C:\\\\own\n", {"C:\\own": False}),
        ("[wsl2]\nkernel=Q:\\\\k\n", {}),
        ("[wsl2]\nkernel=C:\\\\..\\\\k\n", {}),
        ("[wsl2]\nkernelModules=C:\\own\\k\n", {"C:\\own\\k": True}),
    ],
)
def test_what_stands_where(tmp_path: Path, text: str | None, expected: dict[str, bool]) -> None:
    assert standing(Pc(tmp_path / "pc", text, files=("own/k",))) == expected


def test_a_folder_in_place_of_the_file_tells_nothing(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "pc")
    pc.config.mkdir()
    assert standing(pc) == {}

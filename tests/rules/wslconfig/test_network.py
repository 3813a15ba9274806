"""The network of WSL: a mode has the name that this WSL knows, and nothing that may cut it off is ticked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import Pc
from wizard.model.edits.files import SetKey
from wizard.model.findings import Finding, Verdict

OK, FIXABLE, BLOCKED, ADVICE = Verdict.OK, Verdict.FIXABLE, Verdict.BLOCKED, Verdict.ADVICE


MEMORY, SWAP, CORES = "wslconfig-memory", "wslconfig-swap", "wslconfig-processors"


NETWORK, DNS, PROXY = "wslconfig-networking", "wslconfig-dns-tunneling", "wslconfig-auto-proxy"


def written(finding: Finding) -> dict[str, str]:
    return {edit.key: edit.value for edit in finding.edits if isinstance(edit, SetKey)}


@pytest.mark.parametrize(
    ("mode", "version", "spelled"),
    [
        ("virtioproxy", "2.8.9.0", "virtioproxy"),
        ("consomme", "2.8.9.0", "virtioproxy"),
        ("virtioproxy", "2.9.0.0", "consomme"),
        ("consomme", "2.9.4.0", "consomme"),
    ],
)
def test_a_renamed_mode_is_written_by_the_name_this_wsl_knows(
    tmp_path: Path, mode: str, version: str, spelled: str
) -> None:
    pc = Pc(tmp_path / "pc", version=version)
    assert written(pc.finding(NETWORK, f'networkingMode = "{mode}"')) == {"networkingMode": spelled}
    there = Pc(tmp_path / "there", "[wsl2]\nnetworkingMode=VirtioProxy\n", version=version)
    assert there.finding(NETWORK, f'networkingMode = "{mode}"').verdict is OK


def test_what_can_cut_the_network_off_is_never_ticked_by_itself(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "pc")
    wanted = 'networkingMode = "mirrored"\nmemory = "4GB"\nkernelCommandLine = "a"\n'
    assert pc.session(wanted).look().recommended == (MEMORY,)

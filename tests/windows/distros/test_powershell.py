"""PowerShell as a program of Windows, and what becomes of its answers that are none: what it did not tell is unknown,
never fine, and all else is told."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machines.pcs import GOOD
from tests.windows.distros.computer import Pc, Said, told
from tests.wsl.distros.base import made

INQUIRY = GOOD.inquiry or {}
FOLDER = {"folder": "D:\\软件\\go\\bin", "there": True, "program": True, "version": "go1.25.5"}
CHINESE = json.dumps({**INQUIRY, "folders": [FOLDER]}, ensure_ascii=False)


Findings = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def shared(
    tmp_path_factory: pytest.TempPathFactory, program: Path, relay: Path, display: str
) -> Iterator[tuple[Pc, Findings]]:
    """A PC that is only looked at, and what is found of it when PowerShell answers."""
    made()
    with Pc(tmp_path_factory.mktemp("pc"), program, relay, display, "cp1252") as pc:
        yield pc, _findings(pc)


@pytest.fixture
def pc(shared: tuple[Pc, Findings]) -> Pc:
    return shared[0]


@pytest.fixture
def answered(shared: tuple[Pc, Findings]) -> Findings:
    return shared[1]


def _findings(pc: Pc) -> Findings:
    ran = pc.wizard("look", "--pc", "--json")
    assert "Traceback" not in ran.err
    return {each["rule"]: each["finding"] for each in json.loads(ran.out)["findings"]}


def test_an_answer_is_waited_for(pc: Pc) -> None:
    pc.says["powershell.exe"] = told(INQUIRY, after=6)

    assert _findings(pc)["windows-pc"]["verdict"] == "ok"


@pytest.mark.parametrize(
    "said",
    [
        Said(b""),
        Said(b"", b"Zugriff verweigert\r\n".decode().encode("cp850"), 1),
        Said(b"\xff\xfe" + json.dumps(INQUIRY).encode("utf-16-le")),
        Said(b'{"memory": 34282078208, "cores"'),
        Said(b"Windows PowerShell\r\nCopyright (C) Microsoft Corporation\r\n"),
    ],
    ids=["empty", "denied", "utf-16", "cut", "banner"],
)
def test_no_answer_is_unknown(pc: Pc, answered: Findings, said: Said) -> None:
    pc.says["powershell.exe"] = said

    found = _findings(pc)

    assert found.keys() == answered.keys()
    worse = {rule for rule, finding in found.items() if finding != answered[rule]}
    assert worse
    assert {found[rule]["verdict"] for rule in worse} == {"unknown"}


def test_names_come_in_the_code_page_of_an_old_console(pc: Pc) -> None:
    """A PowerShell that may not set its encoding (Constrained Language Mode) says names in the console's."""
    pc.says["powershell.exe"] = Said(CHINESE.encode("cp936"))

    assert "Traceback" not in pc.wizard("look", "--pc").err


def test_parts_that_are_denied_are_unknown(pc: Pc) -> None:
    pc.says["powershell.exe"] = told({**INQUIRY, "features": None, "guard": None})

    found = _findings(pc)

    assert found["windows-pc"]["verdict"] == "ok"
    assert any("did not report" in finding["says"] for finding in found.values())


def test_a_powershell_that_says_nothing_holds_nobody_up(pc: Pc) -> None:
    pc.says["powershell.exe"] = told(INQUIRY, after=600)
    began = time.monotonic()

    found = _findings(pc)

    assert time.monotonic() - began < 90
    assert "unknown" in {finding["verdict"] for finding in found.values()}
    *_, call = [call for call in pc.bridge.calls if call.program == "powershell.exe"]
    assert call.has_ended.wait(30), "it is ended, not left behind"


def test_first_time_setup_says_what_is_unknown_once(pc: Pc) -> None:
    pc.says["powershell.exe"] = Said(b"")

    shown = pc.wizard("setup-wsl").out

    assert shown.count("PowerShell did not respond") == 1, shown

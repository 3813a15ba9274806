"""Commands that ask, by the Windows program on a Chinese Windows: with blanks and Chinese characters in every path, in
both languages. What they say is UTF-8, and what they write is what its ending says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.programs import programs
from tests.windows.distros.computer import Pc
from tests.windows.distros.windows import USER_FOLDER
from tests.wsl.distros.base import made
from wizard.cli.exits import Exit

FOLDER = "程序 与 项目"
HERE = rf"{USER_FOLDER}\{FOLDER}"
GO_MOD = "module example.com/x\n\ngo 1.24\n"
CHINESE = ("--language", "zh_CN")
STARTS = {".html": b"<!doctype html>", ".pdf": b"%PDF-", ".xml": b"<?xml", ".json": b"{"}


@pytest.fixture(scope="module")
def chinese(
    tmp_path_factory: pytest.TempPathFactory, program: Path, relay: Path, display: str
) -> Iterator[Pc]:
    """A Chinese PC with a distro. No test changes it."""
    made()
    with Pc(tmp_path_factory.mktemp("pc"), program, relay, display, "cp936") as pc:
        root = pc.add("Debian")
        here = pc.profile / FOLDER
        for folder in (here / "项目", root / "home/me/src/my 项目"):
            folder.mkdir(parents=True)
            (folder / "go.mod").write_text(GO_MOD)
        for name in ("cgo", "windows.exe"):
            shutil.copy(programs() / name, here / name)
        yield pc


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--help",), 0, "Without a command, it opens the window."),
        (("profile", "show", "china", *CHINESE), 0, "受限网络：中国大陆"),
        (("rules", "wsl-systemd", *CHINESE), 0, "wsl-systemd"),
        (("explain", "WSL §4.4"), 0, "WSL §4.4 – tmpfs on /tmp"),
        (("go-for", "etcd@3.5", rf"{HERE}\项目"), 0, rf"{HERE}\项目\go.mod:3 needs Go 1.24"),
        (("inspect", rf"{HERE}\cgo"), 0, "A dynamic Linux program for amd64."),
        (("inspect", rf"{HERE}\windows.exe", *CHINESE), 0, "适用于 amd64 的 Windows 程序。"),
        (("projects", "~/src/my 项目"), 0, "~/src/my 项目 example.com/x"),
        (("shells", "--no-rehearsal", *CHINESE), 0, "go"),
        (("network",), 2, "go"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_what_is_asked_is_answered(chinese: Pc, words: tuple[str, ...], code: int, said: str) -> None:
    with chinese.windows.start(*chinese.windows.wizard_argv(), *words) as process:
        out, err = process.communicate(timeout=300)
    assert (process.returncode, err.decode()) == (code, "")
    assert said in " ".join(out.decode().split())


def test_a_profile_is_saved_where_it_was_said_and_can_be_used(chinese: Pc) -> None:
    file = rf"{HERE}\团队.toml"
    assert chinese.wizard("profile", "save", file, "--profile", "containers").code == Exit.DONE
    assert chinese.wizard("profile", "check", file).code == Exit.DONE
    assert chinese.wizard("profile", "save", file).code == Exit.ERROR, "it is there already"


@pytest.mark.parametrize("ending", STARTS)
def test_a_report_is_what_its_ending_says(chinese: Pc, ending: str) -> None:
    file = chinese.profile / FOLDER / f"报告{ending}"
    assert chinese.wizard("report", "--out", rf"{HERE}\{file.name}", *CHINESE).code == Exit.DONE
    assert file.read_bytes().lower().startswith(STARTS[ending].lower())


def test_a_recording_is_planned_as_its_machine_is(chinese: Pc) -> None:
    recorded = rf"{HERE}\记录.json"
    assert chinese.wizard("record", recorded).code == Exit.DONE
    plans = [
        json.loads(chinese.wizard("plan", *words, "--no-rehearsal", "--profile", "minimal", "--json").out)
        for words in ((), ("--machine", recorded))
    ]
    assert plans[0].keys() == plans[1].keys()

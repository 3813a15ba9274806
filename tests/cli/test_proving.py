"""The suite and the report on the command line: in which form, where it runs, and what it answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from tests.app.proof.made import suite
from tests.cli.conftest import Wizard
from wizard.app.texts import Speech
from wizard.cli import proving
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.model.proof import Outcome


def refused(wizard: Wizard, *words: object) -> str:
    said = wizard(*words)
    assert (said.code, said.out) == (Exit.ERROR, "")
    return said.err


@pytest.mark.parametrize("name", ["report.html", "report.json", "report.xml", "report.XML"])
def test_the_ending_says_the_form(wizard: Wizard, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    assert wizard("report", "--out", out).code == Exit.DONE
    text = out.read_text(encoding="utf-8")
    starts = {".html": "<!doctype html>", ".json": "{", ".xml": "<?xml"}
    assert text.lstrip().startswith(starts[out.suffix.lower()])


def test_the_form_can_be_named(wizard: Wizard, tmp_path: Path) -> None:
    out = tmp_path / "report.txt"
    wizard("report", "--format", "xml", "--out", out)
    assert ElementTree.fromstring(out.read_bytes()).tag == "testsuites"
    assert ElementTree.fromstring(wizard("report", "--format", "xml").out.encode()).tag == "testsuites"
    assert json.loads(wizard("report", "--json").out)["findings"]


def test_a_form_that_is_none_and_a_pdf_without_a_file_are_refused(wizard: Wizard, tmp_path: Path) -> None:
    assert ".pdf" in refused(wizard, "report", "--out", tmp_path / "report.txt")
    assert "--out" in refused(wizard, "report", "--format", "pdf")
    assert not list(tmp_path.glob("report*"))


def test_a_pdf_is_made_without_a_display(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    words = ["report", "--root", str(root), "--out", str(out)]
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "wizard", *words], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (Exit.DONE, "")
    assert out.read_bytes().startswith(b"%PDF-")


def test_without_qt_a_pdf_is_refused_with_another_way(
    wizard: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "wizard.gui.pdf", None)
    assert "browser" in refused(wizard, "report", "--out", tmp_path / "report.pdf")


@pytest.mark.parametrize("command", ["verify", "report"])
def test_where_no_program_runs_the_suite_is_refused(wizard: Wizard, command: str) -> None:
    assert "cannot run in" in refused(wizard, command, "--suite")


def test_on_a_recorded_machine_too(
    wizard: Wizard, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    machine = tmp_path / "machine.json"
    assert wizard("record", machine).code == Exit.DONE
    assert run(["verify", "--suite", "--machine", str(machine), "--language", "en"]) == Exit.ERROR
    assert b"cannot run in" in capfdbinary.readouterr().err


@pytest.mark.parametrize("command", ["verify", "report"])
def test_a_project_needs_the_suite(wizard: Wizard, command: str) -> None:
    assert "--suite" in refused(wizard, command, "--project", "/home/me/app")


def test_results_are_lines_with_what_to_do() -> None:
    class Lines:
        def __init__(self) -> None:
            self.lines: list[str] = []

        def line(self, text: object, style: str = "") -> None:
            self.lines.append(Speech("en")(text))  # type: ignore[arg-type]

    terminal, speak = Lines(), Speech("en")
    for result in suite().results:
        proving._show_step(terminal, speak, result)  # type: ignore[arg-type]
    proving._show(terminal, speak, suite())  # type: ignore[arg-type]
    text = "\n".join(terminal.lines)
    assert "✓ A program builds (9.4 s)" in terminal.lines
    assert "× The module cache is unchanged – ~/src/app (1.3 s)" in terminal.lines
    assert "go clean -modcache && go mod download" in text
    assert "\x1b" not in text
    assert "hunter2" not in text
    assert terminal.lines[-2] == "3 passed · 1 failed · 1 could not check · 1 does not apply"
    assert terminal.lines[-1] == "1 check failed."
    assert terminal.lines[-3].startswith("█" * 30)


@pytest.mark.parametrize(
    ("left", "code"),
    [
        ((Outcome.PASSED, Outcome.NOT_APPLICABLE), Exit.NOTHING_TO_DO),
        ((Outcome.PASSED, Outcome.UNCHECKED), Exit.PENDING),
        ((Outcome.PASSED, Outcome.FAILED), Exit.PENDING),
    ],
)
def test_the_suite_ends_as_readme_says(left: tuple[Outcome, ...], code: Exit) -> None:
    kept = replace(suite(), results=tuple(each for each in suite().results if each.outcome in left))
    assert proving.ends(kept) is code

"""The report on the command line: in which form it is written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Wizard
from wizard.cli.exits import Exit


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

"""JUnit XML is well-formed whatever a machine said, and its names are ids of checks."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.app.proof.made import MARKUP, suite
from tests.gui import demo
from wizard.app.report.junit import as_junit
from wizard.app.session import Session
from wizard.app.texts import Speech
from wizard.model.findings import Verdict
from wizard.transports.host import Host
from wizard.transports.tree import Tree


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_it_is_read_by_a_parser_and_counts_are_right(tmp_path: Path, language: str) -> None:
    machine = demo.machine(tmp_path / "Ubuntu-24.04")
    (machine / "etc/wsl.conf").write_bytes(b"[boot]\ncommand=a\x01\xff]]>&<b>\n;x\n")
    session = Session(Tree(machine), Host(), demo.BASELINE)
    look = session.look()
    text = as_junit(look, Speech(language), suite(), taken="2026-11-29T15:04:05Z")
    top = ElementTree.fromstring(text.encode())
    findings, proof = top
    assert [case.get("name") for case in findings] == [item.rule for item in look.judged]
    assert [case.get("name") for case in proof] == [result.id for result in suite().results]
    bad = sum(item.verdict in (Verdict.FIXABLE, Verdict.BLOCKED) for item in look.judged)
    assert findings.get("failures") == str(bad)
    assert (proof.get("tests"), proof.get("failures"), proof.get("skipped")) == ("6", "1", "2")
    assert top.get("tests") == str(len(look.judged) + 6)
    assert findings.get("timestamp") == "2026-11-29T15:04:05"
    (failed,) = (case.find("failure") for case in proof if case.find("failure") is not None)
    assert failed is not None
    assert MARKUP in (failed.text or "")
    assert "\\x1b" in (failed.text or "")
    assert "hunter2" not in text
    names = {case.get("classname") for case in proof}
    assert "wsl-go-wizard.suite.project:~/src/app" in names

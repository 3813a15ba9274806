"""The report for programs says where it is from."""

from __future__ import annotations

import json
from pathlib import Path

from tests.gui import demo
from wizard.app.report.data import as_json
from wizard.app.session import Session
from wizard.app.texts import Speech
from wizard.transports.host import Host
from wizard.transports.tree import Tree
from wizard.version import VERSION


def test_the_machine_the_time_and_the_sentence_are_in_it(tmp_path: Path) -> None:
    session = Session(Tree(demo.machine(tmp_path / "Ubuntu-24.04")), Host(), demo.BASELINE)
    report = json.loads(as_json(session, session.look(), Speech("en")))
    assert report["version"] == VERSION
    assert report["taken"].endswith("Z")
    assert ["Distro", "Ubuntu 24.04.1 LTS"] in report["facts"]
    assert report["summary"]["verdict"].endswith("need attention.")
    assert sum(report["summary"]["counts"].values()) == len(report["findings"])
    assert report["suite"] is None

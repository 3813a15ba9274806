"""The family of files of projects, with a row of its own: each fault is quoted with its file and line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from wizard.facts.go import PROJECT_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Verdict
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.modules.project_file import Fault, ProjectFile, file_rule

BAD = say("This is bad.")


def faults(data: bytes) -> Iterator[Fault]:
    for number, line in enumerate(data.decode().splitlines(), 1):
        if line == "bad":
            yield number, line, BAD


ROW = ProjectFile("a-rule", say("All is good"), faults, say("It fails."), say("Correct it."), ("RULES 14",))


def judged(files: dict[str, bytes]) -> Finding:
    return file_rule(ROW).judge(Snapshot({PROJECT_FILES: files}), Wanted())


def test_faults_of_all_files_are_told_and_only_these_files_named() -> None:
    finding = judged({"~/a/go.mod": b"good\nbad\nbad\n", "~/b/go.mod": b"good\n"})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert finding.says.render() == "Go cannot read ~/a/go.mod."
    assert [(seen.source, seen.line, seen.note) for seen in finding.evidence] == [
        ("~/a/go.mod", 2, BAD),
        ("~/a/go.mod", 3, BAD),
    ]
    assert (finding.why, finding.do) == (ROW.why, ROW.do)


@pytest.mark.parametrize(
    ("files", "verdict"), [({}, Verdict.NOT_APPLICABLE), ({"~/a/go.mod": b""}, Verdict.OK)]
)
def test_without_a_fault_there_is_nothing_to_do(files: dict[str, bytes], verdict: Verdict) -> None:
    assert judged(files).verdict is verdict

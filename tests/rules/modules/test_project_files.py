"""The family of files of projects: what Go cannot read is told, and never changed."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

WANTED = '[projects]\nfolders = ["~/a", "~/b"]\n'
FAULTS: list[tuple[str, str | bytes, int, str]] = [
    ("modules-gomod-parse", "\ufeffmodule a\n", 1, "byte order mark"),
    ("modules-gomod-parse", "module a\n".encode("utf-16"), 1, "UTF-16"),
    ("modules-gomod-parse", "module a\n\ngo 1.24.x\n", 3, "not a version"),
    ("modules-gomod-parse", "module a\ngo\n", 2, "not a version"),
    ("modules-gomod-parse", "module a\ngo 1\n", 2, "not a version"),
    ("modules-gomod-parse", "module a\ngo 1.25.0-foo\n", 2, "not a version"),
    ("modules-gomod-parse", "module a\ngo 1.25\ngo 1.24\n", 3, "twice"),
    ("modules-gomod-parse", "module a\ngo 1.25\ntoolchain 1.26.0\n", 3, "not a toolchain"),
    ("modules-gomod-parse", "module a\ngodebug netdns=go,panicnil=1\n", 2, "key=value"),
    ("modules-gomod-parse", "module a\n<<<<<<< HEAD\ngo 1.25\n", 2, "merge conflict"),
    ("modules-gomod-parse", "module a\n=======\n", 2, "merge conflict"),
    ("modules-gomod-parse", b"module a\n\n\xff\xfe\n", 3, "nothing that these files can have"),
    ("modules-gomod-parse", "module a\ngodebug (\n\ttlsrsakex=1\n)\n", 3, "removed"),
]
SOUND = ["", "module a\r\n\r\ngo 1.25.5\r\n", "module a\ngo 1.25\ntoolchain go1.25.5\ngodebug tlsrsakex=0\n"]


@pytest.mark.parametrize(("rule", "text", "line", "note"), FAULTS)
def test_faults_are_told_with_their_lines(
    judge: Judge, rule: str, text: str | bytes, line: int, note: str
) -> None:
    finding = judge(rule, WANTED, {"home/me/b/go.mod": text, "home/me/a/go.work": "go 1.25\n"})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    (seen,) = finding.evidence
    assert (seen.source, seen.line) == ("~/b/go.mod", line)
    assert seen.note is not None
    assert note in seen.note.render()


@pytest.mark.parametrize("text", SOUND)
def test_sound_files_are_fine(judge: Judge, text: str) -> None:
    assert judge("modules-gomod-parse", WANTED, {"home/me/a/go.mod": text}).verdict is Verdict.OK


def test_without_projects_there_is_nothing_to_say(judge: Judge) -> None:
    files = {"home/me/a/go.mod": "go x\n"}
    assert judge("modules-gomod-parse", "", files).verdict is Verdict.NOT_APPLICABLE
    assert judge("modules-gomod-parse", WANTED, {}).verdict is Verdict.NOT_APPLICABLE

"""[user] default=: somebody, nobody, or root by another name."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits.files import RepairLine, SetKey
from wizard.model.findings import Risk, Severity, Verdict
from wizard.model.probes import DefaultUidProbe, Figure

RULE = "wsl-default-user"
ROOT = "root:x:0:0::/root:/bin/bash\n"
ME = "me:x:1000:1000::/home/me:/bin/bash\n"
ANN = "ann:x:1001:1001::/home/ann:/bin/zsh\n"
DAEMON = "svc:x:1002:1002::/:/usr/sbin/nologin\n"


@pytest.mark.parametrize(
    ("name", "passwd", "verdict", "becomes"),
    [
        ("", ROOT + ME, Verdict.NOT_APPLICABLE, ""),
        ("me", ROOT + ME, Verdict.OK, ""),
        ("root", ROOT + ME, Verdict.OK, ""),
        ("bob", ROOT + ME + DAEMON, Verdict.FIXABLE, "me"),
        ("1001", ROOT + ME + ANN, Verdict.FIXABLE, "ann"),
        ("bob", ROOT + ME + ANN, Verdict.ADVICE, ""),
        ("Ann", ROOT + ME + ANN, Verdict.FIXABLE, "ann"),
        ("ME", ROOT + ME + ANN, Verdict.FIXABLE, "me"),
        ("svc", ROOT + ME + DAEMON, Verdict.ADVICE, ""),
        ("bob", ROOT, Verdict.ADVICE, ""),
        ("toor", ROOT + "toor:x:0:0::/root:/bin/sh\n" + ME, Verdict.ADVICE, ""),
    ],
)
def test_who_is_named_and_who_is_meant(
    judge: Judge, name: str, passwd: str, verdict: Verdict, becomes: str
) -> None:
    finding = judge(RULE, "", {"etc/wsl.conf": f"[user]\ndefault={name}\n", "etc/passwd": passwd})
    assert finding.verdict is verdict
    edits = (SetKey("/etc/wsl.conf", "user", "default", becomes),) if becomes else ()
    assert finding.edits == edits
    assert (finding.risk is Risk.CAREFUL) is bool(becomes)


def test_a_name_below_a_bad_line_goes_with_what_hides_it(judge: Judge) -> None:
    finding = judge(RULE, "", {"etc/wsl.conf": "; x\n[user]\ndefault=bob\n", "etc/passwd": ROOT + ME})
    assert [type(edit) for edit in finding.edits] == [RepairLine, SetKey]


def test_who_ends_up_as_root_unawares_is_told_so_loudly(judge: Judge) -> None:
    finding = judge(RULE, "", {"etc/wsl.conf": "[user]\ndefault=bob\n", "etc/passwd": ROOT})
    assert finding.severity is Severity.HIGH
    assert finding.do is not None
    assert finding.do.render().endswith("sudo adduser bob")


@pytest.mark.parametrize(
    ("uid", "conf", "passwd", "verdict", "words", "becomes"),
    [
        (1000, "", ROOT + ME, Verdict.OK, "The distro starts as me.", ""),
        (0, "[user]\ndefault=\n", ROOT + ME, Verdict.OK, "The distro starts as root.", ""),
        (4711, "", ROOT + ME + DAEMON, Verdict.FIXABLE, "No user of the distro has the ID 4711", "me"),
        (4711, "[user]\n#default=bob\n", ROOT + ME, Verdict.FIXABLE, "the ID 4711", "me"),
        (4711, "", ROOT + ME + ANN, Verdict.ADVICE, "the ID 4711", ""),
        (1000, "", ROOT, Verdict.ADVICE, "the ID 1000", ""),
        (4711, "[user]\ndefault=me\n", ROOT + ME + ANN, Verdict.OK, "The distro starts as me.", ""),
        (4711, "[user]\ndefault=bob\n", ROOT + ME, Verdict.FIXABLE, "bob does not exist", "me"),
        (1000, "", ROOT + ME.replace("bash", "false"), Verdict.ADVICE, "has no shell to work in", ""),
    ],
)
def test_who_is_named_by_windows(
    judge: Judge, uid: int, conf: str, passwd: str, verdict: Verdict, words: str, becomes: str
) -> None:
    files = {"etc/wsl.conf": conf, "etc/passwd": passwd}
    finding = judge(RULE, "", files, commands={DefaultUidProbe(): Figure(uid)})
    assert (finding.verdict, words in finding.says.render()) == (verdict, True)
    edits = (SetKey("/etc/wsl.conf", "user", "default", becomes),) if becomes else ()
    assert finding.edits == edits
    assert (finding.risk is Risk.CAREFUL) is bool(becomes)


def test_a_name_for_nobody_goes_with_what_would_hide_it(judge: Judge) -> None:
    files = {"etc/wsl.conf": "; x\n[boot]\nsystemd=true\n", "etc/passwd": ROOT + ME}
    finding = judge(RULE, "", files, commands={DefaultUidProbe(): Figure(4711)})
    assert [type(edit) for edit in finding.edits] == [RepairLine, SetKey]


@pytest.mark.parametrize(
    ("shell", "home", "files", "words", "severity"),
    [
        ("/usr/sbin/nologin", "/home/me", {}, "has no shell to work in", Severity.HIGH),
        ("/bin/false", "/home/me", {}, "has no shell to work in", Severity.HIGH),
        ("/bin/zsh", "/home/me", {}, "has no shell to work in", Severity.HIGH),
        ("/bin/sh", "/home/gone", {}, "The home of the default user me does not exist.", Severity.MEDIUM),
        ("/bin/sh", "/home/file", {"home/file": "x"}, "The home of the default user me", Severity.MEDIUM),
    ],
)
def test_a_user_who_cannot_work_is_told(
    judge: Judge, shell: str, home: str, files: dict[str, str], words: str, severity: Severity
) -> None:
    passwd = f"{ROOT}me:x:1000:1000::{home}:{shell}\n"
    finding = judge(RULE, "", {"etc/wsl.conf": "[user]\ndefault=me\n", "etc/passwd": passwd, **files})
    assert (finding.verdict, finding.severity, finding.edits) == (Verdict.ADVICE, severity, ())
    assert words in finding.says.render()
    assert finding.do is not None
    assert finding.do.render().endswith(" me")

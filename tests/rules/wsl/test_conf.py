"""`/etc/wsl.conf` and systemd: a red and a green case for every sentence."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits import SetKey
from wizard.model.findings import Restart, Verdict

SYSTEMD = "[wsl]\nsystemd = true\n"
CONF = "etc/wsl.conf"
WSL2 = {"proc/sys/kernel/osrelease": "5.15.153.1-microsoft-standard-WSL2\n", "proc/1/comm": "init\n"}
WSL1 = {"proc/sys/kernel/osrelease": "4.4.0-19041-Microsoft\n", "proc/1/comm": "init\n"}


@pytest.mark.parametrize(
    ("text", "verdict", "words"),
    [
        ("", Verdict.OK, "reads all"),
        ("[boot]\nsystemd=true\n", Verdict.OK, "reads all"),
        ("[boot]\nsystemd=true\n; no comment\n", Verdict.FIXABLE, "at line 3; everything below"),
        ("\ufeff[boot]\nsystemd=true\n", Verdict.FIXABLE, "at line 1"),
        ("[boot]\nsystemd=yes\n", Verdict.FIXABLE, "does not take this value"),
        ("[boot]\nsystemd=false\nsystemd=true\n", Verdict.FIXABLE, "takes the first"),
        ("[user]\ndefault=me[boot]\nsystemd=true\n", Verdict.FIXABLE, "swallowed"),
        ("[boot]\nsystemdd=true\n", Verdict.ADVICE, "does not know this key"),
    ],
)
def test_damage(judge: Judge, text: str, verdict: Verdict, words: str) -> None:
    finding = judge("wsl-conf-damage", "", {CONF: text})
    assert finding.verdict is verdict
    shown_text = finding.says.render() + "".join(seen.note.render() for seen in finding.evidence if seen.note)
    assert words in shown_text


def test_no_file_is_no_damage(judge: Judge) -> None:
    assert judge("wsl-conf-damage", "", {}).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("wanted", "files", "without", "verdict", "words"),
    [
        ("", {CONF: ""}, (), Verdict.NOT_APPLICABLE, "does not ask"),
        (SYSTEMD, {CONF: "[boot]\nsystemd=true\n"}, (), Verdict.OK, "switched on"),
        (SYSTEMD, {CONF: "[boot]\nsystemd=1\n"}, (), Verdict.OK, "switched on"),
        (SYSTEMD, {CONF: "[boot]\nSystemD=TRUE\n"}, (), Verdict.OK, "switched on"),
        (SYSTEMD, {CONF: ""}, (), Verdict.FIXABLE, "not switched on"),
        (SYSTEMD, {}, (), Verdict.FIXABLE, "not switched on"),
        (SYSTEMD, {CONF: "[boot]\nsystemd=false\n"}, (), Verdict.FIXABLE, "not switched on"),
        (SYSTEMD, {CONF: ";x\n[boot]\nsystemd=true\n"}, (), Verdict.FIXABLE, "not switched on"),
        ("[wsl]\nsystemd = false\n", {CONF: "[boot]\nsystemd=true\n"}, (), Verdict.FIXABLE, "is switched on"),
        ("[wsl]\nsystemd = false\n", {CONF: ""}, (), Verdict.OK, "switched off"),
        (SYSTEMD, {CONF: "", **WSL1}, (), Verdict.BLOCKED, "WSL 1"),
        (SYSTEMD, {CONF: ""}, ("sbin/init",), Verdict.BLOCKED, "no /sbin/init"),
        (SYSTEMD, {CONF: "", **WSL2}, (), Verdict.UNKNOWN, "does not tell its version"),
    ],
)
def test_systemd(
    judge: Judge, wanted: str, files: dict[str, str], without: tuple[str, ...], verdict: Verdict, words: str
) -> None:
    finding = judge("wsl-systemd", wanted, files, without=without)
    assert (finding.verdict, words in finding.says.render()) == (verdict, True), finding.says.render()
    if verdict is Verdict.FIXABLE:
        value = "true" if wanted == SYSTEMD else "false"
        assert SetKey("/etc/wsl.conf", "boot", "systemd", value) in finding.edits
        assert finding.restart is Restart.DISTRO


def test_an_init_that_is_not_systemd_blocks(judge: Judge) -> None:
    finding = judge(
        "wsl-systemd", SYSTEMD, {CONF: "", "bin/busybox": "x"}, links={"sbin/init": "/bin/busybox"}
    )
    assert finding.verdict is Verdict.BLOCKED
    assert "/bin/busybox" in finding.says.render()


def test_a_wsl_conf_full_of_bad_lines_is_repaired_at_once(judge: Judge) -> None:
    finding = judge("wsl-conf-damage", "", {CONF: "; no comment\n" * 300 + "[boot]\nsystemd=true\n"})
    assert [type(edit).__name__ for edit in finding.edits] == ["MendRest"]

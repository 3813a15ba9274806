"""`/etc/wsl.conf` and systemd: a red and a green case for every sentence."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits.files import SetKey
from wizard.model.findings import Restart, Risk, Verdict

SYSTEMD = "[wsl]\nsystemd = true\n"
CONF = "etc/wsl.conf"
WSL2 = {"proc/sys/kernel/osrelease": "5.15.153.1-microsoft-standard-WSL2\n", "proc/1/comm": "init\n"}
WSL1 = {"proc/sys/kernel/osrelease": "4.4.0-19041-Microsoft\n", "proc/1/comm": "init\n"}


@pytest.mark.parametrize(
    ("text", "verdict", "words"),
    [
        ("", Verdict.OK, "reads all"),
        ("[boot]\nsystemd=true\n", Verdict.OK, "reads all"),
        ("[boot]\nsystemd=true\n; no comment\n", Verdict.FIXABLE, "at line 3 and ignores the rest"),
        ("\ufeff[boot]\nsystemd=true\n", Verdict.FIXABLE, "at line 1"),
        ("[boot]\nsystemd=yes\n", Verdict.FIXABLE, "does not accept this value"),
        ("[boot]\nsystemd=false\nsystemd=true\n", Verdict.FIXABLE, "uses the first"),
        ("[user]\ndefault=me[boot]\nsystemd=true\n", Verdict.FIXABLE, "next section header"),
        ("[boot]\nsystemdd=true\n", Verdict.ADVICE, "no such key"),
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
        (SYSTEMD, {CONF: "[boot]\nsystemd=true\n"}, (), Verdict.OK, "is enabled"),
        (SYSTEMD, {CONF: "[boot]\nsystemd=1\n"}, (), Verdict.OK, "is enabled"),
        (SYSTEMD, {CONF: "[boot]\nSystemD=TRUE\n"}, (), Verdict.OK, "is enabled"),
        (SYSTEMD, {CONF: ""}, (), Verdict.FIXABLE, "not enabled"),
        (SYSTEMD, {}, (), Verdict.FIXABLE, "not enabled"),
        (SYSTEMD, {CONF: "[boot]\nsystemd=false\n"}, (), Verdict.FIXABLE, "not enabled"),
        (SYSTEMD, {CONF: ";x\n[boot]\nsystemd=true\n"}, (), Verdict.FIXABLE, "not enabled"),
        ("[wsl]\nsystemd = false\n", {CONF: "[boot]\nsystemd=true\n"}, (), Verdict.FIXABLE, "is enabled"),
        ("[wsl]\nsystemd = false\n", {CONF: ""}, (), Verdict.OK, "is disabled"),
        (SYSTEMD, {CONF: "", **WSL1}, (), Verdict.BLOCKED, "WSL 1"),
        (SYSTEMD, {CONF: ""}, ("sbin/init",), Verdict.BLOCKED, "/sbin/init does not exist"),
        (SYSTEMD, {CONF: "", **WSL2}, (), Verdict.UNKNOWN, "does not report its version"),
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
    assert [type(edit).__name__ for edit in finding.edits] == ["RepairRest"]


def test_turning_systemd_off_is_not_argued_for_with_what_needs_it(judge: Judge) -> None:
    on = judge("wsl-systemd", "[wsl]\nsystemd = true\n", {})
    off = judge("wsl-systemd", "[wsl]\nsystemd = false\n", {"etc/wsl.conf": "[boot]\nsystemd=true\n"})
    assert on.why is not None
    assert off.why is not None
    assert "Docker" in on.why.render()
    assert "Docker" not in off.why.render()
    assert (on.risk, off.risk) == (Risk.SAFE, Risk.CAREFUL)


@pytest.mark.parametrize(
    ("conf", "links"), [("[boot]\nsystemd=true\n", {}), ("[boot]\nsystemd = 1\n", {"sbin/init": "/gone"})]
)
def test_where_there_is_no_systemd_nothing_stops_without_it(
    judge: Judge, conf: str, links: dict[str, str]
) -> None:
    gone = () if links else ("sbin/init",)
    finding = judge("wsl-systemd", "[wsl]\nsystemd = false\n", {CONF: conf}, links=links, without=gone)
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.SAFE)
    assert finding.says.render() == "/etc/wsl.conf enables systemd, but WSL cannot start it."
    assert finding.why is not None
    assert finding.why.render() == "Without /sbin/init, WSL leaves systemd off and does not say so."


@pytest.mark.parametrize(
    ("conf", "without", "verdict"),
    [
        ("[boot]\nsystemd=true\n", ("sbin/init",), Verdict.ADVICE),
        ("[boot]\nsystemd=true\n", (), Verdict.OK),
        ("[boot]\nsystemd=false\n", ("sbin/init",), Verdict.NOT_APPLICABLE),
        ("", ("sbin/init",), Verdict.NOT_APPLICABLE),
    ],
)
def test_systemd_that_is_asked_for_in_vain_is_told_in_every_profile(
    judge: Judge, conf: str, without: tuple[str, ...], verdict: Verdict
) -> None:
    assert judge("wsl-init", "", {"etc/wsl.conf": conf}, without=without).verdict is verdict


def test_a_line_that_wsl_cannot_read_is_told_with_its_words(judge: Judge) -> None:
    (evidence,) = judge("wsl-conf-damage", "", {"etc/wsl.conf": "; x\n"}).evidence
    assert evidence.note is not None
    assert "Invalid key name" in evidence.note.render()


@pytest.mark.parametrize(
    ("conf", "verdict"),
    [("[boot]\r\n", Verdict.UNKNOWN), ("[boot]\n", Verdict.OK), ("; x\r\n", Verdict.FIXABLE)],
)
def test_whether_an_old_wsl_reads_crlf_is_not_known_where_it_does_not_tell_its_age(
    judge: Judge, conf: str, verdict: Verdict
) -> None:
    files = {"etc/wsl.conf": conf, "proc/sys/kernel/osrelease": "6.6.87.2-microsoft-standard-WSL2\n"}
    assert judge("wsl-conf-damage", "", files).verdict is verdict


@pytest.mark.parametrize(
    ("conf", "wanted", "named"),
    [
        ("# [network]\ngenerateResolvConf=false\n", "", "network.generateResolvConf=false"),
        ("[network]\\ngenerateResolvConf = false\n", "", "network.generateResolvConf=false"),
        ("[automounts]\nenabled=false\n", "", "automount.enabled=false"),
        ("#[user]\ndefault=ghost\n", "", "user.default=ghost"),
        ("[bot]\nsystemd=true\ncommand=service docker start\n", SYSTEMD, "boot.command=service docker start"),
        ("; x\n" * 50 + "[automount]\nenabled=false\n", "", "automount.enabled=false"),
        ("# [boot]\nsystemd=true\n", "", "boot.systemd=true"),
        ("# [boot]\nsystemd=true\n", SYSTEMD, ""),
        ("; x\n[boot]\nsystemd=true\n", SYSTEMD, ""),
        ("[boot]\nsystemd=true\nsystemd=false\n", "", ""),
    ],
)
def test_a_repair_that_makes_a_dead_line_live_is_never_ticked_by_itself(
    judge: Judge, conf: str, wanted: str, named: str
) -> None:
    finding = judge("wsl-conf-damage", wanted, {CONF: conf})
    assert finding.risk is (Risk.CAREFUL if named else Risk.SAFE)
    assert finding.may_break is None or named in finding.may_break.render()


def test_systemd_is_not_a_way_around_for_a_dead_line(judge: Judge) -> None:
    finding = judge("wsl-systemd", SYSTEMD, {CONF: "# [network]\ngenerateResolvConf=false\n"})
    assert finding.risk is Risk.CAREFUL
    assert finding.may_break is not None
    assert finding.may_break.render().endswith(": network.generateResolvConf=false")

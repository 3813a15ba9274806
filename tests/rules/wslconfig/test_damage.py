"""`.wslconfig` that does not do what it says: shown, explained, repaired where nothing is lost, never begun anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import WIN10, Pc
from wizard.facts.windows.wslconfig import PATH
from wizard.model.edits.files import RepairLine
from wizard.model.findings import Finding, Restart, Risk, Severity, Verdict

DAMAGE = "wslconfig-damage"
FIXABLE, ADVICE, OK = Verdict.FIXABLE, Verdict.ADVICE, Verdict.OK


def told(finding: Finding) -> str:
    notes = [seen.note.render() for seen in finding.evidence if seen.note]
    why = [finding.why.render()] if finding.why else []
    return " ".join([finding.says.render(), *notes, *why])


def repaired(pc: Pc) -> bytes:
    """`.wslconfig` after the repair."""
    session = pc.session()
    session.apply(session.plan(session.look(), [DAMAGE]))
    return pc.config.read_bytes()


@pytest.mark.parametrize(
    ("text", "verdict", "words", "line"),
    [
        ("[wsl2]\nmemory=4GB\n", OK, "reads all", None),
        (
            "\ufeff[wsl2]\nmemory=4GB\n",
            OK,
            "starts with a byte order mark, which WSL can read",
            None,
        ),
        ("[wsl2]\r\nmemory=4GB\r\n", OK, "reads all", None),
        ("[wsl2]\n; no comment\nmemory=4GB\n", FIXABLE, "cannot read this line and ignores it", 2),
        ("[wsl2]\nmemory: 4GB\n", FIXABLE, "cannot read this line and ignores it", 2),
        (
            "[experimental\nsparseVhd=true\n",
            FIXABLE,
            "section header and ignores the keys below",
            1,
        ),
        ("[ wsl2 ]\nmemory=4GB\n", FIXABLE, "section header", 1),
        ("[wsl2]\nmemory=4GB\nmemory=8GB\n", FIXABLE, "WSL uses the first", 3),
        ("[wsl2]\nmemory=4 gb\n", FIXABLE, "uses the default", 2),
        (
            "[wsl2]\nvmSwitch=lan[experimental]\nsparseVhd=1\n",
            FIXABLE,
            "next section header has become part",
            2,
        ),
        ("[wsl2]\nswapFile=C:\\temp\\new\n", FIXABLE, "control character", 2),
        ("[wsl2]\nmemory=4GB\x1a\nswap=0\n", FIXABLE, "Ctrl+Z", 2),
        ("\n\ufeff[wsl2]\nmemory=4GB\n", FIXABLE, "byte order mark inside the text", 2),
        ("[wsl2]\nswapFile=C:\\\\用户\\\\s\n", ADVICE, "non-ASCII", 2),
        ("[wsl2]\nautoMemoryReclaim=gradual\n", ADVICE, "It knows experimental.autoMemoryReclaim", 2),
        ("[w]\nmemory=4GB\n", ADVICE, "It knows wsl2.memory", 2),
        ("memmory=4GB\n", ADVICE, "above the first section", 1),
        ("[wsl2]\npageReporting=false\n", FIXABLE, "no longer uses", 2),
    ],
)
def test_what_wsl_makes_nothing_of(
    tmp_path: Path, text: str, verdict: Verdict, words: str, line: int | None
) -> None:
    finding = Pc(tmp_path / "pc", text).finding(DAMAGE)
    assert finding.verdict is verdict, told(finding)
    assert words in told(finding)
    assert {seen.line for seen in finding.evidence} <= {line}
    if verdict is FIXABLE:
        assert finding.restart is Restart.WSL
        assert finding.effect is not None
        assert "all distros" in finding.effect.render()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("[wsl2]\nmemory: 4GB # mine\n", "[wsl2]\nmemory=4GB # mine\n"),
        ("# a\n[experimental\nsparseVhd=true\n", "# a\n[experimental]\nsparseVhd=true\n"),
        ("[wsl2]\nmemory=4gb\nswap=0\nmemory=8GB\n", "[wsl2]\nmemory=8GB\nswap=0\n# memory=8GB\n"),
        ("[wsl2]\nmacAddress=0015.5daa.bbcc\n", "[wsl2]\nmacAddress=00:15:5D:AA:BB:CC\n"),
        ("[wsl2]\nmacAddress=mine\nmemory=4GB\n", "[wsl2]\n# macAddress=mine\nmemory=4GB\n"),
        ("[wsl2]\nkernel=C:\\\\nowhere # old\n", "[wsl2]\n# kernel=C:\\\\nowhere # old\n"),
        ("[wsl2]\nautoProxy=no\n", "[wsl2]\nautoProxy=false\n"),
    ],
)
def test_a_repair_changes_the_meant_line_alone(tmp_path: Path, text: str, after: str) -> None:
    pc = Pc(tmp_path / "pc", text)
    assert repaired(pc) == after.encode()
    assert pc.finding(DAMAGE).verdict is OK


@pytest.mark.parametrize(
    ("text", "files", "is_dead"),
    [
        ("[wsl2]\nmacAddress=mine\n", (), True),
        ("[wsl2]\nkernel=C:\\\\k\n", (), True),
        ("[wsl2]\nkernel=C:\\\\k\n", ("k",), False),
        ("[wsl2]\nkernel=C:/k/vmlinux\n", ("k/vmlinux",), False),
        ("[wsl2]\nkernelModules=C:\\\\m.vhd\n", (), True),
        ("[wsl2]\nkernel=\n", (), False),
        ("[wsl2]\nkernel=C:\\temp\\nk\n", ("temp/nk",), True),
        ("[wsl2]\nkernel=C:\\\\用户\\\\k\n", ("用户/k",), True),
        ("[wsl2]\nkernel=C:\\\\k\nkernel=C:\\\\none\n", ("k",), False),
    ],
)
def test_what_keeps_wsl_from_starting_is_critical(
    tmp_path: Path, text: str, files: tuple[str, ...], is_dead: bool
) -> None:
    finding = Pc(tmp_path / "pc", text, files=files).finding(DAMAGE)
    assert (finding.severity is Severity.CRITICAL) is is_dead
    assert ("does not start" in finding.says.render()) is is_dead
    assert finding.why is None or ("No distro can start" in finding.why.render()) is is_dead
    if is_dead:
        assert finding.edits


def test_a_kernel_that_is_there_after_the_repair_is_kept(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "pc", "[wsl2]\nkernel=C:\\temp\\nk\n", files=("temp/nk",))
    assert repaired(pc) == b'[wsl2]\nkernel="C:\\\\temp\\\\nk"\n'


def test_of_two_kernels_the_one_that_is_there_takes_over(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "pc", "[wsl2]\nkernel=C:\\\\old\nkernel=C:\\\\new\n", files=("new",))
    assert repaired(pc) == b"[wsl2]\n# kernel=C:\\\\old\nkernel=C:\\\\new\n"
    assert pc.finding(DAMAGE).verdict is OK


def test_a_repair_that_would_keep_wsl_from_starting_is_not_offered(tmp_path: Path) -> None:
    """WSL skips a path with bad escapes, and starts; the path put right, it would look for the kernel."""
    text = "[wsl2]\nkernel=C:\\Users\\me\\vmlinux\n"
    finding = Pc(tmp_path / "a", text).finding(DAMAGE)
    assert finding.verdict is ADVICE
    assert not finding.edits
    assert "C:\\Users\\me\\vmlinux" in told(finding)
    there = Pc(tmp_path / "b", text, files=("Users/me/vmlinux",))
    assert there.finding(DAMAGE).verdict is FIXABLE


def test_a_kernel_that_the_administrator_forbids_harms_nobody(tmp_path: Path) -> None:
    finding = Pc(tmp_path / "pc", "[wsl2]\nkernel=C:\\\\k\n", policies={"AllowKernelUserSetting": 0}).finding(
        DAMAGE
    )
    assert (finding.verdict, finding.severity) == (ADVICE, Severity.LOW)
    assert "AllowKernelUserSetting is 0" in told(finding)


@pytest.mark.parametrize("codec", ["utf-16-be", "utf-16-le"])
def test_utf16_that_wsl_does_not_read_becomes_utf8_with_every_word(tmp_path: Path, codec: str) -> None:
    text = "# für alle 用户\r\n[wsl2]\r\nmemory=4GB\r\n"
    mark = "\ufeff" if codec == "utf-16-be" else ""
    pc = Pc(tmp_path / "pc", (mark + text).encode(codec))
    finding = pc.finding(DAMAGE)
    assert (finding.verdict, finding.says.render()) == (FIXABLE, "WSL cannot read .wslconfig and ignores it.")
    assert repaired(pc) == text.encode()


def test_utf16_that_wsl_reads_is_said_and_left(tmp_path: Path) -> None:
    finding = Pc(tmp_path / "pc", "\ufeff[wsl2]\nmemory=4GB\n".encode("utf-16-le")).finding(DAMAGE)
    assert finding.verdict is OK
    assert "UTF-16" in told(finding)


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"[wsl2]\nmemory=4GB\n\x00\x00", b"\xff\xfe\x00\x00a\x00"])
def test_what_is_no_text_is_shown_and_never_written(tmp_path: Path, data: bytes) -> None:
    pc = Pc(tmp_path / "pc", data)
    finding = pc.finding(DAMAGE)
    assert (finding.verdict, finding.severity) == (ADVICE, Severity.HIGH)
    assert "does not change it" in told(finding)
    assert pc.finding("wslconfig-memory", 'memory = "4GB"').verdict is Verdict.BLOCKED
    session = pc.session('memory = "4GB"\nprocessors = 2')
    assert not session.plan(session.look()).changes


def test_a_file_that_cannot_be_read_is_unknown_and_never_begun_anew(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "folder")
    pc.config.mkdir()
    session = pc.session('memory = "4GB"')
    look = session.look()
    verdicts = {item.rule: item.verdict for item in look.judged if item.verdict is not Verdict.NOT_APPLICABLE}
    assert verdicts.pop("wslconfig-dead-files") is Verdict.OK, "it is about other files"
    assert set(verdicts.values()) == {Verdict.UNKNOWN}
    says = {item.finding.says.render() for item in look.judged if item.verdict is Verdict.UNKNOWN}
    assert says == {"~/.wslconfig is a folder, not a file. The wizard does not change it."}
    assert not session.plan(look, [item.rule for item in look.judged]).changes


@pytest.mark.parametrize(
    ("text", "version", "build", "words"),
    [
        ("[experimental]\nswiotlb=1MB\n", "2.8.8.0", 26100, "needs WSL 2.8.9 or later"),
        ("[wsl2]\nnetworkingMode=consomme\n", "2.8.9.0", 26100, "needs WSL 2.9.0 or later"),
        (
            "[wsl2]\nnetworkingMode=mirrored\n",
            "2.9.4.0",
            WIN10,
            "needs Windows build 22621. This PC has build 19045",
        ),
        ("[wsl2]\nvmIdleTimeout=1000\n", "2.9.4.0", WIN10, "needs Windows build 22000"),
    ],
)
def test_what_this_wsl_or_this_windows_does_not_know(
    tmp_path: Path, text: str, version: str, build: int, words: str
) -> None:
    finding = Pc(tmp_path / "old", text, version=version, build=build).finding(DAMAGE)
    assert (finding.verdict, finding.severity) == (ADVICE, Severity.LOW)
    assert words in told(finding)
    assert Pc(tmp_path / "new", text, version="2.9.4.0").finding(DAMAGE).verdict is OK


CACHE = "[experimental]\nuseWindowsDnsCache=true\n"


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        (CACHE, "WSL 2.3.22 and later no longer have this key.", 2),
        (CACHE.replace("experimental", "wsl2"), "WSL 2.3.22 and later no longer have this key.", 2),
        (CACHE.replace("useWindowsDnsCache", "USEWINDOWSDNSCACHE"), "WSL 2.3.22 and later no longer", 2),
        ("[wsl2]\npageReporting=false\n", "WSL no longer uses this key.", 2),
    ],
)
def test_a_key_that_wsl_took_away_becomes_a_comment(tmp_path: Path, text: str, words: str, line: int) -> None:
    pc = Pc(tmp_path / "new", text, version="2.6.1.0")
    finding = pc.finding(DAMAGE)
    assert finding.verdict is FIXABLE
    assert words in told(finding)
    header, setting = text.splitlines()
    assert repaired(pc) == f"{header}\n# {setting}\n".encode()


@pytest.mark.parametrize("more", ["", "memory=4gb\n"])
def test_a_key_that_this_wsl_still_has_is_left(tmp_path: Path, more: str) -> None:
    pc = Pc(tmp_path / "old", f"[wsl2]\n{more}{CACHE}", version="2.3.11.0")
    assert "useWindowsDnsCache" not in told(pc.finding(DAMAGE))
    assert "no longer" not in told(pc.finding(DAMAGE))
    assert CACHE.encode() in (repaired(pc) if more else pc.config.read_bytes())


def test_where_nobody_tells_how_old_wsl_is_such_a_key_is_told_and_left(tmp_path: Path) -> None:
    finding = Pc(tmp_path / "pc", CACHE, version=None).finding(DAMAGE)
    assert (finding.verdict, finding.edits) == (ADVICE, ())
    assert "WSL 2.3.22 and later no longer have this key." in told(finding)


def test_a_key_of_the_past(tmp_path: Path) -> None:
    text = "[wsl2]\nvirtio9p=true\n"
    assert "no longer uses this key" in told(Pc(tmp_path / "new", text).finding(DAMAGE))
    assert Pc(tmp_path / "old", text, version="2.0.14.0").finding(DAMAGE).verdict is OK


def test_the_old_name_of_a_mode_is_good_in_every_wsl(tmp_path: Path) -> None:
    for version in ("2.5.8.0", "2.9.4.0"):
        text = "[wsl2]\nnetworkingMode=VirtioProxy\n"
        assert Pc(tmp_path / version, text, version=version).finding(DAMAGE).verdict is OK


@pytest.mark.parametrize(
    ("text", "risk"),
    [
        ("[experimental\nsparseVhd=true\n", Risk.SAFE),
        ("[wsl2\nnetworkingMode=none\n", Risk.CAREFUL),
        ("[wsl2\nnetworkingMode=nat\n", Risk.SAFE),
        ("[wsl2]\nkernelCommandLine: init=/x\n", Risk.CAREFUL),
        ("[wsl2]\nmacAddress=x\nnetworkingMode=none\n", Risk.SAFE),
    ],
)
def test_a_repair_that_may_cut_the_network_off_is_never_ticked_by_itself(
    tmp_path: Path, text: str, risk: Risk
) -> None:
    pc = Pc(tmp_path / "pc", text)
    assert pc.finding(DAMAGE).risk is risk
    finding = pc.finding("wslconfig-memory", 'memory = "4GB"')
    assert (finding.verdict, finding.risk) == (FIXABLE, risk)


def test_a_link_to_a_file_of_ones_own_is_followed(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "pc", "[wsl2]\nmemory=4GB\n")
    real = pc.config.with_name("dotfiles") / "wslconfig"
    real.parent.mkdir()
    pc.config.rename(real)
    pc.config.symlink_to(real)
    assert pc.finding(DAMAGE).verdict is OK
    real.write_text("[wsl2]\nnonsense\nmemory=4GB\n")
    assert pc.finding(DAMAGE).verdict is not OK


def test_a_link_that_leads_away_is_not_taken_for_no_file(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "pc", "")
    pc.config.unlink()
    pc.config.symlink_to(tmp_path / "elsewhere")
    finding = pc.finding(DAMAGE)
    assert finding.verdict is Verdict.UNKNOWN
    assert "elsewhere" in finding.says.render()


def test_no_file_is_no_damage(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "pc")
    assert pc.finding(DAMAGE).verdict is OK
    assert not pc.config.exists()


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("memory=8GB\n", b"[wsl2]\nmemory=8GB\n" + b"# memory=8GB\n" * 299),
        ("; note\n", b"[wsl2]\n" + b"# note\n" * 300),
        ("[wsl2] x\n", b"[wsl2]\n" + b"[wsl2] # x\n" * 300),
    ],
)
def test_a_file_full_of_the_same_mistake_is_repaired_at_once(tmp_path: Path, line: str, after: bytes) -> None:
    """As a script leaves it that adds its line at every start."""
    pc = Pc(tmp_path / "pc", "[wsl2]\n" + line * 300)
    finding = pc.finding(DAMAGE)
    assert [type(edit).__name__ for edit in finding.edits] == ["RepairRest"]
    assert len(finding.evidence) == 21
    assert told(finding).startswith(("300 lines", "299 lines"))
    assert repaired(pc) == after
    assert pc.finding(DAMAGE).verdict is OK


def test_a_mark_that_newer_wsl_reads_is_told_to_who_has_the_one_of_windows(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf[wsl2]\nmemory=4GB\n"
    new = Pc(tmp_path / "new", data).finding("wslconfig-damage")
    inbox = Pc(tmp_path / "inbox", data, version=None, is_inbox=True).finding("wslconfig-damage")
    assert (new.verdict, inbox.verdict) == (Verdict.OK, Verdict.ADVICE)


def test_a_choice_that_says_nothing_becomes_a_comment(tmp_path: Path) -> None:
    finding = Pc(tmp_path / "pc", "[wsl2]\nnetworkingMode=\n").finding("wslconfig-damage")
    assert finding.edits == (RepairLine(PATH, 2, "bad-value"),)

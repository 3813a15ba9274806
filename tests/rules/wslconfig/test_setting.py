"""What a profile may want of `.wslconfig`: a red and a green case for every sentence, and every refusal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.pcs.wslconfig import WIN10, Pc
from wizard.model.edits.files import SetKey
from wizard.model.findings import Finding, Restart, Verdict

OK, FIXABLE, BLOCKED, ADVICE = Verdict.OK, Verdict.FIXABLE, Verdict.BLOCKED, Verdict.ADVICE


MEMORY, SWAP, CORES = "wslconfig-memory", "wslconfig-swap", "wslconfig-processors"


NETWORK, DNS, PROXY = "wslconfig-networking", "wslconfig-dns-tunneling", "wslconfig-auto-proxy"


RECLAIM, WORDS = "wslconfig-memory-reclaim", "wslconfig-kernel-command-line"


ALL = (MEMORY, SWAP, CORES, NETWORK, DNS, PROXY, RECLAIM, WORDS)


def written(finding: Finding) -> dict[str, str]:
    return {edit.key: edit.value for edit in finding.edits if isinstance(edit, SetKey)}


def test_nothing_is_done_that_nobody_wants(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "pc", "[wsl2]\nmemory=1GB\n")
    assert {pc.finding(rule).verdict for rule in ALL} == {Verdict.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("rule", "text", "wanted", "verdict", "words"),
    [
        (MEMORY, None, 'memory = "8GB"', OK, "This is the WSL default: memory is 8 GB"),
        (MEMORY, "[wsl2]\nmemory=8192MB\n", 'memory = "8GB"', OK, "memory is 8 GB."),
        (MEMORY, "[wsl2]\nmemory=0\n", 'memory = "8GB"', OK, "memory is 8 GB."),
        (MEMORY, None, 'memory = "12GB"', FIXABLE, "memory is 8 GB. Your profile asks for 12GB"),
        (MEMORY, "[wsl2]\nmemory=4gb\n", 'memory = "12GB"', FIXABLE, "memory is 8 GB. Your"),
        (MEMORY, "[wsl2]\nmemory=64GB\n", 'memory = "12GB"', FIXABLE, "memory is 16 GB. Your"),
        (MEMORY, "[wsl2]\nmemory=1MB\n", 'memory = "12GB"', FIXABLE, "memory is 256 MB. Your"),
        (
            MEMORY,
            None,
            'memory = "17GB"',
            BLOCKED,
            "This PC has 16 GB of memory, less than the 17GB in your profile",
        ),
        (MEMORY, None, 'memory = "255MB"', BLOCKED, "at least 256 MB. Your profile asks for 255MB"),
        (CORES, None, "processors = 8", OK, "default: processors is 8"),
        (CORES, "[wsl2]\nprocessors=99\n", "processors = 8", OK, "processors is 8."),
        (CORES, None, "processors = 2", FIXABLE, "processors is 8. Your profile asks for 2"),
        (CORES, None, "processors = 9", BLOCKED, "has 8 processors, fewer than the 9 in your profile"),
        (SWAP, None, 'swap = "2GB"', OK, "default: swap is 2 GB"),
        (SWAP, "[wsl2]\nswap=0\n", 'swap = "0"', OK, "swap is 0 MB"),
        (SWAP, "[wsl2]\nmemory=10GB\n", 'swap = "3GB"', OK, "default: swap is 3 GB"),
        (SWAP, None, 'swap = "0"', FIXABLE, "swap is 2 GB. Your profile asks for 0"),
        (RECLAIM, None, 'autoMemoryReclaim = "dropCache"', OK, "default: autoMemoryReclaim is DropCache"),
        (
            RECLAIM,
            None,
            'autoMemoryReclaim = "gradual"',
            FIXABLE,
            "is DropCache. Your profile asks for gradual",
        ),
        (NETWORK, None, 'networkingMode = "nat"', OK, "default: networkingMode is Nat"),
        (
            NETWORK,
            "[experimental]\nnetworkingMode=MIRRORED\n",
            'networkingMode = "mirrored"',
            OK,
            "is Mirrored.",
        ),
        (NETWORK, None, 'networkingMode = "mirrored"', FIXABLE, "is Nat. Your profile asks for mirrored"),
        (NETWORK, "[wsl2]\nnetworkingMode=host\n", 'networkingMode = "mirrored"', FIXABLE, "is Nat. Your"),
        (DNS, None, "dnsTunneling = true", OK, "default: dnsTunneling is true"),
        (
            DNS,
            "[wsl2]\ndnsTunneling=0\n",
            "dnsTunneling = true",
            FIXABLE,
            "is false. Your profile asks for true",
        ),
        (
            DNS,
            "[wsl2]\n[experimental]\ndnsTunnelingIpAddress=1.2.3.400\n",
            "dnsTunneling = true",
            BLOCKED,
            "dnsTunnelingIpAddress is not an IPv4 address",
        ),
        (PROXY, None, "autoProxy = true", OK, "default: autoProxy is true"),
        (PROXY, None, "autoProxy = false", FIXABLE, "autoProxy is true. Your profile asks for false"),
        (
            WORDS,
            "[wsl2]\nkernelCommandLine=b a\n",
            'kernelCommandLine = "a b"',
            OK,
            "kernelCommandLine is b a",
        ),
        (WORDS, None, 'kernelCommandLine = "a"', FIXABLE, "kernelCommandLine is not set to a"),
        (
            WORDS,
            "[wsl2]\nkernelCommandLine=ü\n",
            'kernelCommandLine = "a"',
            BLOCKED,
            "characters that WSL cannot read",
        ),
    ],
)
def test_wanted(
    tmp_path: Path, rule: str, text: str | None, wanted: str, verdict: Verdict, words: str
) -> None:
    finding = Pc(tmp_path / "pc", text).finding(rule, wanted)
    assert (finding.verdict, words in finding.says.render()) == (verdict, True), finding.says.render()
    if verdict is FIXABLE:
        assert finding.restart is Restart.WSL
        assert finding.effect is not None
        assert "all distros" in finding.effect.render()


@pytest.mark.parametrize(
    ("rule", "wanted", "pc"),
    [
        (NETWORK, 'networkingMode = "nat"', {"build": WIN10}),
        (NETWORK, 'networkingMode = "nat"', {"policies": {"AllowNetworkingModeUserSetting": 0}}),
        (DNS, "dnsTunneling = false", {"build": WIN10}),
        (DNS, "dnsTunneling = false", {"version": "1.2.5.0"}),
        (RECLAIM, 'autoMemoryReclaim = "disabled"', {"version": "1.2.5.0"}),
    ],
)
def test_what_cannot_be_otherwise_is_well_if_nothing_else_is_wanted(
    tmp_path: Path, rule: str, wanted: str, pc: Mapping[str, Any]
) -> None:
    assert Pc(tmp_path / "pc", **pc).finding(rule, wanted).verdict is OK


@pytest.mark.parametrize(
    ("rule", "wanted", "pc"),
    [
        (DNS, "dnsTunneling = true", {"version": "2.1.5.0"}),
        (RECLAIM, 'autoMemoryReclaim = "dropCache"', {"version": "2.3.26.0"}),
        (NETWORK, 'networkingMode = "nat"', {"policies": {"DefaultNetworkingMode": 3}}),
    ],
)
def test_a_default_that_is_not_known_is_no_answer(
    tmp_path: Path, rule: str, wanted: str, pc: Mapping[str, Any]
) -> None:
    finding = Pc(tmp_path / "pc", **pc).finding(rule, wanted)
    assert (finding.verdict, "is not set to" in finding.says.render()) == (FIXABLE, True)


def test_where_nobody_tells_which_wsl_this_is_only_what_depends_on_it_is_unknown(tmp_path: Path) -> None:
    text = "[wsl2]\nautoProxy=true\n"
    pc = Pc(tmp_path / "pc", text, version=None)
    wanted = 'memory = "4GB"\nautoProxy = true\nkernelCommandLine = "a"'
    unknown = {PROXY, WORDS, "wslconfig-damage"}
    assert {pc.finding(rule, wanted).verdict for rule in unknown} == {Verdict.UNKNOWN}
    assert pc.finding(MEMORY, wanted).verdict is FIXABLE
    assert Pc(tmp_path / "plain", "[wsl2]\nswap=0\n", version=None).finding("wslconfig-damage").verdict is OK


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("[wsl2]\nmemory=8 GB\n", b"[wsl2]\nmemory=4GB\n"),
        ("[wsl2]\r\nMemory = 8GB # mine\r\n", b"[wsl2]\r\nMemory = 4GB # mine\r\n"),
        ("[wsl2]\nmemory=8GB\nmemory=2GB\n", b"[wsl2]\nmemory=4GB\n# memory=2GB\n"),
        (
            "# all mine\n[experimental]\nsparseVhd=1\n",
            b"# all mine\n[experimental]\nsparseVhd=1\n\n[wsl2]\nmemory=4GB\n",
        ),
        ("[wsl2\nmemory=8GB\n", b"[wsl2]\nmemory=4GB\n"),
        ("[wsl2]\nmacAddress=x\n", b"[wsl2]\nmemory=4GB\n# macAddress=x\n"),
        ("[wsl2]\nmemory=8GB\x1a\nswap=0\n", b"[wsl2]\nmemory=4GB\n\nswap=0\n"),
    ],
)
def test_a_wish_lands_where_wsl_sees_it(tmp_path: Path, text: str, becomes: bytes) -> None:
    pc = Pc(tmp_path / "pc", text)
    session = pc.session('memory = "4GB"')
    look = session.look()
    session.apply(session.plan(look, [item.rule for item in look.judged]))
    assert pc.config.read_bytes() == becomes
    assert session.look().judged[1].verdict is OK


def test_a_line_that_does_not_count_yet_is_put_right_before_it_does(tmp_path: Path) -> None:
    """The broken header keeps autoProxy=false out; who repairs it later would switch the proxy off."""
    finding = Pc(tmp_path / "pc", "[experimental\nautoProxy=false\n").finding(PROXY, "autoProxy = true")
    assert finding.verdict is FIXABLE
    assert "for now" in finding.says.render()
    assert written(finding) == {"autoProxy": "true"}


def test_a_wish_below_a_kernel_that_may_not_be_there_waits_for_a_person(tmp_path: Path) -> None:
    data = "\ufeff[wsl2]\nkernel=C:\\\\k\n".encode("utf-16-be")
    pc = Pc(tmp_path / "pc", data, files=("k",))
    assert pc.finding(MEMORY, 'memory = "4GB"').verdict is FIXABLE
    unsure = Pc(tmp_path / "unsure", "\ufeff[wsl2]\nkernel=k\n".encode("utf-16-be"))
    finding = unsure.finding(MEMORY, 'memory = "4GB"')
    assert (finding.verdict, "only up to line 1" in finding.says.render()) == (BLOCKED, True)

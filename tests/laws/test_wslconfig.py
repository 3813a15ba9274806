"""The laws of setups, for `.wslconfig`: over files of every kind, whatever is wanted of them, on PCs old and new.

No folder is laid out here: a file is bytes, a look is its answers, a setup is the plan's bytes for the next look.
That the bytes get there and back is the Windows transport's to prove, and `test_wslconfig_setups`.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.pcs.wslconfig import GIB, NEW, RULES, WIN10, WIN11_22H2
from tests.wslconf.texts import anything, shaped, tidy
from wizard.codecs import wslconf
from wizard.engine import evaluate
from wizard.engine.plan import PlanInput, make_plan
from wizard.engine.waves import gather
from wizard.facts.windows.pc import VERSION_KEY
from wizard.facts.windows.wsl import PACKAGE_KEY, POLICIES_KEY
from wizard.facts.windows.wslconfig import PATH
from wizard.model.facts import Side
from wizard.model.findings import Judged, Verdict
from wizard.model.plans import Plan
from wizard.model.probes import (
    Account,
    Answer,
    Answers,
    CommandProbe,
    Exited,
    Figure,
    FileProbe,
    Found,
    HostProbe,
    Missing,
    Probe,
    RegistryProbe,
    Unavailable,
    Values,
)
from wizard.model.state import File
from wizard.model.wanted import Wanted, WslConfigWanted

QUICK = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Pc(msgspec.Struct, frozen=True):
    """A PC, but for its `.wslconfig`."""

    version: str | None = NEW
    build: int = WIN11_22H2
    policies: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    nobody_looks: bool = False
    is_mute: bool = False

    def answers(self, config: bytes | None, probes: Sequence[Probe]) -> Answers:
        return Answers(tuple((probe, self._answer(probe, config)) for probe in probes))

    def _answer(self, probe: Probe, config: bytes | None) -> Answer:
        match probe:
            case FileProbe(path) if path == PATH:
                return Missing() if config is None else found(config)
            case FileProbe(path) if not self.nobody_looks:
                return found(b"") if path in self.files else Missing()
            case HostProbe("memory"):
                return Figure(16 * GIB)
            case HostProbe("cores"):
                return Figure(8)
            case RegistryProbe(key) if key == VERSION_KEY:
                return Values({"CurrentBuildNumber": str(self.build)})
            case RegistryProbe(key) if key == PACKAGE_KEY and self.version is not None:
                return Values({"Version": self.version})
            case RegistryProbe(key) if key == POLICIES_KEY:
                return Values(dict.fromkeys(self.policies, 0))
            case RegistryProbe():
                return Missing()
            case CommandProbe() if not self.is_mute:
                return Exited(0, b'{"package": ""}', b"")
            case _:
                return Unavailable("not here")


def found(content: bytes) -> Found:
    return Found(content, 0o644, 0, 0, 0, len(content))


class Look(msgspec.Struct, frozen=True):
    judged: tuple[Judged, ...]
    ground: PlanInput

    def plan(self, rules: Sequence[str] | None = None) -> Plan:
        ids = [item.rule for item in self.judged] if rules is None else rules
        return make_plan(self.judged, ids, self.ground)

    def verdicts(self) -> Mapping[str, Verdict]:
        return {item.rule: item.verdict for item in self.judged}


def look(pc: Pc, config: bytes | None, wanted: WslConfigWanted) -> Look:
    want = Wanted(wslconfig=wanted)
    see, told = gather(evaluate.facts_of(RULES), want, lambda side, probes: pc.answers(config, probes))
    account = Account("me", 0, 0, "/", "")
    return Look(evaluate.evaluate(RULES, see, want), PlanInput(told[Side.HOST], account, "0" * 16, "This PC"))


def after(plan: Plan, config: bytes | None) -> bytes | None:
    """`.wslconfig` once *plan* is applied."""
    assert not plan.clashes
    assert not plan.obstacles, [obstacle.why.render() for obstacle in plan.obstacles]
    if not plan.changes:
        return config
    (change,) = plan.changes
    assert isinstance(change.after, File)
    return change.after.content


wanteds = st.builds(
    WslConfigWanted,
    memory=st.none() | st.sampled_from(["4GB", "8GB", "512MB", "64GB"]),
    processors=st.none() | st.sampled_from([2, 8, 64]),
    swap=st.none() | st.sampled_from(["0", "1GB", "2GB"]),
    networking_mode=st.none() | st.sampled_from(["nat", "mirrored", "consomme", "virtioproxy"]),
    dns_tunneling=st.none() | st.booleans(),
    auto_proxy=st.none() | st.booleans(),
    auto_memory_reclaim=st.none() | st.sampled_from(["disabled", "gradual", "dropCache"]),
    kernel_command_line=st.none() | st.sampled_from(["quiet", "quiet cgroup_no_v1=all", "a=#b"]),
)
pcs = st.builds(
    Pc,
    version=st.sampled_from([NEW, "2.8.3.0", "2.0.14.0", None]),
    build=st.sampled_from([WIN11_22H2, WIN10]),
    policies=st.sampled_from([(), (), ("AllowNetworkingModeUserSetting", "AllowKernelUserSetting")]),
    files=st.sampled_from([(), ("C:\\k",), ("C:\\x", "C:\\bin")]),
    nobody_looks=st.booleans(),
    is_mute=st.sampled_from([False, False, True]),
)
_MORE = st.sampled_from(
    [
        *("[wsl2]", "[experimental]", "[experimental", "[wsl2] x", "[ wsl2 ]", "memory=4GB", "memory=8 gb"),
        *("Memory: 2GB", "processors=2", "swap=0", "networkingMode=Mirrored", "networkingMode=consomme"),
        *("kernel=C:\\\\k", "kernel=C:\\\\x", "kernel=C:\\bin", "kernel=", "kernelModules=C:\\\\m"),
        *("kernel=C:\\Users\\me\\k", "macAddress=00:15:5D:aa:bb:cc", "macAddress=x", "autoProxy=yes"),
        *("autoProxy=false # mine", "dnsTunnelingIpAddress=10.0.0.999", "dnsTunneling=true", "# note"),
        *(
            "kernelCommandLine=debug",
            "kernelCommandLine=",
            "kernelCommandLine=x\\",
            "memory=1GB[wsl2]",
            "\x1a",
        ),
        *("autoMemoryReclaim=gradual", "kernel=C:\\\\用户\\\\k", "kernelCommandLine=ü", "", "[wsl2] # again"),
    ]
)
apt = st.builds(
    lambda lines, end, mark: (mark + end.join([*lines, ""])).encode(),
    st.lists(_MORE, max_size=9),
    st.sampled_from(["\n", "\n", "\r\n"]),
    st.sampled_from(["", "", "\ufeff"]),
)
wide = st.builds(
    lambda data, codec: data.decode().encode(codec),
    apt,
    st.sampled_from(["utf-16", "utf-16-be", "utf-16-le"]),
)
configs = st.one_of(st.none(), apt, apt, apt, wide, shaped, tidy, anything)


@QUICK
@given(pcs, configs, wanteds)
def test_one_run_is_enough(pc: Pc, config: bytes | None, wanted: WslConfigWanted) -> None:
    """Law 13. What is left is for a person: it is advice, or the PC does not allow it."""
    plan = look(pc, config, wanted).plan()
    written = after(plan, config)
    again = look(pc, written, wanted)
    assert not again.plan().changes, (config, written, again.plan().wishes)
    left = {rule: again.verdicts()[rule] for rule in plan.rules()}
    well = {Verdict.OK, Verdict.NOT_APPLICABLE}
    assert all(verdict in well for rule, verdict in left.items() if rule != "wslconfig-damage"), (
        left,
        written,
    )
    gap = pc.is_mute and pc.version is None
    assert left.get("wslconfig-damage") in {*well, Verdict.ADVICE, None, *([Verdict.UNKNOWN] if gap else [])}


@QUICK
@given(pcs, configs, wanteds)
def test_wsl_starts_after_a_setup_if_it_did_before(
    pc: Pc, config: bytes | None, wanted: WslConfigWanted
) -> None:
    """A setup brings no file into force that WSL does not start without, unless it is there."""
    before = wslconf.parse(config or b"", wslconf.Dialect.WSLCONFIG)
    written = wslconf.parse(after(look(pc, config, wanted).plan(), config) or b"", wslconf.Dialect.WSLCONFIG)
    assert written.exception is None or before.exception is not None
    if "AllowKernelUserSetting" in pc.policies:
        return
    for key in ("kernel", "kernelModules"):
        path = written.get("wsl2", key)
        assert not path or path in pc.files or path == before.get("wsl2", key)


@QUICK
@given(pcs, configs, wanteds)
def test_rules_commute(pc: Pc, config: bytes | None, wanted: WslConfigWanted) -> None:
    """Each by itself, one after the other, in any order: the same settings are in force in the end."""
    rules = [item.rule for item in look(pc, config, wanted).judged if item.finding.edits]
    assume(len(rules) > 1)
    for pair in itertools.combinations(rules[:4], 2):
        ends = []
        for order in (pair, pair[::-1]):
            data = config
            for rule in order:
                data = after(look(pc, data, wanted).plan([rule]), data)
            document = wslconf.parse(data or b"", wslconf.Dialect.WSLCONFIG)
            ends.append((document.effective(), sorted(document.body.splitlines())))
        assert ends[0] == ends[1], pair


@QUICK
@given(pcs, tidy, wanteds)
def test_what_nobody_claims_keeps_its_bytes(pc: Pc, config: bytes, wanted: WslConfigWanted) -> None:
    """Law 7: in a file without damage, all lines but those of the wanted keys stay, in their order."""
    here = look(pc, config, wanted)
    assume(here.verdicts()["wslconfig-damage"] is not Verdict.FIXABLE)
    plan = here.plan()
    written = after(plan, config) or b""
    claimed = {wish.edit.claim.partition(".")[2] for wish in plan.wishes}

    def others(data: bytes) -> list[bytes]:
        document = wslconf.parse(data, wslconf.Dialect.WSLCONFIG)
        mine = [pair.span for pair in document.pairs if pair.key.lower() in claimed]
        kept = data
        for span in reversed(mine):
            kept = kept[: span.start] + kept[span.end :]
        return kept.splitlines(keepends=True)

    rest = iter(others(written))
    assert all(line in rest for line in others(config)), (config, written)


def test_a_setting_that_a_backslash_swallowed_is_no_word_of_the_kernels_command_line() -> None:
    config = b"[wsl2]\nkernelCommandLine=x\\\nmemory=4GB\n"
    assert after(look(Pc(), config, WslConfigWanted()).plan(), config) == (
        b"[wsl2]\nkernelCommandLine=x\nmemory=4GB\n"
    )


@QUICK
@given(pcs, apt, wanteds)
def test_words_of_the_kernels_command_line_are_never_taken_away(
    pc: Pc, config: bytes, wanted: WslConfigWanted
) -> None:
    document = wslconf.parse(config, wslconf.Dialect.WSLCONFIG)
    # A header or a setting that a line swallowed is none of its words, and is parted from it.
    swallowed = {wslconf.DefectKind.GLUED_HEADER, wslconf.DefectKind.NEXT_LINE}
    assume(swallowed.isdisjoint(defect.kind for defect in wslconf.defects(document)))
    before = document.get("wsl2", "kernelCommandLine")
    written = after(look(pc, config, wanted).plan(), config) or b""
    now = wslconf.parse(written, wslconf.Dialect.WSLCONFIG).get("wsl2", "kernelCommandLine")
    assert set((before or "").split()) <= set((now or "").split())


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_new_lines_end_as_the_others_do(end: bytes) -> None:
    config = end.join((b"# mine", b"[wsl2]", b"swap=0", b""))
    written = after(look(Pc(), config, WslConfigWanted(memory="4GB")).plan(), config)
    assert written == end.join((b"# mine", b"[wsl2]", b"swap=0", b"memory=4GB", b""))

"""What the administrator of a PC lets it do."""

from __future__ import annotations

import pytest

from tests.rules.pc import CI, POLICIES, Registry, distros, says
from wizard.model.findings import Verdict
from wizard.model.probes import Values

OK, ADVICE, BLOCKED, UNKNOWN, NOT_APPLICABLE, FIXABLE = (
    Verdict.OK,
    Verdict.ADVICE,
    Verdict.BLOCKED,
    Verdict.UNKNOWN,
    Verdict.NOT_APPLICABLE,
    Verdict.FIXABLE,
)


@pytest.mark.parametrize(
    ("policies", "lxss", "verdict"),
    [
        ({}, {}, OK),
        ({"AllowWSL": 1, "AllowKernelUserSetting": 1}, {}, OK),
        ({"AllowWSL": 0}, {}, BLOCKED),
        ({"allowwsl": 0}, {}, BLOCKED),
        ({"AllowWSL1": 0}, distros(New=2), OK),
        ({"AllowWSL1": 0}, distros(Old=1), ADVICE),
        ({"AllowNetworkingModeUserSetting": 0}, {}, ADVICE),
        ({"DefaultNetworkingMode": 0}, {}, OK),
        ({"AllowWSL": "0"}, {}, OK),
    ],
)
def test_policies(policies: dict[str, int], lxss: Registry, verdict: Verdict) -> None:
    found = says("windows-policies", {**lxss, POLICIES: Values(dict(policies))})
    assert found.verdict is verdict
    assert len(found.evidence) == len(policies)


@pytest.mark.parametrize(
    ("smart", "guard", "verdict"),
    [
        (0, {"usermode": 0}, OK),
        (None, {"usermode": 0}, OK),
        (0, {"usermode": 1}, OK),
        (2, {"usermode": 0}, OK),
        (1, {"usermode": 0}, ADVICE),
        (1, None, ADVICE),
        (0, {"usermode": 2}, ADVICE),
        (0, {"usermode": None}, UNKNOWN),
        (0, None, UNKNOWN),
    ],
)
def test_policies_about_programs(
    smart: int | None, guard: dict[str, object] | None, verdict: Verdict
) -> None:
    registry = {} if smart is None else {CI: Values({"VerifiedAndReputablePolicyState": smart})}
    found = says("windows-appcontrol-unsigned", registry, {"guard": guard})
    assert found.verdict is verdict
    if found.why is not None:
        assert "buildmode" not in found.why.render()
        assert "switch" not in found.why.render().lower()


def test_memory_integrity_is_told_and_is_no_trouble() -> None:
    found = says("windows-appcontrol-unsigned", {}, {"guard": {"usermode": 0, "running": [1, 2]}})
    assert found.verdict is OK
    assert any("HypervisorEnforced" in seen.source and seen.note for seen in found.evidence)

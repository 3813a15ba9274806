"""Until when a release is supported, judged on 2026-11-28."""

from __future__ import annotations

import pytest

from tests.rules.conftest import ELF, Judge
from wizard.model.findings import Verdict

RULE = "distro-support-state"
OK, ADVICE, UNKNOWN = Verdict.OK, Verdict.ADVICE, Verdict.UNKNOWN


def os_release(id: str, version: str) -> dict[str, str | bytes]:
    return {"etc/os-release": f'PRETTY_NAME="The distro"\nID={id}\nVERSION_ID="{version}"\n'}


@pytest.mark.parametrize(
    ("id", "version", "verdict", "says", "do"),
    [
        ("debian", "11", ADVICE, "ended on 2026-08-31", "newer distro"),
        ("debian", "12", OK, "until 2028-06-30", ""),
        ("debian", "13", OK, "until 2030-06-30", ""),
        ("debian", "14", UNKNOWN, "No support date is known", ""),
        ("debian", "", UNKNOWN, "No support date is known", ""),
        ("ubuntu", "16.04", ADVICE, "ended on 2021-04-30", "newer distro"),
        ("ubuntu", "20.04", ADVICE, "ended on 2025-05-29", "until 2030-04-23 with Ubuntu Pro"),
        ("ubuntu", "24.04", OK, "until 2029-05-31", ""),
        ("ubuntu", "25.04", ADVICE, "ended on 2026-01-15", "newer distro"),
        ("fedora", "42", ADVICE, "ended on 2026-05-27", "newer distro"),
        ("fedora", "43", OK, "until 2026-12-09", ""),
        ("opensuse-leap", "15.6", ADVICE, "ended on 2026-04-30", "newer distro"),
        ("alpine", "3.22.2", OK, "until 2027-05-01", ""),
        ("alpine", "3.2.1", UNKNOWN, "No support date is known", ""),
        ("arch", "20261101.0.1", OK, "rolling", ""),
        ("kali", "2026.3", OK, "rolling", ""),
        ("hannah-montana", "1", UNKNOWN, "No support date is known", ""),
    ],
)
def test_support(judge: Judge, id: str, version: str, verdict: Verdict, says: str, do: str) -> None:
    finding = judge(RULE, "", os_release(id, version))
    assert finding.verdict is verdict
    assert says in finding.says.render()
    assert "The distro" in finding.says.render()
    assert do in (finding.do.render() if finding.do is not None else "")
    assert not finding.edits


@pytest.mark.parametrize(
    ("today", "verdict"), [("2026-08-30", OK), ("2026-08-31", OK), ("2026-09-01", ADVICE)]
)
def test_the_last_day_is_one_of_support(judge: Judge, today: str, verdict: Verdict) -> None:
    assert judge(RULE, "", os_release("debian", "11"), today=today).verdict is verdict


def test_a_distro_that_does_not_say_what_it_is(judge: Judge) -> None:
    assert judge(RULE, "", {}).verdict is UNKNOWN


def test_the_c_library_is_shown_where_it_is_known(judge: Judge) -> None:
    files = {**os_release("alpine", "3.22"), "lib/ld-musl-x86_64.so.1": ELF}
    assert [seen.quote for seen in judge(RULE, "", files).evidence] == ["ID=alpine VERSION_ID=3.22", "musl"]
    assert len(judge(RULE, "", os_release("debian", "13")).evidence) == 1

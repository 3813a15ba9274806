"""The check of the network: what is asked of whom, and the one sentence that comes of it. With real servers:
tests/e2e/network."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.facts.network.lines import GOOD, TOOLS, answer, place
from tests.stubs import Stub
from wizard.app.network.check import NetworkReport, check
from wizard.app.session import Session
from wizard.facts.network.replies import question
from wizard.model.errors import InputError, Stopped
from wizard.model.findings import Verdict
from wizard.model.ports import SiteKind
from wizard.model.probes import Answer, Exited, Found, Probe, Unavailable, UrlProbe
from wizard.model.wanted import Wanted
from wizard.resources import read_text
from wizard.tables import canaries
from wizard.transports.host import Host
from wizard.transports.tree import Tree

PROBE = question(read_text("agent", "network.sh"), tuple(canaries.pins()))
REFUSED = ("go 1", "go-says dial tcp 10.0.0.9:443: connect: connection refused")
LIST = UrlProbe(f"https://proxy.test/{canaries.rows()[0].module}/@v/list", 64 * 1024)
WELL = place(1, "proxy", "https://proxy.test", *GOOD) + "2 place no-database\n"


def checked(
    heard: Answer, kind: SiteKind = SiteKind.WSL, **seen: dict[Probe, Answer]
) -> tuple[NetworkReport, Stub, Stub]:
    site, host = Stub("Ubuntu", {PROBE: heard}, kind=kind), Stub("host", *seen.values(), kind=SiteKind.HOST)
    return check(Session(site, host, Wanted())), site, host


def test_it_is_one_crossing_to_the_distro_and_one_to_windows() -> None:
    report, site, host = checked(answer(TOOLS + place(1, "proxy", "https://proxy.test", *REFUSED)))
    assert site.reads == [(PROBE,)]
    assert len(host.reads) == 1
    assert LIST in host.reads[0]
    assert report.culprit == "modules-goproxy-reach"
    assert report.verdict.render() == "proxy.test refuses connections."
    assert not report.is_well


def test_what_windows_reaches_is_said() -> None:
    heard = answer(TOOLS + place(1, "proxy", "https://proxy.test", *REFUSED))
    report, _, _ = checked(heard, windows={LIST: Found(b"v1.0.0\n", 0o644, 0, 0, 0, 7)})
    notes = [each.note.render() for item in report.judged for each in item.finding.evidence if each.note]
    assert "proxy.test refuses connections. Windows reaches it, the distro does not." in notes
    assert report.gap is None


def test_from_inside_the_distro_windows_is_not_asked() -> None:
    report, _, host = checked(answer(TOOLS + WELL), SiteKind.HERE)
    assert not host.reads
    assert report.gap is not None


def test_what_could_not_be_checked_is_not_well() -> None:
    report, _, _ = checked(answer(TOOLS + WELL))
    assert report.culprit is None
    assert report.verdict.render().endswith("but not everything could be checked.")
    assert not report.is_well


@pytest.mark.parametrize(
    "heard", [Unavailable("it took too long"), Exited(1, b"", b""), answer("", is_whole=False)]
)
def test_half_an_answer_blames_nobody(heard: Answer) -> None:
    report, _, _ = checked(heard)
    assert {each.verdict for each in report.judged} == {Verdict.UNKNOWN}
    assert report.culprit is None
    assert not report.is_well


def test_the_heaviest_finding_names_the_culprit() -> None:
    changed = ("canary {}@{}", "canary-body aGVsbG8=", "canary-http 200 000 0 10.0.0.9 application/zip")
    first = canaries.rows()[0]
    lines = [each.format(first.module, first.version) for each in changed]
    text = place(1, "proxy |", "https://gone.test", *REFUSED) + place(
        2, "proxy", "https://bad.test", *GOOD, *lines
    )
    report, _, _ = checked(answer(TOOLS + text))
    assert report.culprit == "modules-goproxy-contents"


@pytest.mark.parametrize(("kind", "code"), [(SiteKind.WINDOWS, "network-of-windows")])
def test_a_pc_is_no_distro(kind: SiteKind, code: str) -> None:
    with pytest.raises(InputError) as caught:
        checked(Unavailable(""), kind)
    assert caught.value.code == code


def test_where_nothing_runs_nothing_is_asked(tmp_path: Path) -> None:
    for folder in ("etc", "home", "usr"):
        (tmp_path / folder).mkdir()
    (tmp_path / "etc/passwd").write_text("root:x:0:0::/root:/bin/sh\n")
    with pytest.raises(InputError) as caught:
        check(Session(Tree(tmp_path), Host(), Wanted()))
    assert caught.value.code == "network-not-here"


def test_it_can_be_stopped() -> None:
    with pytest.raises(Stopped):
        check(Session(Stub("Ubuntu"), Stub("host", kind=SiteKind.HOST), Wanted()), stop=lambda: True)

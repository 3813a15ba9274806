"""What the tables say agrees with what the wizard knows from elsewhere, and with itself."""

from __future__ import annotations

import pytest

from wizard.codecs.go import version as goversion
from wizard.model.versions import version
from wizard.tables.read import KINDS, table
from wizard.tables.rows import (
    BaseImage,
    DoesNotBuild,
    GoSeries,
    KubernetesSkew,
    ProjectLine,
    Server,
    WslBreakage,
)


def test_go_gets_updates_until_the_second_newer_series_comes() -> None:
    rows = table(GoSeries).rows
    ends = {row.go: row.ends for row in rows}
    released = [row.released for row in rows]
    assert [ends[row.go] for row in rows] == [*released[2:], None, None]


@pytest.mark.parametrize("row", table(ProjectLine).rows, ids=lambda row: f"{row.project}-{row.line}")
def test_a_line_of_a_project_says_versions_of_go_that_there_are(row: ProjectLine) -> None:
    series = {each.go for each in table(GoSeries).rows}
    for text in (row.go, row.built_with):
        number = goversion.parse(text or "1.27")
        assert number is not None
        assert number.series in series or number < goversion.parse("1.16")  # type: ignore[operator]


def test_ranges_are_not_upside_down() -> None:
    for row in table(DoesNotBuild).rows:
        low, high = goversion.parse(row.go_from or ""), goversion.parse(row.go_until or "")
        assert low is None or high is None or low < high
        assert (version(row.since or "0") or ()) < (version(row.until or "9999") or ())
    for broken in table(WslBreakage).rows:
        assert (version(broken.since or "0") or ()) < (version(broken.until or "9999") or ()), broken.issue
    for skew in table(KubernetesSkew).rows:
        assert (version(skew.least or "0") or ()) <= (version(skew.most or "9999") or ())


def test_images_have_a_libc_that_is_one() -> None:
    for row in table(BaseImage).rows:
        assert row.libc in ("musl", "none") or version(row.libc.removeprefix("glibc ")) is not None


def test_the_servers_that_go_asks_by_default_are_there() -> None:
    known = {(row.kind, row.name) for row in table(Server).rows}
    assert {("proxy", "proxy.golang.org"), ("checksums", "sum.golang.org"), ("downloads", "go.dev")} <= known


def test_every_source_is_an_address_and_no_day_is_in_the_future_of_its_table() -> None:
    for kind in KINDS.values():
        found = table(kind)
        assert all(row.source and row.seen <= found.made for row in found.rows)

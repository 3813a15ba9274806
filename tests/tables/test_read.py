"""The compatibility tables are read strictly, and know how old they are."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from wizard import resources
from wizard.resources import DamagedError
from wizard.tables import read
from wizard.tables.read import FOLDER, KINDS, is_old, parse, table
from wizard.tables.rows import GoSeries

ROW = {"go": "1.26", "released": "2026-02-10", "newest": "1.26.7"}
FROM = {"source": ["https://go.dev/doc/devel/release"], "seen": "2026-11-28"}


def of(row: dict[str, object]) -> bytes:
    return json.dumps({"made": "2026-11-28", "rows": [row]}).encode()


def test_a_row_is_read() -> None:
    assert parse(of({**ROW, **FROM}), GoSeries).rows[0].newest == "1.26.7"


@pytest.mark.parametrize(
    "row",
    [
        ROW,  # no source, no day
        {**ROW, **FROM, "source": []},
        {**ROW, **FROM, "source": ["a colleague"]},
        {**ROW, **FROM, "seen": "yesterday"},
        {**ROW, **FROM, "newest": "go1.26.7"},
        {**ROW, **FROM, "remark": "a column that nobody reads"},
    ],
)
def test_a_row_without_its_source_or_with_what_nobody_reads_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(msgspec.MsgspecError):
        parse(of(row), GoSeries)


@pytest.mark.parametrize("name", KINDS)
def test_every_shipped_table_is_read_and_none_is_empty(name: str) -> None:
    assert table(KINDS[name]).rows


@pytest.mark.parametrize(
    ("today", "old"),
    [
        ("2026-11-28", False),
        ("2027-11-28", False),
        ("2027-11-29", True),
        ("2028-01-01", True),
        ("2025-01-01", False),
    ],
)
def test_a_table_is_old_after_a_year(today: str, old: bool) -> None:
    assert is_old("2026-11-28", today) is old


def test_a_damaged_table_is_the_installations_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "resources" / FOLDER
    folder.mkdir(parents=True)
    (folder / "go.json").write_bytes(b'{"made":"2026-11-28","rows":[')
    (tmp_path / "wizard").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "wizard")
    read.table.cache_clear()
    with pytest.raises(DamagedError, match=r"go\.json"):
        table(GoSeries)
    read.table.cache_clear()

"""The compatibility tables are checked and normalised: a change of one row is a change of one line."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from wizard.resources import resource

sys.path.insert(0, str(Path(__file__).parents[3] / "packaging/compat"))

import make_tables as tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(resource("compat"), tmp_path / "compat")
    return tmp_path / "compat"


def test_what_is_shipped_is_normal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tables.main(["--check"], folder) == 0
    assert list(tables.renewed(folder)) == []


def test_rows_in_another_order_are_put_back_and_only_without_check(folder: Path) -> None:
    path = folder / "go.json"
    normal = path.read_bytes()
    table = json.loads(normal)
    path.write_text(json.dumps({**table, "rows": table["rows"][::-1]}))
    changed = path.read_bytes()
    assert tables.main(["--check"], folder) == 1
    assert path.read_bytes() == changed
    assert tables.main([], folder) == 0
    assert path.read_bytes() == normal


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("go", "1.26", "two rows are about 1.26"),
        ("released", "in spring", "matching regex"),
        ("seen", "2099-01-01", "after the table was made"),
        ("source", [], "length"),
        ("color", "blue", "unknown field"),
    ],
)
def test_a_wrong_row_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], column: str, value: object, says: str
) -> None:
    path = folder / "go.json"
    table = json.loads(path.read_bytes())
    table["rows"][0][column] = value
    path.write_text(json.dumps(table))
    before = path.read_bytes()
    assert tables.main([], folder) == 1
    assert path.read_bytes() == before
    assert says in capsys.readouterr().err


def test_a_table_that_is_missing_or_that_nobody_reads_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "go.json").rename(folder / "gopher.json")
    assert tables.main([], folder) == 1
    told = capsys.readouterr().err
    assert "go.json: the table is missing" in told
    assert "gopher.json: there is no such table" in told


def test_the_schema_is_that_of_the_types(folder: Path) -> None:
    (folder / "schema.json").write_text("{}")
    assert tables.main(["--check"], folder) == 1
    assert tables.main([], folder) == 0
    assert "source" in json.loads((folder / "schema.json").read_bytes())["$defs"]["GoSeries"]["required"]


def test_a_table_older_than_a_year_is_told_and_is_no_fault(folder: Path) -> None:
    made = json.loads((folder / "go.json").read_bytes())["made"]
    later = f"{int(made[:4]) + 1}{made[4:]}"
    assert list(tables.old(folder, later)) == []
    assert f"go: made on {made}, more than a year ago" in list(tables.old(folder, f"{later[:4]}-12-31"))

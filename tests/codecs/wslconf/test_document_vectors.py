"""Every vector made from WSL's own parser (WSL §10) must read as WSL reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wizard.codecs import wslconf
from wizard.codecs.wslconf import Dialect

VECTORS = Path(__file__).parents[2] / "data" / "wslconf-vectors.jsonl"


def rows() -> list[Any]:
    lines = VECTORS.read_text(encoding="utf-8").splitlines()
    return [pytest.param(json.loads(line), id=json.loads(line)["name"]) for line in lines]


@pytest.mark.parametrize("row", rows())
def test_it_reads_as_wsl_reads(row: dict[str, Any]) -> None:
    said = wslconf.explain(row["input"].encode(), Dialect(row["target"]))
    assert {key: said[key] for key in row["expected"]} == row["expected"]
    assert said["errors"] == row["errors"]


@pytest.mark.parametrize("row", rows())
def test_it_prints_back_every_byte(row: dict[str, Any]) -> None:
    data = row["input"].encode()
    assert wslconf.parse(data, Dialect(row["target"])).data == data


def test_an_explanation_is_json_with_all_there_is_to_know() -> None:
    said = wslconf.explain(b"[experimental]\nignoredPorts=80,22\n[x", Dialect.WSLCONFIG)
    assert json.loads(json.dumps(said)) == said
    assert said.keys() == {"rc", "exception", "stops_at", "pairs", "resolved", "errors", "effective", "lines"}
    assert said["resolved"] == {"experimental.ignoredPorts": [22, 80]}
    assert said["stops_at"] is None

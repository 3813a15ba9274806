"""Recordings of version 0.1.0 name only the texts that expand; since then every value has its type."""

from __future__ import annotations

from wizard.model.registry import EXPAND_SZ, MULTI_SZ, SZ


def with_types(answer: object) -> object:
    """*answer* as it is written today. Types that 0.1.0 did not keep apart (numbers, bytes) stay unknown."""
    if not isinstance(answer, dict) or answer.get("type") != "values" or "expands" not in answer:
        return answer
    today = {name: field for name, field in answer.items() if name != "expands"}
    rows, expands = answer.get("values"), answer["expands"]
    if not isinstance(rows, dict) or not isinstance(expands, list):
        return answer
    texts = {name: EXPAND_SZ if name in expands else SZ for name, row in rows.items() if isinstance(row, str)}
    lists = {name: MULTI_SZ for name, row in rows.items() if isinstance(row, list)}
    return {**today, "types": {**texts, **lists}}

"""A fault of ours is kept for its makers: where it happened, and nothing of what the user had there."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.app.faults.bugs import save_report, says_of
from wizard.transports import private_files


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(private_files, "log_folder", lambda: tmp_path / "not/yet/there")
    return tmp_path / "not/yet/there"


def raised(words: str) -> ValueError:
    try:
        raise ValueError(words)
    except ValueError as fault:
        return fault


def test_a_report_has_the_place_and_not_the_values(logs: Path) -> None:
    path = save_report(raised("".join(["sec", "ret"])))
    assert path.parent == logs
    text = path.read_text()
    assert "ValueError" in text
    assert "in raised" in text
    assert "secret" not in text


@pytest.mark.linux(reason="modes mean nothing there")
def test_only_its_owner_can_read_it(logs: Path) -> None:
    assert save_report(raised("x")).stat().st_mode & 0o777 == 0o600


def test_the_sentence_says_where_it_is(logs: Path) -> None:
    words = says_of(raised("x")).render()
    (report,) = logs.iterdir()
    assert words == f"WSL Go Wizard ran into a bug. A report for the developers is in {report}."


def test_a_part_that_is_missing_is_no_bug(logs: Path) -> None:
    words = says_of(ModuleNotFoundError("No module named 'x'", name="x")).render()
    assert words.startswith("WSL Go Wizard is damaged: x is missing")

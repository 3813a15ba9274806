"""A fault of ours is kept for its makers: where it happened, and nothing of what the user had there."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.app.bugs import save_report, sentence
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


def test_the_sentence_says_where_it_is(tmp_path: Path) -> None:
    assert str(tmp_path / "fault.txt") in sentence(tmp_path / "fault.txt").render()

"""Whether there is a newer version is one file with its number, and nothing else is believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.downloads import newer
from wizard.model.errors import MachineError


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(newer, "VERSION", "0.9.1rc1")
    return tmp_path / "VERSION"


@pytest.mark.parametrize("newest", ["0.9.2", "0.10.0", "1.0.0"])
def test_a_newer_version_is_named_with_its_page(place: Path, newest: str) -> None:
    place.write_text(newest + "\n")
    assert newer.answer(str(place)).render() == f"Version {newest} is available: {newer.PAGE}"


@pytest.mark.parametrize("newest", ["0.9.1", "0.9.0", "0.8.99"])
def test_an_older_one_is_none(place: Path, newest: str) -> None:
    place.write_text(newest)
    assert newer.answer(str(place)).render() == "Version 0.9.1rc1 is the newest one."


@pytest.mark.parametrize("content", ["", "<html>", "1.2", "1.2.3; rm -rf /", "９.9.9", "1.2.3\n4.5.6"])
def test_what_is_no_version_is_refused(place: Path, content: str) -> None:
    place.write_text(content)
    with pytest.raises(MachineError, match="does not contain a version"):
        newer.answer(str(place))


def test_a_page_instead_of_a_version_is_refused(place: Path) -> None:
    place.write_text("x" * 100)
    with pytest.raises(MachineError) as refused:
        newer.answer(str(place))
    assert refused.value.code == "too-large"

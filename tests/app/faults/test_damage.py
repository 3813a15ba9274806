"""A part that is missing is told from a bug: the user can do something about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.app.faults.damage import damaged, missing_part
from wizard.resources import DamagedError, intact, read_text


def fault_of(name: str) -> BaseException:
    with pytest.raises(OSError) as caught:
        read_text(name)
    return caught.value


def test_a_file_of_the_wizard_that_is_not_there_is_named() -> None:
    assert Path(missing_part(fault_of("agent/gone.sh")) or "").name == "gone.sh"


@pytest.mark.parametrize(
    ("fault", "part"),
    [
        (ModuleNotFoundError("No module named 'msgspec'", name="msgspec"), "msgspec"),
        (
            ImportError("libEGL.so.1: cannot open shared object file"),
            "libEGL.so.1: cannot open shared object file",
        ),
        (DamagedError(Path("wizard.mo")), "wizard.mo"),
        (FileNotFoundError(2, "No such file", "/home/me/.bashrc"), None),
        (OSError("disk on fire"), None),
        (ValueError("x"), None),
    ],
)
def test_only_what_belongs_to_the_wizard_is_its_part(fault: BaseException, part: str | None) -> None:
    assert missing_part(fault) == part


def test_the_sentence_says_what_to_do_and_where_more_is_written(tmp_path: Path) -> None:
    words = damaged("msgspec", tmp_path / "fault.txt").render()
    assert "msgspec is missing or cannot be read. Install it again." in words
    assert str(tmp_path / "fault.txt") in words


def test_a_file_of_the_wizard_that_cannot_be_used_is_damaged_whoever_reads_it() -> None:
    """Also in a checkout, which has no checksums."""
    with pytest.raises(DamagedError) as caught, intact("profiles", "baseline.toml") as path:
        raise ValueError(path)
    assert missing_part(caught.value) == str(path)

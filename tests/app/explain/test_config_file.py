"""What WSL makes of a config file, for people: every line that counts, and where WSL stops."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.app.explain.config_file import SIZE_LIMIT, explain, sentences
from wizard.model.errors import InputError


def said(path: Path, content: str, kind: str | None = None) -> list[str]:
    path.write_text(content)
    return [text.render() for text in sentences(explain(path, kind))]


def test_settings_come_with_their_lines_and_what_they_change(tmp_path: Path) -> None:
    lines = said(tmp_path / "wsl.conf", "[boot]\nsystemd=true\n")
    assert lines[0] == "    2  boot.systemd = true"
    assert "differs from the default: boot.systemd = true" in lines


def test_it_says_where_wsl_stops_reading(tmp_path: Path) -> None:
    lines = said(tmp_path / "wsl.conf", "[boot]\n; no comment of WSL's\nsystemd=true\n")
    assert "WSL stops reading at line 2 and ignores everything below it." in lines
    assert not any("systemd" in line for line in lines)


def test_what_is_written_is_no_template(tmp_path: Path) -> None:
    assert "    2  boot.command = echo {x}" in said(tmp_path / "wsl.conf", "[boot]\ncommand=echo {x}\n")


def test_the_name_says_which_file_it_is_unless_the_user_does(tmp_path: Path) -> None:
    content = "[wsl2]\nmemory=8GB\n"
    assert said(tmp_path / "my.wslconfig", content) == said(tmp_path / "settings", content, ".wslconfig")
    assert said(tmp_path / "settings", content) != said(tmp_path / "settings", content, ".wslconfig")


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        explain(tmp_path / "none")
    assert caught.value.text.render() == f"{tmp_path / 'none'} cannot be read: No such file or directory."


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "wsl.conf"
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    with pytest.raises(InputError) as caught:
        explain(path)
    assert caught.value.code == "too-big"


def test_where_wsl_counts_lines_otherwise_both_numbers_are_told(tmp_path: Path) -> None:
    path = tmp_path / "wsl.conf"
    path.write_bytes(b"[boot]\r\nsystemd=true\r\n")
    lines = [text.render() for text in sentences(explain(path))]
    assert lines[:2] == ["    2  boot.systemd = true", "       In the messages of WSL, this is line 3."]

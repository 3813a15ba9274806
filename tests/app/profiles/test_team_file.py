"""The profile that a repository carries: the nearest one, and never one from outside of the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.app.profiles.team_file import NAME, as_typed, team_file


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """``tmp/repo`` with ``.git`` and ``a/b``, and a stray file above it."""
    (tmp_path / NAME).write_text("", "utf-8")
    root = tmp_path / "repo"
    (root / "a" / "b").mkdir(parents=True)
    (root / ".git").mkdir()
    return root


def test_without_one_there_is_none(repository: Path) -> None:
    assert team_file(repository / "a" / "b") is None


def test_it_is_found_from_any_folder_of_the_repository(repository: Path) -> None:
    (repository / NAME).write_text("", "utf-8")
    for folder in (repository, repository / "a", repository / "a" / "b"):
        assert team_file(folder) == repository / NAME


def test_the_nearest_one_is_meant(repository: Path) -> None:
    (repository / NAME).write_text("", "utf-8")
    (repository / "a" / NAME).write_text("", "utf-8")
    assert team_file(repository / "a" / "b") == repository / "a" / NAME


def test_a_work_tree_is_a_repository_too(repository: Path) -> None:
    (repository / ".git").rmdir()
    (repository / ".git").write_text("gitdir: elsewhere\n", "utf-8")
    assert team_file(repository / "a") is None


def test_without_a_repository_only_the_folder_itself_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / NAME).write_text("", "utf-8")
    assert team_file(tmp_path / "a") is None
    assert team_file(tmp_path) == tmp_path / NAME


def test_a_folder_of_that_name_is_none(repository: Path) -> None:
    (repository / NAME).mkdir()
    assert team_file(repository) is None


def test_it_is_shown_as_one_types_it_there(repository: Path) -> None:
    assert Path(as_typed(repository / NAME, repository / "a" / "b")) == Path("..", "..", NAME)

"""The counts of a difference are those of all its files."""

from __future__ import annotations

from wizard.model.diffs import DiffKind, DiffView, FileDiff


def test_lines_of_all_files_are_counted() -> None:
    view = DiffView(
        (FileDiff("/a", DiffKind.MODIFY, added=2, removed=1), FileDiff("/b", DiffKind.CREATE, added=3))
    )
    assert (view.added, view.removed) == (5, 1)
    assert (DiffView().added, DiffView().removed) == (0, 0)

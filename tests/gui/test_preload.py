"""Modules are imported between events, in order, and what follows comes after all of them."""

from __future__ import annotations

import importlib.util

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from wizard.gui.preload import FIRST, LATER, one_by_one


def test_every_module_is_there() -> None:
    assert [name for name in (*FIRST, *LATER) if importlib.util.find_spec(name) is None] == []


def test_events_are_served_between_one_module_and_the_next(qtbot: QtBot, monkeypatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr("wizard.gui.preload.import_module", seen.append)
    turns: list[int] = []
    QTimer.singleShot(0, lambda: turns.append(len(seen)))
    within = QObject()
    one_by_one(("a", "b", "c"), within, lambda: seen.append("then"))
    assert seen == ["a"], "the rest waits for its turn"
    qtbot.waitUntil(lambda: "then" in seen)
    assert seen == ["a", "b", "c", "then"]
    assert turns
    assert turns[0] < 3


def test_nothing_follows_a_window_that_is_gone(qtbot: QtBot, monkeypatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr("wizard.gui.preload.import_module", seen.append)
    within = QObject()
    one_by_one(("a", "b"), within, lambda: seen.append("then"))
    within.deleteLater()
    del within
    qtbot.wait(30)
    assert "then" not in seen

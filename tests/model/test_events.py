"""Who wants to hear nothing, and who never stops."""

from __future__ import annotations

from wizard.model.events import Doing, Progress, Stop, Tell, never, silent
from wizard.model.text import say


def test_they_can_stand_for_a_listener_and_for_a_user() -> None:
    tell: Tell = silent
    stop: Stop = never
    for event in (Doing(say("Checking")), Progress(1, 2)):
        tell(event)
    assert stop() is False

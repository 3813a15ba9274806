"""One finding about replies that a test writes down."""

from __future__ import annotations

from collections.abc import Mapping

from wizard.engine.evaluate import evaluate
from wizard.facts.network.asked import PINS, REPLIES, WINDOWS
from wizard.facts.network.replies import Replies
from wizard.facts.network.windows import WindowsView
from wizard.model.facts import Snapshot
from wizard.model.findings import Judged
from wizard.model.wanted import Wanted
from wizard.rules import catalogue


def judge(
    rule: str, heard: Replies, seen: WindowsView | None = None, pins: Mapping[str, str] | None = None
) -> Judged:
    """What the rule of that id says."""
    see = Snapshot({REPLIES: heard, WINDOWS: seen or WindowsView(), PINS: pins or {}})
    found = {each.rule: each for each in evaluate(catalogue.of_the_network(), see, Wanted())}
    return found[rule]

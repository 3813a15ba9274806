"""The check on the screen: every rule is counted once, and what could not be checked says why."""

from __future__ import annotations

from tests.gui.gallery import pictures
from wizard.gui.views.scan import ScanView

PICTURES = pictures()


class TestScanAndFindings:
    def test_every_check_is_counted_once(self) -> None:
        view = ScanView.of(PICTURES["scan"])
        counted = {count.icon: count.count for count in view.counts}
        assert counted == {"fixable": 4, "advice": 0, "blocked": 1, "unknown": 1, "ok": 1}

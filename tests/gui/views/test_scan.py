"""The check on the screen: every rule is counted once, and what could not be checked says why."""

from __future__ import annotations

from tests.gui.gallery import pictures
from tests.gui.read import words
from wizard.gui.views.scan import ScanView

PICTURES = pictures()


class TestScanAndFindings:
    def test_every_check_is_counted_once(self) -> None:
        view = ScanView.of(PICTURES["scan"])
        counted = {count.icon: count.count for count in view.counts}
        assert counted == {"fixable": 4, "advice": 0, "blocked": 1, "unknown": 1, "ok": 1}

    def test_what_could_not_be_checked_says_why(self) -> None:
        checks = [check for area in ScanView.of(PICTURES["scan"]).areas for check in area.checks]
        assert [words(check.says) for check in checks if check.icon == "unknown"] == ["says dark"]

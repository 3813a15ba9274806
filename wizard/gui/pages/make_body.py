"""Which widget is which page. Each is imported when it is first shown, so that the first comes fast."""

from __future__ import annotations

from typing import Any

from wizard.gui.flow.steps import Page
from wizard.gui.pages.page_body import PageBody
from wizard.gui.widgets.context import PageContext


def make_body(page: Page, stage: PageContext) -> PageBody[Any]:
    """The widget of *page*, new."""
    if page < Page.REVIEW:
        return _before_review(page, stage)
    match page:
        case Page.REVIEW:
            from wizard.gui.pages.review import ReviewPage

            return ReviewPage(stage)
        case Page.APPLY:
            from wizard.gui.pages.apply import ApplyPage

            return ApplyPage(stage)
        case Page.VERIFY:
            from wizard.gui.pages.verify import VerifyPage

            return VerifyPage(stage)
        case _:
            from wizard.gui.pages.done import DonePage

            return DonePage(stage)


def _before_review(page: Page, stage: PageContext) -> PageBody[Any]:
    match page:
        case Page.MACHINE:
            from wizard.gui.pages.machine import MachinePage

            return MachinePage(stage)
        case Page.NEEDS:
            from wizard.gui.pages.needs import NeedsPage

            return NeedsPage(stage)
        case Page.SCAN:
            from wizard.gui.pages.scan import ScanPage

            return ScanPage(stage)
        case _:
            from wizard.gui.pages.findings import FindingsPage

            return FindingsPage(stage)

"""The ending of a file says the form of the report; an unknown one is refused with the endings there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.app.report.files import FORMS, ReportForm, form_of
from wizard.model.errors import InputError


@pytest.mark.parametrize(
    ("name", "form"), [("a.html", ReportForm.HTML), ("A.XML", ReportForm.XML), ("b.c.pdf", ReportForm.PDF)]
)
def test_the_ending_decides(name: str, form: ReportForm) -> None:
    assert form_of(Path(name)) is form


@pytest.mark.parametrize("name", ["report", "report.txt", ".html"])
def test_any_other_is_refused(name: str) -> None:
    with pytest.raises(InputError) as error:
        form_of(Path(name))
    assert all(ending in " ".join(text.render() for text in error.value.sentences()) for ending in FORMS)

"""In which form a report is written, as the name of its file says."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Final

from wizard.app.look import Look
from wizard.app.report.data import as_json
from wizard.app.report.junit import as_junit
from wizard.app.report.page import as_html
from wizard.app.report.summary import taken_at
from wizard.app.session import Session
from wizard.app.to_json import Say
from wizard.model.errors import InputError
from wizard.model.proof import SuiteResult
from wizard.model.text import join, say


class ReportForm(enum.StrEnum):
    """A form of a report, by the suffix of its files."""

    HTML = "html"
    JSON = "json"
    XML = "xml"
    PDF = "pdf"


FORMS: Final = {f".{form.value}": form for form in ReportForm}
"""By the ending of a file's name, in small letters."""


def form_of(path: Path) -> ReportForm:
    """The form that the name of *path* says. Raises `InputError` if it says none."""
    form = FORMS.get(path.suffix.lower())
    if form is None:
        text = say("{path} does not end with the name of a report format.", path=str(path))
        next_step = say("Choose one of these endings: {forms}", forms=join(FORMS))
        raise InputError("no-form", text, next_step=next_step)
    return form


def written(
    form: ReportForm,
    session: Session,
    look: Look,
    speak: Say,
    *,
    language: str,
    context: bool = False,
    suite: SuiteResult | None = None,
) -> str:
    """The report as text of *form*; for PDF what Qt then prints (`wizard.gui.pdf`)."""
    match form:
        case ReportForm.JSON:
            return as_json(session, look, speak, context=context, suite=suite)
        case ReportForm.XML:
            return as_junit(look, speak, suite, taken=taken_at(session, look))
        case ReportForm.HTML:
            return as_html(session, look, speak, language=language, context=context, suite=suite)
        case ReportForm.PDF:
            return as_html(
                session, look, speak, language=language, context=context, suite=suite, for_print=True
            )

"""The report: in which form it is written, and where to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wizard.cli.exits import Exit
from wizard.cli.options import Run, common, print_json
from wizard.cli.proof.suite import check_projects, proven, quiet, suite_options
from wizard.model.errors import InputError
from wizard.model.text import say
from wizard.transports.private_files import save_private

if TYPE_CHECKING:
    from wizard.app.report.files import ReportForm


@click.command("report")
@click.option("--out", type=click.Path(path_type=Path), help="Write to this .html, .json, .xml or .pdf file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "json", "xml", "pdf"]),
    help="Format of the report, where xml is JUnit. Default: by the ending of --out.",
)
@click.option("--context", is_flag=True, help="Also show the unchanged lines around each change.")
@suite_options
@common
def report(
    run: Run, out: Path | None, form: str | None, context: bool, suite: bool, projects: tuple[str, ...]
) -> int:
    """Write a report of findings, planned changes and history. HTML or PDF for people, JSON or JUnit for programs.

    With --suite: also runs the acceptance suite, and includes its results.
    """
    from wizard.app.report.files import ReportForm, written

    check_projects(suite, projects)
    chosen = _form(run, out, form)
    seen = run.session.look(run.tell)
    result = proven(run, projects, quiet) if suite else None
    language = run.speech.language.replace("_", "-")
    text = written(chosen, run.session, seen, run.speech, language=language, context=context, suite=result)
    if out is None:
        click.echo(text)
        return Exit.DONE
    content = _pdf(text, run.session.site.name) if chosen is ReportForm.PDF else text.encode()
    save_private(out, content, "not-written")
    if run.as_json:
        print_json({"report": str(out)})
    return Exit.DONE


def _form(run: Run, out: Path | None, named: str | None) -> ReportForm:
    from wizard.app.report.files import ReportForm, form_of

    if named is not None:
        form = ReportForm(named)
    elif out is not None and not (run.as_json and not out.suffix):
        form = form_of(out)
    else:
        form = ReportForm.JSON if run.as_json else ReportForm.HTML
    if form is ReportForm.PDF and out is None:
        raise InputError(
            "pdf-needs-file", say("A PDF report needs a file."), next_step=say("Name the file with --out.")
        )
    return form


def _pdf(text: str, title: str) -> bytes:
    try:
        from wizard.gui.pdf import as_pdf
    except ImportError as error:
        raise InputError(
            "no-qt",
            say("PDF files need Qt, which is not part of this installation."),
            next_step=say("Write the report as an .html file, and print it in a browser."),
        ) from error
    return as_pdf(text, title)

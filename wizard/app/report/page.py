"""The report as a page for people: for a browser, or as simpler markup for a printer. Machine text is never markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from wizard.app.explain import how_known
from wizard.app.look import Look
from wizard.app.open_setup import named
from wizard.app.report.charts import PAPER, SCREEN, Bar, Slice, bars, stacked
from wizard.app.report.data import data
from wizard.app.report.summary import ORDER, Level, verdict_name
from wizard.app.session import Session
from wizard.app.to_json import Say
from wizard.app.words import PHASES, restart, risk_words
from wizard.model.areas import AREAS
from wizard.model.findings import Verdict
from wizard.model.proof import GROUPS, OUTCOMES, PLACES, DiskKind, StepOutcome, SuiteResult
from wizard.model.shown.words import escaped
from wizard.model.text import Text, say
from wizard.resources import read_text

_COLOURS: Final = {
    Verdict.FIXABLE: "fixable",
    Verdict.BLOCKED: "blocked",
    Verdict.ADVICE: "advice",
    Verdict.UNKNOWN: "unknown",
    Verdict.OK: "ok",
    Verdict.NOT_APPLICABLE: "none",
}
_OUTCOME_COLOURS: Final = {
    StepOutcome.FAILED: "blocked",
    StepOutcome.UNCHECKED: "unknown",
    StepOutcome.PASSED: "ok",
    StepOutcome.NOT_APPLICABLE: "none",
}
_ICONS: Final = {
    "fixable": "fixable",
    "blocked": "blocked",
    "advice": "advice",
    "unknown": "unknown",
    "ok": "ok",
    "none": "not-applicable",
}
"""The symbol of a colour."""
_LEVELS: Final = {
    Level.WELL: "ok",
    Level.UNSURE: "unknown",
    Level.ATTENTION: "fixable",
    Level.FAILED: "blocked",
}
_GROUP_ICONS: Final = {
    "build": "build",
    "cgo": "cgo",
    "environment": "go-env",
    "system": "wsl",
    "cloud": "cncf",
    "project": "project",
}
_TO_READ: Final = (Verdict.FIXABLE, Verdict.BLOCKED, Verdict.ADVICE)


def as_html(
    session: Session,
    look: Look,
    speak: Say,
    *,
    language: str,
    context: bool = False,
    suite: SuiteResult | None = None,
    for_print: bool = False,
) -> str:
    """The report for a browser: one page, no scripts, nothing loaded from elsewhere. *for_print*: in the little markup
    that Qt prints, tables and colours, with charts as SVG in its text."""
    import jinja2

    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["risk"] = lambda risk: speak(risk_words(risk))
    environment.filters["seconds"] = _seconds
    environment.filters["moment"] = _moment
    report = data(session, look, speak, context=context, suite=suite)
    causes, unchecked = _unchecked(report, speak)
    template, colours = ("report_print.html.j2", PAPER) if for_print else ("report.html.j2", SCREEN)
    return environment.from_string(read_text(template)).render(
        report=report,
        words=_words(session, look, speak),
        language=language.replace("_", "-"),
        facts=how_known.paragraphs(source for item in look.judged for source in item.sources),
        symbols=_symbols(),
        level=_LEVELS[Level(report["summary"]["level"])],
        attention=_by_area(report["findings"], speak, _TO_READ),
        causes=causes,
        unchecked=unchecked,
        quiet=_by_area(report["findings"], speak, (Verdict.OK, Verdict.NOT_APPLICABLE)),
        colours={verdict.value: colour for verdict, colour in _COLOURS.items()},
        outcomes={outcome.value: colour for outcome, colour in _OUTCOME_COLOURS.items()},
        counts=_counts(report["summary"]["counts"], speak),
        counts_chart=stacked(_counts(report["summary"]["counts"], speak), colours),
        icons=_ICONS,
        ink=PAPER,
        suite=_suite(suite, report["suite"], speak, colours) if suite is not None else None,
    )


def _counts(counts: Mapping[str, int], speak: Say) -> list[Slice]:
    return [
        Slice(_COLOURS[verdict], speak(verdict_name(verdict)), counts[verdict.value])
        for verdict in ORDER
        if counts[verdict.value]
    ]


def _unchecked(report: Mapping[str, Any], speak: Say) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What keeps several checks from being made, with them; and by area what could not be checked besides."""
    checks = {item["rule"]: item for item in report["findings"]}
    causes = [
        {**cause, "checks": [checks.pop(rule) for rule in cause["rules"]]} for cause in report["causes"]
    ]
    return causes, _by_area(list(checks.values()), speak, (Verdict.UNKNOWN,))


def _by_area(
    findings: Sequence[dict[str, Any]], speak: Say, verdicts: Sequence[Verdict]
) -> list[dict[str, Any]]:
    """Those of *findings* with one of *verdicts* by area, in the order of areas."""
    found = [item for item in findings if Verdict(item["finding"]["verdict"]) in verdicts]
    areas = (
        _area(area, speak(title), [item for item in found if item["area"] == area])
        for area, title in AREAS.items()
    )
    return [area for area in areas if area["items"]]


def _area(icon: str, title: str, items: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"icon": icon, "title": title, "items": items, "count": len(items)}


def _suite(
    suite: SuiteResult, shown: Mapping[str, Any], speak: Say, colours: Mapping[str, str]
) -> dict[str, Any]:
    parts = [
        Slice(colour, speak(OUTCOMES[outcome]), suite.count(outcome))
        for outcome, colour in _OUTCOME_COLOURS.items()
    ]
    speeds = [
        Bar(
            speak(PLACES[speed.place]),
            speed.seconds,
            f"{_seconds(speed.seconds)} s",
            f"{speed.folder} · {speed.filesystem}",
        )
        for speed in suite.speeds
    ]
    slow = _slow_drive(suite)
    return {
        "verdict": speak(suite.verdict),
        "level": "blocked" if suite.count(StepOutcome.FAILED) else "ok" if suite.well else "unknown",
        "chart": stacked(parts, colours),
        "counts": [part for part in parts if part.number],
        "groups": list(_groups(shown["results"], speak)),
        "speeds": bars(speeds, colours) if speeds else None,
        "slow": speak(slow) if slow is not None else "",
        "began": suite.began,
        "seconds": suite.seconds,
        "version": suite.version,
    }


def _groups(results: Sequence[dict[str, Any]], speak: Say) -> Iterator[dict[str, Any]]:
    projects = dict.fromkeys(result["project"] for result in results)
    for project in projects:
        for group, title in GROUPS.items():
            rows = [each for each in results if each["group"] == group and each["project"] == project]
            if rows:
                yield {
                    "icon": _GROUP_ICONS[group],
                    "title": speak(title),
                    "project": project,
                    "rows": rows,
                    "seconds": sum(row["seconds"] for row in rows),
                }


def _slow_drive(suite: SuiteResult) -> Text | None:
    """That builds on a drive of Windows take much longer, if they do."""
    took = {speed.place: speed.seconds for speed in suite.speeds}
    here, there = took.get(DiskKind.HOME), took.get(DiskKind.WINDOWS)
    if not here or there is None or there < 2 * here:
        return None
    return say(
        "Builds on the Windows drive take {times} times as long. Keep projects in the distro.",
        times=f"{there / here:.1f}",
    )


def _symbols() -> list[tuple[str, Markup]]:
    """Every icon by its name, as what is inside of its drawing."""
    names = [*((icon, f"icons/{icon}.svg") for icon in _ICONS.values())]
    names += [(f"area-{area}", f"icons/areas/{area}.svg") for area in (*AREAS, "build", "project")]
    return [(name, Markup(_inside(read_text(path)))) for name, path in names]


def _inside(svg: str) -> str:
    return svg[svg.index(">") + 1 : svg.rindex("</svg>")]


def _words(session: Session, look: Look, speak: Say) -> dict[str, Any]:
    first = named(look.open, look.open_phase) if look.open is not None else None
    plans = [setup.record.plan for setup in look.setups if setup.record is not None]
    undone = tuple(plan.undoes for plan in plans if plan.undoes is not None)
    return {
        "first": speak(first) if first is not None else "",
        "title": speak(say("Report on {site}", site=look.ground.site)),
        "pending": speak(restart(look.pending, session.transport.can, session.site)),
        "undid": {number: speak(say("undid setup {number}", number=number)) for number in undone},
        "how_known": speak(how_known.TITLE),
        "phases": {phase.value: speak(name) for phase, name in PHASES.items()},
        "verdicts": {verdict.value: speak(verdict_name(verdict)) for verdict in Verdict},
        "outcomes": {outcome.value: speak(name) for outcome, name in OUTCOMES.items()},
        **{name: speak(text) for name, text in _FIXED.items()},
    }


_FIXED: Final = {
    "findings": say("Findings"),
    "unchecked": say("Checks that could not be made"),
    "for_this_reason": say("Not checked for this reason:"),
    "all_well": say("Passed or not applicable"),
    "changes": say("Planned changes"),
    "nothing": say("Nothing needs to be changed."),
    "rehearsal": say("Rehearsal"),
    "newest": say("Effect of the newest setup"),
    "setups": say("Setups"),
    "kept_edits": say("Undone lines in edited files"),
    "as_root": say("Runs as root"),
    "as_user": say("Runs as you"),
    "undone_by": say("Undone by:"),
    "forever": say("It cannot be undone."),
    "suite": say("Acceptance suite"),
    "speed": say("Build time"),
    "speed_note": say("100 files, one of them changed. Shorter is better."),
    "before": say("before"),
    "after": say("after"),
    "facts": say("About this machine"),
    "no_findings": say("No check found anything to do."),
    "made_by": say("Made by WSL Go Wizard. The file loads nothing and contains no scripts."),
}


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def _moment(value: str) -> str:
    """``2026-11-28T16:21:05Z`` for people."""
    return f"{value[:10]} {value[11:16]} UTC" if value[10:11] == "T" else value


def _finalized(value: object) -> object:
    """All that the template prints, before it is escaped for HTML."""
    return escaped(value) if type(value) is str else value

"""The report: what was found, what was changed, as one HTML page or as JSON. Machine text is never markup."""

from __future__ import annotations

from typing import Any

from wizard.app.explain import how_known
from wizard.app.look import Look
from wizard.app.open_setup import named
from wizard.app.plans.rehearsing import rehearsing
from wizard.app.session import Session
from wizard.app.setup_history import newest_plan
from wizard.app.shells.verifying import Verifying
from wizard.app.to_json import Say, json_text, to_json
from wizard.app.words import PHASES, restart, risk_words, stages
from wizard.engine.take_back import kept_edits
from wizard.model.areas import AREAS
from wizard.model.diffs import without_context
from wizard.model.findings import Verdict
from wizard.model.rehearsal.texts import sentences
from wizard.model.shown.words import escaped
from wizard.model.text import Text, say
from wizard.resources import read_text
from wizard.version import VERSION

_NAMES = {
    Verdict.OK: say("passed"),
    Verdict.ADVICE: say("advice"),
    Verdict.FIXABLE: say("to repair"),
    Verdict.BLOCKED: say("blocked"),
    Verdict.UNKNOWN: say("could not check"),
    Verdict.NOT_APPLICABLE: say("does not apply"),
}
_ORDER = (
    Verdict.FIXABLE,
    Verdict.BLOCKED,
    Verdict.ADVICE,
    Verdict.UNKNOWN,
    Verdict.OK,
    Verdict.NOT_APPLICABLE,
)


def data(session: Session, look: Look, speak: Say, *, context: bool = False) -> dict[str, Any]:
    """The report as plain data. Without *context*, of a diff only the lines that some rule changes: whoever gets a
    report need not read what else is in a file."""
    look, plan, view = rehearsing(session, look).plan()
    judged = sorted(look.judged, key=lambda item: _ORDER.index(item.verdict))
    return {
        "version": VERSION,
        "site": look.ground.site,
        "machine": look.ground.machine,
        "profile": session.wanted.name,
        "findings": to_json(tuple(judged), speak),
        "pending": to_json(look.pending, speak),
        "diff": to_json(view if context else without_context(view), speak),
        "rehearsal": to_json(sentences(plan.rehearsal) if plan.rehearsal is not None else (), speak),
        "newest": to_json(_newest(session, look), speak),
        "setups": to_json(look.setups, speak),
        "kept_edits": to_json(kept_edits(look.setups), speak),
        "interrupted": look.interrupted,
    }


def _newest(session: Session, look: Look) -> tuple[Text, ...]:
    """How far the newest setup has got that was not undone; nothing if there is none."""
    if newest_plan(look) is None:
        return ()
    return stages(Verifying(session.transport).verified(look), session.transport.can)


def _undone(look: Look) -> tuple[int, ...]:
    """The setups that others took back."""
    plans = [setup.record.plan for setup in look.setups if setup.record is not None]
    return tuple(plan.undoes for plan in plans if plan.undoes is not None)


def as_json(session: Session, look: Look, speak: Say, *, context: bool = False) -> str:
    """The report for programs."""
    return json_text(data(session, look, speak, context=context))


def as_html(session: Session, look: Look, speak: Say, *, language: str, context: bool = False) -> str:
    """The report for people: one page, no scripts, nothing loaded from elsewhere."""
    import jinja2

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_finalized)
    first = named(look.open, look.open_phase) if look.open is not None else None
    words = {
        "first": speak(first) if first is not None else "",
        "title": speak(say("Report on {site}", site=look.ground.site)),
        "findings": speak(say("Findings")),
        "changes": speak(say("Planned changes")),
        "nothing": speak(say("Nothing needs to be changed.")),
        "pending": speak(restart(look.pending, session.transport.can, session.site)),
        "rehearsal": speak(say("Rehearsal")),
        "newest": speak(say("Effect of the newest setup")),
        "setups": speak(say("Setups")),
        "undid": {number: speak(say("undid setup {number}", number=number)) for number in _undone(look)},
        "kept_edits": speak(say("Undone lines in edited files")),
        "how_known": speak(how_known.TITLE),
        "as_root": speak(say("Runs as root")),
        "as_user": speak(say("Runs as you")),
        "undone_by": speak(say("Undone by:")),
        "forever": speak(say("It cannot be undone.")),
        "phases": {phase.value: speak(name) for phase, name in PHASES.items()},
        "areas": {area: speak(title) for area, title in AREAS.items()},
        "verdicts": {verdict.value: speak(verdict_name(verdict)) for verdict in Verdict},
    }
    environment.filters["risk"] = lambda risk: speak(risk_words(risk))
    template = environment.from_string(read_text("report.html.j2"))
    facts = how_known.paragraphs(source for item in look.judged for source in item.sources)
    shown = data(session, look, speak, context=context)
    return template.render(report=shown, facts=facts, words=words, language=language)


def _finalized(value: object) -> object:
    """All that the template prints, before it is escaped for HTML."""
    return escaped(value) if type(value) is str else value


def verdict_name(verdict: Verdict) -> Text:
    """A verdict as a word for people."""
    return _NAMES[verdict]

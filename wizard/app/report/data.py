"""The report as plain data and as JSON: what was found, what was changed, what the suite proved."""

from __future__ import annotations

from typing import Any

from wizard.app.explain.causes import apart
from wizard.app.look import Look
from wizard.app.plans.rehearsing import rehearsing
from wizard.app.report.summary import ORDER, machine_facts, summary, taken_at
from wizard.app.session import Session
from wizard.app.setup_history import newest_plan
from wizard.app.shells.verifying import Verifying
from wizard.app.to_json import Say, json_text, to_json
from wizard.app.words import stages
from wizard.engine.take_back import kept_edits
from wizard.model.diffs import without_context
from wizard.model.proof import SuiteResult
from wizard.model.rehearsal.texts import sentences
from wizard.model.text import Text
from wizard.version import VERSION


def data(
    session: Session, look: Look, speak: Say, *, context: bool = False, suite: SuiteResult | None = None
) -> dict[str, Any]:
    """The report as plain data. Without *context*, of a diff only the lines that some rule changes: whoever gets a
    report need not read what else is in a file. *suite* is what the acceptance suite found, if it was run."""
    look, plan, view = rehearsing(session, look).plan()
    judged = sorted(look.judged, key=lambda item: ORDER.index(item.verdict))
    facts = machine_facts(session, look, suite)
    return {
        "version": VERSION,
        "site": look.ground.site,
        "machine": look.ground.machine,
        "profile": session.wanted.name,
        "taken": taken_at(session, look),
        "summary": to_json(summary(look, suite), speak),
        "facts": [[speak(label), speak(value)] for label, value in facts],
        "findings": to_json(tuple(judged), speak),
        "causes": to_json(_causes(look), speak),
        "pending": to_json(look.pending, speak),
        "diff": to_json(view if context else without_context(view), speak),
        "rehearsal": to_json(sentences(plan.rehearsal) if plan.rehearsal is not None else (), speak),
        "newest": to_json(_newest(session, look), speak),
        "setups": to_json(look.setups, speak),
        "kept_edits": to_json(kept_edits(look.setups), speak),
        "interrupted": look.interrupted,
        "suite": to_json(suite, speak),
    }


def _causes(look: Look) -> list[dict[str, Any]]:
    """What keeps several checks from being made, once each, and which they are."""
    return [
        {"says": cause.says, "rules": cause.rules, "evidence": cause.evidence}
        for cause in apart(look.judged)[1]
    ]


def _newest(session: Session, look: Look) -> tuple[Text, ...]:
    """How far the newest setup has got that was not undone; nothing if there is none."""
    if newest_plan(look) is None:
        return ()
    return stages(Verifying(session.transport).verified(look), session.transport.can)


def as_json(
    session: Session, look: Look, speak: Say, *, context: bool = False, suite: SuiteResult | None = None
) -> str:
    """The report for programs."""
    return json_text(data(session, look, speak, context=context, suite=suite))

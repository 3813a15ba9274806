"""Whether a plan that was read from a file is the one that this catalogue makes, of the same repairs on this machine.

A file can say anything, so nothing that it says is weighed. Its repairs are planned again, and the two plans are
compared: every wish, change, command and archive has to be the same. Sentences are not compared: they may change with
the version, and those that are shown are the ones that were made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from wizard.model.commands.command import Command
from wizard.model.edits.files import Download, Edit, RunCommand, Unpack, Wish
from wizard.model.findings import Judged, Verdict
from wizard.model.plans import Plan
from wizard.model.state import Change
from wizard.model.text import Text, plain, say


def rules_asked(plan: Plan) -> frozenset[str]:
    """Ids of the rules whose repairs *plan* was made of, also of those that nothing came of."""
    wishes = (
        *plan.wishes,
        *(wish for clash in plan.clashes for wish in clash.wishes),
        *(obstacle.wish for obstacle in plan.obstacles if obstacle.wish is not None),
    )
    return frozenset(rule for wish in wishes for rule in wish.rules)


def moved_on(saved: Plan, made: Plan) -> str | None:
    """The first path that both change, and that is not as it was when *saved* was made; None if there is none."""
    now = {change.path: change.before for change in made.changes}
    changes = (change for change in saved.changes if now.get(change.path, change.before) != change.before)
    return next((change.path for change in changes), None)


def difference(saved: Plan, made: Plan, judged: Iterable[Judged] = ()) -> Text | None:
    """In what *saved* is not *made*, which was made here and now of the same repairs: one or two sentences, or None.
    *judged* are the findings behind *made*."""
    saved, made = _comparable(saved, saved), _comparable(made, saved)
    wish = _only_in(saved, made) or _only_in(made, saved)
    return _other_effect(saved, made) if wish is None else _other_repair(wish, judged)


def _only_in(plan: Plan, other: Plan) -> Wish | None:
    """The first wish of *plan* whose edit is not in *other*, whichever rules want it."""
    edits = {wish.edit for wish in other.wishes}
    return next((wish for wish in plan.wishes if wish.edit not in edits), None)


def _other_effect(saved: Plan, made: Plan) -> Text | None:
    """In what *saved* does something else than *made*, although both are asked for the same."""
    path = _other_change(saved.changes, made.changes)
    if path is not None:
        return say("Its changes to {path} differ from what its repairs ask for.", path=path)
    if saved.commands != made.commands:
        return say("Its commands differ from what its repairs ask for.")
    if set(saved.downloads) != set(made.downloads):
        return say("Its downloads differ from what its repairs ask for.")
    if saved.restart != made.restart:
        return say("Its restart differs from what its repairs ask for.")
    return None


def _other_repair(wish: Wish, judged: Iterable[Judged]) -> Text:
    rule = next(iter(wish.rules), "?")
    finding = next((item.finding for item in judged if item.rule == rule), None)
    if finding is None:
        return say("No repair is named {rule}.", rule=rule)
    if finding.verdict is Verdict.FIXABLE and finding.edits:
        return say("The repair {rule} would now make different changes.", rule=rule)
    return say("The repair {rule} is not available now. {says}", rule=rule, says=finding.says)


def _other_change(saved: Sequence[Change], made: Sequence[Change]) -> str | None:
    """The first path that one of the two changes otherwise, or alone."""
    ours = {change.path: change for change in made}
    for change in saved:
        if ours.pop(change.path, None) != change:
            return change.path
    return next(iter(ours), None)


def _comparable(plan: Plan, saved: Plan) -> Plan:
    """*plan* without what may be otherwise than in *saved*, which is from a file: sentences, for example."""
    return replace(
        plan,
        wishes=tuple(Wish(_comparable_edit(wish.edit, saved), wish.rules) for wish in plan.wishes),
        commands=tuple(map(_wordless, plan.commands)),
        downloads=tuple(_comparable_archive(each, saved) for each in plan.downloads),
    )


def _comparable_edit(edit: Edit, saved: Plan) -> Edit:
    match edit:
        case RunCommand():
            return replace(edit, command=_wordless(edit.command))
        case Unpack():
            return replace(edit, download=_comparable_archive(edit.download, saved))
        case _:
            return edit


def _wordless(command: Command) -> Command:
    return replace(command, why=plain(""))


def _comparable_archive(download: Download, saved: Plan) -> Download:
    """A plan of an older version does not say what its profile was. Its archives come from the sources of today's, and
    what they are is for their digests to say."""
    return download if saved.wanted is not None else replace(download, sources=())

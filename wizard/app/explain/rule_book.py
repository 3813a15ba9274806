"""What the wizard knows of its own rules: what each looks at, why, on what it stands, and what it would do.

What a rule may say and do is read from its source when the program is made (``make texts``), since a rule itself
answers for one machine only.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from wizard.app.explain.questions import Questions, questions
from wizard.app.explain.questions import sentences as looks_at
from wizard.app.words import SEVERITIES
from wizard.model.areas import AREAS
from wizard.model.commands.lines import own_command
from wizard.model.errors import InputError
from wizard.model.facts import Side
from wizard.model.findings import TAKES_EFFECT, Restart, Rule, Severity
from wizard.model.text import Text, join, plain, say
from wizard.resources import DamagedError, read_text, resource

PLACES: Final = say("Words in braces stand for what is found on the machine.")
_DOES: Final = {
    "set-key": say("set a key of wsl.conf or .wslconfig"),
    "remove-key": say("turn a key of wsl.conf or .wslconfig into a comment"),
    "mend": say("repair a line that WSL cannot read"),
    "mend-rest": say("repair faults that then become visible"),
    "reencode": say("convert a file to UTF-8 and Linux line endings"),
    "drop-line": say("remove a line from a file"),
    "replace-line": say("change a line of a file"),
    "set-mount": say("write a line of /etc/fstab"),
    "set-entry": say("write a line in the wizard's block of a start file"),
    "drop-entry": say("remove a line from the wizard's block of a start file"),
    "set-variable": say("set a variable in the go env file"),
    "unset-variable": say("remove a variable from the go env file"),
    "set-text": say("write a new file"),
    "set-link": say("set a link"),
    "unpack": say("download an official Go archive and unpack it to a new folder"),
    "run-command": say("run a command, which the plan shows"),
    "set-registry-value": say("set a value of your registry"),
    "remove-registry-value": say("delete a value of your registry"),
    "set-registry-type": say("change the type of a value of your registry"),
    "add-item": say("add an entry to a list in your registry"),
    "drop-item": say("remove an entry from a list in your registry"),
}
"""What an edit does, by its tag (`wizard.model.edits`)."""


_Templates = tuple[str, str]
_Slot = tuple[tuple[str, str, tuple[_Templates, ...]], ...]


class _Saved(msgspec.Struct, frozen=True):
    """A rule's part of ``rules.json``: texts as (one, many) templates, with those of the answers they belong to."""

    why: _Slot
    do: _Slot
    effect: _Slot
    may_break: _Slot
    commands: _Slot
    edits: tuple[str, ...]
    restarts: tuple[str, ...]


class DescribedText(msgspec.Struct, frozen=True):
    """What a rule *says* beside an answer, and the answers that it says it *when* it gives them: all, or not known, if
    there are none."""

    says: Text
    when: tuple[Text, ...] = ()


class DescribedRule(msgspec.Struct, frozen=True):
    """A rule for whoever wants to know it. Texts are templates: their places stand for what a machine has. *edits* are
    tags of edits; without any the rule only advises. *restarts* is what its repairs wait for."""

    id: str
    side: Side
    area: str
    area_title: Text
    title: Text
    severity: Severity
    looks_at: Questions
    why: tuple[DescribedText, ...]
    edits: tuple[str, ...]
    advice: tuple[DescribedText, ...]
    effect: tuple[Text, ...]
    may_break: tuple[DescribedText, ...]
    commands: tuple[Text, ...]
    sources: tuple[str, ...]
    wished: bool


def described(id: str | None = None) -> tuple[DescribedRule, ...]:
    """Every rule, those of the computer after those of a distro, by area; or the one with that *id*. Raises
    `InputError` if there is none, `DamagedError` and `OSError`."""
    from wizard.rules import catalogue

    rules = [rule for side in Side for rule in catalogue.rules(side) if id in (None, rule.id)]
    if not rules:
        raise unknown_rule(id or "", [rule.id for side in Side for rule in catalogue.rules(side)])
    order = list(AREAS)
    saved = _saved()
    if any(rule.id not in saved for rule in rules):
        raise DamagedError(resource("facts", "rules.json"))
    return tuple(
        _described(rule, saved[rule.id]) for rule in sorted(rules, key=lambda rule: order.index(rule.area))
    )


def unknown_rule(id: str, known: Sequence[str]) -> InputError:
    """The refusal of an *id* that is none of the *known* ones, with those that are near."""
    near = difflib.get_close_matches(id.lower(), known, n=3)
    do = (
        say("Did you mean: {names}?", names=join(near))
        if near
        else say("To list the rules: {command}", command=own_command("rules"))
    )
    return InputError("rule-unknown", say("Unknown rule: {rule}.", rule=id), next_step=do)


def _described(rule: Rule, saved: _Saved) -> DescribedRule:
    may_break = saved.may_break if saved.edits else ()
    # Where all belongs to the same answers, these say nothing of any.
    tells_when = len({when for *_, when in (*saved.why, *saved.do, *may_break)}) > 1
    restarts = (TAKES_EFFECT.get(Restart[name.upper()]) for name in saved.restarts)
    return DescribedRule(
        rule.id,
        rule.side,
        rule.area,
        AREAS[rule.area],
        rule.title,
        rule.severity,
        questions(rule.needs),
        _described_texts(saved.why, tells_when=tells_when),
        saved.edits,
        _described_texts(saved.do, tells_when=tells_when),
        (*_texts(saved.effect if saved.edits else ()), *(text for text in restarts if text is not None)),
        _described_texts(may_break, tells_when=tells_when),
        _texts(saved.commands if saved.edits else ()),
        rule.sources,
        rule.wished is not None,
    )


def _texts(saved: _Slot) -> tuple[Text, ...]:
    return tuple(_text(one, many) for one, many, _ in saved)


def _text(one: str, many: str) -> Text:
    return Text(one, (), many, count=2)


def _described_texts(saved: _Slot, *, tells_when: bool) -> tuple[DescribedText, ...]:
    return tuple(
        DescribedText(_text(one, many), tuple(_text(*each) for each in when) if tells_when else ())
        for one, many, when in saved
    )


def _saved() -> dict[str, _Saved]:
    try:
        return msgspec.json.decode(read_text("facts", "rules.json"), type=dict[str, _Saved])
    except msgspec.DecodeError as error:
        raise DamagedError(resource("facts", "rules.json")) from error


def sentences(rule: DescribedRule) -> Iterator[Text]:
    """*rule* for people: its title, then one line each for what there is to say."""
    yield rule.title
    yield say("Severity: {severity}", severity=SEVERITIES[rule.severity])
    if rule.wished:
        yield say("Checked only if the profile asks for it.")
    yield from looks_at(rule.looks_at)
    yield from (say("Why: {why}", why=each.says) for each in rule.why if not each.when)
    if rule.edits:
        yield say("Repair: {steps}", steps=join(_DOES[tag] for tag in rule.edits))
    yield from (say("Its command: {why}", why=text) for text in rule.commands)
    yield from rule.effect
    yield from (say("Risk: {risk}", risk=each.says) for each in rule.may_break if not each.when)
    yield from (say("Advice: {advice}", advice=each.says) for each in rule.advice if not each.when)
    yield from _by_answer(rule)
    if not (rule.edits or rule.advice):
        yield say("Changes nothing, and only shows what it finds.")
    yield say("Source: {sources}", sources=join(rule.sources)) if rule.sources else plain("")


def _by_answer(rule: DescribedRule) -> Iterator[Text]:
    """What *rule* says only with some of its answers, below these."""
    found: dict[tuple[Text, ...], list[Text]] = {}
    for each in rule.why:
        found.setdefault(each.when, []).append(say("  Why: {why}", why=each.says))
    for each in rule.may_break:
        found.setdefault(each.when, []).append(say("  Risk: {risk}", risk=each.says))
    for each in rule.advice:
        found.setdefault(each.when, []).append(say("  Advice: {advice}", advice=each.says))
    found.pop((), None)
    for answers, lines in found.items():
        yield say("If “{answer}”:", answer=_any(answers))
        yield from lines


def _any(answers: Sequence[Text]) -> Text:
    """*answers* for between quotes."""
    first, *more = answers
    for other in more:
        first = say("{these}” or “{other}", these=first, other=other)
    return first

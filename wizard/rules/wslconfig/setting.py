"""The family of settings of `.wslconfig`: a row says what is particular to one, and `setting_rule` makes a rule of it.

Every such rule answers the same three questions: is the setting as asked, can it be so on this PC, and what would
make it so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from wizard.codecs.wslconf.key import Key, SettingValue
from wizard.codecs.wslconf.values import take
from wizard.facts.windows.wslconfig import PATH, WslConfig, known
from wizard.facts.windows.wslconfig_state import WSLCONFIG_STATE, WslConfigState
from wizard.model.edits.files import SetKey
from wizard.model.facts import Fact, Side, Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Rule
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted, WslConfigWanted
from wizard.rules.declare import blocked, fixable, ok, rule, unknown
from wizard.rules.wslconfig.lines import may_break, repairs
from wizard.rules.wslconfig.notes import NO_TEXT, evidence_of, first_of
from wizard.rules.wslconfig.refusals import refusal_of

FOR_ALL = say("Applies to all distros. Takes effect after WSL restarts.")

_FIELDS: Final = {field.encode_name: field.name for field in msgspec.structs.fields(WslConfigWanted)}


class Case(msgspec.Struct, frozen=True):
    """One setting on one PC: *here* is the file, *want* the profile, *text* what that asks for, as WSL spells it;
    *figure* is what the row asked for of the PC (0: nothing)."""

    key: Key
    here: WslConfigState
    want: WslConfigWanted
    text: str
    figure: int = 0

    def value(self, config: WslConfig) -> SettingValue:
        """The setting as it is in force with *config*."""
        return self.here.terms.value(config, self.key.name)


def _is_same(case: Case, config: WslConfig) -> bool:
    return case.value(config) == take(case.key, case.text, on_windows=True).value


def _shown(case: Case, config: WslConfig) -> str:
    return shown(case.value(config))


class Setting(msgspec.Struct, frozen=True):
    """A row: the rule's *id* and *title*, the *key* (a profile has it by the same name), *why* one may want it, its
    *sources*, and what it *may break*. Where a setting is not just the value of its key: whether a file says what
    is wanted (*met*), what is so *now* in words, what is *written*, and what the rule itself has against it
    (*refused*). *figure* is a fact of the PC that these need."""

    id: str
    key: str
    title: Text
    why: Text
    sources: tuple[str, ...]
    may_break: Text | None = None
    figure: Fact[int] | None = None
    met: Callable[[Case, WslConfig], bool] = _is_same
    now: Callable[[Case, WslConfig], str] = _shown
    written: Callable[[Case], str] = lambda case: case.text
    refused: Callable[[Case], Finding | None] = lambda case: None


def setting_rule(row: Setting) -> Rule:
    """The rule about the setting of *row*."""
    key = known(row.key)
    figures = () if row.figure is None else (row.figure,)

    def wished(want: Wanted) -> str:
        return shown(getattr(want.wslconfig, _FIELDS[key.word]))

    @rule(
        row.id,
        area="wslconfig",
        title=row.title,
        needs=(WSLCONFIG_STATE, *figures),
        side=Side.HOST,
        sources=row.sources,
        wished=lambda want: bool(wished(want)),
    )
    def judged(see: Snapshot, want: Wanted) -> Finding:
        text = wished(want)
        return _finding(
            row, Case(key, see[WSLCONFIG_STATE], want.wslconfig, text, *(see[each] for each in figures))
        )

    return judged


def _finding(row: Setting, case: Case) -> Finding:
    here = case.here
    if not here.now.is_text:
        return blocked(
            say(".wslconfig is not a text file, so the wizard does not change it."),
            Evidence(PATH),
            do=NO_TEXT,
        )
    if here.terms.gap is not None and case.key.is_particular:
        return unknown(here.terms.gap.why)
    counts, will_count = row.met(case, here.now), row.met(case, here.later)
    if counts and will_count:
        return _is_so(row, case)
    refusal = row.refused(case) or refusal_of(here.terms, case.key, row.written(case))
    if refusal is not None:
        return refusal
    stop = here.now.document.stop
    if stop is not None and not here.is_repairable:
        return blocked(
            say("WSL reads .wslconfig only up to line {line}.", line=stop.line),
            *first_of([evidence_of(defect) for defect in here.hiding]),
            do=say("Repair that line first."),
        )
    return _to_do(row, case, is_hidden=counts, is_repaired=will_count)


def _is_so(row: Setting, case: Case) -> Finding:
    word, now = case.key.word, row.now(case, case.here.now)
    lines = _lines(case)
    if lines:
        return ok(say("{key} is {value}.", key=word, value=now), *lines)
    return ok(say("This is the WSL default: {key} is {value}.", key=word, value=now))


def _to_do(row: Setting, case: Case, *, is_hidden: bool, is_repaired: bool) -> Finding:
    """*is_hidden*: a repair would bring another value into force. *is_repaired*: a repair alone brings this one."""
    here, written = case.here, row.written(case)
    line = SetKey(PATH, case.key.section, case.key.word, written)
    edits = repairs(here) if here.hiding or is_repaired else ()
    repaired = here.found if edits else ()
    return fixable(
        _is_not_so(case, "" if is_hidden else row.now(case, here.now), written, is_hidden=is_hidden),
        edits if is_repaired else [*edits, line],
        *_lines(case),
        *first_of([evidence_of(defect) for defect in repaired]),
        why=row.why,
        effect=FOR_ALL,
        restart=Restart.WSL,
        may_break=row.may_break or (may_break(here, case.want, case.key.name) if edits else None),
    )


def _is_not_so(case: Case, now: str, written: str, *, is_hidden: bool) -> Text:
    word = case.key.word
    if is_hidden:
        return say("WSL ignores the {key} line for now. Repairing the file makes it take effect.", key=word)
    if not now:
        return say("{key} is not set to {wanted}.", key=word, wanted=written)
    return say("{key} is {value}. Your profile asks for {wanted}.", key=word, value=now, wanted=written)


def _lines(case: Case) -> tuple[Evidence, ...]:
    pair = case.here.now.pair(case.key)
    return () if pair is None else (Evidence(PATH, f"{pair.key}={pair.value}", pair.line),)


def shown(value: SettingValue) -> str:
    """*value* in words that are the same in every language; empty if it is not known."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)

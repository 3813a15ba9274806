"""Laws of rules about a PC, over all recorded PCs."""

from __future__ import annotations

import random

import pytest

from tests.laws.pcs import PCS, RULES, answers_of, judged
from tests.laws.test_texts import TEXTS, shown
from wizard.facts.windows.inquiry import INQUIRY
from wizard.facts.windows.wsl import LIST
from wizard.model.edits.files import RunCommand
from wizard.model.facts import Side
from wizard.model.findings import Risk, Severity, Verdict
from wizard.model.probes import Denied, Exited, Missing, Unavailable
from wizard.model.registry import ENVIRONMENT, parts_of
from wizard.model.shown.secrets import MASK, mask
from wizard.model.text import plain
from wizard.rules import catalogue

on_all = pytest.mark.parametrize("name", PCS)
OWN = tuple(rule.id for rule in RULES if rule.area == "windows")
WISHED = {"windows-weekly-check": Verdict.ADVICE}
"""What the profile that asks every question wishes, and no recorded PC has."""
QUIET = (Verdict.OK, Verdict.NOT_APPLICABLE)
SAID: dict[str, dict[str, Verdict]] = {
    "pc-good": {"windows-container-desktops": Verdict.ADVICE},
    "pc-no-wsl": {"windows-features": Verdict.ADVICE, "windows-wsl-installed": Verdict.ADVICE},
    "pc-features-missing": {"windows-features": Verdict.ADVICE, "windows-pending-reboot": Verdict.ADVICE},
    "pc-virtualisation-off": {
        "windows-virtualisation": Verdict.BLOCKED,
        "windows-wsl-too-old": Verdict.FIXABLE,
    },
    "pc-inbox-wsl": {
        "windows-features": Verdict.ADVICE,
        "windows-wsl-too-old": Verdict.ADVICE,
        "windows-wsl1-distros": Verdict.ADVICE,
        "windows-appcontrol-unsigned": Verdict.ADVICE,
        "windows-default-version": Verdict.ADVICE,
    },
    "pc-littered": {
        "windows-go-leftovers": Verdict.FIXABLE,
        "windows-go-blanks": Verdict.ADVICE,
        "windows-path-damaged": Verdict.FIXABLE,
        "windows-wslenv-leak": Verdict.FIXABLE,
    },
    "pc-company": {
        "windows-somebody-else": Verdict.UNKNOWN,
        "windows-policies": Verdict.ADVICE,
        "windows-appcontrol-unsigned": Verdict.ADVICE,
        "windows-application-guard": Verdict.UNKNOWN,
        "windows-proxy": Verdict.ADVICE,
        "windows-company-roots": Verdict.ADVICE,
    },
    "pc-zh-cn": {"windows-wslenv-leak": Verdict.FIXABLE},
}


@on_all
def test_each_pc_is_told_what_is_the_matter_with_it(name: str) -> None:
    found = {item.rule: item.verdict for item in judged(answers_of(name)) if item.rule in OWN}
    assert {rule: verdict for rule, verdict in found.items() if verdict not in QUIET} == SAID[name] | WISHED


@on_all
def test_rules_are_pure(name: str) -> None:
    """Asked again, or with the answers in another order, they say the same."""
    first = judged(answers_of(name))
    pairs = list(answers_of(name).items())
    for seed in range(3):
        random.Random(seed).shuffle(pairs)
        assert judged(dict(pairs)) == first


@on_all
def test_what_is_shown_is_what_babel_collects_and_holds_no_secret(name: str) -> None:
    known = {*TEXTS, plain("").template}
    for item in judged(answers_of(name)):
        assert {text.template for text in shown(item)} <= known, item.rule
        for seen in item.finding.evidence:
            assert mask(seen.quote) == seen.quote or MASK in seen.quote


def test_every_rule_has_one_name_and_a_title_that_is_translated() -> None:
    ids = [rule.id for side in Side for rule in catalogue.rules(side)]
    assert len(ids) == len(set(ids))
    assert {rule.title.template for rule in RULES} <= set(TEXTS)


@on_all
def test_every_rule_says_why_or_what_to_do_where_something_is_wrong(name: str) -> None:
    for item in judged(answers_of(name)):
        if item.verdict in (Verdict.ADVICE, Verdict.BLOCKED, Verdict.FIXABLE):
            slots = (item.finding.why, item.finding.effect, item.finding.do)
            assert any(slot is not None for slot in slots), item.rule
            assert item.finding.says.render()
        assert isinstance(item.severity, Severity)


@on_all
def test_advice_says_what_to_do(name: str) -> None:
    silent = {
        item.rule
        for item in judged(answers_of(name))
        if item.verdict is Verdict.ADVICE and not item.finding.do
    }
    assert silent == set()


@on_all
def test_rules_about_windows_change_only_values_of_the_user(name: str) -> None:
    """What is there for all users is advice; nothing of a person's is lost without a word. Commands are for the
    user to choose."""
    for item in judged(answers_of(name)):
        if item.rule in OWN:
            edits = [edit for edit in item.finding.edits if not isinstance(edit, RunCommand)]
            assert all(parts_of(edit.path)[0] == ENVIRONMENT for edit in edits)
            assert (item.verdict is Verdict.FIXABLE) is bool(item.finding.edits)
            assert item.finding.risk is Risk.SAFE or item.finding.may_break is not None


@on_all
@pytest.mark.parametrize("silence", [Unavailable("gone"), Denied(), Exited(1, b"\xff{", b"")], ids=str)
def test_without_any_evidence_nothing_is_known(name: str, silence: object) -> None:
    """Law 6: not fine, not broken."""
    found = judged(dict.fromkeys(answers_of(name), silence))  # type: ignore[arg-type]
    own = {item.verdict for item in found if item.rule in OWN}
    assert own == {Verdict.UNKNOWN}


@on_all
def test_no_missing_answer_makes_it_fine_or_broken(name: str) -> None:
    """Law 6, answer by answer: a verdict stays, or nobody knows; and of several troubles one may stay."""
    answers = answers_of(name)
    before = {item.rule: item.verdict for item in judged(answers)}
    for probe in answers:
        for item in judged({**answers, probe: Unavailable("gone")}):
            if item.rule not in OWN:
                continue
            was = before[item.rule]
            kept = item.verdict in (was, Verdict.UNKNOWN)
            assert kept or was is Verdict.UNKNOWN, (item.rule, probe, was, item.verdict)


@on_all
def test_what_is_fine_without_an_answer_is_fine_with_any(name: str) -> None:
    """Law 6: nothing is called fine while the answer that could say otherwise is missing."""
    answers = answers_of(name)
    for probe in answers:
        without = judged({**answers, probe: Unavailable("gone")})
        fine = {item.rule for item in without if item.rule in OWN and item.verdict is Verdict.OK}
        for other in (answers_of(each)[probe] for each in PCS if probe in answers_of(each)):
            found = judged({**answers, probe: other})
            bad = (Verdict.ADVICE, Verdict.BLOCKED, Verdict.FIXABLE)
            wrong = {item.rule for item in found if item.verdict in bad}
            assert not wrong & fine, probe


@on_all
def test_a_windows_without_a_key_is_judged_too(name: str) -> None:
    """Every key may be missing: no rule fails."""
    answers = answers_of(name)
    for probe in answers:
        judged({**answers, probe: Missing()})


@on_all
@pytest.mark.parametrize(
    "noise", [b"", b"null", b"[]", b"{}", b'{"memory":"x"}', b"\xef\xbb\xbf{}", b"x" * 99]
)
def test_whatever_a_program_prints_no_rule_fails(name: str, noise: bytes) -> None:
    answers = answers_of(name)
    for probe in (INQUIRY, LIST):
        judged({**answers, probe: Exited(0, noise, noise)})

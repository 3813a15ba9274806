"""Every rule stands on facts: it names paragraphs of ``resources/facts``, and they are there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from wizard.model.facts import Side
from wizard.model.findings import Rule
from wizard.rules import catalogue

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from check_facts import paragraphs  # noqa: E402

ALL = (*catalogue.rules(Side.DISTRO), *catalogue.rules(Side.HOST))


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_rule_names_what_it_stands_on(rule: Rule) -> None:
    assert rule.sources


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_what_a_rule_stands_on_is_there(rule: Rule) -> None:
    lost = []
    for source in rule.sources:
        book, _, number = source.partition(" ")
        if number.removeprefix("§") not in paragraphs(ROOT, book):
            lost.append(source)
    assert lost == []
    assert len(set(rule.sources)) == len(rule.sources)

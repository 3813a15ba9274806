"""Every rule stands on facts: it names paragraphs of ``resources/facts``, and they are there."""

from __future__ import annotations

import pytest

from wizard.app.explain.how_known import paragraph
from wizard.model.facts import Side
from wizard.model.findings import Rule
from wizard.rules import catalogue

ALL = (*catalogue.rules(Side.DISTRO), *catalogue.rules(Side.HOST))


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_rule_names_what_it_stands_on(rule: Rule) -> None:
    assert rule.sources


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_what_a_rule_stands_on_can_be_read(rule: Rule) -> None:
    for source in rule.sources:
        found = paragraph(source)
        assert found.reference == source
        assert found.heading
        assert any(len(line) > 30 for line in found.lines)
    assert len(set(rule.sources)) == len(rule.sources)

"""The family of variables of Go: when a row takes a value for wrong."""

from __future__ import annotations

import pytest

from wizard.facts.go import ARCH_IF_KNOWN
from wizard.model.facts import Snapshot
from wizard.model.text import say
from wizard.rules.go.variable import Variable, variable_rule

WORDS = say("It is.")
NEVER_SET = Variable("a-rule", ("GO111MODULE",), WORDS, WORDS, ("GO §4",))
NOT_OFF = Variable(
    "a-rule", ("GO111MODULE",), WORDS, WORDS, ("GO §4",), wrong=lambda value: value.text == "off"
)
OF_ANOTHER = Variable(
    "a-rule", ("GO111MODULE",), WORDS, WORDS, ("GO §4",), wrong=lambda value: value.arch != value.text
)


@pytest.mark.parametrize(
    ("row", "value", "is_wrong"),
    [
        (NEVER_SET, "x", True),
        (NEVER_SET, None, True),
        (NEVER_SET, "", False),
        (NOT_OFF, "off", True),
        (NOT_OFF, "on", False),
        (NOT_OFF, "", False),
        (NOT_OFF, None, None),
        (OF_ANOTHER, "amd64", False),
        (OF_ANOTHER, "arm64", True),
    ],
)
def test_an_empty_value_is_none_and_one_that_is_not_known_is_not_judged(
    row: Variable, value: str | None, is_wrong: bool | None
) -> None:
    see = Snapshot({ARCH_IF_KNOWN: "amd64"})
    assert row.is_wrong("GO111MODULE", value, see) is is_wrong


def test_a_row_is_a_rule_of_its_name() -> None:
    rule = variable_rule(NOT_OFF)
    assert (rule.id, rule.area, rule.sources) == (NOT_OFF.id, NOT_OFF.area, NOT_OFF.sources)

"""The list of all rules: each once, of its side, and only those of a side are loaded."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from collections import Counter

from wizard import rules as package
from wizard.model.facts import Side
from wizard.model.findings import Rule
from wizard.rules.catalogue import of_the_network, rules


def test_every_rule_that_a_file_declares_is_on_the_list() -> None:
    declared: set[str] = set()
    for found in pkgutil.walk_packages(package.__path__, "wizard.rules."):
        values = vars(importlib.import_module(found.name)).values()
        declared |= {value.id for value in values if isinstance(value, Rule)}
    assert declared
    looked_at = {rule.id for side in Side for rule in rules(side)}
    assert declared - looked_at - {rule.id for rule in of_the_network()} == set()


def test_no_look_asks_what_only_a_check_of_the_network_asks() -> None:
    looked_at = {rule.id for side in Side for rule in rules(side)}
    assert looked_at.isdisjoint(rule.id for rule in of_the_network())


def test_each_is_there_once() -> None:
    names = Counter(rule.id for side in Side for rule in rules(side))
    assert {name for name, count in names.items() if count > 1} == set()


def test_each_is_about_its_side() -> None:
    for side in Side:
        assert rules(side)
        assert {rule.side for rule in rules(side)} == {side}


def test_who_looks_at_a_distro_does_not_load_the_rules_about_windows() -> None:
    program = (
        "import sys; from wizard.rules.catalogue import of_the_network, rules; rules();"
        "print([n for n in sys.modules if n.startswith(('wizard.rules.windows', 'wizard.rules.wslconfig.damage'))])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"

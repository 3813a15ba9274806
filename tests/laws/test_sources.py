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
STILL_WITHOUT = frozenset(
    [
        "wsl-conf-damage",
        "wsl-systemd",
        "wsl-cgroup-not-v2",
        "wsl-kernel-old-or-custom",
        "wsl-env-from-windows",
        "wsl-warnings",
        "wsl-text-encoding",
        "tmpfs-tmp",
        "tmpfs-tmp-foreign-fs",
        "tmpfs-tmp-owner-mode",
        "tmpfs-noexec",
        "go-env-godebug-fatal",
        "go-env-godebug",
        "dns-godebug-netdns",
        "go-env-godebug-inert",
        "go-env-toolchain-pin-broken",
        "go-env-file-syntax",
        "go-install-pin-version",
        "go-install-multiple",
        "go-install-missing",
        "go-install-wrong-arch",
        "go-install-goroot-mismatch",
        "go-install-goroot-is-gopath",
        "go-install-too-old",
        "go-install-version-manager",
        "windows-go-leftovers",
        "windows-go-blanks",
        "windows-path-damaged",
        "windows-wslenv-leak",
    ]
)
"""Rules that do not say yet what they stand on. This list only ever gets shorter."""


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_rule_names_what_it_stands_on(rule: Rule) -> None:
    assert bool(rule.sources) is (rule.id not in STILL_WITHOUT)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_what_a_rule_stands_on_is_there(rule: Rule) -> None:
    lost = []
    for source in rule.sources:
        book, _, number = source.partition(" ")
        if number.removeprefix("§") not in paragraphs(ROOT, book):
            lost.append(source)
    assert lost == []
    assert len(set(rule.sources)) == len(rule.sources)

"""Regular expressions that are compiled at their first use behave as if they always had been."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from wizard.patterns import lazy_pattern


def test_it_matches_as_a_compiled_one_does() -> None:
    lazy, eager = lazy_pattern(r"(a)|b", re.IGNORECASE), re.compile(r"(a)|b", re.IGNORECASE)
    assert lazy.pattern == eager.pattern
    for _ in range(2):
        assert lazy.findall("A-b") == eager.findall("A-b")
        assert lazy.sub("x", "A-b") == eager.sub("x", "A-b")
        assert lazy.search("-b", 1) is not None
        assert lazy.fullmatch("ab") is None
    assert (lazy.flags, lazy.groups) == (eager.flags, eager.groups)
    assert lazy_pattern(rb"a+").split(b"1aa2") == [b"1", b"2"]


def test_it_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    whole = re.compile
    monkeypatch.setattr(re, "compile", lambda *words: compiled.append(words) or whole(*words))
    lazy = lazy_pattern("a")
    assert compiled == []
    assert lazy.match("a") is not None
    assert lazy.match("b") is None
    assert lazy.sub("c", "a") == "c"
    assert compiled == [("a", 0)]


_ALL = """
import importlib, pkgutil, re, sys
import wizard, wizard.patterns
made = []
wizard.patterns.lazy_pattern = lambda *words: made.append(words) or re.compile(*words)
for module in pkgutil.walk_packages(wizard.__path__, "wizard."):
    is_for_others = sys.platform == "win32" and module.name.endswith("_linux")
    if not module.name.endswith("__main__") and not is_for_others:
        importlib.import_module(module.name)
print(len(made))
"""


def test_all_of_the_program_s_can_be_compiled() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _ALL], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert int(done.stdout) > 200

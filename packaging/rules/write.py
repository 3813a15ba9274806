"""Writes what the wizard knows of its own rules: ``resources/facts/rules.json``, and the list of rules at the end of
``resources/facts/RULES.md``. With ``--check``, only says whether both are up to date."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from collect import collected

from wizard.app.explain import rule_book
from wizard.app.texts import Speech
from wizard.model.facts import Side
from wizard.model.text import Text
from wizard.rules import catalogue

_FACTS: Final = Path("resources/facts")
MARK: Final = "<!-- From here on: written by make texts, from the rules themselves. -->"


def data() -> str:
    """The texts and edits of every rule, one rule a line."""
    lines = (
        f"{json.dumps(rule.id)}: {json.dumps(collected(rule), ensure_ascii=False)}"
        for side in Side
        for rule in catalogue.rules(side)
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def book(old: str) -> str:
    """The book of rules with its list made anew: what a person wrote above it stays."""
    own = old.partition(MARK)[0].rstrip("\n")
    return f"{own}\n\n{MARK}\n\n" + "\n".join(_list()) + "\n"


def _list() -> list[str]:
    speak = Speech("en")
    lines = ["# All rules", "", f"This list is what `wsl-go-wizard rules` prints. {speak(rule_book.PLACES)}"]
    area: Text | None = None
    for each in rule_book.described():
        if each.area_title != area:
            area = each.area_title
            lines += ["", f"## {speak(area)}"]
        title, *rest = (speak(text) for text in rule_book.sentences(each))
        lines += ["", f"### `{each.id}`", "", title, ""]
        lines += [f"  * {line.lstrip()}" if line.startswith(" ") else f"* {line}" for line in rest]
    return lines


def main() -> int:
    """Write both, or check both."""
    checks = "--check" in sys.argv
    stale = 0
    for name, make in (("rules.json", lambda old: data()), ("RULES.md", book)):
        path = _FACTS / name
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        new = make(old)
        if new == old:
            continue
        stale = 1
        if checks:
            sys.stderr.write(f"{path.as_posix()} is not up to date: run make texts\n")
        else:
            path.write_text(new, encoding="utf-8", newline="\n")
    return stale if checks else 0


if __name__ == "__main__":
    sys.exit(main())

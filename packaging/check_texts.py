"""Says which texts lack a translation, or have one that does not fit its English text. Exits 1 if any does."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

_ACCESS_KEY = re.compile(r"&(\w)")
_EDGES = re.compile(r"^\s*|\s*$")


def faults(folder: Path) -> tuple[str, ...]:
    """One line for every text that is not well translated. Raises `OSError`."""
    with (folder / "wizard.pot").open("rb") as stream:
        wanted = sorted(str(message.id) for message in read_po(stream) if message.id)
    found: list[str] = []
    for path in sorted(folder.glob("*/LC_MESSAGES/wizard.po")):
        language = path.parts[-3]
        translations = _translations(path)
        for text in wanted:
            found += [f"{language}: {fault}: {text}" for fault in misfits(text, translations.get(text, ""))]
        if translations != _compiled(path.with_suffix(".mo")):
            found.append(f"{language}: not compiled: run make texts")
    return tuple(found)


def misfits(text: str, translation: str) -> Iterator[str]:
    """What is wrong with *translation* as one of *text*."""
    if not translation:
        yield "not translated"
        return
    if _places(text) != _places(translation):
        yield "other places than in"
    if _access_keys(text) != _access_keys(translation):
        yield "another access key than in"
    if _EDGES.findall(text) != _EDGES.findall(translation):
        yield "other blanks around than in"


def _places(text: str) -> list[tuple[str, str | None, str | None]] | None:
    try:
        parts = Formatter().parse(text)
        return sorted((name, form, conversion) for _, name, form, conversion in parts if name is not None)
    except ValueError:
        return None


def _access_keys(text: str) -> list[str]:
    return [key.lower() for key in _ACCESS_KEY.findall(text)]


def _translations(path: Path) -> Mapping[str, str]:
    with path.open("rb") as stream:
        return {
            str(message.id): str(message.string)
            for message in read_po(stream)
            if message.id and message.string
        }


def _compiled(path: Path) -> Mapping[str, str]:
    with path.open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_mo(stream) if message.id}


def main() -> int:
    """The check, on the folder of catalogues that is named."""
    lines = faults(Path(sys.argv[1]))
    sys.stderr.write("".join(line + "\n" for line in lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())

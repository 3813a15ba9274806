"""Says which texts lack a translation, or have one that does not fit its English text, and which are not in the
style of the wizard (`text_style`, `text_names`). Exits 1 if any is not.

    python packaging/check_texts.py resources/locale
    python packaging/check_texts.py resources/locale --freeze "why these may stay"

What breaks a rule of style and is in ``text_style_known.txt`` is let pass. That list may only shrink: an entry that
no longer hits is a fault as well. ``--freeze`` writes the list anew from what hits now: known entries keep their
reasons, new ones get the one that is given. It is for whoever reworks texts, after shrinking them or after a merge;
a line that it adds has to be argued for in the review.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import text_names
import text_style
import text_style_known
from babel.messages import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from text_style import Entry, Hit

Forms = tuple[str, ...]

_ACCESS_KEY = re.compile(r"&(\w)")
_EDGES = re.compile(r"^\s*|\s*$")


def faults(folder: Path) -> tuple[str, ...]:
    """One line for every text that is not well translated. Raises `OSError`."""
    wanted = _collected(folder)
    found: list[str] = []
    for path in sorted(folder.glob("*/LC_MESSAGES/wizard.po")):
        language = path.parts[-3]
        translations = _translations(path)
        for texts in wanted:
            faults = dict.fromkeys(
                fault for form in translations.get(texts, ("",)) for fault in misfits(texts, form)
            )
            found += [f"{language}: {fault}: {texts[0]}" for fault in faults]
        if translations != _compiled(path.with_suffix(".mo")):
            found.append(f"{language}: not compiled: run make texts")
    return tuple(found)


def _collected(folder: Path) -> list[Forms]:
    """All texts, translated or not."""
    with (folder / "wizard.pot").open("rb") as stream:
        return sorted(forms(message.id) for message in read_po(stream) if message.id)


def forms(words: str | list[str] | tuple[str, ...]) -> Forms:
    """A text, or its forms for one and for many, alike."""
    return (words,) if isinstance(words, str) else tuple(words)


def misfits(texts: Forms, translation: str) -> Iterator[str]:
    """What is wrong with *translation* as a form of *texts*. It may say what any of them says."""
    if not translation:
        yield "not translated"
        return
    if _places(translation) not in map(_places, texts):
        yield "other places than in"
    if _access_keys(texts[0]) != _access_keys(translation):
        yield "another access key than in"
    if _EDGES.findall(texts[0]) != _EDGES.findall(translation):
        yield "other blanks around than in"


def _places(text: str) -> list[tuple[str, str | None, str | None]] | None:
    try:
        parts = Formatter().parse(text)
        return sorted((name, form, conversion) for _, name, form, conversion in parts if name is not None)
    except ValueError:
        return None


def _access_keys(text: str) -> list[str]:
    return [key.lower() for key in _ACCESS_KEY.findall(text)]


def _translations(path: Path) -> Mapping[Forms, Forms]:
    with path.open("rb") as stream:
        return _translated(read_po(stream))


def _compiled(path: Path) -> Mapping[Forms, Forms]:
    with path.open("rb") as stream:
        found = _translated(read_mo(stream))
    # Babel compiles a counted text without a translation as the English one.
    return {texts: told for texts, told in found.items() if len(texts) == 1 or told[0] != texts[0]}


def _translated(catalogue: Catalog) -> Mapping[Forms, Forms]:
    return {
        forms(message.id): forms(message.string)
        for message in catalogue
        if message.id and any(forms(message.string))
    }


def style(folder: Path, root: Path) -> frozenset[Hit]:
    """What in the catalogue of Chinese in *folder*, and in the documents of the project in *root*, is not in our
    style. Raises `OSError`."""
    sources = text_names.read(root / "wizard")
    said = _translations(folder / "zh_CN/LC_MESSAGES/wizard.po")
    entries = {
        form: Entry(form, said.get(texts, ("",))[0], form in sources.titles or "&" in form)
        for texts in _collected(folder)
        for form in texts
        if form not in sources.foreign
    }
    documents = {name: (root / name).read_text(encoding="utf-8") for name in text_names.DOCUMENTS}
    return text_style.hits(entries) | text_names.hits(sources, entries, documents)


def main() -> int:
    """The check, on the folder of catalogues that is named; with --freeze, the list of what is known is renewed."""
    folder, *options = sys.argv[1:]
    known_file = Path(__file__).with_name("text_style_known.txt")
    found = style(Path(folder), Path(__file__).parents[1])
    known = text_style_known.load(known_file)
    if options[:1] == ["--freeze"]:
        known = text_style_known.frozen(found, known, " ".join(options[1:]))
        text_style_known.save(known_file, known)
    lines = (*faults(Path(folder)), *text_style_known.faults(found, known))
    sys.stderr.write("".join(line + "\n" for line in lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())

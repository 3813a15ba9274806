"""Brings the catalogues up to date with their template, and compiles them. The same texts give the same bytes."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po


class Steady(Catalog):
    """A catalogue whose header names no date and no person, so that only texts make a difference."""

    header_comment = "# Translations of WSL Go Wizard. Collected and compiled by: make texts"

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def renewed(template: Catalog, old: Catalog, language: str) -> Catalog:
    """The texts of *template* with the translations of *old* that still belong to one."""
    new = Steady(locale=language, fuzzy=False)
    for message in template:
        if message.id:
            known = old.get(message.id)
            new.add(message.id, _kept(message, known), flags=message.flags)
    return new


def _kept(message: Message, known: Message | None) -> str | tuple[str, ...]:
    """The translation that *message* has had; none if it counts now and did not, or no longer does."""
    if known is None or known.pluralizable != message.pluralizable:
        return ""
    return known.string


def renew(folder: Path, language: str) -> None:
    """Bring the catalogue of *language* up to date; begin one if there is none."""
    with (folder / "wizard.pot").open("rb") as stream:
        template = read_po(stream)
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    source = place / "wizard.po"
    old = Catalog()
    if source.exists():
        with source.open("rb") as stream:
            old = read_po(stream)
    new = renewed(template, old, language)
    with source.open("wb") as stream:
        write_po(stream, new, width=0, sort_output=True)
    with source.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, new)


def main() -> None:
    """Renew in the folder that is named first the catalogues of the languages that follow."""
    for language in sys.argv[2:]:
        renew(Path(sys.argv[1]), language)


if __name__ == "__main__":
    main()

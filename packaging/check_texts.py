"""Says which texts lack a translation, or name other places than their English text. Exits 1 if any does."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

PLACE = re.compile(r"\{[a-z_]+\}")


def faults(folder: Path) -> list[str]:
    """One line for every text that is not well translated."""
    with (folder / "wizard.pot").open("rb") as stream:
        wanted = {str(message.id) for message in read_po(stream) if message.id}
    found: list[str] = []
    for path in sorted(folder.glob("*/LC_MESSAGES/wizard.mo")):
        language = path.parts[-3]
        with path.open("rb") as stream:
            texts = {str(message.id): str(message.string) for message in read_mo(stream) if message.id}
        for text in sorted(wanted):
            if not texts.get(text):
                found.append(f"{language}: not translated: {text}")
            elif sorted(PLACE.findall(text)) != sorted(PLACE.findall(texts[text])):
                found.append(f"{language}: other places than in: {text}")
    return found


def main() -> int:
    """The check, on the folder of catalogues that is named."""
    lines = faults(Path(sys.argv[1]))
    sys.stderr.write("".join(line + "\n" for line in lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())

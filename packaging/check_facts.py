"""Says which references to facts lead nowhere: ``WSL §4.4``, ``GO §3.3``, ``RULES 18``, ``law 6``. Exits 1 if any does.
So does one that names a book in words and no number that could be looked up.

A book is ``resources/facts/NAME.md``. To those that the wizard reads come the laws, a numbered list.
"""

from __future__ import annotations

import io
import re
import sys
import tokenize
from collections.abc import Iterator, Mapping
from pathlib import Path

from wizard.codecs.fact_books import BOOKS, NUMBER

_READ = ("wizard", "tests", "packaging", "resources", "README.md", "CHANGELOG.md")
_KINDS = {".py", ".sh", ".toml", ".md"}
_BOOKS = {**BOOKS, "LAWS": re.compile(r"^(\d+)\. ", re.MULTILINE)}
_MORE = rf"(?:(?:,| and| or| to)+ §?{NUMBER})*"
_CITED = {
    "WSL": re.compile(rf"\bWSL(?:\.md)? (§{NUMBER}{_MORE})"),
    "GO": re.compile(rf"\bGO(?:\.md)? (§{NUMBER}{_MORE})"),
    "RULES": re.compile(rf"\bRULES (\d+{_MORE})"),
    "LAWS": re.compile(rf"\blaws? (\d+{_MORE})"),
}
"""How each book is cited (group 1: one or more numbers)."""

_VAGUE = re.compile(r"(?<![\w`\"'])(?:RULES(?![\w`\"']|\.md| [\d{])|(?:WSL|GO) §(?![\d{]))")
_GONE = re.compile(r"\b(?:WSL-FACTS|GO-FACTS|DESIGN\.md|FIELD\.md|NEEDS\.md|TEXTS\.md|GUI\.md)\b")


def lost(root: Path) -> tuple[str, ...]:
    """One line for every reference below *root* that no book has. Raises `OSError`."""
    books = {name: paragraphs(root, name) for name in _BOOKS}
    return tuple(line for path in _files(root) for line in _lost_in(path, root, books))


def paragraphs(root: Path, book: str) -> frozenset[str]:
    """The numbers of all paragraphs of *book*."""
    text = (root / "resources/facts" / f"{book}.md").read_text(encoding="utf-8")
    return frozenset(_BOOKS[book].findall(text))


def _files(root: Path) -> Iterator[Path]:
    for name in _READ:
        top = root / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.suffix in _KINDS and not path.name.endswith(Path(__file__).name):
                yield path


def _lost_in(path: Path, root: Path, books: Mapping[str, frozenset[str]]) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    for number, line in _prose(text) if path.suffix == ".py" else _numbered(text):
        if _VAGUE.search(line):
            yield f"{path.relative_to(root).as_posix()}:{number}: a book without a number: {line.strip()}"
    for number, line in _numbered(text):
        where = f"{path.relative_to(root).as_posix()}:{number}"
        for gone in _GONE.findall(line):
            yield f"{where}: {gone} is not in this repository"
        for name, citing in _CITED.items():
            for cited in citing.findall(line):
                missing = [one for one in re.findall(NUMBER, cited) if one not in books[name]]
                yield from (f"{where}: {name} has no paragraph {one}" for one in missing)


def _numbered(text: str, first: int = 1) -> Iterator[tuple[int, str]]:
    yield from enumerate(text.splitlines(), first)


def _prose(source: str) -> Iterator[tuple[int, str]]:
    """The lines of comments and strings of a Python *source*, where a book's name is no variable."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.COMMENT, tokenize.STRING):
            yield from _numbered(token.string, token.start[0])


def main() -> int:
    """The check, on the checkout that is named first."""
    lines = lost(Path(sys.argv[1]))
    sys.stderr.write("".join(line + "\n" for line in lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())

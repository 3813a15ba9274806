"""``.dockerignore``: what Docker hides, as its own matcher does."""

from __future__ import annotations

import pytest

from wizard.codecs.docker.ignore import hidden_by, parse


@pytest.mark.parametrize(
    ("lines", "path", "hidden"),
    [
        ("go.*", "go.mod", "go.*"),
        ("*.sum", "go.sum", "*.sum"),
        ("*.sum", "go.mod", None),
        ("*", "go.mod", "*"),
        ("**", "go.mod", "**"),
        ("**/go.mod", "go.mod", "**/go.mod"),
        ("**/go.mod", "a/b/go.mod", "**/go.mod"),
        ("*/go.mod", "go.mod", None),
        ("/go.mod", "go.mod", "/go.mod"),
        ("./go.mod", "go.mod", "./go.mod"),
        ("go.mod/", "go.mod", "go.mod/"),
        ("go?mod", "go.mod", "go?mod"),
        ("go.m[a-z]d", "go.mod", "go.m[a-z]d"),
        ("goXmod", "go.mod", None),
        ("gomod", "go.mod", None),
        ("vendor", "vendor/a/go.mod", "vendor"),
        ("*\n!go.mod", "go.mod", None),
        ("*\n!go.mod", "go.sum", "*"),
        ("!go.mod\n*", "go.mod", "*"),
        ("# go.mod", "go.mod", None),
        (" go.mod ", "go.mod", "go.mod"),
        ("\ufeffgo.mod", "go.mod", "go.mod"),
        ("go.mod\r\n", "go.mod", "go.mod"),
        (".", "go.mod", None),
        ("[", "go.mod", None),
        ("", "go.mod", None),
    ],
)
def test_what_is_hidden(lines: str, path: str, hidden: str | None) -> None:
    found = hidden_by(path, parse(lines.encode()))
    assert (found.text if found is not None else None) == hidden


def test_the_line_is_known() -> None:
    found = hidden_by("go.sum", parse(b"# x\n\n*.md\n*.sum\n"))
    assert found is not None
    assert (found.line, found.pattern) == (4, "*.sum")

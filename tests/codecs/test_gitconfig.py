"""git's configuration files: each row was asked of git itself (``git config --file F --list``, git 2.39)."""

from __future__ import annotations

import pytest

from wizard.codecs import gitconfig

ROWS: list[tuple[str, list[tuple[str, str]]]] = [
    ("[credential]\n\thelper = store\n", [("credential..helper", "store")]),
    (
        '[Credential "https://x.example"]\nHelper=store --file ~/x # c\n',
        [("credential.https://x.example.helper", "store --file ~/x")],
    ),
    (
        '[credential] helper = "a b" ; c\n[url "git@github.com:o/"]\n\tinsteadOf = https://github.com/o/\n',
        [("credential..helper", "a b"), ("url.git@github.com:o/.insteadof", "https://github.com/o/")],
    ),
    ('[a]\nk\nb = "x;y" z \\\n  w\n', [("a..k", "true"), ("a..b", "x;y z   w")]),
    ('[a]\nk = a\\tb\\"c\\\\ \n', [("a..k", 'a\tb"c\\')]),
    ("[a.B]\nk=1\n", [("a.b..k", "1")]),
    ('[a "b\\"c"]\nk=1\n', [('a.b"c.k', "1")]),
    ("\ufeff[a]\r\nk = v \r\n", [("a..k", "v")]),
    ("# c \\\n[a]\nk = x\n", [("a..k", "x")]),
    ("[a]\nk = x # c \\\nj = y\n", [("a..k", "x"), ("a..j", "y")]),
    ('[a]\nk = "  x  "  \n', [("a..k", "  x  ")]),
    ("[a]k=v\n", [("a..k", "v")]),
    ("[a]\nk = x\\\n", [("a..k", "x")]),
    ("[a]\nk = \n", [("a..k", "")]),
    ('[a\t"b"]\nk=1\n', [("a.b.k", "1")]),
]
STOPS: list[tuple[str, list[tuple[str, str]]]] = [
    ("[a]\nk = v\nbad line here\nj = w\n", [("a..k", "v")]),
    ("[a]\n = x\n", []),
    ("[a]\nk = \\x\nj = 1\n", []),
    ('[a]\nk = "unclosed\nj = 1\n', []),
    ("[a]\nk-1 = 2\n1k = 3\n", [("a..k-1", "2")]),
    ("[a ]\nk=1\n", []),
    ("[ a]\nk=1\n", []),
]


@pytest.mark.parametrize(("text", "settings"), [*ROWS, *STOPS])
def test_settings_are_read_as_git_reads_them_up_to_its_first_error(
    text: str, settings: list[tuple[str, str]]
) -> None:
    read = gitconfig.parse(text.encode())
    assert [(f"{each.section}.{each.sub}.{each.key}", each.value) for each in read] == settings


def test_a_setting_has_the_line_that_it_begins_on() -> None:
    read = gitconfig.parse(b"[a]\n\nk = \\\n x\n# c\nj = 1\n")
    assert [(each.key, each.line) for each in read] == [("k", 3), ("j", 6)]


def test_any_bytes_are_read() -> None:
    assert gitconfig.parse(b"[a]\nk = \xff\n")[0].value == "\udcff"
    assert gitconfig.parse(b"\x00[\n") == ()


def test_of_a_file_only_the_sections_that_rules_speak_of_are_recorded() -> None:
    data = b'[user]\n\tname = Me\n[credential]\n\thelper = store\n\n[alias "x"] a = b\n\tc = d\n'
    assert gitconfig.asked_of(data) == b"[user]\n#\n[credential]\n\thelper = store\n\n[alias]\n#\n"
    kept = gitconfig.parse(gitconfig.asked_of(data))
    assert kept == tuple(each for each in gitconfig.parse(data) if each.section == "credential")

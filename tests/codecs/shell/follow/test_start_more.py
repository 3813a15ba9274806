"""Whole start files in many styles, each with one more line at its end, which must not be lost: by who follows the
file, and by who lists its lines."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.real_shells import followed, put, really
from wizard.codecs.shell.kinds import Kind
from wizard.codecs.shell.start_file import assignments, grammar_of

pytestmark = pytest.mark.linux(reason="what is read is compared with what real shells do")

WHOLE = Path(__file__).parent / "whole"
PLACES = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
LAST = {
    "bash": "export GODEBUG=sentinel=1",
    "zsh": "export GODEBUG=sentinel=1",
    "fish": "set -gx GODEBUG sentinel=1",
}
BESIDE = {
    ".omz/start.zsh": 'for plugin in $plugins; do source "$ZSH/plugins/$plugin.zsh"; done\n'
    'for f in "$ZSH"/custom/*.zsh(N); do source $f; done\n',
    ".omz/plugins/git.zsh": "alias g=git\ncurrent_branch() { git branch --show-current }\n",
    ".omz/plugins/go.zsh": "alias gob='go build'\n",
    ".omz/custom/mine.zsh": "export GOROOT=/custom\n",
    ".config/fish/extra/one.fish": "set -gx GOROOT /extra\n",
}
ALL = [
    (shell, name, text)
    for shell in PLACES
    for name, text in tomllib.loads((WHOLE / f"{shell}.toml").read_text(encoding="utf-8")).items()
]


@pytest.mark.parametrize(("shell", "name", "text"), ALL, ids=[f"{shell}-{name}" for shell, name, _ in ALL])
def test_the_last_line_is_not_lost(shell: str, name: str, text: str, tmp_path: Path) -> None:
    place = PLACES[shell]
    whole = f"{text.rstrip()}\n{LAST[shell]}\n"
    line = whole.count("\n")
    for path, content in {**BESIDE, place: whole}.items():
        put(tmp_path, path, content)

    value = followed(shell, Kind.INNER, tmp_path).get("GODEBUG")
    real = really(shell, Kind.INNER, tmp_path)
    assert real is not None
    if real["GODEBUG"].text is None:
        assert value.text is None or value.unclear is not None
    else:
        assert (value.text, value.is_exported, value.unclear) == ("sentinel=1", True, None)
        assert (value.place.file, value.place.line) == (str(tmp_path / place), line)

    (listed,) = assignments(whole.encode(), {"GODEBUG"}, grammar_of(f"~/{place}"))
    assert (listed.line, listed.conditional, listed.whole_line) == (line, False, True)


def test_there_are_enough_of_them() -> None:
    assert len(ALL) >= 90


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_what_a_framework_or_a_loop_sources_is_seen(shell: str, tmp_path: Path) -> None:
    name = {"zsh": "framework_installed", "fish": "sourced"}[shell]
    text = next(text for each, called, text in ALL if (each, called) == (shell, name))
    for path, content in {**BESIDE, PLACES[shell]: text}.items():
        put(tmp_path, path, content)
    value = followed(shell, Kind.INNER, tmp_path).get("GOROOT")
    real = really(shell, Kind.INNER, tmp_path)
    assert real is not None
    assert value.text == real["GOROOT"].text == {"zsh": "/custom", "fish": "/extra"}[shell]

"""Which start files each kind of shell reads: the table, and the real shells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real_shells import followed, put, really
from wizard.codecs.shell.kinds import Kind, When, dialect, steps

pytestmark = pytest.mark.linux(reason="what is read is compared with what real shells do")

HOMES = {
    "bash": (".bash_profile", ".bash_login", ".profile", ".bashrc"),
    "sh": (".profile", ".bashrc"),
    "zsh": (".zshenv", ".zprofile", ".zshrc", ".zlogin", ".profile"),
    "fish": (
        ".config/fish/conf.d/b.fish",
        ".config/fish/conf.d/a.fish",
        ".config/fish/config.fish",
        ".profile",
    ),
}


def told(shell: str, name: str) -> str:
    """A file that says in GOFLAGS that it was read, and after which others."""
    word = name.rpartition("/")[2]
    return f"set -gx GOFLAGS $GOFLAGS {word}\n" if shell == "fish" else f'export GOFLAGS="$GOFLAGS {word}"\n'


@pytest.mark.parametrize("kind", [Kind.TERMINAL, Kind.INNER, Kind.EDITOR])
@pytest.mark.parametrize("shell", HOMES)
@pytest.mark.parametrize("left_out", [0, 1, 2])
def test_the_files_of_a_home_and_their_order(shell: str, kind: Kind, left_out: int, tmp_path: Path) -> None:
    for name in HOMES[shell][left_out:]:
        put(tmp_path, name, told(shell, name))
    real, read = really(shell, kind, tmp_path), followed(shell, kind, tmp_path)
    assert real is not None
    assert (read.get("GOFLAGS").text, read.get("GOFLAGS").unclear) == (real["GOFLAGS"].text, None)


@pytest.mark.parametrize("kind", [Kind.TERMINAL, Kind.INNER, Kind.EDITOR])
def test_zsh_goes_where_zshenv_sends_it(kind: Kind, tmp_path: Path) -> None:
    put(tmp_path, ".zshenv", "export ZDOTDIR=~/.config/zsh\n")
    for name in (".zprofile", ".zshrc", ".zlogin"):
        put(tmp_path, name, "export GOROOT=/never\n")
        put(tmp_path, f".config/zsh/{name}", told("zsh", name))
    real, read = really("zsh", kind, tmp_path), followed("zsh", kind, tmp_path)
    assert real is not None
    for name in ("GOFLAGS", "GOROOT"):
        assert (read.get(name).text, read.get(name).unclear) == (real[name].text, None)


def test_a_bash_profile_that_sources_the_others(tmp_path: Path) -> None:
    put(tmp_path, ".bash_profile", "[ -f ~/.profile ] && . ~/.profile\n. ~/.bashrc\n")
    put(tmp_path, ".profile", told("bash", "profile"))
    put(
        tmp_path,
        ".bashrc",
        "case $- in *i*) ;; *) return;; esac\n[ -f ~/.bash_aliases ] && . ~/.bash_aliases\n",
    )
    put(tmp_path, ".bash_aliases", told("bash", "aliases"))
    for kind in (Kind.TERMINAL, Kind.EDITOR, Kind.INNER):
        real, read = really("bash", kind, tmp_path), followed("bash", kind, tmp_path)
        assert real is not None
        assert (read.get("GOFLAGS").text, read.get("GOFLAGS").unclear) == (real["GOFLAGS"].text, None)


def test_universal_variables_of_fish(tmp_path: Path) -> None:
    put(
        tmp_path,
        ".config/fish/fish_variables",
        "# This file contains fish universal variable definitions.\n# VERSION: 3.0\n"
        "SETUVAR --export GOROOT:/usr/local/go\nSETUVAR fish_user_paths:/x\\x1e/y\n"
        "SETUVAR --export GOFLAGS:\\x2dmod\\x3dmod\n",
    )
    put(tmp_path, ".config/fish/config.fish", "set -gx GOPATH $GOROOT/path\n")
    real, read = really("fish", Kind.INNER, tmp_path), followed("fish", Kind.INNER, tmp_path)
    assert real is not None
    for name in ("GOROOT", "GOFLAGS", "GOPATH", "PATH"):
        assert (read.get(name).text, read.get(name).is_exported, read.get(name).unclear) == (
            real[name].text,
            real[name].is_exported,
            None,
        )
    assert read.get("GOROOT").place.line == 3


def test_scripts_and_no_shell_read_nothing() -> None:
    for shell in ("/bin/bash", "/bin/dash", "/usr/bin/zsh", "/usr/bin/fish"):
        assert steps(shell, Kind.SCRIPT) == steps(shell, Kind.EXEC) == ()


def test_every_kind_reads_what_its_steps_say() -> None:
    for kind in (Kind.TERMINAL, Kind.INNER, Kind.EDITOR):
        wanted = {When.LOGIN if kind.is_login else When.INNER}
        wanted |= set() if kind.is_interactive else {When.COMMAND}
        assert {step.when for step in steps("/bin/bash", kind)} == wanted


@pytest.mark.parametrize(
    ("shell", "name"),
    [
        ("/bin/bash", "bash"),
        ("/usr/bin/zsh", "zsh"),
        ("/usr/local/bin/fish", "fish"),
        ("/bin/ash", "sh"),
        ("", "sh"),
    ],
)
def test_the_language_of_a_shell(shell: str, name: str) -> None:
    assert dialect(shell) == name
